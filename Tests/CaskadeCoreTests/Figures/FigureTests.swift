import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore

/// What each figure counts, and what it doesn't.
final class FigureTests: XCTestCase {
  private func value(_ id: String, _ records: [RecordFacts]) throws -> FigureValue {
    let figure = try XCTUnwrap(Figure.all.first { $0.id == id }, id)
    return figure.value(RecordedRun.all(records, contracts: [:]))
  }

  func testEveryFigureIsDefinedOnce() {
    XCTAssertEqual(Set(Figure.all.map(\.id)).count, Figure.all.count)
    for figure in Figure.all {
      XCTAssertTrue(figure.definition.hasSuffix("."), figure.id)
      XCTAssertTrue(figure.id.utf8.allSatisfy { $0 == UInt8(ascii: "_") || (0x61...0x7A).contains($0) }, figure.id)
      // Nobody's runs give a figure too.
      _ = figure.value([])
    }
  }

  func testRuns() throws {
    var first = FigureWorld()
    first.verdict = .broken
    first.outside = [EvidenceRecord.FolderPart(folder: "infra", files: 2, areas: ["deploys"])]
    first.runs = [FigureWorld.run("t", .fail)]
    first.findings = [FigureWorld.finding("scope.outside", "scope"), FigureWorld.finding("stop.run", "stop")]
    var second = FigureWorld()
    (second.day, second.blob) = (1, "d")
    second.runs = [FigureWorld.run("t", .pass)]
    second.tools = FigureWorld.tools(refused: 2, cost: 1_500_000)
    var other = FigureWorld()
    (other.branch, other.contract, other.verdict, other.failed) = ("free", nil, .unproven, ["approval"])
    var none = FigureWorld()
    none.verdict = .nothing
    let records = [
      second.facts("e2"), first.facts("e1"), other.facts("e3"), none.facts("e4"),
      // The same evidence, kept twice.
      first.facts("e1"),
    ]
    func spread(_ number: Int, said: Int, of all: Int) -> FigureValue {
      .spread(FigureValue.Spread(sum: number, said: said, all: all, median: number, ninth: number))
    }
    func entry(_ name: String, _ count: Int) -> FigureValue.Entry { FigureValue.Entry(name: name, count: count) }
    let rows: [Row<String, FigureValue>] = [
      Row("runs", .count(2)), Row("checks", .count(3)), Row("kept", .part(1, of: 2)), Row("broken", .part(0, of: 2)),
      Row("unproven", .part(1, of: 2)), Row("kept_at_first", .part(0, of: 2)),
      Row("without_contract", .part(1, of: 2)), Row("escaped", .part(1, of: 2)),
      Row("escaped_at_last", .part(0, of: 2)), Row("escaped_folders", .list([entry("infra/", 1)])),
      Row("escaped_areas", .list([entry("deploys", 1)])), Row("gates", .list([entry("approval", 1)])),
      Row("rules", .list([entry("scope.outside", 1), entry("stop.run", 1)])),
      Row("failed_validation", .part(1, of: 2)), Row("flaky_validation", .part(1, of: 2)),
      Row("flaky_commands", .list([entry("t", 1)])), Row("amended", .part(1, of: 2)), Row("amendments", .count(1)),
      Row("refused_calls", spread(2, said: 1, of: 2)), Row("interventions", .part(1, of: 1)),
      Row("cost", spread(1_500_000, said: 1, of: 2)), Row("runaways", .part(1, of: 2)), Row("loops", .part(0, of: 2)),
      Row("tokens", .spread(FigureValue.Spread(sum: 0, said: 0, all: 2, median: nil, ninth: nil))),
    ]
    for row in rows {
      XCTAssertEqual(try value(row.input, records), row.expected, row.input, file: row.file, line: row.line)
    }
  }

  /// What the worktrees' files told of runs; a check in CI sees none of them, and takes nothing back.
  func testAgentRuns() throws {
    typealias Run = AgentRuns.Run
    // Of before it was told which were granted.
    var older = try XCTUnwrap(AgentRuns([Run(.ended)], [.answered, .open]))
    (older.granted, older.declined) = (nil, nil)
    let told: [AgentRuns?] = [
      AgentRuns([Run(.stopped, reasons: [.loop, .files], seconds: 60)], [.open, .open]),
      AgentRuns([Run(.ended), Run(.running)], [.answered, .granted, .declined, .granted]),
      AgentRuns([Run(.ended, reasons: [.change]), Run(.killed)]),
      older,
    ]
    var records = FigureWorld.many(5) { world, number in world.agentRuns = number < 4 ? told[number] : nil }
    records += (0..<5).map { number in
      var world = FigureWorld()
      (world.branch, world.day) = ("work-\(number)", 1)
      return world.facts("later \(number)")
    }
    func entry(_ name: String) -> FigureValue.Entry { FigureValue.Entry(name: name, count: 1) }
    let rows: [Row<String, FigureValue>] = [
      Row("requests", .part(3, of: 4)), Row("interventions", .part(3, of: 4)), Row("stopped_runs", .part(1, of: 4)),
      Row("requests_open", .part(3, of: 8)), Row("requests_granted", .part(2, of: 6)),
      Row("requests_declined", .part(1, of: 6)),
      Row("stop_reasons", .list([entry("change"), entry("files"), entry("loop")])), Row("loops", .part(1, of: 5)),
    ]
    for row in rows {
      XCTAssertEqual(try value(row.input, records), row.expected, row.input, file: row.file, line: row.line)
    }
    let warned = try XCTUnwrap(told[2])
    XCTAssertEqual([warned.runs, warned.warned, warned.killed, warned.stopped, warned.open], [2, 1, 1, 0, 0])
    XCTAssertNil(AgentRuns([]))
    XCTAssertEqual(AgentRuns([], [.declined])?.open, 0)
    XCTAssertEqual(AgentRuns([Run(.ended, seconds: .max), Run(.ended, seconds: .max)])?.seconds, 1 << 43)
  }

  /// Red and green is flaky on one tree only.
  func testFlaky() throws {
    func run(_ states: [(ValidationRecord.State, String)]) throws -> FigureValue {
      try value(
        "flaky_validation",
        states.enumerated().map { index, state in
          var world = FigureWorld()
          (world.day, world.tree, world.runs) = (index, state.1, [FigureWorld.run("t", state.0)])
          return world.facts("e\(index)")
        })
    }
    XCTAssertEqual(try run([(.fail, "c"), (.pass, "c")]), .part(1, of: 1))
    XCTAssertEqual(try run([(.fail, "c"), (.pass, "d")]), .part(0, of: 1))
    XCTAssertEqual(try run([(.flaky, "c")]), .part(1, of: 1))
    XCTAssertEqual(try run([(.timedOut, "c"), (.pass, "c")]), .part(0, of: 1))
  }

  func testLoops() throws {
    func loops(_ verdicts: [Verdict]) throws -> FigureValue {
      try value(
        "loops",
        verdicts.enumerated().map { index, verdict in
          var world = FigureWorld()
          (world.day, world.verdict) = (index, verdict)
          return world.facts("e\(index)")
        })
    }
    XCTAssertEqual(try loops([.broken, .broken, .unproven, .broken, .broken]), .part(1, of: 1))
    XCTAssertEqual(try loops([.broken, .broken, .kept, .broken, .broken, .broken]), .part(0, of: 1))
  }

  func testSpread() {
    func spread(_ values: [Int?]) -> [Int?] {
      guard case .spread(let found) = FigureValue.spread(values) else { return [] }
      return [found.median, found.ninth, found.sum, found.said, found.all]
    }
    XCTAssertEqual(spread([]), [nil, nil, 0, 0, 0])
    XCTAssertEqual(spread([7]), [7, 7, 7, 1, 1])
    XCTAssertEqual(spread([nil, 3, 1, 2]), [2, 3, 6, 3, 4])
    XCTAssertEqual(spread((1...10).map { $0 }), [5, 9, 55, 10, 10])
    XCTAssertEqual(spread([.max, .max]), [.max, .max, .max, 2, 2])
  }

  // MARK: Groups, weeks and times

  func testGroups() {
    let records = FigureWorld.many(5) { world, number in
      world.agent = number == 4 ? nil : number == 0 ? "one" : "two"
    }
    let runs = RecordedRun.all(records, contracts: [:])
    let sheet = FigureSheet(runs, since: nil, until: .max, by: .agent, unread: FigureSheet.Unread())
    XCTAssertEqual(sheet.groups.map { $0.name ?? "-" }, ["two", "one", "-"])
    XCTAssertEqual(sheet.groups.map { $0.rows[0].value }, [.count(3), .count(1), .count(1)])
    XCTAssertEqual(
      FigureSheet(runs, since: nil, until: .max, by: .contract, unread: FigureSheet.Unread()).groups.map(\.name),
      ["login"])
  }

  func testWeeks() {
    // 2026-01-01 is a Thursday: day 4 is the Monday after.
    let records = FigureWorld.many(4) { world, number in
      world.day = [0, 3, 4, 18][number]
      world.verdict = [.kept, .broken, .unproven, .kept][number]
    }
    let sheet = FigureSheet(
      RecordedRun.all(records, contracts: [:]), since: nil, until: .max, by: nil, unread: FigureSheet.Unread())
    XCTAssertEqual(
      sheet.weeks.map { [$0.kept, $0.broken, $0.unproven] }, [[1, 1, 0], [0, 0, 1], [0, 0, 0], [1, 0, 0]])
    XCTAssertEqual(sheet.weeks.first?.start, FigureWorld.start - 3 * 86_400)
  }

  func testTimes() {
    var runs = RecordedRun.all([FigureWorld().facts("e")], contracts: [:])
    (runs[0].times.proposed, runs[0].times.approved) = (FigureWorld.start - 300, FigureWorld.start - 100)
    // Merged before it was kept: the clocks differ, and that is no time.
    runs[0].times.merged = FigureWorld.start - 1
    let values = Figure.all.filter { $0.section == .time }.map { $0.value(runs) }
    func spread(_ number: Int?) -> FigureValue { FigureValue.spread([number]) }
    XCTAssertEqual(values, [spread(200), spread(100), spread(nil), .part(1, of: 1)])
  }

  // MARK: What repeats

  func testWhatRepeats() throws {
    let text = """
      caskade: 1
      title: Log in
      outcome: Signing in works, exactly once.
      template: bug-fix
      paths:
        allow: [src/**, docs/**]
      validation:
        - name: Tests
          run: make test
      """
    let contract = FigureContract(
      try XCTUnwrap(ContractReader.read(SourceText(name: "c", bytes: Array(text.utf8))).contract))
    let id = CommandID.text(name: "Tests", run: "make test")
    let records = FigureWorld.many(6) { world, number in
      world.verdict = number < 3 ? .broken : .kept
      if number < 3 {
        world.outside = [EvidenceRecord.FolderPart(folder: "infra", files: 1, areas: [])]
        world.runs = [FigureWorld.run(id, .fail)]
        world.findings = [FigureWorld.finding("scope.outside", "scope")]
      }
      if number < 2 { world.findings.append(FigureWorld.finding("secrets.token", "secrets")) }
    }
    let runs = RecordedRun.all(records, contracts: [FigureWorld.id("a"): contract])
    let found = RepeatedThing.all(runs, until: FigureWorld.start + 86_400)
    XCTAssertEqual(
      found.map(\.fact),
      [
        "3 of 6 runs left their scope below 'infra/'", "the command 'Tests' failed in 3 of 6 runs",
        "6 contracts of the last 90 days allow 'docs/**', and no run changed anything there",
      ])
    XCTAssertEqual(found.map(\.template), ["bug-fix", "bug-fix", "bug-fix"])
    // A record that leaves paths out can't tell what wasn't used; nor can runs of long ago.
    let cut = FigureWorld.many(3) { world, _ in world.inside = [] }.map { facts in facts }
    XCTAssertEqual(
      RepeatedThing.all(RecordedRun.all(cut, contracts: [FigureWorld.id("a"): contract]), until: FigureWorld.start)
        .filter { $0.kind == .grant }.map(\.subject), ["docs/**", "src/**"])
    XCTAssertEqual(RepeatedThing.all(runs, until: FigureWorld.start + 91 * 86_400).filter { $0.kind == .grant }, [])
  }

  /// No deed that is proposed lowers what has to be proven.
  func testDeedsNeverLower() {
    for kind in RepeatedThing.Kind.allCases {
      let thing = RepeatedThing(kind: kind, subject: "it", runs: 3, of: 4, template: nil)
      for word in ["--skip", "remove the test", "allow-self-declared", "delete"] {
        XCTAssertFalse(thing.deed.contains(word), thing.deed)
      }
      XCTAssertFalse(thing.fact.isEmpty)
    }
  }
}
