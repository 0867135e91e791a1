import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeInspection
@testable import CaskadeSyntax

final class VerdictTests: XCTestCase {
  private func gate(_ state: Gate.State, _ required: Bool) -> Gate {
    Gate(.scope, state, required: required, summary: "")
  }

  /// Broken is worse than unproven, and unproven than kept.
  private func rank(_ verdict: Verdict) -> Int {
    switch verdict {
    case .kept, .nothing: 0
    case .unproven: 1
    case .broken: 2
    }
  }

  /// All combinations of up to four gates.
  func testEveryCombination() {
    let kinds = Gate.State.allCases.flatMap { state in [true, false].map { gate(state, $0) } }
    var worlds: [[Gate]] = [[]]
    var last = worlds
    for _ in 0..<4 {
      last = last.flatMap { world in kinds.map { world + [$0] } }
      worlds += last
    }
    for world in worlds {
      let verdict = Verdict(world)
      let required = world.filter(\.required).map(\.state)
      let expected: Verdict =
        required.contains(.fail)
        ? .broken : required.contains(.unproven) || !required.contains(.pass) ? .unproven : .kept
      XCTAssertEqual(verdict, expected)
      XCTAssertEqual(Verdict(world.reversed()), verdict)
      XCTAssertEqual(Verdict(world + world), verdict)
      XCTAssertEqual(Verdict(world + [gate(.fail, true)]), .broken)
      XCTAssertGreaterThanOrEqual(rank(Verdict(world + [gate(.unproven, true)])), max(rank(verdict), 1))
      for state in Gate.State.allCases { XCTAssertEqual(Verdict(world + [gate(state, false)]), verdict) }
    }
  }

  /// The same facts in any order give the same judgement; a fact twice never softens it.
  func testOrderAndRepetition() throws {
    let seed: UInt64 = 5
    var random = RepeatableRandom(seed: seed)
    var world = try JudgementWorld.usual("stop_when: [{ more_than: 2 files }, { touching: docs/** }, { area: [auth] }]")
    world.changes = ["docs/a", "Sources/auth/x", ".github/workflows/ci.yml", "b", "Sources/ok", "CODEOWNERS"].map {
      JudgementWorld.change($0)
    }
    let hits = [("b", 3), ("b", 1), ("docs/a", 2), ("b", 2)].map {
      SecretHit(JudgementWorld.key, in: RepositoryPath($0.0), .line($0.1))
    }
    world.secrets = SecretScan(hits: hits, addedLines: 9)
    let expected = world.judgement
    XCTAssertEqual(expected.verdict, .broken)
    XCTAssertEqual(
      expected.findings.map { "\($0.gate) \($0.path?.display ?? "-") \($0.line ?? 0)" },
      [
        "scope b 0", "scope docs/a 0", "protected .github/workflows/ci.yml 0", "protected CODEOWNERS 0", "budget - 0",
        "secrets b 1", "secrets b 2", "secrets b 3", "secrets docs/a 2", "stop Sources/auth/x 0",
      ])
    for _ in 0..<30 {
      var shuffled = world
      shuffled.changes.shuffle(using: &random)
      shuffled.secrets = SecretScan(hits: hits.shuffled(using: &random), addedLines: 9)
      XCTAssertEqual(shuffled.judgement, expected, "seed \(seed)")
    }
    world.secrets = SecretScan(hits: hits + hits, addedLines: 9)
    XCTAssertEqual(world.judgement.verdict, .broken)
    XCTAssertEqual(world.judgement.gates.map(\.state), expected.gates.map(\.state))
  }

  func testKept() throws {
    var world = try JudgementWorld.usual()
    world.changes = [JudgementWorld.change("Sources/a")]
    XCTAssertEqual(
      world.judgement.gates.map { "\($0.name) \($0.state.rawValue)" },
      [
        "approval pass", "scope pass", "protected pass", "budget not applicable", "secrets pass", "integrity pass",
        "validation pass",
        "stop not applicable", "tools unproven",
      ])
    XCTAssertEqual(world.judgement.verdict, .kept)
    for gate in GateName.allCases {
      world.request.onlyGates = [gate]
      XCTAssertEqual(world.judgement.verdict, .unproven, gate.rawValue)
    }
  }
}
