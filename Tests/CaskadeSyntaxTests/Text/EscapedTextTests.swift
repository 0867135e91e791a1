import TestSupport
import XCTest

@testable import CaskadeSyntax

final class EscapedTextTests: XCTestCase {
  func testLine() {
    let rows: [Row<String, String>] = [
      Row("plain text, größer 日本 🎉", "plain text, größer 日本 🎉"), Row("", ""),
      Row("a\nb\tc\rd", #"a\nb\tc\rd"#), Row("\r\n", #"\r\n"#), Row("\u{1B}[31mred\u{7}", #"\x1B[31mred\x07"#),
      Row("\0\u{7F}\u{B}", #"\x00\x7F\x0B"#), Row("\u{85}\u{9B}2J", #"\u{85}\u{9B}2J"#),
      Row("a\u{202E}b\u{2066}c\u{61C}d", #"a\u{202E}b\u{2066}c\u{61C}d"#),
      Row("\u{200B}\u{200D}\u{FEFF}\u{AD}\u{2060}", #"\u{200B}\u{200D}\u{FEFF}\u{AD}\u{2060}"#),
      Row("\u{2028}\u{2029}", #"\u{2028}\u{2029}"#),
      Row("x\u{E0041}\u{FE0F}\u{E0101}", #"x\u{E0041}\u{FE0F}\u{E0101}"#),
      Row("\u{115F}\u{3164}\u{FFA0}\u{180E}\u{34F}", #"\u{115F}\u{3164}\u{FFA0}\u{180E}\u{34F}"#),
      Row("\u{FFF9}\u{1D173}", #"\u{FFF9}\u{1D173}"#), Row("C:\\new", "C:\\new"), Row("e\u{301}", "e\u{301}"),
    ]
    for row in rows {
      XCTAssertEqual(EscapedText.line(row.input), row.expected, file: row.file, line: row.line)
    }
  }

  func testBytesThatAreNotUTF8() {
    let rows: [Row<[UInt8], String>] = [
      Row([0x61, 0xE9], #"a\xE9"#), Row([0xC3, 0x28], #"\xC3("#), Row([0xC0, 0x80], #"\xC0\x80"#),
      Row([0xED, 0xA0, 0x80], #"\xED\xA0\x80"#), Row([0xF4, 0x90, 0x80, 0x80], #"\xF4\x90\x80\x80"#),
      Row([0xE2, 0x82], #"\xE2\x82"#), Row([0xE2, 0x82, 0xAC], "€"), Row([0xF0, 0x9F, 0x8E, 0x89], "🎉"),
      Row([0xE0, 0x80, 0x80], #"\xE0\x80\x80"#), Row([0x80], #"\x80"#), Row([0xFF, 0x0A], #"\xFF\n"#),
    ]
    for row in rows {
      XCTAssertEqual(EscapedText.line(row.input), row.expected, file: row.file, line: row.line)
    }
  }

  func testPath() {
    let rows: [Row<[UInt8], String>] = [
      Row(Array("a/b c".utf8), "a/b c"), Row(Array(#"a\b"#.utf8), #"a\b"#), Row(Array(#"a\"#.utf8), #"a\"#),
      Row([0x61, 0xE9], #"a\xE9"#), Row(Array(#"a\xE9"#.utf8), #"a\\xE9"#), Row(Array(#"a\\b"#.utf8), #"a\\\\b"#),
      Row(Array(#"a\b"#.utf8) + [0xE9], #"a\\b\xE9"#), Row(Array("a\n".utf8), #"a\n"#),
      Row(Array(#"a\n"#.utf8), #"a\\n"#),
    ]
    for row in rows {
      let path = RepositoryPath(bytes: row.input)
      XCTAssertEqual(path.display, row.expected, file: row.file, line: row.line)
    }
  }

  func testTwoPathsNeverReadAlike() {
    let alphabet: [UInt8] = Array(#"\xnu{}E9A"#.utf8) + [0x0A, 0xE9, 0x9A, 0xC2]
    var seen: [[UInt8]: [UInt8]] = [:]
    var last: [[UInt8]] = [[]]
    for _ in 0..<4 {
      last = last.flatMap { word in alphabet.map { word + [$0] } }
      for word in last {
        let shown = Array(EscapedText.path(word).utf8)
        XCTAssertNil(seen.updateValue(word, forKey: shown), "\(word) reads as \(shown)")
      }
    }
    XCTAssertGreaterThan(seen.count, 30_000)
  }

  /// Whatever goes in, what comes out holds nothing that is escaped.
  func testOutputIsAlwaysSafe() {
    for seed in UInt64(1)...200 {
      var random = RepeatableRandom(seed: seed)
      let bytes = (0..<40).map { _ in UInt8.random(in: 0...255, using: &random) }
      let shown = EscapedText.line(bytes)
      XCTAssertFalse(shown.unicodeScalars.contains { EscapedText.isInvisible($0) }, "seed \(seed)")
      XCTAssertEqual(
        RepositoryPath(bytes: bytes).isUTF8, String(validating: bytes, as: UTF8.self) != nil, "seed \(seed)")
    }
  }
}
