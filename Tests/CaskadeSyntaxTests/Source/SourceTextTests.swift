import CaskadeSyntax
import TestSupport
import XCTest

final class SourceTextTests: XCTestCase {
  func testPlacesCountCharactersAsEditorsDo() {
    let rows: [Row<(String, Int), SourcePlace>] = [
      Row(("", 0), SourcePlace(line: 1, column: 1)),
      Row(("ab\ncd", 4), SourcePlace(line: 2, column: 2)),
      Row(("ab\ncd", 99), SourcePlace(line: 2, column: 3)),
      Row(("a\r\nb\rc\n", 3), SourcePlace(line: 2, column: 1)),
      Row(("a\r\nb\rc\n", 5), SourcePlace(line: 3, column: 1)),
      Row(("a\r\nb\rc\n", 7), SourcePlace(line: 4, column: 1)),
      Row(("\tb", 1), SourcePlace(line: 1, column: 2)),
      Row(("漢é😀x", 9), SourcePlace(line: 1, column: 4)),
      Row(("e\u{301}x", 3), SourcePlace(line: 1, column: 2)),
    ]
    for row in rows {
      let source = SourceText(name: "f", row.input.0)
      XCTAssertEqual(source.place(at: row.input.1), row.expected, row.input.0, file: row.file, line: row.line)
    }
  }

  func testLinesHaveNoLineBreaks() {
    let source = SourceText(name: "f", "a\r\nb\n\nc")
    XCTAssertEqual(source.lineCount, 4)
    XCTAssertEqual(
      (1...4).map { source.range(ofLine: $0) },
      [SourceRange(0, 1), SourceRange(3, 4), SourceRange(5, 5), SourceRange(6, 7)])
  }

  func testHiddenCharacters() {
    let rows: [Row<UInt32, HiddenCharacter?>] = [
      Row(0x00, .control), Row(0x09, nil), Row(0x0A, nil), Row(0x0D, nil), Row(0x1B, .control), Row(0x20, nil),
      Row(0x7E, nil), Row(0x7F, .control), Row(0x85, .control), Row(0xA0, .blank), Row(0xAD, .invisible),
      Row(0xE9, nil),
      Row(0x061C, .bidirectional), Row(0x200B, .invisible), Row(0x200D, .invisible), Row(0x200E, .bidirectional),
      Row(0x2014, nil), Row(0x2028, .separator), Row(0x202E, .bidirectional), Row(0x2060, .invisible),
      Row(0x2066, .bidirectional), Row(0x2070, nil), Row(0x3164, .invisible), Row(0xFE0F, nil), Row(0xFEFF, .invisible),
      Row(0xFFFD, nil), Row(0xFFFE, .noncharacter), Row(0x1F600, nil), Row(0x1FFFF, .noncharacter),
      Row(0xE0041, .invisible), Row(0xE0100, .invisible), Row(0x10FFFF, .noncharacter),
      Row(0x115F, .invisible), Row(0x1160, .invisible), Row(0xFFA0, .invisible), Row(0x1680, .blank),
      Row(0x2000, .blank), Row(0x200A, .blank), Row(0x202F, .blank), Row(0x205F, .blank), Row(0x2800, .blank),
      Row(0x2801, nil), Row(0x3000, .blank), Row(0x3001, nil), Row(0x1D159, .blank),
    ]
    for row in rows {
      let kind = Unicode.Scalar(row.input).flatMap { HiddenCharacter($0) }
      XCTAssertEqual(kind, row.expected, String(row.input, radix: 16), file: row.file, line: row.line)
    }
  }
}
