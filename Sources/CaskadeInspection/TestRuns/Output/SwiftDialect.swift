import CaskadeSyntax

/// XCTest and Swift Testing, as `swift test` and xcodebuild show them.
struct SwiftDialect: RunnerDialect {
  /// Of the line before: a suite that has ended, and whether it holds all that ran.
  private var endedSuite: (isOutermost: Bool, line: String)?
  /// Swift Testing names what it skips and what fails, and doesn't count it.
  private var skipped = 0
  private var failed = 0

  mutating func read(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    var text = line.scanner
    if text.take("Test Suite '") {
      guard let name = text.take(until: "' "), text.take("passed") || text.take("failed") else { return false }
      let outermost: Set = ["All tests", "Selected tests"]
      endedSuite = (outermost.contains(String(decoding: name, as: UTF8.self)), line.text)
      return true
    }
    let suite = endedSuite
    endedSuite = nil
    if text.take("Executed ") { return executed(line, text, after: suite, &closings) }
    if text.take("Test Case '"), let name = text.take(until: "' ") {
      let outcome: TestNames.Outcome
      if text.take("passed (") {
        outcome = .passed
      } else if text.take("failed (") {
        outcome = .failed
      } else if text.take("skipped (") {
        outcome = .skipped
      } else {
        return true
      }
      closings.names.add(Self.name(name), outcome)
      return true
    }
    if text.take("[") { return parallel(line, text, &closings) }
    return testing(line, &closings)
  }

  /// macOS writes `-[Module.Class test]`.
  private static func name(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasPrefix("-["), text.hasSuffix("]") else { return text }
    return String(text.dropFirst(2).dropLast().map { $0 == " " ? "." : $0 })
  }

  /// `Executed 5 tests, with 1 test skipped and 2 failures (0 unexpected) in 0.1 (0.1) seconds`
  private func executed(
    _ line: OutputLine, _ scanner: LineScanner, after suite: (isOutermost: Bool, line: String)?,
    _ closings: inout Closings
  ) -> Bool {
    var text = scanner
    guard let count = text.number(), text.take(" tests, with ") || text.take(" test, with ") else { return false }
    guard var number = text.number() else { return false }
    var skipped = 0
    if text.take(" tests skipped and ") || text.take(" test skipped and ") {
      skipped = number
      guard let next = text.number() else { return false }
      number = next
    }
    guard text.take(" failures") || text.take(" failure") else { return false }
    // Suites inside others are counted with those.
    if let suite, !suite.isOutermost { return true }
    // One test may fail several times.
    let run = max(0, count - skipped)
    closings.close(
      .swift,
      TestCounts(run: run, failed: run == 0 ? 0 : min(number, run), broken: run == 0 ? number : 0, skipped: skipped),
      line.text)
    return true
  }

  /// `swift test --parallel` says nothing else of what passes: `[5/5] Testing Module.Class/test`
  private func parallel(_ line: OutputLine, _ scanner: LineScanner, _ closings: inout Closings) -> Bool {
    var text = scanner
    guard let number = text.number(), text.take("/"), let total = text.number(), text.take("] Testing ") else {
      return false
    }
    closings.names.add(String(decoding: text.rest.map { $0 == 0x2F ? 0x2E : $0 }, as: UTF8.self), .passed)
    if number == total { closings.close(.swift, TestCounts(run: total), line.text) }
    return true
  }

  /// `✔ Test run with 3 tests in 1 suite passed after 0.001 seconds.`
  private mutating func testing(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    // A symbol of one to four bytes, and blanks.
    var text = LineScanner(line.bytes.drop { !ByteSet.letters.contains($0) })
    guard line.bytes.count - text.rest.count <= 8, text.take("Test ") else { return false }
    if text.take("run with ") {
      guard let count = text.number(), text.take(" tests") || text.take(" test") else { return false }
      let rest = String(decoding: text.rest, as: UTF8.self)
      guard rest.contains(" passed after ") || rest.contains(" failed after ") else { return false }
      let isBad = rest.contains(" failed after ")
      let failures = isBad ? min(max(failed, 1), max(count, 1)) : 0
      closings.close(
        .swift,
        TestCounts(run: count, failed: count == 0 ? 0 : failures, broken: count == 0 ? failures : 0, skipped: skipped),
        line.text)
      (skipped, failed) = (0, 0)
      return true
    }
    let rest = String(decoding: text.rest, as: UTF8.self)
    for (mark, outcome) in [(" passed after ", TestNames.Outcome.passed), (" failed after ", .failed)] {
      guard let found = text.take(until: mark == " passed after " ? " passed after " : " failed after ") else {
        continue
      }
      if outcome == .failed { failed += 1 }
      closings.names.add(Self.unquoted(String(decoding: found, as: UTF8.self)), outcome)
      return true
    }
    if rest.hasSuffix(" skipped") || rest.hasSuffix(" skipped.") || rest.contains(" skipped: \"") {
      skipped += 1
      return true
    }
    return false
  }

  private static func unquoted(_ name: String) -> String {
    name.hasPrefix("\"") && name.hasSuffix("\"") && name.utf8.count > 1 ? String(name.dropFirst().dropLast()) : name
  }
}
