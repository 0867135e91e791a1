import CaskadeSyntax
import TestSupport
import XCTest

/// One description of an object gives its schema, its writer and its reader.
final class FormTests: XCTestCase {
  private enum Size: String, Sendable, CaseIterable {
    case small, large, unknown
  }

  private struct Part: Hashable {
    let name: String
    let count: Int?
    let path: RepositoryPath

    static let keys = ObjectForm<Part>(
      "a part",
      FormKey("name", .text, "of the part", \.name), FormKey("count", .orNull(.count), "how many", \.count),
      FormKey(all: RepositoryPath.keys, \.path)
    ) { Part(name: $0, count: $1, path: $2) }
  }

  private struct Whole: Hashable {
    var size = Size.small
    var parts: [Part] = []
    var isOpen = false
    var note: String?
    var head: Part?

    static let keys = ObjectForm<Whole>(
      "a whole",
      FormKey(constant: "schema", "whole/1"), FormKey("size", .word(else: .unknown), "how big", \.size),
      FormKey("parts", .list(Part.keys), "in their order", \.parts),
      FormKey("open", .truth, older: true, "nobody has closed it", \.isOpen),
      FormKey(ifAny: "note", .text, "free", \.note), FormKey("head", .orNull(Part.keys), older: nil, nil, \.head)
    ) { Whole(size: $1, parts: $2, isOpen: $3, note: $4, head: $5) }
  }

  private let part = Part(name: "a", count: nil, path: RepositoryPath(bytes: [0x61, 0xE9]))

  private func text(_ whole: Whole) -> String { JSONWriter(.compact).text(Whole.keys.form.write(whole)) }

  func testWhatIsWrittenIsReadAgain() throws {
    let rows: [Row<Whole, String>] = [
      Row(Whole(), #"{"schema":"whole/1","size":"small","parts":[],"open":false,"head":null}"#),
      Row(
        Whole(size: .large, parts: [part], isOpen: true, note: "n", head: part),
        #"{"schema":"whole/1","size":"large","parts":[{"name":"a","count":null,"path":"a\\xE9","path_bytes":"Yek="}],"#
          + #""open":true,"note":"n","head":{"name":"a","count":null,"path":"a\\xE9","path_bytes":"Yek="}}"#),
    ]
    for row in rows {
      XCTAssertEqual(text(row.input), row.expected, file: row.file, line: row.line)
      let value = try JSONReader.read(row.expected)
      XCTAssertEqual(try Whole.keys.form.read(value), row.input, file: row.file, line: row.line)
      let problems = DraftSeven.problems(of: value, by: .object(Whole.keys.form.schema))
      XCTAssertEqual(problems, [], file: row.file, line: row.line)
    }
  }

  /// What an older file lacks has its meaning, and what a later one has besides is ignored.
  func testOlderAndLaterFiles() throws {
    let rows: [Row<String, Whole>] = [
      Row(#"{"schema":"whole/1","size":"small","parts":[]}"#, Whole(isOpen: true)),
      Row(#"{"schema":"whole/1","size":"vast","parts":[],"open":false,"later":1}"#, Whole(size: .unknown)),
    ]
    for row in rows {
      let read = try Whole.keys.form.read(JSONReader.read(row.input))
      XCTAssertEqual(read, row.expected, file: row.file, line: row.line)
    }
    let either = Form<[Part]>.list(
      Part.keys.form.orOlder(.text) { Part(name: $0, count: 1, path: RepositoryPath("x")) })
    let read = try either.read(JSONReader.read(#"["old",{"name":"new","count":2,"path":"y"}]"#))
    XCTAssertEqual(read.map(\.name), ["old", "new"])
    let schema = JSONValue.object(either.schema)
    XCTAssertEqual(DraftSeven.problems(of: .array(["old"]), by: schema), [])
    XCTAssertEqual(DraftSeven.problems(of: .array([1]), by: schema), ["$[0]: anyOf"])
  }

  func testFaultsNameTheirPlace() throws {
    let good = #"{"schema":"whole/1","size":"small","parts":[{"name":"a","count":1,"path":"b"}]}"#
    let rows: [Row<(String, String), FormFault>] = [
      Row((good, "[]"), FormFault(.missing)),
      Row(("whole/1", "whole/2"), FormFault(.missing, at: "schema")),
      Row((#""size":"small","#, ""), FormFault(.missing, at: "size")),
      Row((#""small""#, "null"), FormFault(.missing, at: "size")),
      Row((#"[{"name":"a","count":1,"path":"b"}]"#, "{}"), FormFault(.missing, at: "parts")),
      Row((#"{"name":"a","count":1,"path":"b"}"#, "1"), FormFault(.missing, at: "parts[0]")),
      Row((#""name":"a","#, ""), FormFault(.missing, at: "parts[0].name")),
      Row((#""count":1"#, #""count":-1"#), FormFault(.missing, at: "parts[0].count")),
      Row((#""count":1"#, #""count":1.5"#), FormFault(.missing, at: "parts[0].count")),
      Row((#""count":1,"#, ""), FormFault(.missing, at: "parts[0].count")),
      Row((#""path":"b""#, #""path":"b","path_bytes":"?""#), FormFault(.missing, at: "parts[0].path_bytes")),
      Row((#""parts""#, #""open":null,"parts""#), FormFault(.missing, at: "open")),
      Row((#""parts""#, #""note":null,"parts""#), FormFault(.missing, at: "note")),
      Row((#""parts""#, #""head":{"name":1},"parts""#), FormFault(.missing, at: "head.name")),
    ]
    for row in rows {
      let text = good.replacingOccurrences(of: row.input.0, with: row.input.1)
      XCTAssertNotEqual(text, good, file: row.file, line: row.line)
      let value = try JSONReader.read(text)
      XCTAssertThrowsError(try Whole.keys.form.read(value), file: row.file, line: row.line) { error in
        XCTAssertEqual(error as? FormFault, row.expected, file: row.file, line: row.line)
      }
      XCTAssertNotEqual(
        DraftSeven.problems(of: value, by: .object(Whole.keys.form.schema)), [], file: row.file, line: row.line)
    }
    let lists = Form<[[Size]]>.list(.list(.word))
    XCTAssertThrowsError(try lists.read(.array([.array([]), .array(["small", "vast"])]))) { error in
      XCTAssertEqual(error as? FormFault, FormFault(.unknownWord("vast"), at: "[1][1]"))
    }
  }

  func testTheSchemaSaysWhatEachKeyHolds() throws {
    let schema = JSONValue.object(Whole.keys.form.schema)
    XCTAssertEqual(schema["description"], "a whole")
    XCTAssertEqual(schema["required"], .array(["schema", "size", "parts"]))
    XCTAssertEqual(schema["properties"]?["parts"]?["description"], "in their order")
    XCTAssertEqual(schema["properties"]?["parts"]?["items"]?["description"], "a part")
    XCTAssertEqual(schema["properties"]?["head"]?["description"], "a part")
    XCTAssertEqual(schema["properties"]?["head"]?["type"], .array(["object", "null"]))
  }
}
