import CaskadeInspection
import CaskadeSyntax

/// Reads any bytes as XML, as a test report, and as what commands print, whole and in portions.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTestReport(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  readXML(bytes)
  do throws(TestReportProblem) {
    let counts = try TestReport(bytes).counts
    for number in [counts.run, counts.failed, counts.broken, counts.skipped] {
      precondition((0...2 * TestCounts.most).contains(number), "a number of tests")
    }
    precondition(counts.failed <= counts.run, "what failed was run")
  } catch {
    precondition(!error.message.isEmpty, "a refusal says why")
  }
  let whole = output(bytes, portion: max(1, count))
  precondition(whole == output(bytes, portion: 7), "portions change nothing")
  return 0
}

private func readXML(_ bytes: [UInt8]) {
  do throws(XMLProblem) {
    var reader = try XMLReader(bytes)
    while let event = try reader.next() {
      precondition(!reader.name.isEmpty, "an element has a name")
      precondition(event == .end || reader.depth > 0, "an element that begins is open")
      _ = reader.attribute("name")
    }
    precondition(reader.depth == 0, "every element has ended")
  } catch {
    precondition((0...bytes.count).contains(error.offset), "a place in the text")
  }
}

private func output(_ bytes: [UInt8], portion: Int) -> TestRun? {
  var output = RunnerOutput()
  for begin in stride(from: 0, to: bytes.count, by: portion) {
    output.append(bytes[begin..<min(begin + portion, bytes.count)])
  }
  output.finish()
  let run = output.tests(of: TestRunnerUse(of: "make"))
  precondition(run.map { $0.counts.failed <= $0.counts.run } ?? true, "what failed was run")
  return run
}
