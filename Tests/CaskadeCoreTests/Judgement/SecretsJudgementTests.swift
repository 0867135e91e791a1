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

  /// Of what matches, the entry that lasts longest decides, to its last day; each gate goes by the path.
  func testWhatIsAcceptedAsUnseen() throws {
    typealias Entries = (policy: [(String, String)], contract: [(String, String)])
    let open = "none in 10 added lines, 1 file not looked at"
    let accepted = "pass: none in 10 added lines, 1 accepted as unseen"
    let rows: [Row<Entries, (gate: String, word: String)>] = [
      Row(([], []), ("unproven: \(open)", "")),
      Row(
        ([("Designs/**", "2026-06-01")], []),
        (accepted, ", accepted as unseen by 'Designs/**' until 2026-06-01")),
      Row(
        ([], [("Designs/**", "2026-06-01")]),
        (accepted, ", accepted as unseen by 'Designs/**' until 2026-06-01")),
      Row(
        ([("Designs/**", "2026-05-31")], []), ("unproven: \(open)", "; 'Designs/**' accepted it until 2026-05-31")),
      Row(
        ([("Designs/**", "2026-05-31")], [("**/*.psd", "2026-07-01"), ("**", "2026-06-15")]),
        (accepted, ", accepted as unseen by '**/*.psd' until 2026-07-01")),
      Row(
        ([("designs/**", "2027-01-01")], [("Designs", "2020-01-01")]),
        ("unproven: \(open)", "; 'Designs' accepted it until 2020-01-01")),
      Row(([("Sources/**", "2027-01-01")], []), ("unproven: \(open)", "")),
    ]
    for row in rows {
      var world = try JudgementWorld.usual()
      let big = RepositoryPath("Designs/big.psd")
      world.changes = [JudgementWorld.change("Sources/a")]
      world.policy.unseen = try row.input.policy.map { try allowance($0.0, $0.1) }
      world.contract.paths.unseen = try row.input.contract.map { try allowance($0.0, $0.1) }
      world.unseen = [Unseen(by: .secrets, big, .missing), Unseen(by: .integrity, big, .tooLarge(9))]
      XCTAssertEqual(world.gate(.secrets), row.expected.gate, file: row.file, line: row.line)
      XCTAssertEqual(
        world.gate(.integrity),
        row.expected.gate.replacing("none in 10 added lines", with: "no check was removed or loosened"),
        file: row.file, line: row.line)
      XCTAssertEqual(
        world.judgement.notChecked.map { "\($0.kind.rawValue) \($0.subject) \($0.text)" },
        [
          "secrets Designs/big.psd secrets in 'Designs/big.psd': the repository doesn't have its content"
            + row.expected.word,
          "check Designs/big.psd what changed in the check 'Designs/big.psd': 9 bytes are more than are scanned"
            + row.expected.word,
        ], file: row.file, line: row.line)
    }
  }

  /// The one that is unseen may have written the contract.
  func testAContractThatNobodyApprovedAcceptsNothing() throws {
    var world = try JudgementWorld.usual()
    world.changes = [JudgementWorld.change("Sources/a")]
    world.contract.paths.unseen = [try allowance("**", "2027-01-01")]
    world.unseen = [Unseen(by: .secrets, RepositoryPath("Sources/a"), .missing)]
    for (source, gate) in [
      (ContractStanding.Source.base, "pass: none in 10 added lines, 1 accepted as unseen"),
      (.branch, "unproven: none in 10 added lines, 1 file not looked at"),
      (.file, "unproven: none in 10 added lines, 1 file not looked at"),
    ] {
      world.standing = world.standing.with(source: source)
      for isPermitted in [false, true] {
        world.policy.judgesSelfDeclared = isPermitted
        XCTAssertEqual(world.gate(.secrets), gate, "\(source)")
      }
    }
  }

  /// What was found outweighs what is unseen.
  func testAFindingBesideWhatIsAccepted() throws {
    var world = try JudgementWorld.usual()
    let path = RepositoryPath("Sources/a")
    world.changes = [JudgementWorld.change("Sources/a")]
    world.policy.unseen = [try allowance("Sources/a", "2027-01-01")]
    world.unseen = [Unseen(by: .secrets, path, .missing), Unseen(by: .secrets, RepositoryPath("Sources/b"), .missing)]
    world.secrets = SecretScan(hits: [SecretHit(JudgementWorld.key, in: path, .line(3))], addedLines: 10)
    XCTAssertEqual(
      world.gate(.secrets), "fail: 1 in 10 added lines, 1 file not looked at, 1 accepted as unseen")
  }

  func testNotScanned() throws {
    var world = try JudgementWorld.usual()
    world.changes = [JudgementWorld.change("Sources/a")]
    world.secrets = nil
    XCTAssertEqual(world.gate(.secrets), "unproven: the added lines were not scanned")
    XCTAssertEqual(world.judgement.verdict, .unproven)
  }
}
