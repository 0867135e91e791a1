import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

/// What many entries cover is what each of them covers, found without trying each.
final class CoverTests: XCTestCase {
  private func random(_ pieces: [String], _ random: inout RepeatableRandom) -> String {
    (0..<Int.random(in: 1...4, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "a" }.joined()
  }

  func testPatterns() {
    let pieces = ["a", "b", "/", "**/", "/**", "*", "**", "a/", "?", "[ab]", "\\*", "/a.c", "\\a"]
    var source = RepeatableRandom(seed: 61)
    var positives = 0
    for round in 0..<400 {
      let patterns = (0..<24).compactMap { _ in try? PathPattern(random(pieces, &source)) }
      let (some, others) = (Array(patterns.prefix(patterns.count / 2)), patterns.suffix(patterns.count / 2))
      let cover = PatternCover(some)
      for other in others {
        let covering = some.filter { $0.covers(other) }
        let words = "round \(round): \(some.map(\.text)) over \(other.text)"
        XCTAssertEqual(cover.covers(other), !covering.isEmpty, words)
        XCTAssertEqual(Set(cover.covering(other).map { some[$0] }), Set(covering), words)
        positives += covering.isEmpty ? 0 : 1
      }
    }
    XCTAssertGreaterThan(positives, 400)
  }

  func testTools() {
    let pieces = ["a", "b", " ", "*", "**", " *", "a*"]
    var source = RepeatableRandom(seed: 62)
    var positives = 0
    for round in 0..<400 {
      let tools = (0..<20).map { _ -> Tool in
        let text = random(pieces, &source)
        return [.shell(text), .web(host: text), .mcp(text), .web(host: nil), .read].randomElement(using: &source)
          ?? .edit
      }
      let some = tools.prefix(8).map { ToolEntry(tool: $0, line: 1) }
      let cover = ToolCover(some)
      for tool in tools.suffix(12) {
        let isCovered = some.contains { $0.tool.covers(tool) }
        XCTAssertEqual(cover.covers(tool), isCovered, "round \(round): \(some.map(\.tool.text)) over \(tool.text)")
        positives += isCovered ? 1 : 0
      }
    }
    XCTAssertGreaterThan(positives, 400)
  }
}
