import TestSupport
import XCTest

/// Every way to pass off as approved what nobody approved: each is refused, with its own message.
final class ApprovalCheatTests: XCTestCase {
  private typealias World = ApprovalWorld

  private struct Cheat {
    let name: String
    /// Brings main and the branch `work` into the state to judge.
    let play: (World) throws -> Void
    let expected: String
  }

  private static let gate =
    "unproven  approval     band low asks for 1 signed approval, and none counts (nothing raises it)\n"

  private static let missing = """
    Contracts/work.yaml: error: band low asks for 1 signed approval, and none counts (nothing raises it) \
    [approval.missing]
      hint: caskade approve work, and merge the approval to main
    """

  /// The approval lies on main, the work follows.
  private static func onMain(_ header: [String: String], contract: String = ContractText.small, key: String = "dev")
    -> (
      World
    ) throws -> Void
  {
    { world in
      try world.repository.write(
        World.file, try world.forge(try world.header(header), contract: contract, key: key))
      try world.repository.commit("Approve")
      try world.startWork()
    }
  }

  private static func signers(_ line: @escaping (World) throws -> String) -> (World) throws -> Void {
    { world in
      try world.repository.write("Contracts/allowed_signers", try line(world))
      try world.repository.commit("Signers")
      try onMain([:])(world)
    }
  }

  private static let anew = "\n  hint: review it, and approve it anew: caskade approve work"
  private static let elsewhere =
    "\n  hint: have somebody else approve it, or the key put into Contracts/allowed_signers on main"
  private static let write =
    "\n  hint: write on main: NAME namespaces=\"goal-contract@caskade\" TYPE KEY"

  private static func refused(_ what: String) -> String {
    gate + "\(World.file): error: \(what)\n" + missing
  }

  private let cheats: [Cheat] = [
    Cheat(
      name: "header edited",
      play: { world in
        let file = try world.forge(try world.header(), contract: ContractText.small, key: "dev")
        try world.repository.write(World.file, file.replacing("band: low", with: "band: high"))
        try world.repository.commit("Approve")
        try world.startWork()
      },
      expected: refused(
        "the signature is not one by 'dev@example.com' under this header and these bytes of the contract "
          + "[approval.signature]\(anew)")),
    Cheat(
      name: "another version signed", play: onMain([:], contract: World.wide),
      expected: refused(
        "the signature is not one by 'dev@example.com' under this header and these bytes of the contract "
          + "[approval.signature]\(anew)")),
    Cheat(
      name: "another's key", play: onMain([:], key: "stranger"),
      expected: refused("the key of the signature is not one of 'dev@example.com' on main [approval.other-key]\(anew)")),
    Cheat(
      name: "another namespace",
      play: { world in
        try world.repository.write(
          World.file, try world.forge(try world.header(), contract: ContractText.small, key: "dev", namespace: "git"))
        try world.repository.commit("Approve")
        try world.startWork()
      },
      expected: refused(
        "the signature was made for 'git', not for 'goal-contract@caskade' [approval.other-namespace]\(anew)")),
    Cheat(
      name: "for another path", play: onMain(["contract": "Contracts/other.yaml"]),
      expected: refused(
        "the approval is for 'Contracts/other.yaml' [approval.other-contract]\n"
          + "  hint: remove the file, and approve anew: caskade approve work")),
    Cheat(
      name: "for another branch", play: onMain(["branch": "elsewhere"]),
      expected: refused(
        "the approval is for branch 'elsewhere', and this is 'work' [approval.other-branch]\n"
          + "  hint: approve it for this branch: caskade approve work")),
    Cheat(
      name: "replayed after it expired", play: onMain(["expires": "2026-01-31"]),
      expected: refused("the approval expired on 2026-01-31 [approval.signature-expired]\(anew)")),
    Cheat(
      name: "given on a base of another history",
      play: onMain(["base": String(repeating: "1", count: 40)]),
      expected: refused(
        "the approval was given on 1111111, which is not in the history of main [approval.other-base]\(anew)")),
    Cheat(
      name: "a signer whom nobody named",
      play: onMain(["principal": "stranger@example.com"], key: "stranger"),
      expected: refused("'stranger@example.com' is not among the signers on main [approval.unknown-signer]\(elsewhere)")
    ),
    Cheat(
      name: "a revoked signer",
      play: { world in
        try onMain([:])(world)
        try world.repository.git("switch", "-q", "main")
        try world.repository.write("Contracts/allowed_signers", try world.signer("sec@example.com", "sec"))
        try world.repository.commit("Revoke")
        try world.repository.git("switch", "-q", "work")
      },
      expected: refused(
        "'dev@example.com' was a signer with this key, and is none on main any more [approval.revoked-signer]\(elsewhere)"
      )),
    Cheat(
      name: "a signer without a namespace", play: signers { try $0.signer("dev@example.com", "dev", options: "") },
      expected: refused(
        "'dev@example.com' stands only on line 1 of the signers on main, which doesn't count: it has no "
          + "namespaces=\"goal-contract@caskade\" [approval.ignored-signer]\(write)")),
    Cheat(
      name: "a signer of every namespace",
      play: signers { try $0.signer("dev@example.com", "dev", options: "namespaces=\"*\"") },
      expected: refused(
        "'dev@example.com' stands only on line 1 of the signers on main, which doesn't count: its namespaces are '*', "
          + "not exactly 'goal-contract@caskade' [approval.ignored-signer]\(write)")),
    Cheat(
      name: "a signer of every name", play: signers { try $0.signer("*@example.com", "dev") },
      expected: refused("'dev@example.com' is not among the signers on main [approval.unknown-signer]\(elsewhere)")),
    Cheat(
      name: "a certificate authority",
      play: signers {
        try $0.signer("dev@example.com", "dev", options: "cert-authority,namespaces=\"goal-contract@caskade\"")
      },
      expected: refused(
        "'dev@example.com' stands only on line 1 of the signers on main, which doesn't count: certificate authorities "
          + "are not supported [approval.ignored-signer]\(write)")),
    Cheat(
      name: "a key that is no longer valid",
      play: signers {
        try $0.signer(
          "dev@example.com", "dev", options: "namespaces=\"goal-contract@caskade\",valid-before=\"20260101\"")
      },
      expected: refused(
        "the key of 'dev@example.com' was valid until 2026-01-01 00:00:00Z [approval.key-validity]\(elsewhere)")),
    Cheat(
      name: "a key that is not yet valid",
      play: signers {
        try $0.signer(
          "dev@example.com", "dev", options: "valid-after=\"20990101Z\",namespaces=\"goal-contract@caskade\"")
      },
      expected: refused(
        "the key of 'dev@example.com' is valid from 2099-01-01 00:00:00Z [approval.key-validity]\(elsewhere)")),
    Cheat(
      name: "typed into a file",
      play: { world in
        try world.repository.write(World.file, try world.header() + "\napproved, really\n")
        try world.repository.commit("Approve")
        try world.startWork()
      },
      expected: refused(
        "this is no approval: no signature follows the header [approval.unreadable]\n"
          + "  hint: remove the file, and approve anew: caskade approve work")),
    Cheat(
      name: "only on the branch",
      play: { world in
        try world.startWork()
        try world.approve("dev")
        try world.repository.commit("Approve myself")
      },
      expected: gate + missing),
  ]

  func testEveryCheatIsRefused() throws {
    for cheat in cheats {
      let world = try World()
      try cheat.play(world)
      let result = try world.approval()
      XCTAssertEqual(result.text, cheat.expected, cheat.name)
      XCTAssertEqual(result.status, 1, cheat.name)
    }
  }

  /// The same file counts as long as nobody touched it: what the cheats differ in is what refuses them.
  func testWhatTheCheatsDifferFrom() throws {
    let world = try World()
    try Self.onMain([:])(world)
    let result = try world.approval()
    XCTAssertEqual(result.text, "pass      approval     signed by 1 of 1 for band low")
  }
}
