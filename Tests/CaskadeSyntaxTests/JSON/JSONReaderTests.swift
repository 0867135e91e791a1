import Foundation
import TestSupport
import XCTest

@testable import CaskadeSyntax

final class JSONReaderTests: XCTestCase {
  func testValues() throws {
    let rows: [Row<String, JSONValue>] = [
      Row("null", .null), Row(" true\n", .bool(true)), Row("false", .bool(false)), Row("0", .integer(0)),
      Row("-12", .integer(-12)), Row("-0", .number("-0")), Row("9223372036854775807", .integer(.max)),
      Row("9223372036854775808", .number("9223372036854775808")), Row("1.50", .number("1.50")),
      Row("1E+2", .number("1E+2")), Row("[]", .array([])), Row("{ }", .object([])), Row(#""a\/b""#, .string("a/b")),
      Row(#""\u00e9\ud83c\udf89\u0000""#, .string("é🎉\0")), Row(#""\"\\\b\f\n\r\t""#, .string("\"\\\u{8}\u{C}\n\r\t")),
      Row("\"é\u{2028}\u{7F}\"", .string("é\u{2028}\u{7F}")),
      Row("[1, [2],{}]", .array([1, .array([2]), .object([])])),
      Row(
        #"{"b":1, "a" : [null]}"#, .object([JSONMember("b", 1), JSONMember("a", .array([.null]))])),
      Row("{\"\u{E9}\":1,\"e\u{301}\":2}", .object([JSONMember("\u{E9}", 1), JSONMember("e\u{301}", 2)])),
    ]
    for row in rows {
      XCTAssertEqual(try JSONReader.read(row.input), row.expected, row.input, file: row.file, line: row.line)
    }
  }

  func testAccessors() throws {
    let value = try JSONReader.read(#"{"a":1,"b":"x","c":[true],"d":{}}"#)
    XCTAssertEqual(value["a"]?.integer, 1)
    XCTAssertEqual(value["b"]?.string, "x")
    XCTAssertEqual(value["c"]?.array?.first?.bool, true)
    XCTAssertEqual(value["d"]?.object, [])
    XCTAssertNil(value["e"])
    XCTAssertNil(value["a"]?["b"])
    XCTAssertNil(value["a"]?.string)
    XCTAssertNil(value.array)
  }

  func testProblems() {
    let rows: [Row<[UInt8], String>] = [
      Row(Array("".utf8), "the JSON ends too early at byte 0"),
      Row(Array("[1,".utf8), "the JSON ends too early at byte 3"),
      Row(Array("\"a".utf8), "the JSON ends too early at byte 2"),
      Row(Array("tru".utf8), "the JSON ends too early at byte 3"),
      Row(Array("nul]".utf8), "a JSON value is expected at byte 0"),
      Row(Array("[1,]".utf8), "a JSON value is expected at byte 3"),
      Row(Array("+1".utf8), "a JSON value is expected at byte 0"),
      Row(Array("[NaN]".utf8), "a JSON value is expected at byte 1"),
      Row([0xEF, 0xBB, 0xBF, 0x31], "a JSON value is expected at byte 0"),
      Row(Array("{a:1}".utf8), "a key in double quotes is expected at byte 1"),
      Row(Array("{\"a\":1,}".utf8), "a key in double quotes is expected at byte 7"),
      Row(Array("{\"a\" 1}".utf8), "a ':' is expected after the key at byte 5"),
      Row(Array("[1 2]".utf8), "a ',' or ']' is expected at byte 3"),
      Row(Array("{\"a\":1]".utf8), "a ',' or '}' is expected at byte 6"),
      Row(Array("[01]".utf8), "a number is malformed at byte 1"),
      Row(Array("-".utf8), "a number is malformed at byte 0"),
      Row(Array("1.".utf8), "a number is malformed at byte 0"),
      Row(Array("1e".utf8), "a number is malformed at byte 0"),
      Row(Array("\"a\nb\"".utf8), "a control character isn't escaped at byte 2"),
      Row(Array(#""\x41""#.utf8), "an escape is malformed at byte 1"),
      Row(Array(#""\u00g0""#.utf8), "an escape is malformed at byte 1"),
      Row(Array(#""a\ud800""#.utf8), "an escape is half of a surrogate pair at byte 2"),
      Row(Array(#""\ud800\u0041""#.utf8), "an escape is half of a surrogate pair at byte 1"),
      Row(Array(#""\udc00\ud800""#.utf8), "an escape is half of a surrogate pair at byte 1"),
      Row([0x22, 0x61, 0xE9, 0x22], "a string isn't UTF-8 at byte 2"),
      Row([0x22, 0xED, 0xA0, 0x80, 0x22], "a string isn't UTF-8 at byte 1"),
      Row(Array(#"{"a":1,"\u0061":2}"#.utf8), "a key is there twice at byte 7"),
      Row(
        Array("[".utf8.map { $0 }) + [UInt8](repeating: 0x5B, count: 128),
        "arrays and objects are nested more than 128 deep at byte 128"),
      Row(Array("1 2".utf8), "there is more after the JSON value at byte 2"),
      Row(Array("{}//".utf8), "there is more after the JSON value at byte 2"),
    ]
    var kinds: Set<JSONProblem.Kind> = []
    for row in rows {
      do throws(JSONProblem) {
        XCTFail("read \(try JSONReader.read(row.input))", file: row.file, line: row.line)
      } catch {
        kinds.insert(error.kind)
        XCTAssertEqual(error.message, row.expected, file: row.file, line: row.line)
      }
    }
    XCTAssertEqual(kinds, Set(JSONProblem.Kind.allCases))
  }

  func testDepthLimit() {
    let nested = { (depth: Int) in String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    XCTAssertNoThrow(try JSONReader.read(nested(128)))
    XCTAssertThrowsError(try JSONReader.read(nested(129)))
    XCTAssertThrowsError(try JSONReader.read(String(repeating: "{\"a\":", count: 100_000)))
  }

  private let sample = #"{"schema":"x/1","a":[1,-2.5e3,true,null,"é\n\ud83c\udf89"],"b":{"c":"","d":[{}]}} "#

  func testTruncatedAtEveryByte() {
    let bytes = Array(sample.utf8)
    XCTAssertNoThrow(try JSONReader.read(bytes))
    for count in 0..<bytes.count - 1 {
      do throws(JSONProblem) {
        XCTFail("read \(try JSONReader.read(Array(bytes[..<count]))) from \(count) bytes")
      } catch {
        XCTAssertLessThanOrEqual(error.offset, count)
      }
    }
  }

  /// One byte changed: what is read is written back and read to the same; nothing traps.
  func testMutations() throws {
    let bytes = Array(sample.utf8)
    var read = 0
    for index in bytes.indices {
      for byte in UInt8.min...UInt8.max {
        var changed = bytes
        changed[index] = byte
        guard let value = try? JSONReader.read(changed) else { continue }
        read += 1
        let text = JSONWriter(.compact).bytes(value)
        XCTAssertEqual(try JSONWriter(.compact).bytes(JSONReader.read(text)), text)
      }
    }
    XCTAssertGreaterThan(read, 1000)
  }

  func testTimeIsLinear() throws {
    let shapes: [(String, (Int) -> String)] = [
      (
        "members",
        { count in
          let members = (0..<count).map { "\"key\($0)\":\"\(String(repeating: "é", count: 10))\"" }
          return "{" + members.joined(separator: ",") + "}"
        }
      ),
      ("entries", { "[" + Array(repeating: "0", count: $0 * 8).joined(separator: ",") + "]" }),
      ("one text", { "\"" + String(repeating: "\\u00e9", count: $0 * 4) + "\"" }),
      ("blanks", { "[" + String(repeating: " \n", count: $0 * 16) + "]" }),
    ]
    for (name, make) in shapes {
      let growth = try TimeGrowth(from: 1_000, make) { _ = try JSONReader.read($0) }
      XCTAssertTrue(growth.isLinear, "\(name): \(growth)")
    }
  }
}
