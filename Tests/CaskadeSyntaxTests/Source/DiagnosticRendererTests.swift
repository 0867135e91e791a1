import CaskadeSyntax
import TestSupport
import XCTest

final class DiagnosticRendererTests: XCTestCase {
  private func excerpt(_ bytes: [UInt8], _ start: Int, _ end: Int) -> [String] {
    let diagnostic = Diagnostic(.error, rule: "r", "m", at: SourceRange(start, end))
    let lines = DiagnosticRenderer.render(diagnostic, in: SourceText(name: "f", bytes: bytes))
    return lines.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().map(String.init)
  }

  func testAWholeDiagnostic() {
    let source = SourceText(name: "Contracts/x.yaml", "scope: a\nscpoe:\n")
    let diagnostic = Diagnostic(
      .error, rule: "contract.unknown-key", "unknown key 'scpoe'", at: SourceRange(9, 14),
      hint: "did you mean 'scope'?",
      notes: [.init("first set here", at: SourceRange(0, 5))])
    XCTAssertEqual(
      DiagnosticRenderer.render(diagnostic, in: source),
      """
      Contracts/x.yaml:2:1: error: unknown key 'scpoe' [contract.unknown-key]
          2 | scpoe:
            | ^^^^^
        hint: did you mean 'scope'?
      Contracts/x.yaml:1:1: note: first set here
          1 | scope: a
            | ^^^^^
      """)
  }

  func testADiagnosticWithoutAPlace() {
    let diagnostic = Diagnostic(.warning, rule: "a.b", "m", at: nil)
    XCTAssertEqual(
      DiagnosticRenderer.render(diagnostic, in: SourceText(name: "f", "x")), "f: warning: m [a.b]")
  }

  func testCarets() {
    let rows: [Row<(String, Int, Int), [String]>] = [
      Row(("ab", 1, 2), ["    1 | ab", "      |  ^"]),
      Row(("ab", 2, 2), ["    1 | ab", "      |   ^"]),
      Row(("", 0, 0), ["    1 |", "      | ^"]),
      Row(("a\tb", 2, 3), ["    1 | a b", "      |   ^"]),
      Row(("漢字 b", 7, 8), ["    1 | 漢字 b", "      |      ^"]),
      Row(("漢字", 0, 6), ["    1 | 漢字", "      | ^^^^"]),
      Row(("😀b", 4, 5), ["    1 | 😀b", "      |   ^"]),
      Row(("e\u{301}b", 3, 4), ["    1 | e\u{301}b", "      |  ^"]),
      Row(("ab\ncd\n", 1, 5), ["    1 | ab", "      |  ^"]),
      Row(("a\r\nb", 1, 1), ["    1 | a", "      |  ^"]),
      Row((String(repeating: "\n", count: 123_455) + "x", 123_455, 123_456), ["123456 | x", "       | ^"]),
    ]
    for row in rows {
      let shown = excerpt(Array(row.input.0.utf8), row.input.1, row.input.2)
      XCTAssertEqual(shown, row.expected, file: row.file, line: row.line)
    }
  }

  func testHostileTextIsEscaped() {
    XCTAssertEqual(
      excerpt([0x61, 0xE9, 0xFF, 0x1B, 0x62], 1, 3), ["    1 | a\\xE9\\xFF\\x1Bb", "      |  ^^^^^^^^"])
    XCTAssertEqual(excerpt(Array("\u{202E}a".utf8), 3, 4), ["    1 | \\u{202E}a", "      |         ^"])
    let diagnostic = Diagnostic(.error, rule: "r", "a\u{1B}[2Jb\nc", at: nil, hint: "\u{200B}")
    XCTAssertEqual(
      DiagnosticRenderer.render(diagnostic, in: SourceText(name: "f\n\u{7}", "")),
      "f\\n\\x07: error: a\\x1B[2Jb\\nc [r]\n  hint: \\u{200B}")
  }

  func testLongLinesAreCutAroundTheCaret() {
    let line = String(repeating: "0123456789", count: 50)
    let rows: [Row<(Int, Int), (String, String)>] = [
      Row((0, 1), (String(line.prefix(100)) + "…", "^")),
      Row((499, 500), ("…" + String(line.suffix(100)), String(repeating: " ", count: 100) + "^")),
      Row((250, 252), ("…" + String(line.dropFirst(201).prefix(100)) + "…", String(repeating: " ", count: 50) + "^^")),
      Row(
        (100, 400),
        (
          "…" + String(line.dropFirst(50).prefix(100)) + "…",
          String(repeating: " ", count: 51) + String(repeating: "^", count: 50)
        )),
    ]
    for row in rows {
      let shown = excerpt(Array(line.utf8), row.input.0, row.input.1)
      XCTAssertEqual(shown, ["    1 | " + row.expected.0, "      | " + row.expected.1], file: row.file, line: row.line)
    }
  }

  /// Whatever the bytes and the range are, the text shown holds no hidden character and no line is long.
  func testAnyBytesAreShownHarmless() {
    for seed in 0..<300 as Range<UInt64> {
      var random = RepeatableRandom(seed: seed)
      let bytes = (0..<Int.random(in: 0...600, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      let start = Int.random(in: 0...bytes.count, using: &random)
      let shown = excerpt(bytes, start, Int.random(in: start...bytes.count, using: &random))
      XCTAssertEqual(shown.count, 2, "seed \(seed)")
      XCTAssertFalse(shown.joined().unicodeScalars.contains { HiddenCharacter($0) != nil }, "seed \(seed)")
      XCTAssertLessThan(shown.map(\.count).max() ?? 0, 130, "seed \(seed)")
    }
  }
}
