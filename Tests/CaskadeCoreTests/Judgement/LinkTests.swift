import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeSyntax

final class LinkTests: XCTestCase {
  private func map(_ links: [(String, String)], _ paths: [String] = []) -> LinkMap {
    LinkMap(
      targets: Dictionary(uniqueKeysWithValues: links.map { (RepositoryPath($0.0), Array($0.1.utf8)) }),
      paths: paths.map { RepositoryPath($0) })
  }

  private func word(_ destination: LinkMap.Destination) -> String {
    switch destination {
    case .inside(let path): "<\(path.display)>"
    case .outside: "outside"
    case .endless: "endless"
    }
  }

  func testDestinations() {
    let rows: [Row<[(String, String)], String>] = [
      Row([("a", "b")], "<b>"), Row([("a", "./b/../c")], "<c>"), Row([("a", "b/")], "<b>"),
      Row([("a", "b//c")], "<b/c>"),
      Row([("a", ".")], "<>"), Row([("a", "")], "<>"), Row([("a", "..")], "outside"),
      Row([("a", "b/../../c")], "outside"),
      Row([("a", "/etc/passwd")], "outside"), Row([("a", "/")], "outside"), Row([("a", "b\0c")], "outside"),
      Row([("a", "a")], "endless"), Row([("a", "b"), ("b", "a")], "endless"), Row([("a", "a/x")], "endless"),
      Row([("a", "b"), ("b", "c"), ("c", "d/e")], "<d/e>"), Row([("a", "b/x"), ("b", "c")], "<c/x>"),
      Row([("a", "b/x"), ("b", "/etc")], "outside"), Row([("a", "b/x"), ("b", "../..")], "outside"),
      // `..` after a link goes up from where the link leads.
      Row([("a", "b/../x"), ("b", "c/d")], "<c/x>"), Row([("a", "b/.."), ("b", "c")], "<>"),
      Row([("a", "b/../.."), ("b", "c/d")], "<>"), Row([("a", "b/../../.."), ("b", "c/d")], "outside"),
      Row([("a", "~/x")], "<~/x>"), Row([("a", "x\ny")], "<x\\ny>"),
    ]
    for row in rows {
      let links = map(row.input)
      XCTAssertEqual(word(links.destination(of: RepositoryPath("a"))), row.expected, file: row.file, line: row.line)
      let deep = map(row.input.map { ("f/g/\($0.0)", $0.1) }).destination(of: RepositoryPath("f/g/a"))
      switch row.expected {
      case "endless": XCTAssertEqual(word(deep), "endless", file: row.file, line: row.line)
      case let path where path.hasPrefix("<"):
        let inner = path.dropFirst().dropLast()
        XCTAssertEqual(word(deep), "<f/g\(inner.isEmpty ? "" : "/\(inner)")>", file: row.file, line: row.line)
      default: break
      }
    }
  }

  func testLongChains() {
    let chain = (0..<40).map { ("l\($0)", "l\($0 + 1)") }
    XCTAssertEqual(word(map(chain).destination(of: RepositoryPath("l0"))), "<l40>")
    XCTAssertEqual(word(map(chain + [("l40", "x")]).destination(of: RepositoryPath("l0"))), "endless")
    // Each link doubles what is waiting; the count bounds it.
    let doubling = (0..<30).map { ("d\($0)", "d\($0 + 1)/../d\($0 + 1)") }
    XCTAssertEqual(word(map(doubling).destination(of: RepositoryPath("d0"))), "endless")
  }

  func testPathsBelow() {
    let links = map([], ["a", "a.b", "a/x", "a/y/z", "a0", "b/c"])
    let rows: [Row<String, [String]>] = [
      Row("a", ["a/x", "a/y/z"]), Row("a/y", ["a/y/z"]), Row("a/y/z", []), Row("b", ["b/c"]), Row("c", []),
      Row("", ["a", "a.b", "a/x", "a/y/z", "a0", "b/c"]),
    ]
    for row in rows {
      let below = links.paths(below: RepositoryPath(row.input)).map(\.display)
      XCTAssertEqual(below, row.expected, row.input, file: row.file, line: row.line)
    }
    XCTAssertTrue(links.isFile(RepositoryPath("a/x")))
    XCTAssertFalse(links.isFile(RepositoryPath("b")))
  }

  /// What a new link in an allowed place is found for.
  func testWhatALinkIsFoundFor() throws {
    var world = try JudgementWorld(
      """
      paths:
        allow: [Sources/**, Tests/**, .claude/**, deep/**]
        deny: [Sources/Secret/**, "**/private/**", Tests/keys]
      validation: [make]
      """)
    let paths = [
      "Sources/a.swift", "Sources/Lib/x.swift", "Sources/Secret/k", "docs/x", "Mixed/private/p", "deep/CLAUDE.md",
      ".github/workflows/ci.yml", ".github/FUNDING.yml", "Tests/T.swift",
    ]
    let rows: [Row<String, String?>] = [
      Row("a.swift", nil), Row("Lib", nil), Row("../Tests/T.swift", nil), Row("Lib/new.swift", nil),
      Row("../docs/x", "scope.link-outside-scope"), Row("../docs", "scope.link-outside-scope"),
      Row("../nothing", "scope.link-outside-scope"), Row("..", "scope.link-to-protected"),
      Row("Secret/k", "scope.link-to-denied"),
      Row("Secret", "scope.link-to-denied"), Row("SECRET", "scope.link-to-denied"),
      Row("../Sources", "scope.link-to-denied"),
      Row("../Mixed", "scope.link-to-denied"), Row("../deep", "scope.link-to-protected"),
      Row("../.github/workflows/ci.yml", "scope.link-to-protected"), Row("../.github", "scope.link-to-protected"),
      // Places where nothing stands yet.
      Row("../.claude", "scope.link-to-protected"), Row("../.claude/agents", "scope.link-to-protected"),
      Row("../deep/.husky", "scope.link-to-protected"), Row("Lib/private", "scope.link-to-denied"),
      Row("../Tests", "scope.link-to-denied"), Row("../Tests/keys", "scope.link-to-denied"),
      Row("../Contracts", "scope.link-to-protected"), Row("Lib/contracts", "scope.link-to-protected"),
      Row("../..", "scope.link-outside-repository"), Row("/tmp", "scope.link-outside-repository"),
      Row("link", "scope.link-endless"),
    ]
    for row in rows {
      world.changes = [JudgementWorld.change("Sources/link", .create, new: .symlink)]
      world.links = map([("Sources/link", row.input)], paths)
      XCTAssertEqual(world.rules, row.expected.map { [$0] } ?? [], row.input, file: row.file, line: row.line)
    }
  }

  /// What the contract may change itself, a link may lead to.
  func testALinkToAProtectedFileThatTheContractNames() throws {
    let paths = ["AGENTS.md", "docs/AGENTS.md", ".claude/skills/x/SKILL.md"]
    let rows: [Row<(allow: String, deny: String, target: String), [String]>] = [
      Row(("CLAUDE.md, AGENTS.md", "", "AGENTS.md"), []),
      Row(("CLAUDE.md, docs/AGENTS.md", "", "docs/AGENTS.md"), []),
      Row(("CLAUDE.md, '*.md'", "", "AGENTS.md"), ["scope.link-to-protected"]),
      Row(("CLAUDE.md", "", "AGENTS.md"), ["scope.link-to-protected"]),
      Row(("CLAUDE.md, AGENTS.md", "", "docs/AGENTS.md"), ["scope.link-to-protected"]),
      Row(
        ("CLAUDE.md, { path: AGENTS.md, may: [create] }", "", "AGENTS.md"), ["scope.link-to-protected"]),
      Row(("CLAUDE.md, AGENTS.md", "AGENTS.md", "AGENTS.md"), ["scope.link-to-protected"]),
      // A folder's files are named one by one, and those to come can't be.
      Row(("CLAUDE.md, .claude/skills", "", ".claude/skills"), ["scope.link-to-protected"]),
      Row(
        ("CLAUDE.md, .claude/skills, .claude/skills/x/SKILL.md", "", ".claude/skills"), ["scope.link-to-protected"]),
    ]
    for row in rows {
      var world = try JudgementWorld(
        "paths:\n  allow: [\(row.input.allow)]\n  deny: [\(row.input.deny)]\nvalidation: [make]")
      world.changes = [JudgementWorld.change("CLAUDE.md", .create, new: .symlink)]
      world.links = map([("CLAUDE.md", row.input.target)], paths)
      XCTAssertEqual(world.rules, row.expected, row.input.allow, file: row.file, line: row.line)
      XCTAssertEqual(world.judgement.band.band, .high)
    }
  }

  func testALinkThatNobodyReadIsFound() throws {
    var world = try JudgementWorld.usual()
    world.changes = [JudgementWorld.change("Sources/link", .create, new: .symlink)]
    let expected = ["scope.link-unread Sources/link: symbolic link created, and nobody read where it leads"]
    XCTAssertEqual(world.findings, expected)
    world.links = map([], ["Sources/a"])
    XCTAssertEqual(world.findings, expected)
    world.changes = [JudgementWorld.change("Sources/link", .delete, old: .symlink)]
    world.links = nil
    XCTAssertEqual(world.findings, [])
  }

  func testMessages() throws {
    var world = try JudgementWorld.usual()
    world.changes = [JudgementWorld.change("Sources/link", old: .regular, new: .symlink)]
    world.links = map([("Sources/link", "../.github")], [".github/workflows/ci.yml"])
    XCTAssertEqual(
      world.findings,
      [
        "scope.link-to-protected Sources/link: symbolic link modified, and it leads to '.github/workflows/ci.yml', "
          + "a protected file (CI definition)"
      ])
    world.links = map([("Sources/link", "..")], [])
    XCTAssertEqual(
      world.findings,
      ["scope.link-outside-scope Sources/link: symbolic link modified, and it leads to '.', outside the approved paths"]
    )
  }
}
