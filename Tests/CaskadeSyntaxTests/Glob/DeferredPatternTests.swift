import CaskadeSyntax
import XCTest

/// A pattern that is compiled when it is asked says the same as one that was compiled before.
final class DeferredPatternTests: XCTestCase {
  private static let patterns = [
    "src/**", "**/a", "**/.github/workflows/**", "src/**/a", "*.md", "a*b", "a?b", "src/[a-c]*.txt", "docs/\\*x", "**",
    "*", "src/*/x/*.swift", "**/Makefile", "src/Ä*", "K*", "a*[]b]", "**/x/**/y", "src", "docs/", "*a*", "a**",
  ]
  private static let paths = [
    "src", "src/a", "SRC/A", "src/x/y/a", "a", "x/a", "xa", ".github/workflows/ci.yml", "x/.GitHub/Workflows/y/z",
    "readme.md", "README.MD", "a/b.md", "ab", "axb", "aXB", "a/b", "src/b.txt", "src/z.txt", "docs/*x", "docs/yx",
    "src/m/x/n.swift", "src/m/x/n.SWIFT", "Makefile", "q/makefile", "src/äx", "src/A\u{308}x", "src/\u{C4}x",
    "\u{212A}x",
    "kx", "a]b", "x/y", "q/x/r/y/z", "docs/b", "docs", "", "a", "aa", "ſrc/a", "src/\u{200C}a",
  ]

  func testBothSayTheSame() throws {
    for text in Self.patterns {
      guard let made = try? PathPattern(text) else {
        XCTAssertNil(try? PathPattern(text, .deferred), text)
        continue
      }
      let deferred = try PathPattern(text, .deferred)
      XCTAssertEqual(made, deferred)
      XCTAssertEqual(made.namedPath, deferred.namedPath, text)
      for path in Self.paths.map({ RepositoryPath($0) }) {
        let place = "\(text) \(path.display)"
        XCTAssertEqual(deferred.matches(path), made.matches(path), place)
        XCTAssertEqual(deferred.matchesFolded(path), made.matchesFolded(path), place)
        XCTAssertEqual(deferred.mayMatchInside(folder: path), made.mayMatchInside(folder: path), place)
        XCTAssertEqual(deferred.mayMatchInsideFolded(folder: path), made.mayMatchInsideFolded(folder: path), place)
        XCTAssertEqual(deferred.coversEverything(under: path), made.coversEverything(under: path), place)
      }
    }
  }

  /// All patterns of up to four pieces, and all paths of up to four of a few letters.
  func testSmallWorlds() {
    compare(Self.words(["A", "b", "*", "**/", "/", "[!a]"], upTo: 4), Self.words(["a", "B", "/"], upTo: 4))
  }

  /// Brackets that hold their own ends, and ends that belong to no bracket.
  func testBrackets() {
    compare(
      Self.words(["a", "]", "[]B]", "*", "[!a]", "\\]", "[ab"], upTo: 3), Self.words(["a", "B", "]", "["], upTo: 3))
  }

  private func compare(_ patterns: [String], _ words: [String]) {
    let paths = words.filter { !$0.isEmpty && !$0.hasPrefix("/") && !$0.contains("//") }.map { RepositoryPath($0) }
    var compared = 0
    for text in patterns {
      guard let made = try? PathPattern(text), let deferred = try? PathPattern(text, .deferred) else { continue }
      for path in paths {
        compared += 1
        if made.matches(path) != deferred.matches(path) || made.matchesFolded(path) != deferred.matchesFolded(path) {
          XCTFail("\(text) and \(path.display)")
        }
      }
    }
    XCTAssertGreaterThan(compared, 10_000)
  }

  private static func words(_ pieces: [String], upTo most: Int) -> [String] {
    var all = [""]
    var last = [""]
    for _ in 0..<most {
      last = last.flatMap { word in pieces.map { word + $0 } }
      all += last
    }
    return all
  }
}
