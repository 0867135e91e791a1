import TestSupport
import XCTest

/// What `approve` does besides signing, and what happens where OpenSSH is missing or old.
final class ApprovalToolTests: XCTestCase {
  private typealias World = ApprovalWorld

  private func signed() throws -> World {
    let world = try World()
    try world.approve("dev", "--note", "as discussed", "--expires", "2099-01-31")
    try world.repository.commit("Approve")
    return world
  }

  func testWhatIsShownIsWhatIsSigned() throws {
    let world = try World()
    let base = try world.repository.git("rev-parse", "main")
    let done = try world.repository.caskade("approve", "work", "--key", world.key("dev"), "--yes", "--note", "go")
    XCTAssertEqual(done.status, 0, done.text)
    let file = try world.repository.read(World.file)
    XCTAssertTrue(file.hasPrefix("format: caskade.approval/1\ncontract: Contracts/work.yaml\n"), file)
    XCTAssertTrue(file.contains("\nprincipal: dev@example.com\nband: low\nbranch: work\nbase: \(base)time: "), file)
    XCTAssertTrue(file.contains("Z\nexpires:\nnote: go\n\n-----BEGIN SSH SIGNATURE-----\n"), file)
    for line in file.split(separator: "\n").prefix(9) {
      XCTAssertTrue(done.output.contains("  \(line)\n"), done.output)
    }
    XCTAssertTrue(done.output.contains("May change (1 of "), done.output)
    XCTAssertTrue(
      done.output.hasSuffix(
        """
        Contracts/approvals/work/dev@example.com.approval is written.
        next: git add Contracts && git commit -m 'Approve work'
        It counts once it is merged to main, where the contract is.

        """), done.output)
  }

  /// As the documentation says that anybody can do it.
  func testStockToolsVerifyIt() throws {
    let world = try signed()
    let done = try world.repository.shell(
      """
      f=\(World.file); p=dev@example.com
      sed '1,/^$/d' $f > ../home/sig
      { sed '/^$/q' $f; cat Contracts/work.yaml; } |
        ssh-keygen -Y verify -n goal-contract@caskade -f Contracts/allowed_signers -I $p -s ../home/sig
      """)
    XCTAssertEqual(done.status, 0, done.text)
    XCTAssertTrue(
      done.output.hasPrefix("Good \"goal-contract@caskade\" signature for dev@example.com with ED25519 key"), done.text)
  }

  func testNobodyIsAskedWhereNobodyCanAnswer() throws {
    let world = try World()
    let done = try world.repository.caskade("approve", "work", "--key", world.key("dev"))
    XCTAssertEqual(
      done.text,
      """
      ------- stderr -------
      caskade: error: an approval is a person's word, and there is no terminal to ask at
        hint: start it at a terminal, or say --yes in a script that a person started
      [exit status: 2]

      """)
    XCTAssertFalse(world.repository.exists("Contracts/approvals"))
  }

  func testKeys() throws {
    let world = try World()
    let none = try world.repository.caskade("approve", "work", "--yes")
    XCTAssertEqual(
      none.errors,
      """
      caskade: error: there is no key to sign with: no --key, no user.signingkey of gpg.format ssh, no key in an \
      ssh-agent or in ~/.ssh
        hint: name one: --key ~/.ssh/id_ed25519 (ssh-keygen -t ed25519-sk makes one that asks for a touch)

      """)
    try world.repository.git("config", "gpg.format", "ssh")
    try world.repository.git("config", "user.signingkey", "~/dev.pub")
    let configured = try world.repository.caskade("approve", "work", "--yes")
    XCTAssertTrue(configured.output.contains("\nwith git's user.signingkey: ssh-ed25519 "), configured.text)
    XCTAssertTrue(world.repository.exists(World.file))
    let stranger = try world.repository.caskade(
      "approve", "work", "--yes", "--key", world.key("stranger"), "--as", "stranger@example.com")
    XCTAssertTrue(
      stranger.output.contains(
        "\nwarning: main doesn't name 'stranger@example.com' with this key in Contracts/allowed_signers: until it does, "
          + "the approval won't count\n"), stranger.text)
  }

  /// What can never count is said before it is signed; what can isn't.
  func testWhatWillNotCountIsDoubted() throws {
    let world = try World(contract: ContractText.small + "band: medium\n")
    let rows: [Row<[String], String?>] = [
      Row(["--band", "low"], "the contract is of band medium: an approval for band low won't count"),
      Row(["--band", "high"], nil),
      Row(["--branch", "other"], "the contract governs 'work': an approval for 'other' alone won't count there"),
      Row(["--branch", "work"], nil),
      Row(["--branch", "w*"], nil),
    ]
    for row in rows {
      let done = try world.repository.caskade(["approve", "work", "--key", world.key("dev"), "--yes"] + row.input)
      let doubts = done.output.split(separator: "\n").filter { $0.hasPrefix("warning: ") }
      XCTAssertEqual(doubts, row.expected.map { ["warning: \($0)"] } ?? [], file: row.file, line: row.line)
    }
  }

  /// On a branch whose contract the base has, an approval is a file that waits to be merged.
  func testAnApprovalThatWaitsForTheBaseIsListedAsWaiting() throws {
    let world = try World()
    try world.repository.git("switch", "-q", "-c", "work")
    try world.approve("dev")
    let list = try world.repository.caskade("approve", "--list")
    XCTAssertTrue(
      list.output.contains("dev@example.com (in the working tree): counts once it is merged to main; band low, "),
      list.text)
  }

  func testAnAgentsFirstKey() throws {
    let world = try World()
    let caskade = ScratchRepository.binary.path
    let done = try world.repository.shell(
      """
      eval "$(ssh-agent -s)" > /dev/null
      ssh-add -q '\(world.key("sec"))' 2>&1
      mv '\(world.key("sec"))' '\(world.key("sec")).away'
      '\(caskade)' approve work --yes
      status=$?
      kill "$SSH_AGENT_PID"
      exit $status
      """)
    XCTAssertEqual(done.status, 0, done.text)
    XCTAssertTrue(done.output.contains("\nwith the first key of the ssh-agent: ssh-ed25519 "), done.text)
    XCTAssertTrue(world.repository.exists("Contracts/approvals/work/sec@example.com.approval"), done.text)
  }

  func testListAndRevoke() throws {
    let world = try signed()
    let signers = try world.repository.read("Contracts/allowed_signers")
    try world.repository.write("Contracts/allowed_signers", signers + world.signer("x", "stranger", options: ""))
    try world.repository.commit("One more")
    let list = try world.repository.caskade("approve", "--list")
    let id = try world.repository.git("rev-parse", "main").prefix(7)
    let lines = list.output.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.contains("signed 2") ? String(line.prefix { $0 != ";" }) + " ... " + line.suffix(34) : String(line)
    }
    XCTAssertEqual(
      lines.joined(separator: "\n"),
      """
      Contracts/work.yaml
        dev@example.com (on main): counts ... , until 2099-01-31, 'as discussed'
        dev@example.com (in the working tree): counts ... , until 2099-01-31, 'as discussed'

      signers: 2 on main \(id) (not pinned)
        line 3 is ignored: it has no namespaces="goal-contract@caskade"

      """)
    let revoked = try world.repository.caskade("approve", "work", "--revoke", "--as", "dev@example.com")
    XCTAssertEqual(
      revoked.text,
      """
      Contracts/approvals/work/dev@example.com.approval is removed.
      next: git add -A Contracts && git commit -m 'Revoke approval'
      then: merge it to main: until then it counts
      An approval that was only on a branch can be put back by whoever writes the branch: to end it for good, close the \
      contract on main, or take the key out of Contracts/allowed_signers there.
      [exit status: 0]

      """)
    try world.repository.commit("Revoke")
    try world.startWork()
    XCTAssertEqual(try world.approval().status, 1)
  }

  /// A signature under a change of policy or signers counts for that change alone.
  func testListAndRevokeOfPolicyAndSigners() throws {
    let world = try ApprovalWorld(policy: "policy_changes: { approvals: 1 }\n")
    let repository = world.repository
    try repository.git("switch", "-q", "-c", "loosen")
    try repository.write("Contracts/policy.yaml", "caskade_policy: 1\n")
    try repository.remove("Contracts/allowed_signers")
    for word in ["policy", "Contracts/allowed_signers"] {
      let done = try repository.caskade("approve", word, "--key", world.key("dev"), "--as", "dev@example.com", "--yes")
      XCTAssertEqual(done.status, 0, done.text)
    }
    func list(_ words: String...) throws -> [String] {
      let done = try repository.caskade(["approve", "--list"] + words)
      XCTAssertEqual(done.status, 0, done.text)
      return done.output.split(separator: "\n").prefix { !$0.hasPrefix("signers:") }.map { line in
        String(line.prefix { $0 != ";" })
      }
    }
    XCTAssertEqual(
      try list(),
      [
        "Contracts/allowed_signers", "  dev@example.com (in the working tree): counts", "Contracts/policy.yaml",
        "  dev@example.com (in the working tree): counts",
      ])
    XCTAssertEqual(
      try list("policy"), ["Contracts/policy.yaml", "  dev@example.com (in the working tree): counts"])
    try repository.write("Contracts/policy.yaml", "caskade_policy: 1\n# other bytes\n")
    XCTAssertEqual(
      try list("Contracts/policy.yaml")[1],
      "  dev@example.com (in the working tree): doesn't count: the signature is not one by 'dev@example.com' under this "
        + "header and these bytes of the contract")
    try repository.git("checkout", "-q", "main", "--", "Contracts/policy.yaml")
    XCTAssertEqual(
      try list("policy")[1],
      "  dev@example.com (in the working tree): doesn't count: there is no change here against main")
    let revoked = try repository.caskade("approve", "policy", "--revoke", "--as", "dev@example.com")
    XCTAssertEqual(
      revoked.text,
      """
      Contracts/approvals/policy/dev@example.com.approval is removed.
      next: git add -A Contracts && git commit -m 'Revoke approval'
      It counted for the change on this branch alone.
      An approval that was only on a branch can be put back by whoever writes the branch: to end it for good, take the \
      key out of Contracts/allowed_signers on main.
      [exit status: 0]

      """)
  }

  /// A contract of a name that policy and signers have is one for no verb.
  func testAContractOfATakenName() throws {
    let world = try ApprovalWorld()
    let repository = world.repository
    try repository.write("Contracts/policy.yml", ContractText.small)
    let what = "a contract can't be called 'policy': its approvals would be those of Contracts/policy"
    let hint = "  hint: give it another name: Contracts/NAME.yaml\n"
    for words in [["approve", "Contracts/policy.yml", "--yes"], ["check", "Contracts/policy.yml"]] {
      let done = try repository.caskade(words)
      XCTAssertEqual(done.status, 2, done.text)
      XCTAssertEqual(done.errors, "caskade: error: \(what)\n\(hint)", done.text)
    }
    let lint = try repository.caskade("lint", "Contracts/policy.yml")
    XCTAssertEqual(lint.status, 1, lint.text)
    XCTAssertTrue(
      lint.output.hasPrefix("Contracts/policy.yml: error: \(what) [lint.taken-name]\n\(hint)"), lint.text)
    for name in ["policy.yaml", "policy.yml", "allowed_signers.yaml"] {
      let done = try repository.caskade("draft", "Other", "--output", "Contracts/\(name)", "--no-input")
      XCTAssertEqual(done.status, 2, done.text)
      XCTAssertTrue(done.errors.contains("a contract can't be called '"), done.text)
    }
  }

  /// Without the program, or with one that can't verify, there is an error and never an answer.
  func testOpenSSHIsMissingOldOrALie() throws {
    let world = try signed()
    try world.startWork()
    let programs: [(String, String?, String)] = [
      ("missing", nil, "cannot find 'ssh-keygen' in any absolute folder of PATH"),
      (
        "old", "echo 'unknown option -- Y' >&2; echo 'usage: ssh-keygen' >&2; exit 1",
        "this ssh-keygen can neither sign nor verify"
      ),
      ("always content", "exit 0", "ssh-keygen could not verify: exit status 0"),
      (
        "nobody", "echo 'No user exists for uid 4711' >&2; exit 255",
        "ssh-keygen could not verify: No user exists for uid 4711"
      ),
    ]
    for (name, script, message) in programs {
      try world.repository.write("../bin/git", "#!/bin/sh\nexec /usr/bin/git \"$@\"\n")
      if let script { try world.repository.write("../bin/ssh-keygen", "#!/bin/sh\n\(script)\n") }
      _ = try world.repository.shell("chmod +x ../bin/*")
      let folder = world.repository.root.appendingPathComponent("bin").path
      let done = try world.repository.caskade(["check", "--skip-validation"], adding: ["PATH": folder])
      XCTAssertEqual(done.status, 2, "\(name): \(done.text)")
      XCTAssertEqual(done.output, "", name)
      XCTAssertTrue(done.errors.hasPrefix("caskade: error: \(message)\n"), "\(name): \(done.errors)")
    }
  }

  func testTheCallersOwnWord() throws {
    let world = try World(policy: "bands:\n  low: { approvals: 0 }\n")
    try world.startWork(violating: true)
    try world.repository.write("../home/wide.yaml", World.wide)
    let file = try world.approval("--contract-from", "../home/wide.yaml")
    XCTAssertEqual(
      file.text, "pass      approval     the caller's own word for '../home/wide.yaml', enough for band low")
    try world.repository.git("branch", "trusted", "main")
    try world.repository.git("switch", "-q", "trusted")
    try world.repository.write("Contracts/work.yaml", World.wide)
    try world.repository.commit("Widen")
    try world.repository.git("switch", "-q", "work")
    let revision = try world.approval("--contract-from", "trusted")
    XCTAssertEqual(
      revision.text.split(separator: "\n").first, "pass      approval     its bytes are on trusted, enough for band low"
    )
    XCTAssertFalse(revision.text.contains("[scope."), revision.text)
    XCTAssertEqual(try world.approval("--contract-from", "nowhere").status, 2)
  }

  /// Names that look like the base's own.
  func testNamesThatPoseAsTheBase() throws {
    let world = try World()
    try world.startWork(violating: true)
    try world.repository.git("tag", "main", "work")
    XCTAssertTrue(try world.approval("--base", "main").text.contains("[scope.outside]"))
    try world.repository.git("update-ref", "refs/remotes/origin/main", "main~0")
    try world.repository.git("branch", "origin/main", "work")
    let both = try world.approval("--base", "origin/main")
    XCTAssertEqual(both.status, 2, both.text)
    try world.repository.git("tag", "trunk", "work")
    XCTAssertEqual(try world.approval("--base", "trunk").status, 2)
    try world.repository.git("branch", "-D", "origin/main")
    try world.repository.git("update-ref", "-d", "refs/remotes/origin/main")
    try world.repository.git("update-ref", "-d", "refs/heads/main")
    XCTAssertEqual(try world.approval().status, 2, "without a base nothing is judged")
  }
}
