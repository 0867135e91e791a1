import TestSupport
import XCTest

@testable import CaskadeSyntax

final class ObjectIDTests: XCTestCase {
  private static let sha1 = "0123456789abcdef0123456789abcdeffedcba98"
  private static let sha256 = "00000000000000010000000000000002000000000000000300000000000000ff"

  func testDigits() {
    let rows: [Row<String, Bool>] = [
      Row(Self.sha1, true), Row(Self.sha256, true), Row(String(repeating: "0", count: 40), true),
      Row(String(repeating: "f", count: 64), true),
      Row("", false), Row(String(Self.sha1.dropLast()), false), Row(Self.sha1 + "0", false),
      Row(String(Self.sha256.dropLast()), false), Row(Self.sha256 + "0", false),
      Row(Self.sha1.uppercased(), false), Row("g" + Self.sha1.dropFirst(), false),
      Row(String(Self.sha1.dropLast()) + "g", false), Row(" " + Self.sha1.dropFirst(), false),
      Row(String(Self.sha1.prefix(16)) + "/" + Self.sha1.dropFirst(17), false),
      Row(String(Self.sha256.prefix(47)) + ":" + Self.sha256.dropFirst(48), false),
      Row(String(repeating: "é", count: 20), false),
    ]
    for row in rows {
      let expected = row.expected ? row.input : nil
      XCTAssertEqual(ObjectID(row.input)?.text, expected, file: row.file, line: row.line)
      XCTAssertEqual(ObjectID(digits: Array(row.input.utf8)[...])?.text, expected, file: row.file, line: row.line)
      XCTAssertEqual(
        ObjectID(digits: Array(row.input.utf8).lazy.map { $0 })?.text, expected, file: row.file, line: row.line)
    }
  }

  func testOrderAndIdentityAreThoseOfTheDigits() throws {
    var random = RepeatableRandom(seed: 7)
    var texts = (0..<60).map { number in
      String((0..<(number % 2 == 0 ? 40 : 64)).map { _ in "0123456789abcdef".randomElement(using: &random) ?? "0" })
    }
    texts += [Self.sha1, Self.sha256, String(repeating: "0", count: 40)]
    texts += texts.map { text in text.dropLast() + (text.last == "0" ? "1" : "0") }
    let ids = try texts.map { try XCTUnwrap(ObjectID($0)) }
    XCTAssertEqual(ids.sorted().map(\.text), texts.sorted())
    for (id, text) in zip(ids, texts) {
      for (other, otherText) in zip(ids, texts) {
        XCTAssertEqual(id == other, text == otherText, "\(text) and \(otherText)")
        if text == otherText { XCTAssertEqual(id.hashValue, other.hashValue) }
      }
    }
    XCTAssertEqual(Set(ids).count, Set(texts).count)
  }

  func testPartsForPeople() throws {
    let id = try XCTUnwrap(ObjectID(Self.sha1))
    XCTAssertEqual(id.short, "0123456")
    XCTAssertFalse(id.isZero)
    XCTAssertEqual(ObjectID(String(repeating: "0", count: 64))?.isZero, true)
    XCTAssertEqual(ObjectID(String(repeating: "0", count: 39) + "1")?.isZero, false)
    XCTAssertEqual(ObjectID(Self.sha256).map(id.isAsLong), false)
  }
}
