import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeSyntax

final class SecretsJudgementTests: XCTestCase {
  private func allowance(_ pattern: String, _ expires: String) throws -> Allowance {
    Allowance(
      pattern: try PathPattern(pattern), reason: "test vectors", expires: JudgementWorld.day(expires), line: 1)
  }

  func testTable() throws {
    let hit = SecretScan.Hit(path: RepositoryPath("Sources/k.txt"), line: 3, kind: JudgementWorld.key)
    let finding = "secrets.key Sources/k.txt:3: looks like a key"
    let revoke =
      "take it out of the branch's history and revoke it, or have the policy allow the file (secrets.allow)"
    let rows:
      [Row<(hits: [SecretScan.Hit], allow: [(String, String)]), (gate: String, findings: [String], hint: String?)>] = [
        Row(([], []), ("pass: none in 10 added lines", [], nil)),
        Row(([hit], []), ("fail: 1 in 10 added lines", [finding], revoke)),
        Row(
          ([hit], [("Sources/k.txt", "2026-06-01")]), ("pass: none in 10 added lines, 1 allowed by the policy", [], nil)
        ),
        Row(
          ([hit], [("Sources/k.txt", "2026-05-31")]),
          ("fail: 1 in 10 added lines", [finding], "the policy's allowance for 'Sources/k.txt' expired on 2026-05-31")),
        // Any allowance that is in force will do, and the latest of the expired ones is told.
        Row(
          ([hit], [("Sources/k.txt", "2020-01-01"), ("Sources/**", "2027-01-01")]),
          ("pass: none in 10 added lines, 1 allowed by the policy", [], nil)),
        Row(
          ([hit], [("Sources/**", "2020-01-01"), ("Sources/k.txt", "2021-01-01"), ("**", "2019-01-01")]),
          ("fail: 1 in 10 added lines", [finding], "the policy's allowance for 'Sources/k.txt' expired on 2021-01-01")),
        Row(([hit], [("sources/K.txt", "2027-01-01")]), ("fail: 1 in 10 added lines", [finding], revoke)),
      ]
    for row in rows {
      var world = try JudgementWorld.usual()
      world.changes = [JudgementWorld.change("Sources/k.txt", .create)]
      world.secrets = SecretScan(hits: row.input.hits, addedLines: 10)
      world.policy.secretAllowances = try row.input.allow.map { try allowance($0.0, $0.1) }
      XCTAssertEqual(world.gate(.secrets), row.expected.gate, file: row.file, line: row.line)
      XCTAssertEqual(world.findings, row.expected.findings, file: row.file, line: row.line)
      XCTAssertEqual(world.judgement.findings.first?.hint, row.expected.hint, file: row.file, line: row.line)
    }
  }

  func testNotScanned() throws {
    var world = try JudgementWorld.usual()
    world.changes = [JudgementWorld.change("Sources/a")]
    world.secrets = nil
    XCTAssertEqual(world.gate(.secrets), "unproven: the added lines were not scanned")
    XCTAssertEqual(world.judgement.verdict, .unproven)
  }
}
