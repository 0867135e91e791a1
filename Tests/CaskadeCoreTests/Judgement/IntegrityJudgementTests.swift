import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax
import XCTest

@testable import CaskadeCore

/// What gate `integrity` makes of what was found.
final class IntegrityJudgementTests: XCTestCase {
  func testTheGate() {
    XCTAssertEqual(
      IntegrityJudgement([]).gate,
      Gate(.integrity, .pass, required: true, summary: "no check was removed or loosened"))
    XCTAssertEqual(
      IntegrityJudgement(nil).gate, Gate(.integrity, .unproven, required: true, summary: "the checks were not compared")
    )
    let path = RepositoryPath("Tests/ATests.swift")
    let judgement = IntegrityJudgement([IntegrityFinding(.testFileDeleted(tests: 1), path, .file)])
    XCTAssertEqual(
      judgement.gate, Gate(.integrity, .fail, required: true, summary: "1 check removed or loosened"))
    XCTAssertEqual(
      judgement.findings,
      [
        Finding(
          .error, gate: .integrity, rule: "integrity.test-file-deleted", path: path,
          "test file deleted with 1 test",
          hint: "restore it, or have the contract name the file under paths.checks_may_change")
      ])
  }
}
