import CaskadeSyntax

/// What a command that is no known test runner says of failures in its own words: `2 FAILED, 3 passed`, `FAILURES: 1`,
/// `# FAIL: 2`, `FAIL: parse.sh`, `not ok 3`.
///
/// Only whole lines in such a form count, and numbers only among the last lines, because programs talk of failures that
/// are none: of a retry, of a log, of "0 failed". It can show that something failed, and never that all is well.
///
/// Sources: GNU Automake's manual, "Generalities about Testing", for its words; the Test Anything Protocol.
struct OwnWords: Sendable {
  /// The last summing line that speaks of failures; nil after one that says there were none.
  private var summary: String?
  private var hasSummed = false
  /// How many lines came since.
  private var behind = 0
  /// The first line that names one thing that failed.
  private var failing: String?
  /// `FAIL name` is a verdict only where others get `PASS name`.
  private var unsure: String?
  private var hasPassing = false

  /// A summary that more lines follow is of something else.
  private static let nearEnd = 6
  private static let longest = 120

  /// The line that says so, if it does.
  var failure: String? {
    if hasSummed, behind <= Self.nearEnd { return summary }
    return failing ?? (hasPassing ? unsure : nil)
  }

  mutating func read(_ line: OutputLine) {
    guard !line.isEmpty else { return }
    behind += 1
    guard line.bytes.count <= Self.longest else { return }
    if line.starts(with: "PASS") || line.starts(with: "ok ") { hasPassing = true }
    guard Self.speaksOfFailure(line.bytes) else { return }
    if let fails = Self.sum(line.bytes) {
      summary = fails ? line.text : nil
      hasSummed = true
      behind = 0
    } else if !line.isIndented {
      name(line)
    }
  }

  // MARK: Lines

  /// `fail` in any case, or `not ok`.
  private static func speaksOfFailure(_ bytes: ArraySlice<UInt8>) -> Bool {
    if LineScanner(bytes).starts(with: "not ok") { return true }
    var place = bytes.startIndex
    while place + 4 <= bytes.endIndex {
      if bytes[place] | 0x20 == UInt8(ascii: "f"), bytes[place + 1] | 0x20 == UInt8(ascii: "a"),
        bytes[place + 2] | 0x20 == UInt8(ascii: "i"), bytes[place + 3] | 0x20 == UInt8(ascii: "l")
      {
        return true
      }
      place += 1
    }
    return false
  }

  private mutating func name(_ line: OutputLine) {
    var text = line.scanner
    if text.take("FAIL: "), !text.isAtEnd {
      failing = failing ?? line.text
    } else if text.take("FAIL "), !text.isAtEnd {
      // `FAIL add(1, 2)` has a name, where `FAIL fast is on` has words.
      if text.rest.prefix(while: { $0 > 0x20 }).contains(where: Self.ofNames.contains) {
        failing = failing ?? line.text
      } else {
        unsure = unsure ?? line.text
      }
    } else if text.take("not ok "), text.number() != nil, text.isAtEnd || text.starts(with: " ") {
      let rest = String(decoding: text.rest, as: UTF8.self).lowercased()
      if !rest.contains("# todo"), !rest.contains("# skip") { failing = failing ?? line.text }
    }
  }

  private static let ofNames = ByteSet("(./_:#[0123456789")

  private static let bad: Set<String> = [
    "fail", "fails", "failed", "failing", "failure", "failures", "test failed", "tests failed", "test failure",
    "test failures", "failed test", "failed tests", "check failed", "checks failed", "failed check", "failed checks",
    "case failed", "cases failed", "failed case", "failed cases", "total failures", "total failed", "assertion failed",
    "assertions failed", "failed assertions", "tests fail", "number of failures",
  ]
  private static let other: Set<String> = [
    "pass", "passes", "passed", "passing", "succeeded", "success", "successes", "successful", "ok", "test", "tests",
    "total", "skip", "skipped", "todo", "pending", "ignored", "xfail", "xfailed", "xpass", "xpassed", "error", "errors",
    "warning", "warnings", "run", "ran", "checks", "cases", "assertions", "test passed", "tests passed", "tests run",
    "tests ran", "checks passed", "cases passed", "assertions passed", "tests total", "total tests", "tests skipped",
  ]

  /// Whether a line that sums up speaks of failures; nil for every other line.
  private static func sum(_ bytes: ArraySlice<UInt8>) -> Bool? {
    let text = trimmed(bytes)
    if let fails = share(text) { return fails }
    for words in [CountedWords(text, separatedBy: ",;/"), CountedWords(keyed: text)] {
      guard let words, words.hasOnly(bad.union(other)) else { continue }
      guard bad.contains(where: { words.has($0) }) else { continue }
      return bad.contains { words($0) > 0 }
    }
    var scanner = LineScanner(text)
    guard scanner.take("FAILED") else { return nil }
    if scanner.isAtEnd { return true }
    guard scanner.take(" ("), text.last == UInt8(ascii: ")") else { return nil }
    return scanner.rest.contains { ByteSet.digits.contains($0) && $0 != UInt8(ascii: "0") }
  }

  /// `2 of 5 tests failed`, `2/5 failed`
  private static func share(_ text: ArraySlice<UInt8>) -> Bool? {
    var scanner = LineScanner(text)
    guard let failed = scanner.number() else { return nil }
    scanner.blanks()
    guard scanner.take("of ") || scanner.take("out of ") || scanner.take("/") else { return nil }
    scanner.blanks()
    guard scanner.number() != nil, scanner.blanks() else { return nil }
    let word = String(decoding: scanner.rest, as: UTF8.self).lowercased()
    return bad.contains(word) ? failed > 0 : nil
  }

  /// Without the frame that some put around it, and the stop at its end.
  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let frame = ByteSet("=-*#> \t")
    var text = bytes
    while let first = text.first, frame.contains(first) { text.removeFirst() }
    while let last = text.last, frame.contains(last) || last == UInt8(ascii: ".") || last == UInt8(ascii: "!") {
      text.removeLast()
    }
    return text
  }
}
