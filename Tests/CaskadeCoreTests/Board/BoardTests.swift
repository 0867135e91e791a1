import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeSyntax

/// What a board says of contracts beside each other.
final class BoardTests: XCTestCase {
  private static let now = 1_780_272_000  // 2026-06-01T00:00:00Z
  private let today = CalendarDate(secondsSince1970: BoardTests.now)

  private func contract(_ rest: String = "") throws -> Contract {
    let text = "caskade: 1\ntitle: T\noutcome: O is reached\n\(rest)\n"
    let result = ContractReader.read(SourceText(name: "c.yaml", bytes: Array(text.utf8)))
    return try XCTUnwrap(result.contract, "\(result.diagnostics.map(\.message))")
  }

  private func facts(_ name: String, _ rest: String = "", _ arrival: Int = 0) throws -> ContractFacts {
    var facts = ContractFacts(path: ContractFolder.path(named: name), contract: try contract(rest))
    facts.arrival = .at(arrival)
    return facts
  }

  private func id(_ letter: Character) -> ObjectID { JudgementWorld.id(letter) }

  // MARK: States

  func testStates() throws {
    let work = ContractFacts.Branch(name: "work", commit: id("a"))
    func checked(_ verdict: Verdict, _ commit: Character = "a") -> (inout ContractFacts) -> Void {
      { facts in
        facts.branches = [work]
        facts.check = ContractFacts.Check(verdict: verdict, started: "2026-05-30T10:00:00Z", commit: self.id(commit))
      }
    }
    let rows: [Row<(inout ContractFacts) -> Void, ContractState>] = [
      Row({ _ in }, .approved),
      Row({ $0.isApproved = false }, .proposed),
      Row({ $0.proposedOn = "plan" }, .proposed),
      Row({ $0.branches = [work] }, .inReview),
      Row(checked(.kept), .kept),
      Row(checked(.broken), .broken),
      Row(checked(.unproven), .unproven),
      Row(checked(.nothing), .inReview),
      // An agent is at it, whatever was checked before.
      Row(
        {
          checked(.kept)(&$0); $0.run = .init(started: "", quiet: 60, isStuck: false)
        }, .running),
      Row({ $0.run = .init(started: "", quiet: 7_200, isStuck: true) }, .stuck),
      Row(
        {
          $0.ending = .done; $0.run = .init(started: "", quiet: 0, isStuck: false)
        }, .done),
      // The work went on, or is gone.
      Row(checked(.kept, "b"), .inReview),
      Row({ $0.check = ContractFacts.Check(verdict: .kept, started: "", commit: self.id("a")) }, .approved),
      // A version that nobody decided on says more than a check of the one before.
      Row(
        {
          checked(.kept)(&$0); $0.amendedOn = ["work"]
        }, .amended),
      Row(
        {
          checked(.kept)(&$0); $0.isApproved = false
        }, .proposed),
      Row({ $0.ending = .done }, .done),
      Row(
        {
          $0.ending = .cancelled; $0.amendedOn = ["work"]
        }, .cancelled),
      Row({ $0.ending = .takeover }, .takeover),
    ]
    for row in rows {
      var facts = try facts("a", "expires: 2026-06-01")
      row.input(&facts)
      XCTAssertEqual(ContractState(facts, today: today), row.expected, file: row.file, line: row.line)
    }
    XCTAssertEqual(ContractState(try facts("a", "expires: 2026-05-31"), today: today), .expired)
    XCTAssertEqual(
      ContractState(ContractFacts(path: ContractFolder.path(named: "a"), contract: nil), today: today), .draft)
    var draft = try facts("a", "expires: 2026-05-31\nnotes: <what else>")
    XCTAssertEqual(ContractState(draft, today: today), .draft)
    draft.ending = .cancelled
    XCTAssertEqual(ContractState(draft, today: today), .cancelled)
  }

  // MARK: Beside each other

  private func board(_ facts: [ContractFacts], tracked: [String] = [], checks: [String] = []) -> Board {
    let paths = tracked.map { RepositoryPath($0) }
    let index = PolicyIndex(BuiltInPolicy.policy)
    var facts = facts
    let standing = facts.filter { $0.ending == nil }
    let queue = ContractQueue(
      open: standing.map {
        ContractQueue.Open(
          path: $0.path, locks: $0.contract?.locks.map(\.value) ?? [],
          after: $0.contract?.after.map(\.value) ?? [], arrival: $0.arrival)
      }, named: Set(standing.map(\.name)),
      closed: Dictionary(uniqueKeysWithValues: facts.filter { $0.ending != nil }.map { ($0.name, $0.ending) }))
    for place in facts.indices {
      if let contract = facts[place].contract {
        facts[place].turn = queue.turn(of: contract, at: facts[place].path, facts[place].arrival)
      }
    }
    let reach = FleetScope(facts.compactMap(\.contract), index: index).reach(among: paths)
    return Board(
      facts, reach: reach, policy: index, checks: checks.map { RepositoryPath($0) }, base: "main", baseCommit: id("c"),
      tracked: paths.count, now: Self.now)
  }

  private func words(_ overlap: Board.Overlap) -> String {
    "\(overlap.one) \(overlap.other) \(overlap.example?.display ?? "?") \(overlap.files)"
  }

  private func words(_ step: BoardOrder.Step) -> String {
    let why = step.why.map { reason in
      switch reason {
      case .after(let name): "after \(name)"
      case .lock(let lock, let name): "\(lock) of \(name)"
      case .overlap(let name, let path): "\(path?.display ?? "?") with \(name)"
      }
    }
    return "\(step.wave.map { "\($0)" } ?? "-") \(step.name): \(why.joined(separator: ", "))"
  }

  func testOverlapsAndOrder() throws {
    let board = board(
      [
        try facts("late", "after: [store]\npaths: { allow: [docs/**] }", 0),
        try facts("login", "paths: { allow: [src/login/**] }", 2),
        try facts("store", "locks: [number]\npaths: { allow: [src/store/**] }", 3),
        try facts("wide", "paths: { allow: [src/**] }", 1),
        try facts("number", "locks: [number]\npaths: { allow: [db/**] }", 4),
        try facts("alone", "paths: { allow: [other/**] }", 5),
      ], tracked: ["src/login/a", "src/login/b", "other/a", "docs/a"])
    XCTAssertEqual(board.overlaps.map(words), ["login wide src/login/a 2", "store wide src/store/x 0"])
    XCTAssertEqual(
      board.order.map(words),
      [
        "1 wide: ", "2 login: src/login/a with wide", "2 store: src/store/x with wide", "3 late: after store",
        "3 number: number of store",
      ])
  }

  /// Contracts that wait for each other are told, and hold up nobody else.
  func testWaitsInACircle() throws {
    let board = board([
      try facts("a", "after: [b]"), try facts("b", "after: [a]"), try facts("c", "after: [d]"), try facts("d"),
      try facts("self", "after: [self]"),
    ])
    XCTAssertEqual(
      board.order.map(words),
      ["1 d: ", "2 c: after d", "- a: after b", "- b: after a", "- self: after self"])
  }

  func testDoneContractsHoldUpNobody() throws {
    var done = try facts("store", "paths: { allow: [src/**] }")
    done.ending = .done
    let board = board([try facts("login", "after: [store]\npaths: { allow: [src/**] }", 1), done], tracked: ["src/a"])
    XCTAssertEqual(board.overlaps.map(words), [])
    XCTAssertEqual(board.order.map(words), [])
    XCTAssertEqual(board.closed.map(\.name), ["store"])
  }

  // MARK: Together

  func testJointEffects() throws {
    let checks = ["Tests/LoginTests/A.swift", "Tests/StoreTests/B.swift", "tests/login/test_x.py", "spec/pay_spec.rb"]
    let loose =
      "paths: { allow: [Tests/**, tests/**, spec/**], checks_may_change: [Tests/LoginTests/**, tests/**, spec/**] }"
    let rows: [Row<String, String>] = [
      Row("paths: { allow: [Sources/Login/**] }", "Tests/LoginTests/A.swift 2"),
      Row("paths: { allow: [lib/pay.rb] }", "spec/pay_spec.rb 1"),
      Row("paths: { allow: [Sources/Other/**] }", "none"),
      // The checks that it has itself, and those that it names.
      Row("paths: { allow: [Tests/LoginTests/A.swift] }", "Tests/LoginTests/A.swift 2"),
      Row("paths: { allow: [x/**] }\nvalidation: [pytest tests/login]", "tests/login/test_x.py 1"),
      Row(
        "paths: { allow: [x/**] }\nvalidation: [{ run: pytest login/test_x.py::test_a, dir: tests }]",
        "tests/login/test_x.py 1"),
      Row(
        "paths: { allow: [x/**] }\nvalidation: [{ run: rspec, on_base: fails, carry: spec/** }]", "spec/pay_spec.rb 1"),
      Row("paths: { allow: [x/**] }\nvalidation: [pytest tests/store]", "none"),
    ]
    for row in rows {
      let found = board([try facts("loose", loose), try facts("other", row.input)], checks: checks).joint
        .filter { $0.loosens == "loose" }
      let text = found.map { "\($0.example.display) \($0.checks)" }.joined(separator: "; ")
      XCTAssertEqual(text.isEmpty ? "none" : text, row.expected, row.input, file: row.file, line: row.line)
    }
    // Who may only add checks loosens none.
    let adding = "paths: { allow: [{ path: Tests/**, may: [create] }], checks_may_change: [Tests/**] }"
    XCTAssertEqual(
      board([try facts("a", adding), try facts("b", "paths: { allow: [Sources/Login/**] }")], checks: checks).joint, [])
  }

  func testHotspotsAndCampaigns() throws {
    var done = try facts("d", "paths: { allow: [src/a] }\nx-campaign: sweep")
    done.ending = .done
    let board = board(
      [
        try facts("a", "paths: { allow: [src/a] }\nx-campaign: sweep"),
        try facts("b", "paths: { allow: [src/a, src/b] }\nx-campaign: sweep"),
        try facts("c", "paths: { allow: [src/b] }"),
        done,
      ], tracked: ["src/a", "src/b"])
    XCTAssertEqual(board.hotspots.map { "\($0.path.display) \($0.contracts)" }, ["src/a 3"])
    XCTAssertEqual(
      board.campaigns.map { "\($0.name) \($0.contracts) \($0.states.map { "\($0.contracts) \($0.state.rawValue)" })" },
      ["sweep 3 [\"2 approved\", \"1 done\"]"])
  }
}
