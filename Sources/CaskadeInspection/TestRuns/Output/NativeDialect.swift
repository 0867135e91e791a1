import CaskadeSyntax

/// ctest, bats (as people see it), prove, zig and make.
struct NativeDialect: RunnerDialect {
  /// ctest: tests that were named and not run, and those that could not be.
  private var skipped = 0
  private var notRun = 0
  /// prove: its line of sums, which waits for its verdict, and the subtests that failed.
  private var proved: (tests: Int, line: String)?
  private var failedSubtests = 0
  /// make: targets with nothing to do, and whether anything else was printed.
  private var idle: [(target: String, line: String)] = []
  private var hasOther = false

  mutating func read(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    if line.isEmpty { return false }
    if make(line) { return true }
    hasOther = true
    guard let first = line.bytes.first else { return false }
    if first.isDigit { return ctest(line, &closings) || counted(line, &closings) }
    return nothing(line, &closings) || prove(line, &closings) || zig(line, &closings)
  }

  mutating func finish(_ closings: inout Closings) {
    if let proved {
      self.proved = nil
      closings.close(.prove, TestCounts(run: proved.tests, failed: min(failedSubtests, proved.tests)), proved.line)
    }
    // A target of tests that has nothing to do runs no test; what is only built may well be there already.
    let target = idle.first { Self.isOfTests($0.target) } ?? (hasOther ? nil : idle.last)
    guard let target, !Self.isBuild(target.target) else { return }
    closings.close(.make, .none, target.line)
  }

  // MARK: ctest

  private mutating func ctest(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    if line.bytes.contains(UInt8(ascii: "*")) {
      let text = line.text
      guard text.contains(" Test ") || text.contains(" Test: ") else { return false }
      if text.contains("***Skipped") || text.contains("***Not Run (Disabled)") {
        skipped += text.contains("***Skipped") ? 1 : 0
      } else if text.contains("***Not Run") {
        notRun += 1
      }
      return true
    }
    var text = line.scanner
    guard text.number() != nil, text.take("% tests passed, "), let failed = text.number(),
      text.take(" tests failed") || text.take(" test failed"), text.take(until: " out of ") != nil,
      let total = text.number()
    else { return testPassed(line, &closings) }
    let broken = min(notRun, failed)
    let counts = TestCounts(
      run: max(failed - broken, total - skipped - broken), failed: failed - broken, broken: broken, skipped: skipped)
    (skipped, notRun) = (0, 0)
    closings.close(.ctest, counts, line.text)
    return true
  }

  /// ` 1/2 Test #1: fee ......   Passed    0.00 sec`
  private func testPassed(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    var text = line.scanner
    guard text.number() != nil, text.take("/"), text.number() != nil, text.take(" Test"), text.take(until: ": ") != nil
    else { return false }
    let name = text.rest.prefix { $0 > 0x20 }
    if line.text.contains("   Passed  ") { closings.names.add(String(decoding: name, as: UTF8.self), .passed) }
    return true
  }

  /// Lines without a number, of ctest and ExUnit.
  private func nothing(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    if line == "No tests were found!!!" {
      closings.close(.ctest, .none, line.text)
      return true
    }
    guard line == "There are no tests to run" else { return false }
    closings.close(.bats, .none, line.text)
    return true
  }

  // MARK: bats, mix

  private static let words: Set<String> = [
    "test", "tests", "doctest", "doctests", "property", "properties", "feature", "features", "failure", "failures",
    "skipped", "excluded", "invalid", "not run",
  ]

  /// `3 tests, 1 failure, 1 skipped`; ExUnit counts what it leaves out among its tests.
  private func counted(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    var text = line.scanner
    let list = text.take(until: " in ") ?? line.bytes
    guard line.bytes.contains(UInt8(ascii: ",")), let words = CountedWords(list, separatedBy: ","),
      words.hasOnly(Self.words), words.has("failure", "failures"),
      words.has("test", "tests", "doctest", "doctests", "property", "properties")
    else { return false }
    let total = words("test", "tests", "doctest", "doctests", "property", "properties", "feature", "features")
    let skipped = words("skipped", "excluded", "not run")
    let failed = words("failure", "failures")
    let broken = words("invalid")
    closings.close(
      .bats,
      TestCounts(run: max(failed, total - skipped - broken), failed: failed, broken: broken, skipped: skipped),
      line.text)
    return true
  }

  // MARK: prove

  private mutating func prove(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    var text = line.scanner
    if text.take("Files="), text.number() != nil, text.take(", Tests="), let tests = text.number() {
      proved = (tests, line.text)
      return true
    }
    if text.take("Failed "), let failed = text.number(), text.take("/"), text.number() != nil,
      text.take(" subtests")
    {
      failedSubtests += failed
      return true
    }
    guard text.take("Result: "), let proved else { return false }
    self.proved = nil
    var counts = TestCounts(run: proved.tests, failed: min(failedSubtests, proved.tests))
    if line == "Result: FAIL", counts.failed == 0 { counts.broken = 1 }
    failedSubtests = 0
    closings.close(.prove, counts, "\(proved.line) \(line.text)")
    return true
  }

  // MARK: zig

  /// `All 3 tests passed.`, `Build Summary: 3/3 steps succeeded; 5/5 tests passed`
  private func zig(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    var text = line.scanner
    if text.take("All "), let number = text.number(), text.take(" tests passed.") || text.take(" test passed."),
      text.isAtEnd
    {
      closings.close(.zig, TestCounts(run: number), line.text)
      return true
    }
    guard text.take("Build Summary: "), text.take(until: "; ") != nil else { return false }
    let parts = String(decoding: text.rest, as: UTF8.self)
    guard parts.contains(" tests passed") || parts.contains(" test passed") else { return false }
    while !text.isAtEnd {
      if let passed = text.number(), text.take("/"), let total = text.number(), text.take(" test") {
        var rest = text
        var failed = 0
        var skipped = 0
        while rest.take(until: "; ") != nil {
          guard let number = rest.number() else { continue }
          if rest.starts(with: " failed") { failed += number }
          if rest.starts(with: " skipped") { skipped += number }
        }
        closings.close(
          .zig, TestCounts(run: max(failed, min(total, passed + failed)), failed: failed, skipped: skipped), line.text)
        return true
      }
      if text.take(until: "; ") == nil { return false }
    }
    return false
  }

  // MARK: make

  /// `make: 'test' is up to date.`, `make: Nothing to be done for 'test'.`, also of one that another one started.
  private mutating func make(_ line: OutputLine) -> Bool {
    var text = line.scanner
    guard text.take("make") || text.take("gmake") else { return false }
    if text.take("["), text.number() == nil || !text.take("]") { return false }
    guard text.take(": ") else { return false }
    // Where it goes to, and comes back from.
    if text.starts(with: "Entering directory ") || text.starts(with: "Leaving directory ") { return true }
    let isNothing = text.take("Nothing to be done for ")
    guard text.take("'") || text.take("`"), let target = text.take(until: "'") else { return false }
    guard isNothing || text.take(" is up to date") else { return false }
    if idle.count < 100 { idle.append((String(decoding: target, as: UTF8.self), line.text)) }
    return true
  }

  private static func isBuild(_ target: String) -> Bool {
    let names: Set = ["all", "build", "compile", "default", "deps", "dist", "install"]
    return !isOfTests(target) && (names.contains(target) || target.contains(".") || target.contains("/"))
  }

  private static func isOfTests(_ target: String) -> Bool {
    let name = target.lowercased()
    return ["test", "check", "spec", "verify"].contains { name.contains($0) }
  }
}
