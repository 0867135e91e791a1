import CaskadeSyntax
import TestSupport
import XCTest

/// Where nodes, keys and comments are said to be.
final class YAMLPlaceTests: XCTestCase {
  /// Every node's text in the source, and its comment after `//`, depth first, keys before their values.
  private func places(_ text: String) throws -> [String] {
    let source = SourceText(name: "t.yaml", text)
    let root = try XCTUnwrap(YAMLReader.read(source).root, text)
    func slice(_ range: SourceRange) -> String {
      String(decoding: source.bytes[range.start..<range.end], as: UTF8.self)
    }
    func walk(_ node: YAMLNode) -> [String] {
      let own = slice(node.range) + (node.comment.map { " // " + slice($0) } ?? "")
      switch node.content {
      case .scalar: return [own]
      case .sequence(let items): return [own] + items.flatMap(walk)
      case .mapping(let entries): return [own] + entries.flatMap { [slice($0.keyRange)] + walk($0.value) }
      }
    }
    return walk(root)
  }

  func testRangesAndComments() throws {
    let rows: [Row<String, [String]>] = [
      Row("run: echo hi # there\n", ["run: echo hi", "run", "echo hi // # there"]),
      Row("- a # b\n# c\n- 'd'\n", ["- a # b\n# c\n- 'd'", "a // # b", "'d'"]),
      Row("a: # b\nc: d\n", ["a: # b\nc: d", "a", " // # b", "c", "d"]),
      Row("a: b\n  c # d\n", ["a: b\n  c", "a", "b\n  c // # d"]),
      Row("a: [b, # c\n  d] # e\n", ["a: [b, # c\n  d]", "a", "[b, # c\n  d] // # e", "b", "d"]),
      Row("a: [b # c\n  ]\n", ["a: [b # c\n  ]", "a", "[b # c\n  ]", "b // # c"]),
      Row("a: |  # b\n  c\n\nd: e\n", ["a: |  # b\n  c\n\nd: e", "a", "|  # b\n  c", "d", "e"]),
      Row("[a: b]", ["[a: b]", "a: b", "a", "b"]),
    ]
    for row in rows {
      XCTAssertEqual(try places(row.input), row.expected, file: row.file, line: row.line)
    }
  }

  /// A `①` stands before each place where a problem must be reported, and nowhere else.
  func testMarkedProblems() {
    let rows: [Row<String, [String]>] = [
      Row("a: ①*b\nc: ①&d e\n", ["yaml.alias", "yaml.anchor"]),
      Row("é: 1\n①é: 2\n", ["yaml.duplicate-key"]),
      Row("a: 'b' ①c\n", ["yaml.trailing-text"]),
      Row("a:\n①\tb: c\n", ["yaml.tab"]),
      Row("a:\n   - b\n  ①- c\n", ["yaml.indentation"]),
      Row("a: ①[b, c\nd: \"①\\q\"\n", ["yaml.unclosed", "yaml.escape"]),
      Row("a: x①\u{7}\n", ["yaml.control-character"]),
      Row("a: b ①# c\n   d\n", ["yaml.text-cut"]),
      Row("a: 1\n①---\nb: 2\n", ["yaml.several-documents"]),
      Row("a: {b: ①@c, d: e}\nf: ①`g`\n", ["yaml.reserved-character", "yaml.reserved-character"]),
    ]
    for row in rows {
      let parts = row.input.split(separator: "①", omittingEmptySubsequences: false)
      var places: [Int] = []
      for part in parts.dropLast() { places.append((places.last ?? 0) + part.utf8.count) }
      let result = readYAML(parts.joined())
      XCTAssertEqual(result.diagnostics.map(\.rule), row.expected, row.input, file: row.file, line: row.line)
      XCTAssertEqual(result.diagnostics.map { $0.range?.start }, places, row.input, file: row.file, line: row.line)
    }
  }
}
