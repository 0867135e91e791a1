import CaskadeSyntax

/// RSpec, Minitest and test-unit; PHPUnit and Pest.
struct RubyPHPDialect: RunnerDialect {
  mutating func read(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    guard let first = line.bytes.first else { return false }
    if first.isDigit { return rspec(line, &closings) || minitest(line, &closings) || failure(line, &closings) }
    return phpunit(line, &closings) || pest(line, &closings) || example(line, &closings)
  }

  /// `3 examples, 1 failure, 1 pending, 1 error occurred outside of examples`
  private func rspec(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    guard let words = CountedWords(line.bytes, separatedBy: ","), words.has("example", "examples"),
      words.has("failure", "failures")
    else { return false }
    let skipped = words("pending")
    let failed = words("failure", "failures")
    closings.close(
      .rspec,
      TestCounts(
        run: max(failed, words("example", "examples") - skipped), failed: failed,
        broken: words("error occurred outside of examples", "errors occurred outside of examples"), skipped: skipped),
      line.text)
    return true
  }

  /// `3 runs, 5 assertions, 1 failures, 0 errors, 1 skips`; test-unit counts tests, pendings and omissions.
  private func minitest(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    guard let words = CountedWords(line.bytes, separatedBy: ","), words.has("assertions", "assertion"),
      words.has("failures", "failure"), words.has("errors", "error"), words.has("runs", "run", "tests", "test")
    else { return false }
    let skipped = words("skips", "skip", "pendings", "omissions")
    let failed = words("failures", "failure", "errors", "error")
    closings.close(
      .minitest,
      TestCounts(
        run: max(failed, words("runs", "run", "tests", "test") - skipped), failed: failed, skipped: skipped), line.text)
    return true
  }

  private func phpunit(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    if line == "No tests executed!" {
      closings.close(.phpunit, .none, line.text)
      return true
    }
    var text = line.scanner
    if text.take("OK ("), let count = text.number(), text.take(" tests, ") || text.take(" test, "),
      text.number() != nil, text.take(" assertion")
    {
      closings.close(.phpunit, TestCounts(run: count), line.text)
      return true
    }
    // Tests: 3, Assertions: 3, Failures: 1, Skipped: 1.
    guard line.starts(with: "Tests: "), line.bytes.last == UInt8(ascii: "."),
      let counts = CountedWords(keyed: line.bytes.dropLast()), counts.has("tests"), counts.has("assertions")
    else { return false }
    var skipped = counts("skipped", "incomplete")
    // PHPUnit up to 9 counts a class without tests as one with a warning.
    if counts("assertions") == 0, counts("warnings") == counts("tests") { skipped = counts("tests") }
    let failed = counts("failures", "errors")
    closings.close(
      .phpunit, TestCounts(run: max(failed, counts("tests") - skipped), failed: failed, skipped: skipped), line.text)
    return true
  }

  private static let words: Set<String> = [
    "passed", "failed", "skipped", "todo", "todos", "incomplete", "risky", "warning", "warnings", "pending",
    "deprecated", "notice", "notices", "deprecations",
  ]

  /// `Tests:    1 failed, 2 passed (3 assertions)`
  private func pest(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    var text = line.scanner
    if text.take("INFO"), text.blanks(), text.take("No tests found.") {
      closings.close(.pest, .none, line.text)
      return true
    }
    guard line.starts(with: "Tests:"), text.take("Tests:"), text.blanks(),
      let words = CountedWords(text.rest, separatedBy: ","), words.hasOnly(Self.words),
      words.has("passed", "failed", "skipped", "todo", "todos", "incomplete", "risky")
    else { return false }
    let failed = words("failed")
    closings.close(
      .pest,
      TestCounts(
        run: words("passed", "risky", "warning", "warnings", "deprecated", "notice", "notices") + failed,
        failed: failed,
        skipped: words("skipped", "todo", "todos", "incomplete", "pending")),
      line.text)
    return true
  }

  /// Of PHPUnit's list: `1) PayTest::testFee`
  private func failure(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    var text = line.scanner
    guard text.number() != nil, text.take(") "), line.text.contains("::"), !text.rest.contains(0x20) else {
      return false
    }
    closings.names.add(String(decoding: text.rest, as: UTF8.self), .failed)
    return true
  }

  /// Of RSpec's list: `rspec ./spec/pay_spec.rb:3 # Pay is whole`
  private func example(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    var text = line.scanner
    guard text.take("rspec "), text.take(until: " # ") != nil else { return false }
    closings.names.add(String(decoding: text.rest, as: UTF8.self), .failed)
    return true
  }
}
