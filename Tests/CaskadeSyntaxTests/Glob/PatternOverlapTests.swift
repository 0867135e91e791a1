import TestSupport
import XCTest

@testable import CaskadeSyntax

/// Two patterns overlap where the matcher takes some path by both: tried out over all short paths.
final class PatternOverlapTests: XCTestCase {
  private func answer(_ one: String, _ other: String, deny: [String] = []) throws -> String {
    let denied = try deny.map { text throws(PathPatternError) in try PathPattern(text) }
    let overlap = PatternOverlap(try PathPattern(one), try PathPattern(other))
    switch overlap.answer(refusals: { path in denied.filter { $0.matchesFolded(path) } }) {
    case .path(let path): return path.display
    case .none: return "none"
    case .undecided: return "undecided"
    }
  }

  func testTable() throws {
    let rows: [Row<(String, String, [String]), String>] = [
      Row(("src/**", "src/**", []), "src/x"),
      Row(("src/**", "tests/**", []), "none"),
      Row(("src/**/*.swift", "**/*Tests.swift", []), "src/Tests.swift"),
      Row(("src/*.swift", "src/*/*.swift", []), "none"),
      Row(("src/*", "src/**", []), "src/x"),
      Row(("**/a", "a", []), "a"),
      Row(("**/a", "b/a/**", []), "b/a/a"),
      Row(("*/a", "b/a/**", []), "none"),
      Row(("a/**", "**/b", []), "a/b"),
      // A plain name is a folder too.
      Row(("docs", "docs/a.md", []), "docs/a.md"),
      Row(("docs/", "docs", []), "docs/x"),
      Row(("docs/", "docs", ["docs/**"]), "none"),
      Row(("docs", "docs2/**", []), "none"),
      Row(("docs", "docs2", []), "none"),
      // Ends that can't be those of one path.
      Row(("**/*.md", "**/*.swift", []), "none"),
      Row(("**/*.md", "docs/**", []), "docs/x.md"),
      Row(("**/*.md", "docs/**", ["**/x.md"]), "docs/.md"),
      Row(("**/*.md", "docs/?*.md", []), "docs/x.md"),
      // Brackets.
      Row(("a[0-9]", "a[5-7]", []), "a5"),
      Row(("a[0-4]", "a[5-7]", []), "none"),
      Row(("a[!0-9]", "a[[:digit:]]", []), "none"),
      Row(("a[![:alpha:]]", "a?", []), "a0"),
      Row(("[![:print:]]", "?", []), "\\x01"),
      // No path has an empty component, `.` or `..`.
      Row(("a/?", "a/[.]", []), "none"),
      Row(("a/.*", "a/?", []), "none"),
      Row(("a/.*", "a/??", []), "a/.x"),
      Row(("a/.*", "a/..?", []), "a/..x"),
      // What is denied is denied in every spelling.
      Row(("src/**", "src/A*", ["src/a*"]), "none"),
      Row(("src/**", "src/A*", ["src/a"]), "src/Ax"),
      Row(("src/**", "src/?", ["src/[a-y]"]), "src/z"),
      Row(("src/**", "src/?", ["src/[a-z]"]), "src/0"),
      Row(("src/**", "src/*", ["**"]), "none"),
      Row(("src/**", "src/*", ["src/*"]), "none"),
      Row(("src/**", "src/**", ["src/*"]), "src/x/x"),
      Row(("src/**", "src/**", ["src/*", "src/*/*", "**/x"]), "src/x/x/a"),
      // Letters beyond ASCII.
      Row(("é*", "?*", []), "é"),
      Row(("é*", "??", []), "é"),
      Row(("é", "?", []), "none"),
      Row(("*é", "É*", []), "Éé"),
      Row(("é*", "**", ["É"]), "éx"),
      Row(("é*", "**", ["É*"]), "none"),
    ]
    for row in rows {
      let (one, other, deny) = row.input
      XCTAssertEqual(try answer(one, other, deny: deny), row.expected, "\(row.input)", file: row.file, line: row.line)
      let reverse = try answer(other, one, deny: deny)
      XCTAssertEqual(reverse == "none", row.expected == "none", "\(row.input)", file: row.file, line: row.line)
    }
  }

  /// A path that is answered is matched by both and refused by none; where there is none, no short path is. Pairs are drawn
  /// from all patterns of up to three pieces.
  func testSmallWorlds() throws {
    let pieces = ["a", "b", "/", "*", "**", "?", "[ab]", "[!a]", "."]
    var texts: Set<String> = []
    for first in pieces {
      texts.insert(first)
      for second in pieces {
        texts.insert(first + second)
        for third in pieces { texts.insert(first + second + third) }
      }
    }
    for text in ["a/**", "**/a", "a/**/b", "**/a/**", "a/*/b", "**/*a", "*a*b", "a/?/**", "**/[!a]/*"] {
      texts.insert(text)
    }
    let patterns = texts.sorted().compactMap { try? PathPattern($0) }
    let paths = words(over: "ab/.c", upTo: 5).map { RepositoryPath($0) }.filter { PathShape.isLegal($0.bytes) }
    // Which of the short paths each pattern matches, as bits.
    let matched = patterns.map { pattern in
      var bits = [UInt64](repeating: 0, count: paths.count / 64 + 1)
      for (index, path) in paths.enumerated() where pattern.matches(path) {
        bits[index / 64] |= 1 << UInt64(index % 64)
      }
      return bits
    }
    var source = RepeatableRandom(seed: 13)
    var (overlaps, apart) = (0, 0)
    for (index, one) in patterns.enumerated() {
      for (place, other) in patterns.enumerated() where place >= index && Int.random(in: 0..<60, using: &source) == 0 {
        let denied = (0..<Int.random(in: 0...2, using: &source)).map { _ in
          patterns[Int.random(in: 0..<patterns.count, using: &source)]
        }
        let words = "\(one.text) and \(other.text) without \(denied.map(\.text))"
        let answer = PatternOverlap(one, other).answer { path in denied.filter { $0.matchesFolded(path) } }
        switch answer {
        case .path(let path):
          overlaps += 1
          XCTAssertTrue(one.matches(path) && other.matches(path), "\(words): \(path.display)")
          XCTAssertFalse(denied.contains { $0.matchesFolded(path) }, "\(words): \(path.display)")
        case .none:
          apart += 1
          let both = zip(matched[index], matched[place]).map { $0 & $1 }
          for word in both.indices where both[word] != 0 {
            for bit in 0..<64 where both[word] >> UInt64(bit) & 1 == 1 {
              let path = paths[word * 64 + bit]
              XCTAssertTrue(denied.contains { $0.matchesFolded(path) }, "\(words): \(path.display)")
            }
          }
        case .undecided: XCTFail(words)
        }
      }
    }
    XCTAssertGreaterThan(overlaps, 500)
    XCTAssertGreaterThan(apart, 500)
  }

  /// Long patterns with many stars end too.
  func testManyStates() throws {
    let one = try PathPattern("**/*a*a*a*a*/**/*b*b*b*/**/*c*c*c*")
    let other = try PathPattern("**/*c*b*a*c*/**/*a*b*c*/**/*a*c*b*")
    XCTAssertNotEqual(PatternOverlap(one, other).answer(), .none)
  }
}
