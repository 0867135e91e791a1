import Foundation
import TestSupport
import XCTest

@testable import CaskadeSyntax

final class PathPatternTests: XCTestCase {
  func testMatches() throws {
    let rows: [Row<(String, String), Bool>] = [
      Row(("docs", "docs"), true), Row(("docs", "docs/a/b"), true), Row(("docs", "docs2"), false),
      Row(("docs", "a/docs"), false), Row(("docs", "Docs"), false), Row(("docs/", "docs"), false),
      Row(("docs/", "docs/a"), true), Row(("docs/", "docs/a/b"), true), Row(("docs/a", "docs"), false),
      Row(("src/*", "src/x"), true), Row(("src/*", "src/a/b.c"), false), Row(("src/*", "src"), false),
      Row(("*.md", "top.md"), true), Row(("*.md", "docs/x.md"), false), Row(("**/*.md", "top.md"), true),
      Row(("**/*.md", "a/b/x.md"), true), Row(("src/**", "src/a"), true), Row(("src/**", "src/a/b"), true),
      Row(("src/**", "src"), false), Row(("src/**", "srcs/a"), false), Row(("src/**/a", "src/a"), true),
      Row(("src/**/a", "src/x/y/a"), true), Row(("src/**/a", "src/xa"), false), Row(("**", "a/b"), true),
      Row(("a?c", "abc"), true), Row(("a?c", "a/c"), false), Row(("caf?", "café"), false),
      Row(("caf??", "café"), true), Row(("a\\*b", "a*b"), true), Row(("a\\*b", "axb"), false),
      Row(("a\\*b", "a*b/c"), false), Row(("[[:alpha:]]*", "abc"), true), Row(("[[:alpha:]]*", "1bc"), false),
      Row(("{a}", "{a}"), true), Row(("{a,b", "{a,b"), true), Row(("\\{a,b}", "{a,b}"), true),
      Row(("#a", "#a"), true), Row((" a", " a"), true), Row(("a\nb", "a\nb"), true), Row(("...", "..."), true),
      Row(("app/\\[id\\]/page.tsx", "app/[id]/page.tsx"), true), Row(("a..b/.c", "a..b/.c"), true),
    ]
    for row in rows {
      let pattern = try PathPattern(row.input.0)
      let path = RepositoryPath(row.input.1)
      XCTAssertEqual(pattern.matches(path), row.expected, "\(row.input)", file: row.file, line: row.line)
      if row.expected { XCTAssertTrue(pattern.matchesFolded(path), "\(row.input)", file: row.file, line: row.line) }
    }
  }

  func testMatchesFolded() throws {
    let rows: [Row<(String, String), Bool>] = [
      Row((".github", ".GitHub/workflows/x.yml"), true), Row((".github", ".githu/x"), false),
      Row((".github/**", ".gıthub/x"), true), Row((".github/**", ".g\u{200C}ithub/x"), true),
      Row(("*.Key", "a.kEY"), true), Row(("a.key", "a.\u{212A}ey"), true), Row(("a.\u{212A}ey", "A.KEY"), true),
      Row(("STRASSE", "straße"), true), Row(("straße/*", "STRASSE/x"), true), Row(("**/straße", "a/STRAẞE"), true),
      Row(("caf\u{E9}", "cafe\u{301}"), true), Row(("cafe\u{301}*", "CAF\u{C9}!"), true),
      Row(("cafe*", "CAFE\u{301}"), true), Row(("cafe*", "CAF\u{C9}"), true), Row(("caf\u{E9}", "cafe"), false),
      Row(("caf?", "CAF\u{C9}"), true), Row(("caf??", "CAFE\u{301}"), true), Row(("caf??", "CAF\u{C9}"), true),
      Row(("caf?x", "CAFE\u{301}x"), true), Row(("caf?", "CAF\u{C9}x"), false), Row(("caf?", "CAF/"), false),
      Row(("가??", "\u{1100}\u{1161}ab"), true), Row(("???", "\u{1100}\u{1161}"), true),
      Row(("[a-z]x", "Qx"), true), Row(("[[:upper:]]x", "qx"), true), Row(("[A]x", "ax"), true),
      Row(("\\-A", "-a"), true),
      Row(("[!a]x", "Ax"), true), Row(("[!a]x", "ax"), false), Row(("[!A]x", "ax"), true), Row(("[!A]x", "Ax"), false),
      Row(("[!a]x", "\u{C9}x"), true), Row(("[e]x", "\u{C9}x"), false), Row(("a?b", "A/B"), false),
      Row(("?a", "/\u{301}a"), false), Row(("a/*", "A/\u{301}b"), true), Row(("docs/", "DOCS"), false),
      Row(("docs/", "DOCS/a"), true),
    ]
    for row in rows {
      XCTAssertEqual(
        try PathPattern(row.input.0).matchesFolded(RepositoryPath(row.input.1)), row.expected, "\(row.input)",
        file: row.file, line: row.line)
    }
  }

  /// What a pattern matches, it matches folded in every other spelling too.
  func testEverySpellingOfAMatchIsFound() throws {
    let names = ["a", "Key", "é", "e\u{301}", "ß", "Straße", "한", "日本", "Å", "ǆ", ".git", "q\u{323}\u{307}"]
    for seed in UInt64(1)...1000 {
      var random = RepeatableRandom(seed: seed)
      let path = (0..<Int.random(in: 2...6, using: &random)).map { index in
        (index == 2 ? "/" : "") + (names.randomElement(using: &random) ?? "")
      }.joined()
      // The pattern is made from the path, so that it matches.
      var text = ""
      for character in path {
        let one = String(character)
        let isLetter = one.utf8.count == 1 && character.isLetter
        switch Int.random(in: 0...7, using: &random) {
        case _ where one == "/": text += one
        case 0 where text.last != "*": text += "*"
        case 1: text += String(repeating: "?", count: one.utf8.count)
        case 2 where isLetter: text += "[\(one)]"
        case 3 where isLetter: text += "[[:alpha:]]"
        default: text += one
        }
      }
      let pattern = try PathPattern((Bool.random(using: &random) ? "**/" : "") + text)
      XCTAssertTrue(pattern.matches(RepositoryPath(path)), "seed \(seed): '\(pattern.text)' on '\(path)'")
      let spelling = path.map { character -> String in
        let one = String(character)
        switch Int.random(in: 0...5, using: &random) {
        case 0: return one.uppercased()
        case 1: return one.lowercased()
        case 2: return one.decomposedStringWithCanonicalMapping
        case 3: return one.precomposedStringWithCanonicalMapping
        case 4: return one + "\u{200C}"
        default: return one
        }
      }
      let other = RepositoryPath(spelling.joined())
      XCTAssertTrue(pattern.matchesFolded(other), "seed \(seed): '\(text)' on '\(path)' as '\(other.display)'")
    }
  }

  func testPathsNeedNotBeUTF8() throws {
    let path = RepositoryPath(bytes: Array("Src/".utf8) + [0xE9, 0x41])
    XCTAssertTrue(try PathPattern("Src/**").matches(path))
    XCTAssertTrue(try PathPattern("Src/?A").matches(path))
    XCTAssertFalse(try PathPattern("src/?a").matches(path))
    XCTAssertTrue(try PathPattern("src/?a").matchesFolded(path))
    XCTAssertFalse(try PathPattern("src/éa").matchesFolded(path))
  }

  func testNames() throws {
    let rows: [Row<(String, String), Bool>] = [
      Row((".github", ".github"), true), Row((".github", ".github/x"), false), Row((".github/", ".github"), false),
      Row((".github/*", ".github/x"), false), Row(("a\\[b", "a[b"), true), Row(("a\\[b", "a\\[b"), false),
      Row(("a[b]", "ab"), false), Row(("a?", "a?"), false),
    ]
    for row in rows {
      XCTAssertEqual(
        try PathPattern(row.input.0).names(RepositoryPath(row.input.1)), row.expected, "\(row.input)", file: row.file,
        line: row.line)
    }
    XCTAssertTrue(try PathPattern("a/b").namesOnePath)
    XCTAssertTrue(try PathPattern("a\\*").namesOnePath)
    for text in ["a/", "a*", "a?", "[a]", "**"] { XCTAssertFalse(try PathPattern(text).namesOnePath, text) }
  }

  func testEqualityIsThatOfTheBytes() throws {
    let (composed, decomposed) = (try PathPattern("\u{E9}"), try PathPattern("e\u{301}"))
    XCTAssertNotEqual(composed, decomposed)
    XCTAssertEqual(composed, try PathPattern("\u{E9}"))
    XCTAssertEqual(Set([composed, decomposed, composed]).count, 2)
  }

  /// Small world: what a pattern can match below a folder, against all the paths there are.
  func testInsideAgainstEveryPath() throws {
    let paths = words(over: "ab/", upTo: 6).filter { isPath($0) }
    let folders = [""] + words(over: "ab/", upTo: 3).filter { isPath($0) }
    let patterns = words(over: "ab/*", upTo: 5) + words(over: "a/*", upTo: 6) + ["a\\/b", "[/]", "a/[b-a]*", "**/[!a]"]
    var accepted = 0
    for text in patterns {
      guard let pattern = try? PathPattern(text) else { continue }
      accepted += 1
      for folder in folders.map(RepositoryPath.init(_:)) {
        let below = paths.map(RepositoryPath.init(_:)).filter { $0.isInside(folder) }
        let matched = below.filter { pattern.matches($0) }
        let place = "'\(text)' below '\(folder.display)'"
        if !matched.isEmpty { XCTAssertTrue(pattern.mayMatchInside(folder: folder), place) }
        // A pattern may ask for a path longer than this world's.
        if matched.isEmpty, text.utf8.count < 4 { XCTAssertFalse(pattern.mayMatchInside(folder: folder), place) }
        if pattern.mayMatchInside(folder: folder) { XCTAssertTrue(pattern.mayMatchInsideFolded(folder: folder), place) }
        if pattern.coversEverything(under: folder) { XCTAssertEqual(matched.count, below.count, place) }
      }
    }
    XCTAssertGreaterThan(accepted, 200)
  }

  func testCoversEverything() throws {
    let rows: [Row<(String, String), Bool>] = [
      Row(("src/**", "src"), true), Row(("src/**", "src/a"), true), Row(("src/**", ""), false), Row(("**", ""), true),
      Row(("src", "src"), true), Row(("src", "src/a"), true), Row(("src/", "src"), true), Row(("src/a", "src"), false),
      Row(("src/*", "src"), false), Row(("src/**/*", "src"), true), Row(("src/**/*.c", "src"), false),
      Row(("*/**", "src"), true), Row(("*/**", ""), false), Row(("**/a/**", "b/a"), true), Row(("**/a/**", "b"), false),
      Row(("Src/**", "src"), false), Row(("src", "srcs"), false),
    ]
    for row in rows {
      XCTAssertEqual(
        try PathPattern(row.input.0).coversEverything(under: RepositoryPath(row.input.1)), row.expected,
        "\(row.input)", file: row.file, line: row.line)
    }
  }

  func testMayMatchInsideFolded() throws {
    let rows: [Row<(String, String), Bool>] = [
      Row((".github", ".GitHub"), true), Row((".github/workflows", ".GITHUB"), true), Row((".github", ".git"), false),
      Row((".github/*.yml", ".GITHUB"), true), Row((".github/*.yml", ".GITHUB/a"), false), Row(("a", ""), true),
      Row(("é/**", "E\u{301}"), true), Row(("*.md", "docs"), false),
    ]
    for row in rows {
      XCTAssertEqual(
        try PathPattern(row.input.0).mayMatchInsideFolded(folder: RepositoryPath(row.input.1)), row.expected,
        "\(row.input)", file: row.file, line: row.line)
    }
  }

  private func isPath(_ text: String) -> Bool {
    !text.isEmpty && !text.hasPrefix("/") && !text.hasSuffix("/") && !text.contains("//")
  }
}
