import CaskadeSyntax

/// The events of `go test -json`, one a line (go doc test2json).
///
/// Every test counts, a subtest too. A package that fails without a test of its own that failed broke: it doesn't
/// build, or ended by itself.
enum GoTestEvents {
  static func report(_ bytes: [UInt8]) throws(TestReportProblem) -> TestReport {
    var report = TestReport()
    var failing: Set<String> = []
    var number = 0
    var hasEvents = false
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      // Before Go 1.24 what the compiler said stood between the events.
      guard line.first == UInt8(ascii: "{") else { continue }
      if isOutput(line) {
        hasEvents = true
        continue
      }
      guard let event = try? JSONReader.read(Array(line)) else { throw .json(line: number) }
      guard let action = event["Action"]?.string else { continue }
      hasEvents = true
      let package = event["Package"]?.string ?? event["ImportPath"]?.string ?? ""
      guard let test = event["Test"]?.string else {
        if action == "fail", !failing.contains(package) { report.counts.broken += 1 }
        continue
      }
      let name = package.isEmpty ? test : "\(package).\(test)"
      switch action {
      case "pass":
        report.counts.run += 1
        report.names.add(name, .passed)
      case "fail":
        report.counts.run += 1
        report.counts.failed += 1
        failing.insert(package)
        report.names.add(name, .failed)
      case "skip":
        report.counts.skipped += 1
        report.names.add(name, .skipped)
      default: break
      }
    }
    guard hasEvents else { throw .noEvents }
    return report
  }

  /// Most lines are, and nothing in them counts: their key comes within the first hundred bytes.
  private static func isOutput(_ line: ArraySlice<UInt8>) -> Bool {
    let key = Array("\"Action\":\"".utf8)
    let begin = line.prefix(120)
    var place = begin.startIndex
    while let quote = begin[place...].firstIndex(of: UInt8(ascii: "\"")) {
      if line[quote...].starts(with: key) {
        return line[quote...].dropFirst(key.count).starts(with: "output\"".utf8)
      }
      place = quote + 1
    }
    return false
  }
}
