import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeInspection
@testable import CaskadeSyntax

final class SecretsJudgementTests: XCTestCase {
  private func allowance(_ pattern: String, _ expires: String) throws -> Allowance {
    Allowance(
      pattern: try PathPattern(pattern), reason: "test vectors", expires: JudgementWorld.day(expires), line: 1)
  }

  private typealias Facts = (hits: [SecretHit], allow: [(String, String)])
  private typealias Judged = (gate: String, findings: [String], hint: String?)

  func testTable() throws {
    let hit = SecretHit(JudgementWorld.key, in: RepositoryPath("Sources/k.txt"), .line(3))
    let finding = "secrets.key Sources/k.txt:3: looks like a key"
    let revoke =
      "take it out of the branch's history and revoke it, or have the policy allow the file (secrets.allow)"
    let rows: [Row<Facts, Judged>] = [
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

  func testWordsBesideTheFiles() throws {
    let commit = try XCTUnwrap(ObjectID("0123456789012345678901234567890123456789"))
    let path = RepositoryPath("Sources/k.txt")
    let rows: [Row<SecretHit, (finding: String, hint: String)>] = [
      Row(
        SecretHit(JudgementWorld.key, in: nil, .message(line: 2), commit: commit),
        (
          "secrets.key -: looks like a key, in line 2 of the message of commit 0123456",
          "reword the commit (git rebase) and revoke it"
        )),
      Row(
        SecretHit(JudgementWorld.key, in: path, .name(masked: "Sources/<masked: key>")),
        (
          "secrets.key -: looks like a key, in the name of the file 'Sources/<masked: key>'",
          "rename the file in the branch's history and revoke it"
        )),
      Row(
        SecretHit(JudgementWorld.key, in: path, .line(4), commit: commit),
        (
          "secrets.key Sources/k.txt: looks like a key, in line 4 of commit 0123456: gone from the head, but in the "
            + "history that is pushed",
          "take it out of the branch's history and revoke it, or have the policy allow the file (secrets.allow)"
        )),
    ]
    for row in rows {
      var world = try JudgementWorld.usual()
      world.changes = [JudgementWorld.change("Sources/k.txt", .create)]
      world.secrets = SecretScan(hits: [row.input], addedLines: 10)
      XCTAssertEqual(world.findings, [row.expected.finding], file: row.file, line: row.line)
      XCTAssertEqual(world.judgement.findings.first?.hint, row.expected.hint, file: row.file, line: row.line)
    }
  }

  func testWhatIsUnseenNeverPasses() throws {
    let commit = try XCTUnwrap(ObjectID("0123456789012345678901234567890123456789"))
    let big = RepositoryPath("Sources/big.bin")
    var world = try JudgementWorld.usual()
    world.changes = [JudgementWorld.change("Sources/big.bin", .create)]
    world.unseen = [
      Unseen(by: .secrets, big, .tooLarge(70_000_000)), Unseen(by: .secrets, big, .missing, commit: commit),
    ]
    XCTAssertEqual(world.gate(.secrets), "unproven: none in 10 added lines, 2 files not looked at")
    XCTAssertEqual(world.gate(.integrity), "pass: no check was removed or loosened")
    XCTAssertEqual(world.judgement.verdict, .unproven)
    XCTAssertEqual(
      world.judgement.notChecked.map(\.text),
      [
        "secrets in 'Sources/big.bin': 70000000 bytes are more than are scanned",
        "secrets in 'Sources/big.bin' in commit 0123456: the repository doesn't have its content",
      ])
    world.unseen = [Unseen(by: .integrity, RepositoryPath("Tests/a.py"), .missing)]
    XCTAssertEqual(world.gate(.secrets), "pass: none in 10 added lines")
    XCTAssertEqual(world.gate(.integrity), "unproven: no check was removed or loosened, 1 file not looked at")
    XCTAssertEqual(
      world.judgement.notChecked.map(\.text),
      ["what changed in the check 'Tests/a.py': the repository doesn't have its content"])
  }

  func testNotScanned() throws {
    var world = try JudgementWorld.usual()
    world.changes = [JudgementWorld.change("Sources/a")]
    world.secrets = nil
    XCTAssertEqual(world.gate(.secrets), "unproven: the added lines were not scanned")
    XCTAssertEqual(world.judgement.verdict, .unproven)
  }
}
