import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore

/// The table of gates.
final class GatesTests: XCTestCase {
  func testEveryRowIsTheGateOfItsName() throws {
    let world = try JudgementWorld.usual()
    for (name, gate) in zip(GateName.allCases, Gates.all) {
      XCTAssertEqual(gate.name, name)
      XCTAssertEqual(gate.ruling(on: world.input).gate.name, name)
      for rule in gate.rules { XCTAssertEqual(rule.gate, name, rule.id) }
    }
    XCTAssertEqual(world.judgement.gates.map(\.name), GateName.allCases)
    let ranks = Gates.all.compactMap { $0.rankOfWholeChange }
    XCTAssertEqual(ranks.sorted(), Array(0..<ranks.count))
  }

  /// What the policy requires is never 'not applicable', whatever gate it is: a gate with nothing to judge says so.
  func testWhatThePolicyRequiresIsNeverNotApplicable() throws {
    var world = try JudgementWorld("paths:\n  allow: [Sources/**]")
    XCTAssertFalse(world.judgement.gates.filter { $0.state == .notApplicable }.isEmpty)
    world.policy.requiredGates = Set(GateName.allCases)
    for gate in world.judgement.gates {
      XCTAssertNotEqual(gate.state, .notApplicable, gate.name.rawValue)
      XCTAssertTrue(gate.required, gate.name.rawValue)
    }
  }

  /// A gate that is left out has no findings, and its questions are asked all the same.
  func testAGateThatIsLeftOut() throws {
    var world = try JudgementWorld.usual("stop_when: [{ touching: docs/** }, 'Is the text right?']")
    world.changes = [JudgementWorld.change("docs/a")]
    XCTAssertEqual(world.rules, ["scope.outside"])
    XCTAssertEqual(world.judgement.findings.first?.also.map(\.rule), ["stop.touching"])
    world.request.onlyGates = [.scope]
    XCTAssertEqual(world.rules, ["scope.outside"])
    XCTAssertEqual(world.judgement.findings.first?.also, [])
    XCTAssertEqual(world.gate(.stop), "unproven (skipped): skipped by the caller (--only)")
    XCTAssertEqual(world.gate(.tools), "unproven: no transcript was given (not required)")
    XCTAssertEqual(world.judgement.forHuman.map(\.text), ["Is the text right?"])
  }
}
