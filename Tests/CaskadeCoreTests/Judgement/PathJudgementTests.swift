import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeInspection
@testable import CaskadeSyntax

final class PathJudgementTests: XCTestCase {
  private typealias World = JudgementWorld

  private func states(_ world: World) -> String {
    let gates = world.judgement.gates.filter { [.scope, .protected, .stop].contains($0.name) }
    return gates.map { "\($0.name) \($0.state.rawValue)" }.joined(separator: ", ")
  }

  /// One change, one finding; every gate that it breaks fails.
  func testWhatOneChangeBreaks() throws {
    let base = try World(
      """
      paths:
        allow: [Sources/**, .github/workflows/open.yml, { path: CLAUDE.md, may: [modify] }]
        deny: [Sources/Secret]
      validation: [make]
      stop_when: [{ touching: Sources/Stop/** }, { touching: "**/*.lock" }, { area: [migrations] }]
      """)
    let rows: [Row<Change, (String, [String])>] = [
      Row(World.change("Sources/a"), ("scope pass, protected pass, stop pass", [])),
      Row(
        World.change("docs/a"),
        ("scope fail, protected pass, stop pass", ["scope.outside docs/a: modified, outside the approved paths"])),
      Row(
        World.change("Sources/Secret/k"),
        (
          "scope fail, protected pass, stop pass",
          ["scope.denied Sources/Secret/k: modified, and 'Sources/Secret' is denied (line 6)"]
        )),
      Row(
        World.change("Sources/sub", .submodule),
        (
          "scope fail, protected pass, stop pass",
          ["scope.operation Sources/sub: changed as a submodule, and no entry for it says 'may: [submodule]' (line 5)"]
        )),
      Row(
        World.change("Sources/Stop/a", .delete),
        (
          "scope pass, protected pass, stop fail",
          ["stop.touching Sources/Stop/a: deleted, and the contract stops at changes of 'Sources/Stop/**' (line 8)"]
        )),
      Row(
        World.change("Sources/db/migrate/1.rb", .create),
        (
          "scope pass, protected pass, stop fail",
          ["stop.area Sources/db/migrate/1.rb: created, and the contract stops in the area 'migrations' (line 8)"]
        )),
      Row(
        World.change("yarn.lock"),
        ("scope fail, protected pass, stop fail", ["scope.outside yarn.lock: modified, outside the approved paths"])),
      Row(
        World.change(".github/workflows/open.yml"), ("scope pass, protected pass, stop pass", [])),
      Row(
        World.change(".github/workflows/ci.yml"),
        (
          "scope fail, protected fail, stop pass",
          ["protected.ci .github/workflows/ci.yml: CI definition modified, outside the approved paths"]
        )),
      Row(
        World.change("Sources/CLAUDE.md", .create),
        (
          "scope pass, protected fail, stop pass",
          [
            "protected.agent Sources/CLAUDE.md: agent configuration or instructions created, "
              + "and only an entry that names the exact path opens it (line 5)"
          ]
        )),
      Row(World.change("CLAUDE.md"), ("scope pass, protected pass, stop pass", [])),
      // An entry that names the path opens it for what it grants, no more.
      Row(
        World.change("CLAUDE.md", .delete),
        (
          "scope fail, protected fail, stop pass",
          [
            "protected.agent CLAUDE.md: agent configuration or instructions deleted, "
              + "and 'CLAUDE.md' may only be changed by: modify (line 5)"
          ]
        )),
      Row(
        World.change("Sources/Stop/x.lock/.gitmodules", .create),
        (
          "scope pass, protected fail, stop fail",
          [
            "protected.git Sources/Stop/x.lock/.gitmodules: file by which git runs code or hides changes created, "
              + "and only an entry that names the exact path opens it (line 5)"
          ]
        )),
    ]
    for row in rows {
      var world = base
      world.changes = [row.input]
      XCTAssertEqual(states(world), row.expected.0, row.input.path.display, file: row.file, line: row.line)
      XCTAssertEqual(world.findings, row.expected.1, row.input.path.display, file: row.file, line: row.line)
    }
    var world = base
    world.changes = rows.map(\.input)
    XCTAssertEqual(world.gate(.scope), "fail: 7 of 13 changed files are inside the approved paths")
    XCTAssertEqual(world.gate(.protected), "fail: 4 protected files changed")
    XCTAssertEqual(world.findings.count, rows.count { !$0.expected.1.isEmpty })
  }

  /// A gate that isn't asked for leaves the finding to the next one.
  func testOnlySomeGates() throws {
    var world = try World.usual("stop_when: [{ touching: .github/** }]")
    world.changes = [World.change(".github/workflows/ci.yml")]
    let rows: [Row<Set<GateName>, [String]>] = [
      Row([.protected, .scope, .stop], ["protected.ci"]), Row([.scope, .stop], ["scope.outside"]),
      Row([.stop], ["stop.touching"]), Row([.budget], []), Row([.protected], ["protected.ci"]),
    ]
    for row in rows {
      world.request.onlyGates = row.input
      XCTAssertEqual(world.rules, row.expected, file: row.file, line: row.line)
      for gate in world.judgement.gates where gate.state == .fail {
        XCTAssertTrue(row.input.contains(gate.name), "\(gate.name)", file: row.file, line: row.line)
      }
      XCTAssertNotEqual(world.judgement.verdict, .kept)
    }
  }

  func testOwnPapers() throws {
    var world = try World.usual()
    let rows: [Row<Change, [String]>] = [
      Row(World.change("Contracts/login.yaml"), []), Row(World.change("Contracts/login.yaml", .create), []),
      Row(World.change("Contracts/approvals/login/dev.sig", .create), []),
      Row(World.change("Contracts/login.yaml", .delete), ["protected.contracts"]),
      Row(World.change("Contracts/login.yaml", new: .symlink), ["protected.contracts"]),
      Row(World.change("Contracts/LOGIN.yaml", .create), ["protected.contracts"]),
      Row(World.change("Contracts/other.yaml"), ["protected.contracts"]),
      Row(World.change("Contracts/policy.yaml"), ["protected.contracts"]),
      Row(World.change("Contracts/approvals/other/dev.sig", .create), ["protected.contracts"]),
      Row(World.change("Contracts/approvals/login", .create), ["scope.outside"]),
    ]
    for row in rows {
      world.changes = [row.input]
      world.links = LinkMap(targets: [RepositoryPath("Contracts/login.yaml"): Array("x".utf8)], paths: [])
      XCTAssertEqual(world.rules, row.expected, row.input.path.display, file: row.file, line: row.line)
    }
  }

  func testHintsPutTheChangeBack() throws {
    var world = try World.usual()
    world.changes = [
      World.change("a b", .create), World.change("it's", .delete), World.change("sub", .submodule, old: .absent),
      World.change("sub2", .submodule),
    ]
    XCTAssertEqual(
      world.judgement.findings.map(\.hint),
      [
        "remove it (rm -- 'a b'), or amend the contract (caskade amend login) and have it approved again",
        "revert it (git checkout ccccccc -- 'it'\\''s'), or amend the contract (caskade amend login) and have it approved again",
        "remove it (git rm --cached -- sub), or amend the contract (caskade amend login) and have it approved again",
        "revert it (git checkout ccccccc -- sub2), or amend the contract (caskade amend login) and have it approved again",
      ])
    world = try World("paths:\n  allow: [src/**]\n  deny: [src/locked]\nvalidation: [make test]")
    world.changes = [
      World.change("src/locked"), World.change(".github/workflows/ci.yml"),
      Change(
        path: RepositoryPath(bytes: [0xE9]), operation: .create, oldMode: .absent, newMode: .regular, oldID: nil,
        newID: World.id("d"), lines: .counted(added: 1, deleted: 0)),
    ]
    let hints = world.judgement.findings.compactMap(\.hint)
    XCTAssertEqual(hints.count, 3)
    for hint in hints { XCTAssertTrue(hint.hasSuffix("), or amend the contract and have it approved again"), hint) }
    world.standing = ContractStanding(source: .file, path: nil, name: "c.yaml", why: "", amendment: nil)
    world.changes = [World.change("a")]
    let plain = world.judgement.findings.compactMap(\.hint).first { $0.hasPrefix("revert") }
    XCTAssertEqual(
      plain, "revert it (git checkout ccccccc -- a), or amend the contract and have it approved again")
    XCTAssertEqual(ShellWord.quoted(RepositoryPath(bytes: [0x61, 0xE9, 0x27])), "$'a\\xE9\\x27'")
    XCTAssertEqual(ShellWord.quoted(RepositoryPath("a\nb")), "$'a\\x0Ab'")
    XCTAssertEqual(ShellWord.quoted(RepositoryPath("$(x)")), "'$(x)'")
  }

  func testWhatAChangeIsAndAdds() throws {
    var world = try World.usual("stop_when: [{ area: [migrations, executables, large] }]")
    world.changes = [
      World.change("Sources/a.swift"), World.change("Sources/b.sh", .create, new: .executable),
      World.change("Sources/c.png", .create, binary: true),
      World.change("Sources/d.sh", old: .executable, new: .executable),
      World.change("Sources/e.png", .delete, binary: true), World.change("Sources/f.csv", added: 5_000),
    ]
    world.areaHits = [
      AreaHit(
        area: "migrations", path: RepositoryPath("Sources/a.swift"), line: 7, rule: "area.migrations.ddl",
        phrase: "DROP TABLE")
    ]
    XCTAssertEqual(
      world.findings,
      [
        "stop.area Sources/a.swift:7: modified, adds 'DROP TABLE', and the contract stops in the area 'migrations' (line 8)",
        "stop.area Sources/b.sh: created, made executable, and the contract stops in the area 'executables' (line 8)",
        "stop.area Sources/c.png: created, large or binary, and the contract stops in the area 'large' (line 8)",
        "stop.area Sources/f.csv: modified, large or binary, and the contract stops in the area 'large' (line 8)",
      ])
    XCTAssertEqual(world.judgement.band.reason, "'Sources/a.swift' adds 'DROP TABLE' in line 7, area migrations")
    XCTAssertEqual(world.judgement.band.band, .high)
  }

  func testNestedRepositories() throws {
    var world = try World.usual()
    world.changes = [World.change("Sources/a")]
    world.nested = [RepositoryPath("Sources/other")]
    world.unreadable = [RepositoryPath("Sources/lib")]
    XCTAssertEqual(world.rules, ["scope.unreadable-submodule", "scope.nested-repository"])
    XCTAssertEqual(world.gate(.scope), "fail: 1 of 3 changed files is inside the approved paths")
    XCTAssertEqual(world.judgement.verdict, .broken)
  }
}
