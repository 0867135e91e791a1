import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeInspection
@testable import CaskadeSyntax

/// One change gives one finding, and every gate that it breaks fails.
final class ChangeFindingsTests: XCTestCase {
  private typealias World = JudgementWorld

  /// A fact as any gate may tell it.
  private struct Fact: Hashable {
    let rule: String
    let gate: GateName
    let line: Int?
  }

  /// A small world in full: places of a contract, names, operations and kinds, stop conditions, broken checks and
  /// secrets, each with each, by all gates and by every choice of them.
  func testEveryKindOfChangeByEveryChoiceOfGates() throws {
    var world = try smallWorld()
    let judging: [GateName] = [.protected, .scope, .stop, .integrity]
    var alone: [GateName: [RepositoryPath: [Fact]]] = [:]
    var gates: [GateName: Gate] = [:]
    for gate in judging + [.secrets] {
      world.request.onlyGates = [gate]
      let judgement = world.judgement
      alone[gate] = Dictionary(grouping: judgement.findings, by: { $0.path ?? RepositoryPath("") }).mapValues {
        $0.flatMap(facts)
      }
      gates[gate] = judgement.gates.first { $0.name == gate }
      XCTAssertEqual(gates[gate]?.state, .fail, "\(gate)")
    }
    var kinds: Set<Set<GateName>> = []
    for choice in 0..<(1 << judging.count) {
      let asked = Set(judging.indices.filter { choice & (1 << $0) != 0 }.map { judging[$0] })
      world.request.onlyGates = asked.union([.secrets])
      let judgement = world.judgement
      for gate in judgement.gates where asked.contains(gate.name) { XCTAssertEqual(gate, gates[gate.name]) }
      let found = Dictionary(grouping: judgement.findings, by: { $0.path ?? RepositoryPath("") })
      for change in world.changes {
        let expected = asked.flatMap { alone[$0]?[change.path] ?? [] }
        let all = found[change.path] ?? []
        let own = all.filter { $0.gate != .secrets }
        let note = "\(change.path.display) by \(asked.map(\.rawValue).sorted())"
        XCTAssertEqual(counted(own.flatMap(facts)), counted(expected), note)
        XCTAssertEqual(own.count, expectedCount(expected), note)
        let first = own.map(\.gate).min { rank($0) < rank($1) }
        XCTAssertEqual(first, expected.map(\.gate).min { rank($0) < rank($1) }, note)
        XCTAssertEqual(
          all.filter { $0.gate == .secrets }.flatMap(facts), alone[.secrets]?[change.path] ?? [], note)
        kinds.insert(Set(expected.map(\.gate)))
      }
    }
    XCTAssertEqual(kinds.count, 1 << judging.count, "every gate breaks beside every other, and alone")
  }

  /// One for the whole of a change, with what else is found in it; else one for each place.
  private func expectedCount(_ facts: [Fact]) -> Int {
    if facts.contains(where: { $0.gate == .protected || $0.gate == .scope }) { return 1 }
    guard let stop = facts.first(where: { $0.gate == .stop }) else { return facts.count }
    return 1 + facts.count { $0.gate == .integrity && stop.line != nil && $0.line != nil && $0.line != stop.line }
  }

  private func facts(_ finding: Finding) -> [Fact] {
    let also = finding.also.map { Fact(rule: $0.rule, gate: $0.gate, line: $0.line) }
    // A line of its own is that of an added phrase; any other is lent by what the finding took in.
    let isLent = also.contains { $0.line == finding.line } && !finding.message.contains("adds 'DROP'")
    return [Fact(rule: finding.rule, gate: finding.gate, line: isLent ? nil : finding.line)] + also
  }

  private func counted(_ facts: [Fact]) -> [Fact: Int] { Dictionary(facts.map { ($0, 1) }, uniquingKeysWith: +) }

  private func rank(_ gate: GateName) -> Int { [.protected, .scope, .stop, .integrity].firstIndex(of: gate) ?? 4 }

  private func smallWorld() throws -> World {
    var world = try World(
      """
      paths:
        allow: [Sources/**, { path: Narrow/**, may: [create] }]
        deny: [Sources/Denied]
      validation: [make]
      stop_when: [{ touching: "**/Stop/**" }, { area: [migrations, executables] }]
      """)
    let places = ["Sources", "Narrow", "Sources/Denied", "elsewhere"]
    let names = ["x.txt", "CLAUDE.md", ".GIT/x"]
    let stops = ["", "Stop/", "db/migrate/", "content"]
    let checks: [[IntegrityFinding.Place]] = [[], [.file], [.base(3)], [.head(7)], [.head(12)], [.head(7), .head(12)]]
    var links: [RepositoryPath: [UInt8]] = [:]
    var secrets: [SecretHit] = []
    var number = 0
    for place in places {
      for name in names {
        for stop in stops {
          for check in checks {
            for kind in 0..<6 {
              number += 1
              let path = "\(place)/n\(number)/\(stop == "content" ? "" : stop)\(name)"
              let change: Change
              switch kind {
              case 0: change = World.change(path, .create)
              case 1: change = World.change(path)
              case 2: change = World.change(path, .delete)
              case 3: change = World.change(path, new: .executable)
              case 4:
                change = World.change(path, .create, new: .symlink)
                links[change.path] = Array("/etc".utf8)
              default: change = World.change(path, .submodule)
              }
              world.changes.append(change)
              if stop == "content" {
                world.areaHits.append(
                  AreaHit(area: "migrations", path: change.path, line: 12, rule: "area.migrations.ddl", phrase: "DROP"))
              }
              for (index, spot) in check.enumerated() {
                let fact: IntegrityFact = index == 0 ? .failureIgnored("|| true") : .testMayBeSkipped("t")
                world.integrity?.append(IntegrityFinding(fact, change.path, spot))
              }
              if number.isMultiple(of: 5) {
                secrets.append(SecretHit(World.key, in: change.path, .line(12)))
              }
            }
          }
        }
      }
    }
    world.links = LinkMap(targets: links, paths: [])
    world.secrets = SecretScan(hits: secrets, addedLines: 10)
    return world
  }

  /// What is told with the finding that says most.
  func testWhatIsTold() throws {
    var world = try World(
      """
      paths:
        allow: [Sources/**, { path: Tests/**, may: [create, modify] }]
      validation: [make]
      stop_when: [{ touching: "**/Stop/**" }]
      """)
    let ci = RepositoryPath(".github/workflows/ci.yml")
    let gone = RepositoryPath("Tests/LoginTests.swift")
    let held = RepositoryPath("Sources/Stop/a_test.py")
    world.changes = [
      World.change(".github/workflows/ci.yml"), World.change("Tests/LoginTests.swift", .delete),
      World.change("Sources/Stop/a_test.py"), World.change("Sources/b_test.py"),
      World.change("Sources/AGENTS.md", .create, new: .symlink),
    ]
    world.links = LinkMap(targets: [RepositoryPath("Sources/AGENTS.md"): Array("/x".utf8)], paths: [])
    world.integrity = [
      IntegrityFinding(.failureIgnored("|| true"), ci, .head(14)),
      IntegrityFinding(.stepRemoved(merged: false), ci, .base(9), before: "run: make".utf8),
      IntegrityFinding(.testFileDeleted(tests: 4), gone, .file),
      IntegrityFinding(.testMayBeSkipped("t"), held, .head(3)),
      IntegrityFinding(.testSkipped("one"), RepositoryPath("Sources/b_test.py"), .head(3)),
      IntegrityFinding(.testSkipped("two"), RepositoryPath("Sources/b_test.py"), .head(8)),
    ]
    XCTAssertEqual(
      world.judgement.findings.flatMap(lines).joined(separator: "\n"),
      """
      Tests/LoginTests.swift: deleted, and 'Tests/**' may only be changed by: create, modify [scope.operation]
        also error: test file deleted with 4 tests [integrity.test-file-deleted]
      .github/workflows/ci.yml:14: CI definition modified, outside the approved paths [protected.ci]
        also error: a failure is ignored now by '|| true' [integrity.failure-ignored]
        also error: a step of CI that checks was removed; line 9 of the base was 'run: make' [integrity.ci-step-removed]
      Sources/AGENTS.md: agent configuration or instructions created, and only an entry that names the exact path opens it [protected.agent]
        also error: symbolic link created, and it leads out of the repository [scope.link-outside-repository]
      Sources/b_test.py:3: test 'one' is skipped now [integrity.test-skipped]
      Sources/b_test.py:8: test 'two' is skipped now [integrity.test-skipped]
      Sources/Stop/a_test.py:3: modified, and the contract stops at changes of '**/Stop/**' [stop.touching]
        also warning: test 't' is skipped under a condition now [integrity.test-skipped]
      """)
    XCTAssertEqual(world.gate(.scope), "fail: 2 of 5 changed files are inside the approved paths")
    XCTAssertEqual(world.gate(.protected), "fail: 2 protected files changed")
    XCTAssertEqual(world.gate(.integrity), "fail: 5 checks removed or loosened, 1 to look at")
    XCTAssertEqual(world.gate(.stop), "fail: 1 changed file meets a condition")
  }

  /// A governing contract that is gone: the amendment is that very change; what is wrong with the contract isn't.
  func testAContractThatIsDeleted() throws {
    var world = try World.usual("stop_when: [{ area: [nowhere] }]")
    world.standing = ContractStanding(
      source: .base, path: RepositoryPath("Contracts/login.yaml"), name: "Contracts/login.yaml", why: "named",
      amendment: .deleted)
    world.branch = "other"
    world.changes = [World.change("Contracts/login.yaml", .delete)]
    XCTAssertEqual(world.rules.sorted(), ["approval.branch", "protected.contracts", "stop.unknown-area"])
    let finding = try XCTUnwrap(world.judgement.findings.first { $0.gate == .protected })
    XCTAssertEqual(finding.also.map(\.rule), ["scope.outside", "approval.amendment"])
  }

  private func lines(_ finding: Finding) -> [String] {
    let line = finding.line.map { ":\($0)" } ?? ""
    let also = finding.untold.map { "  also \($0.severity): \($0.message) [\($0.rule)]" }
    return ["\(finding.path?.display ?? "-")\(line): \(finding.message) [\(finding.rule)]"] + also
  }
}
