import CaskadeSyntax
import Foundation
import TestSupport
import XCTest

/// Every text gives a document or at least one error, in time that grows with its length, and never a trap.
final class YAMLTotalityTests: XCTestCase {
  /// What holds for every text.
  @discardableResult
  private func check(_ bytes: [UInt8], file: StaticString = #filePath, line: UInt = #line) -> YAMLNode? {
    let result = YAMLReader.read(SourceText(name: "t", bytes: bytes))
    let shown = { String(decoding: bytes, as: UTF8.self).debugDescription }
    XCTAssertEqual(result.root == nil, !result.errorRules.isEmpty, shown(), file: file, line: line)
    for diagnostic in result.diagnostics {
      guard let range = diagnostic.range, 0 <= range.start, range.end <= bytes.count else {
        XCTFail("a range outside of the text: \(shown())", file: file, line: line)
        continue
      }
    }
    if let root = result.root { XCTAssertTrue(nests(root, in: 0..<bytes.count), shown(), file: file, line: line) }
    return result.root
  }

  /// Ranges lie inside their parents', in the order of the text.
  private func nests(_ node: YAMLNode, in outer: Range<Int>) -> Bool {
    let range = node.range.start..<node.range.end
    guard outer.lowerBound <= range.lowerBound, range.upperBound <= outer.upperBound else { return false }
    switch node.content {
    case .scalar: return true
    case .sequence(let items): return items.allSatisfy { nests($0, in: range) }
    case .mapping(let entries):
      return entries.allSatisfy {
        range.contains($0.keyRange.start) || $0.keyRange.start == $0.keyRange.end
          ? nests($0.value, in: $0.keyRange.end..<range.upperBound) : false
      }
    }
  }

  private func everyText(over alphabet: String, upTo length: Int, _ body: ([UInt8]) -> Void) -> Int {
    let letters = Array(alphabet.utf8)
    var texts: [[UInt8]] = [[]]
    var count = 1
    body([])
    for _ in 0..<length {
      texts = texts.flatMap { text in letters.map { text + [$0] } }
      texts.forEach(body)
      count += texts.count
    }
    return count
  }

  func testEveryShortText() {
    XCTAssertEqual(everyText(over: "a \n:-\"[]{},#|>&*?\t'", upTo: 3) { check($0) }, 7240)
    XCTAssertEqual(everyText(over: "a \n:-", upTo: 6) { check($0) }, 19531)
    XCTAssertEqual(everyText(over: "a\n [:,", upTo: 5) { check($0) }, 9331)
  }

  /// CRLF instead of LF, and a comment line at the end, change nothing in a text without blocks of text.
  func testLineEndsAndCommentsChangeNothing() {
    var accepted = 0
    _ = everyText(over: "a \n:-\"[],", upTo: 4) { text in
      guard let root = check(text) else { return }
      accepted += 1
      let shown = String(decoding: text, as: UTF8.self).debugDescription
      let windows = text.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
      XCTAssertEqual(check(windows).map(yamlEvents), yamlEvents(root), shown)
      XCTAssertEqual(check(text + Array("\n# c\n".utf8)).map(yamlEvents), yamlEvents(root), shown)
    }
    XCTAssertGreaterThan(accepted, 500)
  }

  func testMutatedAndTruncatedTexts() {
    let texts = [
      "a:\n  - b: \"c\\x41\n      d\"\n    e: [f, {g: 'h'}] # i\n  - |+\n    j\n\n    k\n",
      "---\nk: >-\n  l\n   m\n? n\n: &o p\n\"é\\u200B\": *q\n...\n",
    ]
    for text in texts {
      let bytes = Array(text.utf8)
      for index in bytes.indices {
        check(Array(bytes[..<index]))
        check(Array(bytes[..<index] + bytes[(index + 1)...]))
        check(Array(bytes[...index] + bytes[index...]))
        for byte in [0x00, 0x09, 0x0A, 0x20, 0x22, 0x2D, 0x3A, 0x5B, 0x7B, 0xE9, 0xFF] as [UInt8] {
          var copy = bytes
          copy[index] = byte
          check(copy)
        }
      }
    }
  }

  func testRandomTexts() {
    let parts = [
      "a", "b: ", "- ", "\n", "\n  ", "\n    ", "\"", "'", "[", "]", "{", "}", ", ", " #", "|\n", ">\n", "\t", ":",
      "\\",
    ]
    for seed in 0..<3000 as Range<UInt64> {
      var random = RepeatableRandom(seed: seed)
      let text = (0..<Int.random(in: 1...20, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
        .joined()
      XCTAssertEqual(readYAML(text).root == nil, !readYAML(text).errorRules.isEmpty, "seed \(seed)")
      check(Array(text.utf8))
    }
  }

  func testTimeGrowsWithLength() {
    let shapes: [(String, (Int) -> String)] = [
      ("brackets", { String(repeating: "[", count: $0) }),
      ("flat brackets", { "[" + String(repeating: "[],", count: $0 / 3) + "]" }),
      ("dashes", { String(repeating: "- ", count: $0 / 2) }),
      ("questions", { String(repeating: "? ", count: $0 / 2) }),
      ("question lines", { String(repeating: "? a\n", count: $0 / 4) }),
      ("colons", { String(repeating: ":", count: $0) }),
      ("spaces", { String(repeating: " ", count: $0) }),
      ("quotes", { String(repeating: "'", count: $0) }),
      ("open quotes", { String(repeating: "a: \"\n", count: $0 / 5) }),
      ("open brackets", { String(repeating: "a: [\n", count: $0 / 5) }),
      ("plain text", { String(repeating: "a ", count: $0 / 2) }),
      ("comments", { String(repeating: "# a\n", count: $0 / 4) }),
      ("comment marks", { String(repeating: " #", count: $0 / 2) }),
      ("keys", { (0..<$0 / 8).map { "k\($0): v\n" }.joined() }),
      ("equal keys", { String(repeating: "a: b\n", count: $0 / 5) }),
      ("aliases", { "[" + String(repeating: "*a, ", count: $0 / 4) }),
      ("possible key, flow", { "[" + String(repeating: "a,", count: $0 / 2) + "]: b\n" }),
      ("possible key, quoted", { "\"" + String(repeating: "a", count: $0) + "\": b\n" }),
      ("empty lines", { "a: b" + String(repeating: "\n", count: $0) + "  c\n" }),
      ("empty lines in a block", { "a: |+\n" + String(repeating: "\n", count: $0) + "  c\n" }),
      ("stray lines", { "a: b\n" + String(repeating: "  c: d\n", count: $0 / 7) }),
      ("tabs", { String(repeating: "\t", count: $0) }),
      ("no line is like the next", { String(repeating: "a\n- b\n", count: $0 / 6) }),
    ]
    for (name, make) in shapes {
      let growth = TimeGrowth(from: 2048) {
        SourceText(name: "t", make($0))
      } _: { source in
        _ = YAMLReader.read(source)
      }
      XCTAssertTrue(growth.isLinear, "\(name): \(growth)")
    }
  }

  func testLimits() {
    let limits = YAMLReader.Limits(bytes: 20, depth: 3, nodes: 5, problems: 2)
    let rows: [Row<String, [String]>] = [
      Row("a: 123456789 1234567", []),
      Row("a: 123456789 12345678", ["yaml.too-long"]),
      Row("[[[a]]]", []),
      Row("[[[[a]]]]", ["yaml.too-deep"]),
      Row("- - - - a", ["yaml.too-deep"]),
      Row("[[[a: b]]]", ["yaml.too-deep"]),
      Row("[a, b, c, d]", []),
      Row("[a, b, c, d, e]", ["yaml.too-many-nodes"]),
      Row("[*a, *b, *c, *d]", ["yaml.alias", "yaml.alias", "yaml.too-many-problems"]),
    ]
    for row in rows {
      let result = YAMLReader.read(SourceText(name: "t", row.input), limits: limits)
      XCTAssertEqual(result.diagnostics.map(\.rule), row.expected, row.input, file: row.file, line: row.line)
    }
    let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    XCTAssertNotNil(readYAML(deep).root)
    XCTAssertEqual(readYAML("[" + deep + "]").errorRules, ["yaml.too-deep"])
  }
}
