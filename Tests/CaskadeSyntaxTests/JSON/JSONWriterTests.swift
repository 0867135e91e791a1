import Foundation
import TestSupport
import XCTest

@testable import CaskadeSyntax

final class JSONWriterTests: XCTestCase {
  private let value: JSONValue = .object([
    JSONMember("b", .array([1, .number("1.50"), .null, true, .array([]), .object([])])),
    JSONMember("schema", "x/1"), JSONMember("a", .object([JSONMember("z", 1), JSONMember("schema", 2)])),
  ])

  func testCompact() {
    XCTAssertEqual(
      JSONWriter(.compact).text(value),
      #"{"b":[1,1.50,null,true,[],{}],"schema":"x/1","a":{"z":1,"schema":2}}"#)
  }

  func testPrettyAndSorted() {
    XCTAssertEqual(
      JSONWriter(.pretty, order: .sorted).text(value),
      """
      {
        "schema": "x/1",
        "a": {
          "schema": 2,
          "z": 1
        },
        "b": [
          1,
          1.50,
          null,
          true,
          [],
          {}
        ]
      }
      """)
  }

  func testStrings() {
    let rows: [Row<String, String>] = [
      Row("a\"\\/", #""a\"\\/""#), Row("\n\r\t\u{8}\0\u{1B}", #""\n\r\t\u0008\u0000\u001B""#),
      Row("\u{7F}\u{85}\u{2028}\u{2029}", #""\u007F\u0085\u2028\u2029""#), Row("\u{202E}\u{200B}", #""\u202E\u200B""#),
      Row("\u{E0041}", #""\uDB40\uDC41""#), Row("é日🎉", #""é日🎉""#), Row("\r\n", #""\r\n""#),
    ]
    for row in rows {
      XCTAssertEqual(JSONWriter(.compact).text(.string(row.input)), row.expected, file: row.file, line: row.line)
    }
  }

  func testWhatIsNoNumberIsAString() {
    for text in ["", "NaN", "1,2", "1.", "01", "+1", "1 ", "0x1"] {
      XCTAssertEqual(JSONWriter(.compact).text(.number(text)), "\"\(text)\"")
    }
    for text in ["1.5", "-0", "1e400", "123456789012345678901234567890"] {
      XCTAssertEqual(JSONWriter(.compact).text(.number(text)), text)
    }
  }

  /// Random values: written and read back they are the same bytes, and Foundation reads the same.
  func testRoundTripAndFoundation() throws {
    for seed in UInt64(1)...300 {
      var random = RepeatableRandom(seed: seed)
      let value = randomValue(depth: 0, &random)
      for layout in [JSONWriter.Layout.compact, .pretty] {
        let bytes = JSONWriter(layout).bytes(value)
        XCTAssertEqual(try JSONWriter(layout).bytes(JSONReader.read(bytes)), bytes, "seed \(seed)")
        let theirs = try JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
        XCTAssertTrue(isSame(value, theirs), "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
        let back = try JSONSerialization.data(withJSONObject: theirs, options: [.fragmentsAllowed])
        XCTAssertTrue(isSame(try JSONReader.read(Array(back)), theirs), "seed \(seed)")
      }
      let sorted = JSONWriter(.compact, order: .sorted).bytes(value)
      XCTAssertEqual(try JSONWriter(.compact, order: .sorted).bytes(JSONReader.read(sorted)), sorted, "seed \(seed)")
    }
  }

  private func randomValue(depth: Int, _ random: inout RepeatableRandom) -> JSONValue {
    switch Int.random(in: 0...(depth > 4 ? 4 : 7), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .integer(Int.random(in: -1_000_000...1_000_000, using: &random))
    case 3: return .number("\(Int.random(in: -999...999, using: &random)).25")
    case 4, 5: return .string(randomText(&random))
    case 6:
      return .array((0..<Int.random(in: 0...4, using: &random)).map { _ in randomValue(depth: depth + 1, &random) })
    default:
      return .object(
        (0..<Int.random(in: 0...4, using: &random)).map { index in
          JSONMember("\(index)" + randomText(&random), randomValue(depth: depth + 1, &random))
        })
    }
  }

  private func randomText(_ random: inout RepeatableRandom) -> String {
    let pieces = [
      "a", "\"", "\\", "/", "\n", "\u{1}", "é", "e\u{301}", "\u{2028}", "\u{202E}", "🎉", "\u{7F}", "\u{10FFFF}",
    ]
    return (0..<Int.random(in: 0...6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  private func isSame(_ ours: JSONValue, _ theirs: Any) -> Bool {
    switch ours {
    case .null: return theirs is NSNull
    case .bool(let bool): return theirs as? Bool == bool
    case .integer(let integer): return (theirs as? NSNumber)?.intValue == integer
    case .number(let text): return (theirs as? NSNumber)?.doubleValue == Double(text)
    case .string(let text): return (theirs as? String)?.utf8.elementsEqual(text.utf8) == true
    case .array(let values):
      guard let others = theirs as? [Any], others.count == values.count else { return false }
      return zip(values, others).allSatisfy { isSame($0, $1) }
    case .object(let members):
      guard let others = theirs as? [String: Any], others.count == members.count else { return false }
      return members.allSatisfy { member in others[member.key].map { isSame(member.value, $0) } == true }
    }
  }

  /// A long list that is written in parts is what it is in one piece.
  func testAListInParts() {
    let elements: [JSONValue] = (0..<7).map {
      .object([JSONMember("b", .integer($0)), JSONMember("a", .array([.null, .string("x\($0)\n")]))])
    }
    let members = [JSONMember("z", 1), JSONMember("schema", "x/1"), JSONMember("a", .array([]))]
    for writer in [JSONWriter(.pretty, order: .sorted), JSONWriter(.compact), JSONWriter(.pretty)] {
      for count in [0, 1, 7] {
        let whole = writer.bytes(.object(members + [JSONMember("list", .array(Array(elements.prefix(count))))]))
        for size in [1, 3, 7] {
          let parts = stride(from: 0, to: count, by: size).map {
            writer.elements(Array(elements[$0..<min($0 + size, count)]))
          }
          XCTAssertEqual(writer.bytes(members, withList: "list", parts), whole)
        }
      }
    }
  }
}
