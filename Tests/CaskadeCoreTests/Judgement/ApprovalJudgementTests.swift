import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeInspection
@testable import CaskadeSyntax

final class ApprovalJudgementTests: XCTestCase {
  private typealias World = JudgementWorld

  private func make(_ change: (inout World) -> Void) throws -> World {
    var world = try World(
      "branch: [fix/*, main]\nexpires: 2026-06-01\npaths:\n  allow: [Sources/**]\nvalidation: [make]")
    world.changes = [World.change("Sources/a")]
    change(&world)
    return world
  }

  /// What the policy denies no approval grants.
  func testToolsThatThePolicyDenies() throws {
    var world = try World.usual(
      "tools:\n  allow: [read, { shell: git push origin }]\n  ask: [{ shell: git push }]\n  deny: [web]")
    world.changes = [World.change("Sources/a")]
    XCTAssertEqual(world.findings, [])
    world.policy.deniedTools = [
      ToolEntry(tool: .shell("git push *"), line: 1), ToolEntry(tool: .web(host: nil), line: 2),
    ]
    let what = "approval.policy-tool Contracts/login.yaml: the contract lists"
    XCTAssertEqual(
      world.findings,
      [
        "\(what) 'shell: git push origin' under 'tools.allow', and the policy denies 'shell: git push *' (line 9)",
        "\(what) 'shell: git push' under 'tools.ask', and the policy denies 'shell: git push *' (line 10)",
      ])
    XCTAssertTrue(world.gate(.approval).hasPrefix("fail: the contract lists 'shell: git push origin'"))
  }

  /// A contract isn't in force before its turn.
  func testTurn() throws {
    typealias Turn = ContractTurn
    func wait(_ ending: Turn.Ending) -> Turn {
      Turn(waits: [Turn.Wait(name: "store", ending: ending, line: 4)], locks: [])
    }
    func lock(_ holder: Turn.Holder) -> Turn {
      Turn(waits: [], locks: [Turn.Lock(name: "number", holder: holder, line: 5)])
    }
    let other = RepositoryPath("Contracts/other.yaml")
    let rows: [Row<Turn, (state: String, findings: [String])>] = [
      Row(.free, ("pass", [])),
      Row(wait(.closed(.done)), ("pass", [])),
      Row(
        wait(.open),
        ("fail", ["approval.order Contracts/login.yaml: it comes after 'store', which is still open on main (line 4)"])),
      Row(
        wait(.closed(.cancelled)),
        ("fail", ["approval.order Contracts/login.yaml: it comes after 'store', which was cancelled on main (line 4)"])),
      Row(
        wait(.missing),
        (
          "fail",
          [
            "approval.order Contracts/login.yaml: it comes after 'store', and main has no contract of that name, open or "
              + "closed (line 4)"
          ]
        )),
      Row(lock(.itself), ("pass", [])),
      Row(
        lock(.other(other)),
        (
          "fail",
          [
            "approval.lock Contracts/login.yaml: 'Contracts/other.yaml' holds the lock 'number': it came to main first "
              + "(line 5)"
          ]
        )),
      Row(
        lock(.unknown(other)),
        (
          "unproven",
          [
            "approval.lock Contracts/login.yaml: 'Contracts/other.yaml' takes the lock 'number' too, and the history that "
              + "is here is too short to say which of the two came to main first (line 5)"
          ]
        )),
    ]
    for row in rows {
      let world = try make { $0.standing = $0.standing.with(turn: row.input) }
      XCTAssertEqual(
        String(world.gate(.approval).prefix { $0 != ":" }), row.expected.state, file: row.file, line: row.line)
      XCTAssertEqual(world.findings, row.expected.findings, file: row.file, line: row.line)
    }
  }

  /// standing × expiry × branch × band × request.
  func testTable() throws {
    let base = "its bytes are on main, enough for band low"
    let selfDeclared = "the contract 'login.yaml' is only on the branch: nobody has approved it"
    let rows: [Row<(inout World) -> Void, (gate: String, rules: [String])>] = [
      Row({ _ in }, ("pass: \(base)", [])),
      // Expiry: the day itself still counts.
      Row({ $0.today = World.day("2026-05-31") }, ("pass: \(base)", [])),
      Row(
        { $0.today = World.day("2026-06-02") },
        ("fail: the contract expired on 2026-06-01", ["approval.expired"])),
      // Branch.
      Row({ $0.branch = "main" }, ("pass: \(base)", [])),
      Row(
        { $0.branch = "fix/a/b" },
        ("fail: the contract governs 'fix/*', 'main', and this is branch 'fix/a/b'", ["approval.branch"])),
      Row(
        { $0.branch = "main/x" },
        ("fail: the contract governs 'fix/*', 'main', and this is branch 'main/x'", ["approval.branch"])),
      Row(
        { $0.branch = nil },
        ("unproven: the head is on no branch, and the contract governs 'fix/*', 'main'", ["approval.branch-unknown"])),
      Row({ ($0.branch, $0.contract.branch) = (nil, []) }, ("pass: \(base)", [])),
      // Standing.
      Row({ $0.standing = standing(.branch) }, ("unproven: \(selfDeclared)", ["approval.self-declared"])),
      Row(
        { $0.standing = standing(.file) },
        (
          "unproven: the contract 'login.yaml' is not at Contracts/NAME.yaml: nobody has approved it",
          ["approval.self-declared"]
        )),
      Row(
        { ($0.standing, $0.request.allowSelfDeclared) = (standing(.branch), true) },
        ("unproven (skipped): self-declared: nobody has approved this contract (allowed by the caller)", [])),
      Row({ $0.request.allowSelfDeclared = true }, ("pass: \(base)", [])),
      // What else is unproven or failed isn't skipped along.
      Row(
        { ($0.standing, $0.request.allowSelfDeclared, $0.branch) = (standing(.branch), true, nil) },
        ("unproven: the head is on no branch, and the contract governs 'fix/*', 'main'", ["approval.branch-unknown"])),
      Row(
        { ($0.standing, $0.request.allowSelfDeclared, $0.today) = (standing(.branch), true, World.day("2027-01-01")) },
        ("fail: the contract expired on 2026-06-01", ["approval.expired"])),
      Row(
        { ($0.standing, $0.policy.judgesSelfDeclared) = (standing(.branch), true) },
        ("pass: self-declared, which the policy permits", [])),
      Row(
        {
          ($0.standing, $0.policy.judgesSelfDeclared, $0.request.allowSelfDeclared) = (standing(.branch), true, true)
        }, ("pass: self-declared, which the policy permits", [])),
      // Band.
      Row(
        { $0.policy.low.approvals = 1 },
        (
          "unproven: band low asks for 1 signed approval, and none counts (nothing raises it)", ["approval.missing"]
        )),
      Row(
        { ($0.policy.medium.approvals, $0.policy.high.approvals) = (1, 2) }, ("pass: \(base)", [])),
      Row(
        { ($0.policy.high.approvals, $0.changes) = (2, [World.change("Sources/auth/x.swift")]) },
        (
          "unproven: band high asks for 2 signed approvals, and none counts "
            + "('Sources/auth/x.swift' is in the area auth)", ["approval.missing"]
        )),
      Row(
        { $0.policy.low.from = ["security"] },
        (
          "unproven: band low asks for 1 signed approval, and none counts (nothing raises it)",
          ["approval.group", "approval.missing"]
        )),
      // A self-declared contract that the policy permits needs the band's approvals all the same.
      Row(
        { ($0.standing, $0.policy.judgesSelfDeclared, $0.policy.low.approvals) = (standing(.branch), true, 1) },
        (
          "unproven: band low asks for 1 signed approval, and none counts (nothing raises it)", ["approval.missing"]
        )),
      Row(
        { $0.policy.low.pinned = true }, ("unproven: band low asks for a pinned base", ["approval.not-pinned"])),
      Row({ ($0.policy.low.pinned, $0.pinned) = (true, true) }, ("pass: \(base)", [])),
      Row(
        { ($0.policy.low.approvals, $0.today, $0.branch) = (1, World.day("2027-01-01"), "x") },
        (
          "fail: the contract expired on 2026-06-01", ["approval.branch", "approval.expired", "approval.missing"]
        )),
    ]
    for row in rows {
      let world = try make(row.input)
      XCTAssertEqual(world.gate(.approval), row.expected.gate, file: row.file, line: row.line)
      XCTAssertEqual(world.rules.sorted(), row.expected.rules, file: row.file, line: row.line)
      let state = try XCTUnwrap(world.judgement.gates.first).state
      let verdict: Verdict = state == .pass ? .kept : state == .fail ? .broken : .unproven
      XCTAssertEqual(world.judgement.verdict, verdict, file: row.file, line: row.line)
    }
  }

  func testAnAmendmentIsSaid() throws {
    let rows: [Row<ContractStanding.Amendment, String>] = [Row(.changed, "amended"), Row(.deleted, "deleted")]
    for row in rows {
      let world = try make {
        $0.standing = ContractStanding(
          source: .base, path: RepositoryPath("Contracts/login.yaml"), name: "login", why: "", amendment: row.input)
      }
      XCTAssertEqual(
        world.findings,
        [
          "approval.amendment Contracts/login.yaml: \(row.expected) on the branch, and nobody has approved that: "
            + "the version on main judges"
        ], file: row.file, line: row.line)
      XCTAssertEqual(world.judgement.verdict, .kept, file: row.file, line: row.line)
    }
  }

  func testTheBand() throws {
    func band(_ text: String, _ changes: [Change] = []) throws -> String {
      let world = try World(text)
      let band = RunBand(contract: world.contract, policy: world.policy, changes: changes)
      return "\(band.band): \(band.reason)"
    }
    let plain = "paths:\n  allow: [Sources/**]"
    let change = JudgementWorld.change("Sources/a")
    let rows: [Row<(String, [Change]), String>] = [
      Row((plain, []), "low: nothing raises it"),
      Row(("band: medium\n\(plain)", []), "medium: the contract declares it"),
      Row(("band: high\n\(plain)", [World.change("a/auth/x")]), "high: the contract declares it"),
      Row(
        ("band: low\n\(plain)", [World.change("package.json")]), "medium: 'package.json' is in the area dependencies"),
      Row((plain, [World.change("LICENSE")]), "low: nothing raises it"),
      Row(
        (plain, [World.change("package.json"), World.change("x/billing/a.rb")]),
        "high: 'x/billing/a.rb' is in the area billing"
      ),
      Row(("paths:\n  allow: [db/schema.rb]", []), "high: the contract grants 'db/schema.rb', area migrations"),
      Row(("paths:\n  allow: [CLAUDE.md]", []), "high: the contract opens the protected file 'CLAUDE.md'"),
      // An escaped name is the same name.
      Row(("paths:\n  allow: ['\\CLAUDE.md']", []), "high: the contract opens the protected file 'CLAUDE.md'"),
      Row(
        ("paths:\n  allow: ['\\.github/workflows/ci.yml']", []),
        "high: the contract opens the protected file '.github/workflows/ci.yml'"),
      Row((plain, Array(repeating: change, count: 50)), "low: nothing raises it"),
      Row((plain, Array(repeating: change, count: 51)), "medium: 51 files are a broad edit"),
      Row((plain, [World.change("Sources/a", added: 1_000, deleted: 1_000)]), "low: nothing raises it"),
      Row((plain, [World.change("Sources/a", added: 1_000, deleted: 1_001)]), "medium: 2001 lines are a broad edit"),
    ]
    for row in rows {
      XCTAssertEqual(try band(row.input.0, row.input.1), row.expected, row.input.0, file: row.file, line: row.line)
    }
  }
}

private func standing(_ source: ContractStanding.Source) -> ContractStanding {
  ContractStanding(
    source: source, path: source == .file ? nil : RepositoryPath("Contracts/login.yaml"), name: "login.yaml",
    why: "named", amendment: nil)
}
