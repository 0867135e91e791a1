import Foundation
import TestSupport
import XCTest

@testable import CaskadeSyntax

final class WildmatchTests: XCTestCase {
  private func matches(_ pattern: String, _ path: String, _ mode: Wildmatch.Case = .exact) -> Bool {
    Wildmatch(Array(pattern.utf8), mode).matches(WildmatchPath(Array(path.utf8)))
  }

  func testCorpus() throws {
    var paths: [String] = []
    var count = 0
    for (line, text) in try Corpora.text("glob/wildmatch-random-part.jsonl").split(separator: "\n").enumerated() {
      let row = try XCTUnwrap(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      if let set = row["paths"] as? [String] {
        paths = set
        continue
      }
      let pattern = try XCTUnwrap(row["pattern"] as? String)
      for (key, mode) in [("match", Wildmatch.Case.exact), ("match_icase", .foldedAsGit)] {
        let compiled = Wildmatch(Array(pattern.utf8), mode)
        let matched = paths.filter { compiled.matches(WildmatchPath(Array($0.utf8))) }
        XCTAssertEqual(matched, try XCTUnwrap(row[key] as? [String]), "line \(line + 1): \(pattern)")
        count += paths.count
      }
    }
    XCTAssertGreaterThan(count, 90_000)
  }

  func testStarsAndSlashes() {
    let rows: [Row<(String, String), Bool>] = [
      Row(("a", "a"), true), Row(("a", "b"), false), Row(("a", "a/b"), false), Row(("a/b", "a/b"), true),
      Row(("a", ""), false), Row(("", ""), true), Row(("", "a"), false),
      Row(("*", "a.txt"), true), Row(("*", "a/b"), false), Row(("*", ".hidden"), true), Row(("a*", "a"), true),
      Row(("*.md", "guide.md"), true), Row(("*.md", "docs/guide.md"), false), Row(("*/a", "/a"), true),
      Row(("?", "a"), true), Row(("?", "/"), false), Row(("?", ""), false), Row(("??", "é"), true),
      Row(("**", "a/b/c"), true), Row(("**/a", "a"), true), Row(("**/a", "b/c/a"), true), Row(("**/a", "ba"), false),
      Row(("a/**", "a/b/c"), true), Row(("a/**", "a"), false), Row(("a/**", "a/"), true), Row(("a/**", "ab/c"), false),
      Row(("a/**/b", "a/b"), true), Row(("a/**/b", "a/c/d/b"), true), Row(("a/**/b", "ab"), false),
      Row(("a**", "a/b"), false), Row(("a**b", "acb"), true), Row(("**a", "b/a"), false), Row(("***/a", "b/c/a"), true),
      Row(("\\*", "*"), true), Row(("\\*", "a"), false), Row(("\\?", "?"), true), Row(("a\\", "a"), false),
      Row(("{a,b}", "a"), false), Row(("{a,b}", "{a,b}"), true), Row(("!a", "!a"), true), Row(("#a", "#a"), true),
      Row(("A", "a"), false),
    ]
    for row in rows {
      XCTAssertEqual(
        matches(row.input.0, row.input.1), row.expected, "\(row.input)", file: row.file, line: row.line)
    }
  }

  func testBrackets() {
    let rows: [Row<(String, String), Bool>] = [
      Row(("[]a]", "]"), true), Row(("[]a]", "a"), true), Row(("[]a]", "b"), false),
      Row(("[!]a]", "b"), true), Row(("[!]a]", "]"), false), Row(("[^a]", "b"), true), Row(("[^a]", "a"), false),
      Row(("[a^]", "^"), true), Row(("[a!]", "!"), true),
      Row(("[a-]", "-"), true), Row(("[-a]", "-"), true), Row(("[a-c]", "b"), true), Row(("[a-c]", "-"), false),
      Row(("[a-c-e]", "-"), true), Row(("[a-c-e]", "d"), false), Row(("[c-a]", "b"), false),
      Row(("[[:digit:]-z]", "-"), true), Row(("[[:digit:]-z]", "k"), false),
      Row(("[\\]]", "]"), true), Row(("[\\a-\\c]", "b"), true), Row(("[a-\\]]", "]"), false),
      Row(("[X-\\]]", "]"), true), Row(("[\\-a]", "-"), true),
      Row(("[/]", "/"), false), Row(("[!a]", "/"), false), Row(("a[/]b", "a/b"), false), Row(("[.-0]", "/"), false),
      Row(("[[:digit:]]", "5"), true), Row(("[[:digit:]]", "a"), false), Row(("[![:digit:]]", "a"), true),
      Row(("[[:space:]]", "\u{B}"), false), Row(("[[:nope:]]", "n"), false), Row(("[[:nope:]x]", "x"), false),
      Row(("[[:digit]", ":"), true), Row(("[[:digit]", "["), true), Row(("[[:]", ":"), true),
      Row(("[[::]", "["), false), Row(("[a", "a"), false), Row(("[", "["), false), Row(("[]", "]"), false),
      Row(("[!", "!"), false), Row(("[a\\", "a"), false), Row(("[a-\\", "a"), false), Row(("[[:alpha:]", "a"), false),
    ]
    for row in rows {
      XCTAssertEqual(
        matches(row.input.0, row.input.1), row.expected, "\(row.input)", file: row.file, line: row.line)
    }
  }

  /// Where git's own case folding looks only at the path.
  func testFoldedAsGit() {
    let rows: [Row<(String, String), Bool>] = [
      Row(("aB", "Ab"), true), Row(("\\a", "A"), true), Row(("\\A", "a"), false), Row(("\\A", "A"), false),
      Row(("[a]", "A"), true), Row(("[A]", "a"), false), Row(("[A]", "A"), false), Row(("[!A]", "A"), true),
      Row(("[A-C]", "b"), true), Row(("[a-c]", "B"), true), Row(("[[:upper:]]", "a"), true),
      Row(("[[:lower:]]", "A"), true),
    ]
    for row in rows {
      XCTAssertEqual(
        matches(row.input.0, row.input.1, .foldedAsGit), row.expected, "\(row.input)", file: row.file, line: row.line)
    }
  }

  func testSmallWorldAgainstNaiveReference() {
    let paths = words(over: "ab/", upTo: 5).map { WildmatchPath(Array($0.utf8)) }
    let patterns = words(over: "a/*?", upTo: 6)
    XCTAssertEqual(patterns.count, 5461)
    for pattern in patterns {
      let compiled = Wildmatch(Array(pattern.utf8), .exact)
      for path in paths where compiled.matches(path) != NaiveWildmatch.matches(pattern, path.bytes) {
        XCTFail("'\(pattern)' on '\(String(decoding: path.bytes, as: UTF8.self))'")
      }
    }
  }

  /// Positions beyond one machine word, with tokens of every kind on both sides of its edge.
  func testLongPatternsAgainstNaiveReference() {
    for seed in UInt64(1)...300 {
      var random = RepeatableRandom(seed: seed)
      let path = (0..<Int.random(in: 55...140, using: &random)).map { _ in
        "aaaab/".randomElement(using: &random).map(String.init) ?? ""
      }
      var pattern = path
      for _ in 0..<4 {
        let start = Int.random(in: 0..<pattern.count, using: &random)
        let end = min(pattern.count, start + Int.random(in: 0...20, using: &random))
        let insert = ["*", "?", "/**/", "**/", "/**", "\\a", "**"].randomElement(using: &random) ?? ""
        pattern.replaceSubrange(start..<end, with: [insert])
      }
      let (text, name) = (pattern.joined(), path.joined())
      XCTAssertEqual(
        matches(text, name), NaiveWildmatch.matches(text, Array(name.utf8)), "seed \(seed): \(text) on \(name)")
    }
  }

  func testTimeGrowsWithThePath() {
    let pattern = String(repeating: "a*", count: 40) + "b"
    let deep = String(repeating: "**/a*", count: 40) + "b"
    let path = TimeGrowth(from: 250) {
      String(repeating: "a", count: $0)
    } _: { path in
      XCTAssertFalse(matches(pattern, path))
      XCTAssertTrue(matches(pattern, path + "b"))
    }
    XCTAssertTrue(path.isLinear, "\(path)")
    let folders = TimeGrowth(from: 80) {
      String(repeating: "aa/", count: $0) + "a"
    } _: { folders in
      XCTAssertFalse(matches(deep, folders))
    }
    XCTAssertTrue(folders.isLinear, "\(folders)")
  }
}
