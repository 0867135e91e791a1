import TestSupport
import XCTest

@testable import CaskadeSyntax

/// A set answers as its patterns do one by one.
final class PatternSetTests: XCTestCase {
  func testRandomPatternsAndPaths() throws {
    var matched = 0
    for seed in UInt64(1)...25 {
      var random = RepeatableRandom(seed: seed)
      var patterns: [PathPattern] = []
      while patterns.count < 25 {
        if let pattern = try? PathPattern(Self.pattern(&random)) { patterns.append(pattern) }
      }
      let set = PatternSet(patterns)
      let few = PatternSet(patterns, forFew: true)
      for _ in 0..<200 {
        let path = Self.path(&random)
        matched += check(set, path, "seed \(seed)")
        let folded = FoldedPath(path)
        XCTAssertEqual(few.allMatchesFolded(folded), set.allMatchesFolded(folded), "seed \(seed): \(path.display)")
      }
    }
    XCTAssertGreaterThan(matched, 1_200)
  }

  /// Each kind of piece, alone in a set: what it finds and what it must not lose.
  func testEachKindOfPiece() throws {
    let patterns = [
      "docs", "docs/", "docs/a", "*", "**", "?ocs", "**/a", "**/*.pem", "**/.env", "**/.env.*", "*.d.ts", "**/saml*/**",
      "**/Dockerfile.*", "**/*Test", "**/secrets/**", "a/**", "a/**/b", "**/a/b/*", "[ab]/c", "\\*x", "\\-github/x",
      "**/é*", "é/**", "**/k?", "a\\/b", "**/x*y.md", "*.MD", "STRASSE", "**/straße",
    ]
    let paths: [RepositoryPath] =
      [
        "docs", "docs/a", "docs/a/b", "Docs/A", "docs2", "a", "A", "b/a", "x.pem", "a/X.PEM", "x.pem/y", ".pem", "pem",
        "a.p\u{200C}em", ".env", "a/.env.local", "x.d.ts", "a/x.d.ts", "saml2/x", "a/SAML/x/y", "sam/x", "dockerfile.x",
        "a/Dockerfile.", "FooTest", "Test", "secrets/x", "secrets", "a/secrets/b/c", "a/b", "a/x/b", "a/b/c", "b/c",
        "*x", ".github/x", "-github/x", "e\u{301}x", "é/x", "E\u{301}/x", "kx", "\u{212A}x", "k\u{301}", "x", "a/x",
        "y/x12y.md", "README.md", "readme.MD", "straße", "STRASSE", "stra\u{17F}se/x", "a/STRASSE",
      ].map { RepositoryPath($0) } + [RepositoryPath(bytes: [0xE9]), RepositoryPath(bytes: [0x61, 0x2F, 0xFF, 0x2E])]
    for text in patterns {
      let set = PatternSet([try PathPattern(text)])
      for path in paths { check(set, path, "'\(text)'") }
    }
    let all = PatternSet(try patterns.map { try PathPattern($0) })
    for path in paths { check(all, path, "all") }
  }

  func testSmallWorldExhaustively() throws {
    let paths = words(over: "a./", upTo: 5).filter { !$0.isEmpty }.map { RepositoryPath($0) }
    let patterns = words(over: "a.*/", upTo: 4).compactMap { try? PathPattern($0) }
    XCTAssertGreaterThan(patterns.count, 100)
    let sets = patterns.map { PatternSet([$0]) } + [PatternSet(patterns)]
    for path in paths {
      for set in sets { check(set, path, "'\(set.patterns[0].text)' and \(set.patterns.count - 1) more") }
    }
  }

  func testNothing() {
    let path = FoldedPath(RepositoryPath("a"))
    XCTAssertNil(PatternSet([]).firstMatchFolded(path))
    XCTAssertEqual(PatternSet([]).allMatches(path), [])
  }

  @discardableResult
  private func check(_ set: PatternSet, _ path: RepositoryPath, _ label: String) -> Int {
    let folded = FoldedPath(path)
    let foldedMatches = set.patterns.indices.filter { set.patterns[$0].matchesFolded(folded) }
    let matches = set.patterns.indices.filter { set.patterns[$0].matches(path) }
    if set.firstMatchFolded(folded) != foldedMatches.first || set.allMatchesFolded(folded) != foldedMatches
      || set.allMatches(folded) != matches
    {
      let texts = foldedMatches.map { set.patterns[$0].text }
      XCTFail("\(label): '\(path.display)' is matched by \(texts), the set finds \(set.allMatchesFolded(folded))")
    }
    return foldedMatches.count
  }

  private static func pattern(_ random: inout RepeatableRandom) -> String {
    let pieces = [
      "a", "B", "é", "e\u{301}", "abc", ".pem", ".", "x.y", "/", "/", "/", "*", "**/", "/**", "/**/", "?", "[ab]",
      "[!a]",
      "\\", "\\a", "\\/", "secrets", "K", "ß",
    ]
    return (0..<Int.random(in: 1...6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  private static func path(_ random: inout RepeatableRandom) -> RepositoryPath {
    let pieces =
      [
        "a", "A", "b", "é", "E\u{301}", "abc", "ABC", ".pem", ".PEM", ".", "x.y", "secrets", "SECRETS", "\u{212A}", "k",
        "ss",
        "\u{200C}", "*", "\\",
      ].map { Array($0.utf8) } + [[0xE9], [0xCC]]
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      if !bytes.isEmpty { bytes.append(UInt8(ascii: "/")) }
      for _ in 0..<Int.random(in: 1...3, using: &random) { bytes += pieces.randomElement(using: &random) ?? [] }
    }
    return RepositoryPath(bytes: bytes)
  }
}
