import TestSupport
import XCTest

@testable import CaskadeSyntax

final class XMLReaderTests: XCTestCase {
  func testElementsAndAttributes() throws {
    let rows: [Row<String, String>] = [
      Row("<a/>", "<a></a>"), Row("\u{FEFF}<?xml version=\"1.0\" encoding='UTF-8'?>\n<a />\n", "<a></a>"),
      Row("<a b='1' c = \"x&lt;&#65;&#x42;&amp;&quot;&apos;&gt;\"/>", "<a b=1 c=x<AB&\"'>></a>"),
      Row("<a>text &amp; more<b/><!-- <c> & --><![CDATA[<d>&no;]]></a>", "<a><b></b></a>"),
      Row("<?p <x>?><a><?q?><b></b ></a><!-- end -->\n", "<a><b></b></a>"),
      Row("<x:a y:b=''/>", "<x:a y:b=></x:a>"), Row("<a\n\tb='\n'>é\u{1B}\u{7}</a>", "<a b=\n></a>"),
      Row("<a b='é'/>", "<a b=é></a>"),
    ]
    for row in rows { XCTAssertEqual(try shape(row.input), row.expected, file: row.file, line: row.line) }
  }

  func testRefusals() {
    let deep = String(repeating: "<a>", count: XMLReader.depthLimit)
    let many = (0...XMLReader.mostAttributes).map { "b\($0)=''" }.joined(separator: " ")
    let bomb = "<!DOCTYPE l [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><l>&b;</l>"
    let rows: [Row<String, String>] = [
      Row("", "there is no XML element at byte 0"), Row("  \n", "there is no XML element at byte 3"),
      Row(bomb, "a document type is declared, which isn't read, at byte 0"),
      Row("<l>&b;</l>", "an entity is none of XML's own five and no character's number at byte 3"),
      Row("<l a='&lol9;'/>", "an entity is none of XML's own five and no character's number at byte 6"),
      Row("<l>&#0x;</l>", "an entity is none of XML's own five and no character's number at byte 3"),
      Row("<l>&#x110000;</l>", "an entity is none of XML's own five and no character's number at byte 3"),
      Row("<l>&#55296;</l>", "an entity is none of XML's own five and no character's number at byte 3"),
      Row("<l>a & b, and no end</l>", "an entity is none of XML's own five and no character's number at byte 5"),
      Row("<a><b></a>", "an end tag doesn't match its start tag at byte 6"),
      Row("</a>", "an end tag doesn't match its start tag at byte 0"),
      Row("<a", "the XML ends too early at byte 2"), Row("<a>", "the XML ends too early at byte 3"),
      Row("<a b='", "the XML ends too early at byte 6"), Row("<a/", "the XML ends too early at byte 3"),
      Row("<a><!-- ", "the XML ends too early at byte 8"), Row("<a><![CDATA[x]]", "the XML ends too early at byte 15"),
      Row("<a b=1/>", "a tag is malformed at byte 5"), Row("<a b/>", "a tag is malformed at byte 4"),
      Row("<a b='1'c='2'/>", "a tag is malformed at byte 8"), Row("<1/>", "a tag is malformed at byte 1"),
      Row("< a/>", "a tag is malformed at byte 1"), Row("<a b='<'/>", "a tag is malformed at byte 6"),
      Row("<a b='' b=''/>", "an attribute is there twice at byte 8"),
      Row("<a/><b/>", "there is a second root element at byte 4"),
      Row("<a/>x", "there is text outside the root element at byte 4"),
      Row("x<a/>", "there is text outside the root element at byte 0"),
      Row(deep + "<a/>", "elements are nested more than 100 deep at byte 300"),
      Row("<a \(many)/>", "an element has more than 100 attributes at byte \(many.utf8.count - 4)"),
      Row("<\(String(repeating: "n", count: 1_001))/>", "a name is longer than 1000 bytes at byte 1"),
      Row("<!ELEMENT a>", "a tag is malformed at byte 0"),
    ]
    for row in rows {
      XCTAssertEqual(refusal(Array(row.input.utf8)), row.expected, row.input, file: row.file, line: row.line)
    }
    for bytes in [[0xFF, 0xFE, 0x3C, 0], [0xFE, 0xFF, 0, 0x3C], [0x3C, 0, 0x61, 0]] as [[UInt8]] {
      XCTAssertEqual(
        refusal(bytes), "the XML is in an encoding that isn't read, write UTF-8, at byte 0", "\(bytes)")
    }
  }

  /// Every beginning of a document is refused or read, and never more than what is there is looked at.
  func testEveryBeginningHasAnAnswer() {
    let text = Array("<?xml?><a b='&lt;'><!-- c --><![CDATA[d]]>&#10;<e f=\"g\"/></a>".utf8)
    for end in 0..<text.count { XCTAssertNotNil(refusal(Array(text.prefix(end))), "\(end)") }
    XCTAssertNil(refusal(text))
    for place in text.indices {
      var broken = text
      broken[place] = UInt8(ascii: "&")
      _ = refusal(broken)
    }
  }

  private func refusal(_ bytes: [UInt8]) -> String? {
    do throws(XMLProblem) {
      var reader = try XMLReader(bytes)
      while try reader.next() != nil {}
      return nil
    } catch {
      XCTAssert((0...bytes.count).contains(error.offset))
      return error.message
    }
  }

  private func shape(_ text: String) throws -> String {
    var reader = try XMLReader(Array(text.utf8))
    var shape = ""
    while let event = try reader.next() {
      let name = String(decoding: reader.name, as: UTF8.self)
      switch event {
      case .begin:
        let attributes = ["b", "c", "y:b"].compactMap { key -> String? in
          let value = key == "b" ? reader.attribute("b") : key == "c" ? reader.attribute("c") : reader.attribute("y:b")
          return value.map { " \(key)=\($0)" }
        }
        shape += "<\(name)\(attributes.joined())>"
      case .end: shape += "</\(name)>"
      }
    }
    return shape
  }
}
