import CaskadeSyntax
import Foundation
import TestSupport
import XCTest

@testable import CaskadeContracts

/// Each signal by itself.
final class SignalTests: XCTestCase {
  private func paths(_ texts: String...) -> [RepositoryPath] { texts.map { RepositoryPath($0) }.sorted() }

  /// The formula, by hand: `ln(1 + (N-n+.5)/(n+.5)) · √q · f·2.2 / (f + 1.2·(1-b+b·L/mean))`.
  func testRelevance() {
    let counter = WordCounter(stems: ["log", "page"].map { Array($0.utf8) }, identifiers: [])
    let counts = counter.counting { tally in
      for text in ["log log a", "page log", "b c d"] {
        tally.read(Array(text.utf8))
        tally.end()
      }
      tally.skip()
    }
    let found = Relevance(counts, 0..<2, repeated: [4, 1], lengthShare: 0.6)
    let mean = 8.0 / 3
    func share(_ count: Double, _ length: Double) -> Double {
      count * 2.2 / (count + 1.2 * (1 - 0.6 + 0.6 * length / mean))
    }
    let rarity = (log(1 + 1.5 / 2.5), log(1 + 2.5 / 1.5))
    let expected = [rarity.0 * 2 * share(2, 3), rarity.0 * 2 * share(1, 2) + rarity.1 * share(1, 2), 0, 0]
    for (one, other) in zip(found.scores, expected) { XCTAssertEqual(one, other, accuracy: 1e-12) }
    XCTAssertEqual(found.documents, [2, 1])
    XCTAssertEqual(found.strongest(of: 1), [1, 0].sorted { found.factors[$0] > found.factors[$1] })
    // Only the most telling terms count.
    let one = Relevance(counts, 0..<2, repeated: [4, 1], lengthShare: 0.6, mostTerms: 1)
    XCTAssertEqual(one.factors.filter { $0 > 0 }.count, 1)
  }

  func testNamedFiles() {
    let files = paths(
      "Makefile", "docs/index.md", "lib/a/util.py", "lib/b/util.py", "lib/core/__init__.py", "lib/core/parser.py",
      "src/Bar.java", "src/net/x.go", "src/odd name.c")
    let rows: [Row<String, [String]>] = [
      Row("see lib/core/parser.py.", ["lib/core/parser.py 100"]),
      Row("core/parser.py breaks", ["lib/core/parser.py 100"]),
      Row("parser.py breaks", ["lib/core/parser.py 100"]),
      Row("in util.py", ["lib/a/util.py 71", "lib/b/util.py 71"]),
      Row("a/util.py", ["lib/a/util.py 100"]),
      Row("lib.core.parser.Parser fails", ["lib/core/parser.py 100"]),
      Row("import lib.core", ["lib/core/__init__.py 100"]),
      Row("  File \"/home/me/proj/lib/core/parser.py\", line 3, in parse", ["lib/core/parser.py 100"]),
      Row("panic: src/net/x.go:12 +0x1", ["src/net/x.go 100"]),
      Row("at a.b.Bar.run(Bar.java:3)", ["src/Bar.java 100"]),
      Row("lib\\core\\parser.py", ["lib/core/parser.py 100"]),
      Row("https://host/x/blob/main/docs/index.md", ["docs/index.md 100"]),
      Row("the Makefile", ["Makefile 100"]),
      Row("the makefile, a parser, e.g. util and ../.. and ///", []),
    ]
    for row in rows {
      let found = NamedFiles(in: Array(row.input.utf8), files: files).shares.sorted { $0.key < $1.key }
      XCTAssertEqual(
        found.map { "\(files[$0.key].display) \(Int(($0.value * 100).rounded()))" }, row.expected, row.input,
        file: row.file, line: row.line)
    }
    let many = (0..<13).map { RepositoryPath("d\($0)/same.py") }.sorted()
    XCTAssertEqual(NamedFiles(in: Array("same.py".utf8), files: many).shares.count, 0)
  }

  func testFolderWords() {
    let files = paths(
      "a.txt", "auth/login/x.py", "auth/y.py", "docs/a.md", "docs/b.md", "docs/c.md", "docs/d.md", "docs/e.md",
      "src/rate_limits/z.py", "x/2024/w.py")
    let query = ScopeQuery(title: "auth rate limit docs 2024".utf8, ticket: [])
    let found = FolderWords(files, query)
    let named = files.indices.filter { found.scores[$0] > 0 }.map { "\(files[$0].display)" }
    XCTAssertEqual(named, ["auth/login/x.py", "auth/y.py", "src/rate_limits/z.py"])
    XCTAssertEqual(found.scores[1], log(10.0 / 2), accuracy: 1e-12)
    XCTAssertEqual(found.names[8].map { String(decoding: $0, as: UTF8.self) }, "rate_limits")
  }

  func testPastCommits() {
    let text =
      "\u{1}One\u{2}Body\nof it\n\u{3}\0\na/b.c\0d\0\u{1}Two\u{2}\u{3}\0\n e\0\u{1}Empty\u{2}\u{3}\0\u{1}odd\u{1}\0\nf\0"
    let commits = PastCommits(log: Array(text.utf8)).commits
    func words(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    XCTAssertEqual(commits.map { words($0.subject) }, ["One", "Two", "Empty"])
    XCTAssertEqual(words(commits[0].body), "Body\nof it\n")
    XCTAssertEqual(commits.map { $0.paths.map(words) }, [["a/b.c", "d"], [" e"], ["\u{1}odd\u{1}", "f"]])
    XCTAssertEqual(PastCommits(log: []).commits.count, 0)
    XCTAssertEqual(PastCommits(log: Array("junk\0\0\u{1}\u{3}\0".utf8)).commits.count, 0)
  }

  func testPastChanges() {
    func commit(_ subject: String, _ paths: [String]) -> PastCommits.Commit {
      PastCommits.Commit(subject: Array(subject.utf8), body: [], paths: paths.map { Array($0.utf8) })
    }
    let bulk = (0..<41).map { "f\($0)" } + ["a"]
    let commits = [
      commit("Mend the login page", ["a", "b", "gone"]), commit("Reformat the login", bulk), commit("Other", ["c"]),
      commit("Login again", ["a"]), commit("Begin", ["c"]),
    ]
    let tree = ScopeTree(regular: paths("a", "b", "c", "d"), others: [])
    let query = ScopeQuery(title: "login page redirect".utf8, ticket: [])
    let past = PastChanges(PastCommits(commits), query, tree)
    // What a repository began with isn't what is worked on.
    let young = PastChanges(PastCommits(Array(commits.prefix(4))), query, tree)
    XCTAssertEqual(young.churn, [0, 0, 0, 0])
    XCTAssertGreaterThan(young.similar[0], young.similar[1])
    XCTAssertGreaterThan(past.similar[0], past.similar[1])
    XCTAssertEqual(past.similar[1], 1 / 3.0.squareRoot(), accuracy: 1e-12)
    XCTAssertEqual(Array(past.similar[2...]), [0, 0])
    XCTAssertEqual(past.churn[0], log(1 + 1 + exp(-3.0 / 150)), accuracy: 1e-12)
    XCTAssertEqual(past.churn[3], 0)
    XCTAssertEqual(past.together(with: 0).commits, 2)
    XCTAssertEqual(past.together(with: 0).others, [1: 1])
    XCTAssertEqual(past.commits(changing: 0), 2)
    XCTAssertEqual(past.mostSimilar, [[0, 1], [0]])
  }

  func testSizes() {
    func history(_ sizes: [Int]) -> PastCommits {
      PastCommits(sizes.map { .init(subject: [], body: [], paths: (0..<$0).map { Array("f\($0)".utf8) }) })
    }
    let twenty = Array(repeating: 1, count: 17) + [6, 7, 90]
    XCTAssertEqual(ChangeSizes(history(twenty)).files, 12)
    XCTAssertEqual(ChangeSizes(history(Array(repeating: 1, count: 20))).files, 5)
    XCTAssertNil(ChangeSizes(history(Array(repeating: 1, count: 19))).files)
    XCTAssertNil(ChangeSizes(nil).files)
    XCTAssertEqual(ChangeSizes(nil, lines: Array(repeating: 130, count: 20)).lines, 300)
    XCTAssertEqual(ChangeSizes(nil, lines: Array(repeating: 3, count: 20)).lines, 50)
    XCTAssertNil(ChangeSizes(nil, lines: [1]).lines)
  }

  func testPatterns() throws {
    let rows: [Row<String, String?>] = [
      Row("src/a.py", "src/a.py"), Row("a*b", "a\\*b"), Row("app/[slug]/p?.tsx", "app/\\[slug]/p\\?.tsx"),
      Row("a\\b", "a\\\\b"), Row("{a,b}.txt", "\\{a,b}.txt"), Row("!x", "\\!x"), Row("a/(b|c).ts", "a/\\(b|c).ts"),
      Row("^x", "\\^x"), Row("routes/$id.tsx", "routes/$id.tsx"), Row("cost$", "cost\\$"), Row("@(a)", "\\@\\(a)"),
      Row("with space # x", "with space # x"),
    ]
    for row in rows {
      let path = RepositoryPath(row.input)
      let text = ScopePattern.file(path)
      XCTAssertEqual(text, row.expected, row.input, file: row.file, line: row.line)
      if let text { XCTAssertEqual(try PathPattern(text).namedPath, path, row.input, file: row.file, line: row.line) }
    }
    XCTAssertNil(ScopePattern.file(RepositoryPath(bytes: [0x61, 0xFF])))
    XCTAssertEqual(ScopePattern.folder(RepositoryPath("a[b]"), deep: true), "a\\[b]/**")
    XCTAssertEqual(ScopePattern.folder(RepositoryPath("a"), deep: false), "a/*")
    XCTAssertNil(ScopePattern.folder(RepositoryPath(""), deep: true))
  }
}
