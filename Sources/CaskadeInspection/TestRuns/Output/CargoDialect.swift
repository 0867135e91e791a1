import CaskadeSyntax

/// `cargo test` (libtest) and `cargo nextest`.
struct CargoDialect: RunnerDialect {
  mutating func read(_ line: OutputLine, _ closings: inout Closings) -> Bool {
    var text = line.scanner
    if text.take("test result: ") {
      guard text.take("ok. ") || text.take("FAILED. "), let words = CountedWords(Self.list(text), separatedBy: ";"),
        words.has("passed"), words.has("failed")
      else { return false }
      let counts = TestCounts(
        run: words("passed", "failed", "measured"), failed: words("failed"), skipped: words("ignored"))
      closings.close(.cargo, counts, line.text)
      return true
    }
    if text.take("error: could not compile ") {
      closings.close(.cargo, TestCounts(broken: 1), line.text)
      return true
    }
    if text.take("Summary [") { return nextest(line, text, &closings) }
    if text.take("error: no tests to run") {
      closings.close(.nextest, .none, line.text)
      return true
    }
    if text.take("test "), let name = text.take(until: " ... ") {
      let outcome: TestNames.Outcome
      if text.starts(with: "ok") {
        outcome = .passed
      } else if text.starts(with: "FAILED") {
        outcome = .failed
      } else if text.starts(with: "ignored") {
        outcome = .skipped
      } else {
        return false
      }
      closings.names.add(String(decoding: name, as: UTF8.self), outcome)
      return true
    }
    if text.take("PASS [") || text.take("FAIL ["), text.take(until: "s] ") != nil {
      let isGood = line.starts(with: "PASS")
      let words = text.rest.drop { $0 != UInt8(ascii: ")") && line.text.contains("] (") }.split(separator: 0x20)
      guard let name = words.last else { return false }
      closings.names.add(String(decoding: name, as: UTF8.self), isGood ? .passed : .failed)
      return true
    }
    return false
  }

  /// Without `finished in 0.00s`.
  private static func list(_ text: LineScanner) -> ArraySlice<UInt8> {
    var text = text
    return text.take(until: "; finished in") ?? text.rest
  }

  /// `Summary [   0.005s] 3/5 tests run: 2 passed (1 slow), 1 failed, 0 skipped`
  private func nextest(_ line: OutputLine, _ scanner: LineScanner, _ closings: inout Closings) -> Bool {
    var text = scanner
    guard text.take(until: "s] ") != nil else { return false }
    text.blanks()
    guard var count = text.number() else { return false }
    if text.take("/"), text.number() == nil { return false }
    guard text.take(" tests run: ") || text.take(" test run: "),
      let words = CountedWords(text.rest, separatedBy: ",")
    else { return false }
    let failed = words("failed", "timed out", "exec failed")
    count = max(count, failed)
    closings.close(.nextest, TestCounts(run: count, failed: failed, skipped: words("skipped")), line.text)
    return true
  }
}
