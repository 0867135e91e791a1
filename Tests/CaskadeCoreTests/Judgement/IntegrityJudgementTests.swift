import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax
import XCTest

@testable import CaskadeCore

/// What gate `integrity` makes of what was found.
final class IntegrityJudgementTests: XCTestCase {
  func testTheGate() {
    XCTAssertEqual(
      IntegrityGate.ruling(on: []).gate,
      Gate(.integrity, .pass, required: true, summary: "no check was removed or loosened"))
    XCTAssertEqual(
      IntegrityGate.ruling(on: nil).gate,
      Gate(.integrity, .unproven, required: true, summary: "the checks were not compared")
    )
    let path = RepositoryPath("Tests/ATests.swift")
    let judgement = IntegrityGate.ruling(on: [IntegrityFinding(.testFileDeleted(tests: 1), path, .file)])
    XCTAssertEqual(
      judgement.gate, Gate(.integrity, .fail, required: true, summary: "1 check removed or loosened"))
    XCTAssertEqual(
      judgement.ofChanges,
      [
        Finding(
          .error, gate: .integrity, rule: FindingRule(.testFileDeleted), path: path,
          "test file deleted with 1 test",
          hint: "restore it, or have the contract name the file under paths.checks_may_change")
      ])
  }

  /// Code that has a hand in how it is judged proves nothing by what its tests say.
  func testDoubts() {
    let path = RepositoryPath("src/a.py")
    func gate(_ facts: IntegrityFact..., provenByBase: Bool = false) -> [String] {
      let ruling = IntegrityGate.ruling(
        on: facts.map { IntegrityFinding($0, path, .head(1)) }, provenByBase: provenByBase)
      return ["\(ruling.gate.state.rawValue): \(ruling.gate.summary)"] + ruling.ofChanges.map { "\($0.severity)" }
    }
    let one = ["unproven: no check was removed or loosened, 1 that only a person can judge", "error"]
    XCTAssertEqual(gate(.assertionPatched("pytest.raises =", isSure: true)), one)
    XCTAssertEqual(gate(.skippedByCode("pytest.skip")), one)
    XCTAssertEqual(gate(.skippedByCode("pytest.skip"), provenByBase: true), one)
    XCTAssertEqual(
      gate(.runnerProbed("PYTEST_CURRENT_TEST"), .endedAtLoad("os._exit"), .assertionPatched("a.b =", isSure: false)),
      ["pass: no check was removed or loosened, 3 to look at", "warning", "warning", "warning"])
    XCTAssertEqual(
      gate(.skippedByCode("pytest.skip"), .testFocused),
      ["fail: 1 check removed or loosened, 1 that only a person can judge", "error", "error"])
  }

  /// Another contract's loose checks are said, and are no fault of this branch.
  func testJointWork() throws {
    var world = try JudgementWorld.usual()
    let check = RepositoryPath("tests/login test.py")
    world.joint = [
      JointWork(name: "old-tests", isDone: false, example: check, checks: 1),
      JointWork(name: "store", isDone: true, example: check, checks: 3),
    ]
    XCTAssertEqual(world.gate(.integrity), "pass: no check was removed or loosened")
    XCTAssertEqual(world.judgement.verdict, .kept)
    XCTAssertEqual(
      world.judgement.findings.map { "\($0.severity) \($0.message) [\($0.rule)] / \($0.hint ?? "")" },
      [
        "note contract 'store', done on main since, was let loosen checks that guard what this contract may change: "
          + "tests/login test.py and 2 more [integrity.joint] / read what became of it before this is merged: "
          + "git diff ccccccc main -- 'tests/login test.py'",
        "note the open contract 'old-tests' lets somebody loosen checks that guard what this contract may change: "
          + "tests/login test.py [integrity.joint] / have one done before the other: caskade status shows the order",
      ])
  }
}
