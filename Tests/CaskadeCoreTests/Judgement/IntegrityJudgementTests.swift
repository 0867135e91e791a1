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
}
