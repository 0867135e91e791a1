import CaskadeSyntax

/// Maven, Gradle and .NET.
struct PlatformDialect: RunnerDialect {
  /// Gradle: whether a task of tests did its work, and the first one that didn't.
  private var hasTested = false
  private var idleTask: String?
  /// .NET: keys that come a line each, behind the line that begins them.
  private var summary: (line: String, counts: [String: Int])?

  mutating func read(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    if line.isEmpty { return false }
    if summary != nil, key(line, &closings) { return true }
    var text = line.scanner
    for prefix: StaticString in ["[INFO]", "[WARNING]", "[ERROR]"] where text.take(prefix) {
      text.blanks()
      return maven(text.rest, line, &closings)
    }
    return maven(line.bytes, line, &closings) || gradle(line, &closings) || dotnet(line, &closings)
  }

  mutating func finish(_ closings: inout Closings) {
    closeSummary(&closings)
    if let idleTask, !hasTested, !closings.hasClosed(.gradle) { closings.close(.gradle, .none, idleTask) }
  }

  // MARK: Maven

  /// `Tests run: 3, Failures: 0, Errors: 0, Skipped: 0`, without the time that the line of one class has.
  private func maven(_ text: ArraySlice<UInt8>, _ line: OutputLine, _ closings: inout Closings) -> Bool {
    var scanner = LineScanner(text)
    if scanner.starts(with: "No tests to run.") {
      closings.close(.maven, .none, line.text)
      return true
    }
    guard scanner.take("Tests run: ") else { return false }
    if line.text.contains("Time elapsed") { return true }
    guard let counts = CountedWords(keyed: text), counts.has("failures"), counts.has("errors"), counts.has("skipped")
    else { return false }
    let failed = counts("failures", "errors")
    let skipped = counts("skipped")
    closings.close(
      .maven, TestCounts(run: max(failed, counts("tests run") - skipped), failed: failed, skipped: skipped), line.text)
    return true
  }

  // MARK: Gradle

  /// `> Task :app:test UP-TO-DATE`, `3 tests completed, 1 failed, 1 skipped`
  private mutating func gradle(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    var text = line.scanner
    if text.take("> Task ") {
      let words = text.rest.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      guard let path = words.first, Self.isOfTests(path) else { return true }
      if let state = words.dropFirst().first, ["UP-TO-DATE", "NO-SOURCE", "FROM-CACHE", "SKIPPED"].contains(state) {
        if idleTask == nil { idleTask = line.text }
      } else {
        hasTested = true
      }
      return true
    }
    if let words = CountedWords(line.bytes, separatedBy: ","), words.has("tests completed", "test completed") {
      let failed = words("failed")
      let skipped = words("skipped")
      closings.close(
        .gradle,
        TestCounts(
          run: max(failed, words("tests completed", "test completed") - skipped), failed: failed, skipped: skipped),
        line.text)
      return true
    }
    return false
  }

  private static func isOfTests(_ path: String) -> Bool {
    let task = path.split(separator: ":").last.map(String.init) ?? ""
    if ["compile", "process", "generate", "lint", "pre", "ktlint", "spotless"].contains(where: task.hasPrefix) {
      return false
    }
    return task == "test" || task == "allTests" || task.hasSuffix("Test") || task.hasSuffix("UnitTest")
  }

  // MARK: .NET

  private mutating func dotnet(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    var text = line.scanner
    if text.take("Passed!") || text.take("Failed!") || text.take("Skipped!") {
      text.blanks()
      guard text.take("- ") else { return false }
      guard let counts = CountedWords(keyed: text.rest), counts.has("failed"), counts.has("passed") else {
        return false
      }
      close(counts("passed"), counts("failed"), counts("skipped"), line.text, &closings)
      return true
    }
    if text.take("Test summary: ") {
      guard let counts = CountedWords(keyed: text.rest), counts.has("total"), counts.has("failed") else { return false }
      closings.drop(.dotnet)
      let failed = counts("failed")
      close(max(0, counts("total") - failed - counts("skipped")), failed, counts("skipped"), line.text, &closings)
      return true
    }
    if line.starts(with: "No test matches the given testcase filter") || line.starts(with: "No test is available in")
      || line.starts(with: "Zero tests ran")
    {
      closings.close(.dotnet, .none, line.text)
      return true
    }
    if line.starts(with: "Test run summary: ") || line.starts(with: "Total tests: ") {
      closeSummary(&closings)
      summary = (line.text, [:])
      if let counts = CountedWords(keyed: line.bytes.map { $0 == UInt8(ascii: ".") ? UInt8(ascii: ",") : $0 }[...]) {
        for key in ["total tests", "passed", "failed", "skipped"] where counts.has(key) {
          summary?.counts[key] = counts(key)
        }
      }
      return true
    }
    return false
  }

  private static let keys = [
    "total": "total tests", "total tests": "total tests", "failed": "failed", "succeeded": "passed", "passed": "passed",
    "skipped": "skipped", "duration": "",
  ]

  private mutating func key(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    guard let colon = line.bytes.firstIndex(of: UInt8(ascii: ":")),
      let key = Self.keys[String(decoding: line.bytes[..<colon], as: UTF8.self).lowercased()]
    else {
      closeSummary(&closings)
      return false
    }
    var value = LineScanner(line.bytes[(colon + 1)...])
    value.blanks()
    if !key.isEmpty, let number = value.number() { summary?.counts[key] = number }
    return true
  }

  private mutating func closeSummary(_ closings: inout Closings) {
    guard let summary else { return }
    self.summary = nil
    let failed = summary.counts["failed"] ?? 0
    let skipped = summary.counts["skipped"] ?? 0
    let passed = summary.counts["passed"] ?? max(0, (summary.counts["total tests"] ?? 0) - failed - skipped)
    guard summary.counts["total tests"] != nil || summary.counts["passed"] != nil || failed > 0 else {
      return closings.close(.dotnet, .none, summary.line)
    }
    close(passed, failed, skipped, summary.line, &closings)
  }

  private func close(_ passed: Int, _ failed: Int, _ skipped: Int, _ line: String, _ closings: inout Closings) {
    closings.close(.dotnet, TestCounts(run: passed + failed, failed: failed, skipped: skipped), line)
  }
}
