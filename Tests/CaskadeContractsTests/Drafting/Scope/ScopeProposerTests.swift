import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeContracts

/// What is proposed, from made-up repositories.
final class ScopeProposerTests: XCTestCase {
  /// A repository of texts: the least that a proposal needs.
  private struct World {
    var files: [String: String] = [:]
    var others: [String] = []
    var commits: [(subject: String, paths: [String])]? = []
    var isShallow = false

    func proposer(_ title: String, _ ticket: String = "") -> ScopeProposer {
      let query = ScopeQuery(title: title.utf8, ticket: Array(ticket.utf8))
      let tree = ScopeTree(regular: files.keys.map { RepositoryPath($0) }, others: others.map { RepositoryPath($0) })
      let contents = query.counter.counting { tally in
        for path in tree.files {
          tally.read(Array((files[path.display] ?? "").utf8))
          tally.end()
        }
      }
      let history = commits.map { commits in
        PastCommits(
          commits.map { .init(subject: Array($0.subject.utf8), body: [], paths: $0.paths.map { Array($0.utf8) }) })
      }
      return ScopeProposer(
        ScopeFacts(query: query, tree: tree, contents: contents, history: history), policy: BuiltInPolicy.policy,
        isShallow: isShallow)
    }
  }

  private static let shop: World = {
    var world = World()
    for number in 0..<200 { world.files["lib/part\(number / 20)/unit\(number).py"] = "nothing of note here \(number)" }
    for number in 0..<14 {
      world.files["lib/login/other\(number).py"] = "nothing of note"
      world.files["tests/test_other\(number).py"] = "nothing of note"
    }
    world.files["lib/login/redirect.py"] = "def redirect_loop(cookie): login redirect redirect loop"
    world.files["lib/login/session.py"] = "session of the login"
    world.files["tests/test_redirect.py"] = "redirect login"
    world.files[".github/workflows/login.yml"] = "login redirect loop redirect login"
    world.files["lib/vendor/login/redirect.py"] = "login redirect loop redirect loop"
    world.files["package-lock.json"] = "login redirect loop"
    world.files["CHANGELOG.md"] = "login redirect loop"
    world.others = ["lib/login/link"]
    world.commits = [
      ("Tidy", ["lib/part0/unit1.py"]), ("Mend a login redirect", ["lib/login/redirect.py", "tests/test_redirect.py"]),
      ("Other", ["lib/login/redirect.py", "lib/login/session.py"]),
    ]
    return world
  }()

  func testProposal() {
    let found = Self.shop.proposer("Stop the login redirect loop").proposal()
    XCTAssertEqual(found.allow.first?.pattern, "lib/login/redirect.py", "\(found.patterns)")
    XCTAssertEqual(found.allow.first?.reason, "contains 'redirect' (in 5 files) and 'loop' (in 4 files)")
    XCTAssertTrue(found.patterns.contains("tests/test_redirect.py"), "\(found.patterns)")
    XCTAssertEqual(found.tracked, 236)
    XCTAssertLessThanOrEqual(found.width, 11)
    XCTAssertEqual(found.choices.count, 5)
    let all = found.patterns + found.candidates.map(\.pattern)
    for absent in ["vendor", ".github", "lock", "CHANGELOG", "link"] {
      XCTAssertFalse(all.contains { $0.contains(absent) }, "\(absent): \(all)")
    }
    XCTAssertEqual(found.areas.map(\.name), ["auth", "checks"])
  }

  /// What is never asked for by itself is there where the ticket names it; what is protected isn't even then.
  func testNamed() {
    let found = Self.shop.proposer(
      "Stop the loop", "See package-lock.json, lib/part3/unit77.py, .github/workflows/login.yml.\nAdd to the changelog."
    ).proposal()
    XCTAssertTrue(found.patterns.contains("package-lock.json"), "\(found.patterns)")
    XCTAssertTrue(found.patterns.contains("CHANGELOG.md"), "\(found.patterns)")
    XCTAssertEqual(
      found.allow.first { $0.pattern == "lib/part3/unit77.py" }?.reason, "the ticket names it", "\(found.patterns)")
    XCTAssertFalse(found.patterns.contains { $0.contains("login.yml") }, "\(found.patterns)")
  }

  func testWhatAPersonGives() throws {
    let proposer = Self.shop.proposer("Stop the login redirect loop")
    let file = proposer.proposal(given: [try PathPattern("lib/login/session.py")])
    XCTAssertEqual(file.patterns.first, "lib/login/session.py")
    XCTAssertEqual(file.allow.first?.reason, "")
    XCTAssertEqual(
      file.allow.first { $0.pattern == "lib/login/redirect.py" }?.reason.contains("contains"), true, "\(file.patterns)")
    XCTAssertFalse(file.isGiven)
    let wide = proposer.proposal(given: [try PathPattern("lib/part1/**")])
    XCTAssertEqual(wide.patterns, ["lib/part1/**"])
    XCTAssertTrue(wide.isGiven)
    XCTAssertNil(wide.confidence)
    XCTAssertEqual(wide.width, 20)
    XCTAssertEqual(wide.candidates.first?.pattern, "lib/login/redirect.py")
    let new = proposer.proposal(given: [try PathPattern("lib/login/new.py")])
    XCTAssertEqual(new.patterns.first, "lib/login/new.py")
    XCTAssertTrue(new.patterns.contains("lib/login/redirect.py"), "\(new.patterns)")
    // Too few words, and yet something to go by.
    var close = Self.shop
    close.commits = (0..<3).map { ("\($0)", ["lib/login/redirect.py", "tests/test_redirect.py"]) }
    let vague = close.proposer("It").proposal(given: [try PathPattern("lib/login/redirect.py")])
    XCTAssertEqual(
      vague.allow.first { $0.pattern == "tests/test_redirect.py" }?.reason,
      "changed in 3 of the 3 commits that changed lib/login/redirect.py", "\(vague.patterns)")
  }

  func testAKnownFolder() {
    let proposer = Self.shop.proposer("Stop the login redirect loop")
    let plain = proposer.proposal().patterns.filter { $0.hasPrefix("lib/part5/") }
    let known = proposer.proposal(known: [.folder(RepositoryPath("lib/part5"))])
    XCTAssertLessThanOrEqual(plain.count, known.patterns.filter { $0.hasPrefix("lib/part5/") }.count)
    XCTAssertLessThanOrEqual(known.width, 11)
    XCTAssertTrue(proposer.isWide(RepositoryPath("lib/part5")))
    XCTAssertFalse(proposer.isWide(RepositoryPath("lib/vendor")))
  }

  func testGaps() {
    var world = Self.shop
    XCTAssertEqual(world.proposer("Mend it").proposal().gaps, [.vague])
    XCTAssertEqual(world.proposer("Mend it").proposal().patterns, [])
    world.commits = nil
    XCTAssertEqual(world.proposer("Login redirect loop").proposal().gaps, [.noHistory])
    world.isShallow = true
    let found = world.proposer("Login redirect loop").proposal()
    XCTAssertEqual(found.gaps, [.shallow])
    XCTAssertEqual(found.patterns.first, "lib/login/redirect.py")
    XCTAssertEqual(World().proposer("Login redirect loop").proposal().patterns, [])
  }

  func testFind() {
    let proposer = Self.shop.proposer("x")
    let rows: [Row<String, ScopeProposer.Found>] = [
      Row("lib/login/redirect.py", .file(RepositoryPath("lib/login/redirect.py"))),
      Row("./lib/login/", .folder(RepositoryPath("lib/login"))),
      Row("session.py", .file(RepositoryPath("lib/login/session.py"))),
      Row("SESSION", .file(RepositoryPath("lib/login/session.py"))),
      Row("redirect", .several(["lib/login/redirect.py", "tests/test_redirect.py"].map { RepositoryPath($0) })),
      Row("nowhere", .nothing), Row("", .nothing), Row("/", .nothing),
    ]
    for row in rows {
      XCTAssertEqual(proposer.find(row.input), row.expected, row.input, file: row.file, line: row.line)
    }
  }

  /// Files of one folder are one pattern, where that fits.
  func testFold() {
    var world = World()
    for number in 0..<400 { world.files["src/part\(number / 10)/unit\(number).c"] = "other" }
    for number in 0..<14 { world.files["src/login/page\(number).c"] = "login redirect cookie" }
    let found = world.proposer("Login redirect cookie").proposal()
    XCTAssertEqual(found.patterns.first, "src/login/**")
    XCTAssertTrue(
      found.allow[0].reason.hasPrefix("14 files, among them src/login/page0.c: "), found.allow[0].reason)
    XCTAssertFalse(found.patterns.contains { $0.hasPrefix("src/login/page") }, "\(found.patterns)")
  }

  /// Whatever the repository: each pattern is of use, the scope is as narrow as promised, and the order in which the files
  /// come doesn't matter.
  func testPromises() throws {
    let syllables = ["log", "in", "par", "se", "re", "try", "tok", "en", "cook", "ie", "[x]", "a*b", "{c}", "é"]
    for seed in UInt64(1)...12 {
      var random = RepeatableRandom(seed: seed)
      func word() -> String {
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
          syllables[Int.random(in: 0..<syllables.count, using: &random)]
        }.joined()
      }
      var world = World()
      for _ in 0..<Int.random(in: 1...250, using: &random) {
        let depth = Int.random(in: 0...3, using: &random)
        let path = ((0..<depth).map { _ in word() } + ["\(word()).py"]).joined(separator: "/")
        // A file can't be a folder too.
        world.files[path] = (0..<20).map { _ in word() }.joined(separator: " ")
      }
      let names = world.files.keys.sorted()
      world.commits = (0..<30).map { _ in
        (
          word() + " " + word(),
          (0..<Int.random(in: 1...5, using: &random)).map { _ in
            names[Int.random(in: 0..<names.count, using: &random)]
          }
        )
      }
      let title = (0..<5).map { _ in word() }.joined(separator: " ")
      let tracked = names.map { RepositoryPath($0) }
      let budget = min(40, max(5, tracked.count / 20))
      let given = seed % 3 == 0 ? ScopePattern.file(tracked[0]).flatMap { try? PathPattern($0) } : nil
      let found = world.proposer(title).proposal(given: given.map { [$0] } ?? [])
      let again = world.proposer(title).proposal(given: given.map { [$0] } ?? [])
      XCTAssertEqual(found.allow, again.allow, "seed \(seed)")
      XCTAssertEqual(found.candidates, again.candidates, "seed \(seed)")
      XCTAssertLessThanOrEqual(found.allow.count, 12, "seed \(seed)")
      XCTAssertLessThanOrEqual(found.candidates.count, 12, "seed \(seed)")
      var matched: Set<RepositoryPath> = []
      for text in found.patterns {
        let pattern = try PathPattern(text)
        let own = tracked.filter(pattern.matches)
        XCTAssertFalse(own.isEmpty, "seed \(seed): \(text)")
        matched.formUnion(own)
      }
      XCTAssertEqual(matched.count, found.width, "seed \(seed)")
      XCTAssertLessThanOrEqual(found.width, budget, "seed \(seed)")
      for line in found.candidates {
        let pattern = try PathPattern(line.pattern)
        let own = tracked.filter(pattern.matches)
        XCTAssertEqual(own.count, 1, "seed \(seed): \(line.pattern)")
        XCTAssertTrue(matched.isDisjoint(with: own), "seed \(seed): \(line.pattern)")
      }
    }
  }

  func testConfidence() {
    let rows: [Row<Double, String>] = [
      Row(1, "likely"), Row(0.7, "likely"), Row(0.69, "possible"), Row(0.5, "possible"), Row(0.49, "weak"),
      Row(0, "weak"),
    ]
    for row in rows {
      XCTAssertEqual(ScopeConfidence(certainty: row.input).rawValue, row.expected, file: row.file, line: row.line)
    }
  }

  func testPastWork() {
    func change(_ path: String, _ operation: CaskadeSyntax.Operation) -> PastWork.Change {
      PastWork.Change(path: RepositoryPath(path), operation: operation, added: 3, deleted: 1)
    }
    let work = PastWork(
      [change("src/new.py", .create), change("src/[a].py", .modify), change(".github/workflows/ci.yml", .modify)],
      name: "main..fix")
    let found = work.proposal(policy: BuiltInPolicy.policy, tracked: 9)
    XCTAssertEqual(found.allow.map(\.pattern), ["src/\\[a].py", "src/new.py"])
    XCTAssertEqual(found.allow.map(\.operations), [[.modify], [.create]])
    XCTAssertEqual(found.candidates.map(\.pattern), [".github/workflows/ci.yml"])
    XCTAssertEqual(found.comments.first, "What main..fix changed: 3 files, +9 -3.")
    XCTAssertEqual(work.limits.map(\.number), [3, 12])
  }
}
