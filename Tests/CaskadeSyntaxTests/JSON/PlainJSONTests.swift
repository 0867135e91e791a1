import CaskadeSyntax
import TestSupport
import XCTest

/// What is walked through is, byte for byte, what the writer makes of what the strict reader reads.
final class PlainJSONTests: XCTestCase {
  private func isPlain(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      var json = PlainJSON(bytes)
      var object = json.object()
      json.end(&object)
      return json.isDone
    }
  }

  func testWhatIsPlain() {
    let rows: [Row<String, Bool>] = [
      Row("{}", true), Row(#"{"a":1}"#, true), Row(#"{"schema":"x/1","a":[],"b":[{},{"c":null}],"d":true}"#, true),
      Row(#"{"a":{"schema":1,"b":-7},"b":["",false,123456789012345678]}"#, true), Row(#"{"a":"~ !/"}"#, true),
      Row("", false), Row("{", false), Row("[]", false), Row("7", false), Row("{}{}", false), Row("{} ", false),
      Row(#"{"a": 1}"#, false), Row(#"{"a":1,}"#, false), Row(#"{"a":1,"a":2}"#, false), Row(#"{"b":1,"a":2}"#, false),
      Row(#"{"a":1,"schema":2}"#, false), Row(#"{"schema":1,"schema":2}"#, false), Row(#"{"ab":1,"a":2}"#, false),
      Row(#"{"a":{"c":1,"b":2}}"#, false), Row(#"{"a":[{"c":1,"b":2}]}"#, false), Row(#"{"a":"\n"}"#, false),
      Row(#"{"a":"é"}"#, false), Row("{\"a\":\"\u{7F}\"}", false), Row("{\"a\":\"\t\"}", false),
      Row(#"{"\u0061":1}"#, false), Row(#"{"a":1.0}"#, false), Row(#"{"a":1e3}"#, false), Row(#"{"a":01}"#, false),
      Row(#"{"a":-0}"#, false), Row(#"{"a":-}"#, false), Row(#"{"a":1234567890123456789}"#, false),
      Row(#"{"a":tru}"#, false), Row(#"{"a":nul}"#, false), Row(#"{"a":nulll}"#, false), Row(#"{"a":[1 ,2]}"#, false),
      Row(#"{"a":[1,]}"#, false), Row(#"{"a":[,1]}"#, false), Row(#"{"a"}"#, false), Row(#"{"a":}"#, false),
      Row(#"{"a":"b}"#, false), Row(#"{a:1}"#, false), Row("{\"a\":" + deep(40) + "}", false),
    ]
    for row in rows {
      XCTAssertEqual(isPlain(Array(row.input.utf8)), row.expected, row.input, file: row.file, line: row.line)
    }
  }

  private func deep(_ levels: Int) -> String {
    String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
  }

  func testNothingPlainIsReadOtherwise() throws {
    let text = Array(#"{"schema":"x/1","a":[1,{"b":"c","d":null}],"e":{"f":-20,"g":[true,false]},"h":""}"#.utf8)
    XCTAssertTrue(isPlain(text))
    var plain = 0
    for place in text.indices {
      for byte in Array("{}[]\",:\\ 019-aefnstu.".utf8) + [0x00, 0x1F, 0x7F, 0x80, 0xC3] {
        for altered in [
          text[..<place] + [byte] + text[(place + 1)...], text[..<place] + [byte] + text[place...],
          text[..<place] + text[(place + 1)...],
        ] {
          let altered = Array(altered)
          guard isPlain(altered) else { continue }
          plain += 1
          let again = try JSONWriter(.compact, order: .sorted).bytes(JSONReader.read(altered))
          XCTAssertEqual(again, altered, String(decoding: altered, as: UTF8.self))
        }
      }
    }
    XCTAssertGreaterThan(plain, 100)
  }

  func testPartsAreFoundInTheirOrder() {
    let text = Array(#"{"schema":"x","a":7,"c":["p","q"],"d":{"x":{"\"":1}},"e":null}"#.utf8)
    text.withUnsafeBufferPointer { bytes in
      var json = PlainJSON(bytes)
      var object = json.object()
      XCTAssertTrue(json.find("schema", in: &object))
      XCTAssertEqual(json.string(), "x")
      XCTAssertTrue(json.find("a", in: &object))
      XCTAssertEqual(json.count(), 7)
      XCTAssertFalse(json.find("b", in: &object))
      XCTAssertTrue(json.find("c", in: &object))
      var (list, words) = (json.list(), [String]())
      while json.next(&list) { if let word = json.string() { words.append(word) } }
      XCTAssertEqual(words, ["p", "q"])
      XCTAssertTrue(json.find("d", in: &object))
      XCTAssertEqual(json.opaque().map { String(decoding: bytes[$0], as: UTF8.self) }, #"{"x":{"\"":1}}"#)
      XCTAssertTrue(json.find("e", in: &object))
      XCTAssertTrue(json.isNull())
      json.end(&object)
      XCTAssertTrue(json.isDone)
    }
  }
}
