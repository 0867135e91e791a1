import Foundation
import TestSupport
import XCTest

@testable import CaskadeSyntax

final class CaseFoldingTests: XCTestCase {
  private func fold(_ text: String) -> String {
    String(decoding: CaseFolding.fold(Array(text.utf8)), as: UTF8.self)
  }

  private func isSame(_ one: String, _ other: String) -> Bool { fold(one).utf8.elementsEqual(fold(other).utf8) }

  func testEquivalents() {
    let rows: [Row<(String, String), Bool>] = [
      Row(("README.md", "readme.MD"), true), Row(("a", "b"), false), Row(("[", "{"), false), Row(("@", "`"), false),
      Row(("é", "e\u{301}"), true), Row(("É", "e\u{301}"), true), Row(("é", "e"), false), Row(("ß", "SS"), true),
      Row(("ẞ", "ss"), true), Row(("\u{212A}", "k"), true), Row(("\u{17F}", "S"), true), Row(("\u{212B}", "å"), true),
      Row(("ς", "Σ"), true), Row(("ŉ", "ʼN"), true), Row(("ﬁ", "FI"), true), Row(("Ω", "\u{2126}"), true),
      Row(("İ", "i\u{307}"), true), Row(("ǅ", "ǆ"), true), Row(("ᾳ", "ΑΙ"), true), Row(("Ꭰ", "ꭰ"), true),
      Row((".g\u{200C}it", ".git"), true), Row(("\u{FEFF}.git", ".GIT"), true), Row((".g\u{E0067}it", ".git"), true),
      Row(("한글", "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}"), true), Row(("\u{F900}", "\u{8C48}"), true),
      Row(("a\u{323}\u{307}", "a\u{307}\u{323}"), true), Row(("a\u{308}\u{301}", "a\u{301}\u{308}"), false),
      Row(("ạ\u{307}", "ȧ\u{323}"), true), Row(("\u{1F600}", "\u{1F601}"), false), Row(("a b", "a\u{A0}b"), false),
    ]
    for row in rows {
      XCTAssertEqual(isSame(row.input.0, row.input.1), row.expected, "\(row.input)", file: row.file, line: row.line)
    }
  }

  func testBytesThatAreNotUTF8StayAsTheyAre() {
    XCTAssertEqual(CaseFolding.fold([0x41, 0xE9, 0x42, 0xC3]), [0x61, 0xE9, 0x62, 0xC3])
    XCTAssertEqual(CaseFolding.fold([0xC3, 0x89, 0xFF]), [0x65, 0xCC, 0x81, 0xFF])
    XCTAssertEqual(CaseFolding.fold([]), [])
  }

  /// Every scalar: folding is stable, keeps ASCII but for case, is the same for all the standard library's case
  /// mappings, and makes no slash.
  func testEveryScalar() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), scalar.properties.generalCategory != .unassigned,
        scalar.properties.generalCategory != .privateUse, !(0x3400...0x9FFF).contains(value),
        !(0xAC20...0xD7A3).contains(value), !(0x17000...0x18CFF).contains(value), !(0x20000...0x2F7FF).contains(value),
        !(0x30000...0x3FFFF).contains(value)
      else { continue }
      let bytes = Array(String(Character(scalar)).utf8)
      let folded = CaseFolding.fold(bytes)
      let properties = scalar.properties
      for other in [properties.lowercaseMapping, properties.uppercaseMapping, properties.titlecaseMapping] {
        if CaseFolding.fold(Array(other.utf8)) != folded { XCTFail("U+\(String(value, radix: 16)) and \(other)") }
      }
      if CaseFolding.fold(folded) != folded { XCTFail("U+\(String(value, radix: 16)) folds twice") }
      if scalar != "/", folded.contains(UInt8(ascii: "/")) { XCTFail("U+\(String(value, radix: 16)) makes a slash") }
      let decomposed = CanonicalDecomposition.decompose([scalar])
      // Foundation knows an older Unicode than the table.
      if let age = properties.age, age.major <= 15 {
        XCTAssertEqual(
          decomposed, Array(String(Character(scalar)).decomposedStringWithCanonicalMapping.unicodeScalars),
          "U+\(String(value, radix: 16))")
      }
    }
  }

  /// The other way round: what Foundation takes apart, the table does too.
  func testDecompositionAgainstFoundation() {
    var random = RepeatableRandom(seed: 11)
    let ranges: [ClosedRange<UInt32>] = [
      0xC0...0x24F, 0x300...0x36F, 0x370...0x6FF, 0x900...0xDFF, 0xAC00...0xD7A3, 0x1E00...0x1FFF, 0xF900...0xFB4F,
    ]
    for _ in 0..<5000 {
      let scalars = (0..<4).compactMap { _ in
        ranges.randomElement(using: &random).flatMap { Unicode.Scalar(UInt32.random(in: $0, using: &random)) }
      }
      let text = String(String.UnicodeScalarView(scalars))
      XCTAssertEqual(
        CanonicalDecomposition.decompose(scalars), Array(text.decomposedStringWithCanonicalMapping.unicodeScalars),
        scalars.map { String($0.value, radix: 16) }.joined(separator: " "))
    }
  }

  func testTimeIsLinear() {
    let growth = TimeGrowth(from: 3_000) {
      "A" + String(repeating: "\u{301}\u{323}", count: $0)
    } _: { text in
      XCTAssertEqual(fold(text).utf8.count, text.utf8.count)
    }
    XCTAssertTrue(growth.isLinear, "\(growth)")
  }
}
