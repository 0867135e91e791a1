import Foundation
import TestSupport
import XCTest

/// `caskade check` on small repositories, whole transcripts.
final class CheckTests: XCTestCase {
  /// A repository whose `main` holds the contract and one file of each kind; `work` is checked out.
  private func repository(_ contract: String = ContractText.small) throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.write("Contracts/work.yaml", contract)
    try repository.write("src/a.txt", "one\n")
    try repository.write("docs/guide.md", "guide\n")
    try repository.write("docs/private/plan.md", "plan\n")
    try repository.write("other.txt", "other\n")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    return repository
  }

  private let progress = """
    ------- stderr -------
    caskade: [1/1] true (working tree): started
    caskade: [1/1] true (working tree): pass, 0.0 s

    """

  /// What is said of many files of a folder is told once; evidence has every one of them.
  func testFilesOfOneFolderAreToldAtOnce() throws {
    let repository = try ScratchRepository()
    try repository.write("Contracts/work.yaml", ContractText.small)
    try repository.write("lib/a.txt", "one\n")
    try repository.write("lib/deep/b.txt", "one\n")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("lib/a.txt", "two\n")
    try repository.write("lib/deep/b.txt", "two\n")
    try repository.write("lib/c.txt", "new\n")
    try repository.commit("Work")
    let done = try repository.caskade("check", "--skip-validation", "--evidence", "../e.json")
    let base = try repository.git("rev-parse", "main").prefix(7)
    let way = "or amend the contract (caskade amend work) and have it approved again"
    XCTAssertTrue(
      done.output.contains(
        """


        Outside the scope: take it back, or ask for it
        lib/a.txt: error: 2 files in lib/: modified, outside the approved paths [scope.outside]
        lib/c.txt: error: created, outside the approved paths [scope.outside]
          hint: revert them (git checkout \(base) -- lib/a.txt lib/deep/b.txt), remove it (rm -- lib/c.txt), \(way)

        Changed files (0 allowed, 3 outside):
          lib/
            a.txt    +1 -1      outside
            c.txt    new +1 -0  outside
            deep/
              b.txt  +1 -1      outside


        """), done.text)
    XCTAssertTrue(done.output.hasSuffix("\n\nContract broken: 3 findings\n"), done.text)
    let evidence = try repository.read("../e.json")
    for path in ["lib/a.txt", "lib/c.txt", "lib/deep/b.txt"] {
      XCTAssertTrue(evidence.contains("\"\(path)\""), path)
    }
  }

  func testKept() throws {
    let repository = try repository()
    try repository.write("src/a.txt", "one\ntwo\n")
    try repository.write("src/b.txt", "new\n")
    try repository.commit("Work")
    let transcript = try repository.caskade("check")
    XCTAssertEqual(
      // Not every kernel lets one.
      transcript.text.replacingOccurrences(of: ", not contained", with: ", contained"),
      """
      Change the source                                                        Contracts/work.yaml
      main a57f3c5 -> 610d4e9 (working tree, 0 ignored files present) · 2 files +2 -0 · approved: its bytes are on main · base not pinned · host in place, contained

      Outcome: The source says what the ticket asks for.

      Changed files (2 allowed):
        src/
          a.txt  +1 -0
          b.txt  new +1 -0

        pass      approval     its bytes are on main, enough for band low
        pass      scope        2 of 2 changed files are inside the approved paths
        pass      protected    no protected file changed
        -         budget       the contract states none
        pass      secrets      none in 2 added lines
        pass      integrity    no check was removed or loosened
        pass      validation   1 of 1 command passed; what it ran isn't known                0.0 s
        -         stop         the contract states none
        unproven  tools        no transcript was given (not required)

      Contract kept
      \(progress)[exit status: 0]

      """)
  }

  func testEveryKindOfPathFinding() throws {
    let repository = try repository()
    try repository.write("docs/private/plan.md", "changed\n")
    try repository.remove("docs/guide.md")
    try repository.git("mv", "other.txt", "src/moved.txt")
    try repository.write(".github/workflows/ci.yml", "on: push\n")
    try repository.write("src/ok.txt", "ok\n")
    let transcript = try repository.caskade("check", "--skip-validation")
    XCTAssertEqual(transcript.status, 1)
    let findings = transcript.output.split(separator: "\n").filter {
      $0.contains(": error: ") || $0.hasPrefix("  contract:")
    }
    XCTAssertEqual(
      findings.joined(separator: "\n"),
      """
      .github/workflows/ci.yml: error: CI definition created, outside the approved paths [protected.ci]
      docs/guide.md: error: deleted, and 'docs/**' may only be changed by: create, modify [scope.operation]
        contract: Contracts/work.yaml:8: - path: docs/**
      other.txt: error: deleted, outside the approved paths [scope.outside]
      docs/private/plan.md: error: modified, and 'docs/private/**' is denied [scope.denied]
        contract: Contracts/work.yaml:11: - docs/private/**
      """)
    XCTAssertTrue(transcript.output.hasSuffix("\nContract broken: 4 findings\n"), transcript.output)
  }

  func testSelfDeclaredIsUnprovenAndTheCallerMayAllowIt() throws {
    let repository = try ScratchRepository()
    // A base without anything of caskade's isn't set up, and judges nothing.
    try repository.write("Contracts/policy.yaml", "caskade_policy: 1\n")
    try repository.write("src/a.txt", "one\n")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("Contracts/work.yaml", ContractText.small)
    try repository.write("src/a.txt", "two\n")
    let strict = try repository.caskade("check")
    XCTAssertEqual(strict.status, 1)
    XCTAssertTrue(
      strict.output.contains(
        """
        Contracts/work.yaml: error: the contract 'Contracts/work.yaml' is only on the branch: nobody has approved it \
        [approval.self-declared]
          hint: have it signed (caskade approve work), or have it merged to main; a person who judges by their own word says \
        --allow-self-declared
        """), strict.output)
    let allowed = try repository.caskade("check", "--allow-self-declared")
    XCTAssertEqual(allowed.status, 0, allowed.text)
    XCTAssertTrue(
      allowed.output.hasSuffix("\nContract unproven: approval was left out by the caller\n"), allowed.output)
  }

  func testAnAmendmentOnTheBranchDoesNotJudge() throws {
    let repository = try repository()
    try repository.write("Contracts/work.yaml", ContractText.small.replacing("src/**", with: "\"**\""))
    try repository.write("other.txt", "changed\n")
    try repository.commit("Widen")
    let transcript = try repository.caskade("check")
    XCTAssertEqual(transcript.status, 1)
    XCTAssertTrue(transcript.output.contains("other.txt: error: modified, outside the approved paths [scope.outside]"))
    XCTAssertTrue(
      transcript.output.contains(
        "Contracts/work.yaml: warning: amended on the branch, and nobody has approved that: the version on main judges "
          + "[approval.amendment]"), transcript.output)
  }

  func testAContractOfAnotherBranchFailsApproval() throws {
    let repository = try repository()
    try repository.git("switch", "-q", "-c", "elsewhere")
    try repository.write("src/a.txt", "two\n")
    let transcript = try repository.caskade("check", "--skip-validation")
    XCTAssertEqual(transcript.status, 1)
    XCTAssertTrue(
      transcript.output.contains(
        "Contracts/work.yaml:4: error: the contract governs 'work', and this is branch 'elsewhere' [approval.branch]"),
      transcript.output)
  }

  func testSkippedValidationIsUnprovenAndExitsWithZero() throws {
    let repository = try repository()
    try repository.write("src/a.txt", "two\n")
    let transcript = try repository.caskade("check", "--skip-validation")
    XCTAssertEqual(transcript.status, 0, transcript.text)
    XCTAssertTrue(
      transcript.output.hasSuffix("\nContract unproven: validation was left out by the caller\n"), transcript.output)
  }

  func testAFailingCommandShowsItsOutput() throws {
    let repository = try repository(ContractText.validating("echo seen; exit 3"))
    try repository.write("src/a.txt", "two\n")
    let transcript = try repository.caskade("check")
    XCTAssertEqual(transcript.status, 1)
    XCTAssertTrue(
      transcript.output.contains(
        """
        Contracts/work.yaml:13: error: 'echo seen; exit 3' exited with 3 [validation.failed]
          hint: run it yourself: echo seen; exit 3

        Output of 'echo seen; exit 3' (exited with 3):
          | seen
        """), transcript.output)
  }

  func testACommandThatChangesTheTreeProvesNothing() throws {
    let repository = try repository(ContractText.validating("echo more >> src/a.txt; echo x > left.txt"))
    try repository.write("src/a.txt", "two\n")
    let transcript = try repository.caskade("check")
    XCTAssertEqual(transcript.status, 1)
    for line in [
      "src/a.txt: error: changed while 'echo more >> src/a.txt; echo x > left.txt' ran, so what ran is not what was judged "
        + "[validation.tree-changed]",
      "left.txt: note: left behind by 'echo more >> src/a.txt; echo x > left.txt', and not judged: no tree had it "
        + "[validation.left-files]",
    ] { XCTAssertTrue(transcript.output.contains(line), transcript.output) }
    XCTAssertTrue(transcript.output.hasSuffix("\nContract unproven: nothing proves validation\n"), transcript.output)
  }

  func testACommittedHeadIsValidatedInACleanCheckout() throws {
    let repository = try repository(
      ContractText.validating("test -f src/a.txt && ! test -e untracked.txt && git log -1"))
    try repository.write("src/a.txt", "two\n")
    try repository.commit("Work")
    try repository.write("untracked.txt", "mine\n")
    let transcript = try repository.caskade("check", "--head", "work")
    XCTAssertEqual(transcript.status, 0, transcript.text)
    XCTAssertTrue(transcript.errors.contains("(clean checkout of the head): pass"), transcript.errors)
  }

  func testTheFixIsShownToBeReal() throws {
    let contract = ContractText.small.replacing(
      "  - \"true\"\n",
      with: """
          - run: sh src/test.sh
            on_base: fails
            carry: src/test.sh

        """)
    let repository = try repository(contract)
    try repository.write("src/test.sh", "grep -q two src/a.txt\n")
    try repository.write("src/a.txt", "two\n")
    try repository.commit("Fix")
    let honest = try repository.caskade("check")
    XCTAssertEqual(honest.status, 0, honest.text)
    XCTAssertTrue(honest.output.contains("1 of 1 command passed, 1 tells base from head"), honest.output)
    try repository.write("src/a.txt", "three\n")
    let broken = try repository.caskade("check")
    XCTAssertTrue(
      broken.output.contains("'sh src/test.sh' exited with 1, and fails on the base already [validation.failed]"),
      broken.output)
    XCTAssertFalse(
      broken.errors.contains("with the base's checks"), "what fails on the head has failed: \(broken.errors)")
    try repository.write("src/a.txt", "two\n")
    try repository.write("src/test.sh", "true\n")
    let empty = try repository.caskade("check")
    XCTAssertEqual(empty.status, 1)
    XCTAssertTrue(
      empty.output.contains("passes on the base too, so it doesn't show the change [validation.base-passes]"))
  }

  func testTheRepositoryIsLeftAsItWas() throws {
    let repository = try repository()
    try repository.write("src/a.txt", "two\n")
    try repository.write("src/new.txt", "new\n")
    func state() throws -> String {
      let listing = try repository.shell(
        "find .git -type f -print0 | sort -z | xargs -0 sha256sum; git worktree list; git for-each-ref")
      return listing.output
    }
    let before = try state()
    _ = try repository.caskade("check")
    _ = try repository.caskade("check", "--head", "work", "--skip-validation")
    _ = try repository.caskade("report")
    XCTAssertEqual(try state(), before)
    let left = try FileManager.default.contentsOfDirectory(atPath: repository.root.appendingPathComponent("tmp").path)
    XCTAssertEqual(left, [], "nothing stays in TMPDIR")
  }

  func testEvidenceIsDeterministicButForItsTiming() throws {
    let repository = try repository()
    try repository.write("src/a.txt", "two\n")
    func evidence() throws -> [String: Any] {
      let file = repository.root.appendingPathComponent("evidence.json")
      _ = try repository.caskade("check", "--evidence", file.path)
      let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
      return try XCTUnwrap(object as? [String: Any])
    }
    var first = try evidence()
    var second = try evidence()
    XCTAssertEqual(first["schema"] as? String, "caskade.evidence/1")
    XCTAssertEqual(first["verdict"] as? String, "kept")
    first["timing"] = nil
    second["timing"] = nil
    XCTAssertEqual(first as NSDictionary, second as NSDictionary)
  }

  func testSavedEvidenceIsSomebodysWord() throws {
    let repository = try repository()
    try repository.write("src/a.txt", "two\n")
    _ = try repository.caskade("check", "--evidence", "../evidence.json")
    let report = try repository.caskade("report", "../evidence.json")
    XCTAssertEqual(report.status, 0)
    XCTAssertEqual(
      report.output.split(separator: "\n")[1], "### Contract kept, asserted by evidence.json: Change the source")
    let piped = try repository.caskade(
      "report", "-", input: String(contentsOf: repository.root.appendingPathComponent("evidence.json"), encoding: .utf8)
    )
    XCTAssertEqual(
      piped.output.split(separator: "\n")[1], "### Contract kept, asserted by standard input: Change the source")
  }

  /// Packages by name and version, links where the forge is known, and `verify` finds the same again.
  func testPackagesOfLockFiles() throws {
    let repository = try ScratchRepository()
    func lock(_ packages: String) -> String { "{\"lockfileVersion\":3,\"packages\":{\(packages)}}\n" }
    let old = #""node_modules/a":{"version":"1.0.0","license":"MIT"}"#
    let new = #""node_modules/a":{"version":"1.1.0","license":"MIT"},"node_modules/@s/b":{"version":"2.0.0"}"#
    try repository.write("Contracts/work.yaml", ContractText.small)
    try repository.write("src/package-lock.json", lock(old))
    try repository.commit("Begin")
    try repository.git("remote", "add", "origin", "git@github.com:team/app.git")
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("src/package-lock.json", lock(new))
    try repository.write("src/yarn.lock", "what is this\n")
    try repository.commit("Work")
    let done = try repository.caskade("check", "--head", "work", "--skip-validation", "--evidence", "../e.json")
    XCTAssertTrue(
      done.output.contains(
        """

        Packages (1 added, 1 changed, 1 lock file not read):
          - not read: src/yarn.lock: its form isn't known
          - added @s/b 2.0.0, src/package-lock.json
          - changed a 1.0.0 to 1.1.0 (MIT), src/package-lock.json

        """), done.text)
    let report = try repository.caskade("report", "../e.json").output
    let head = try repository.git("rev-parse", "work").trimmingCharacters(in: .whitespacesAndNewlines)
    let link = "[`src/package-lock.json`](https://github.com/team/app/blob/\(head)/src/package-lock.json)"
    XCTAssertTrue(report.contains("\n- changed a 1.0.0 to 1.1.0 (MIT), \(link)\n"), report)
    XCTAssertEqual(try repository.caskade("verify", "../e.json", "--head", "work").status, 0)
  }

  func testOnlyNamesGatesAndCommands() throws {
    let repository = try repository(ContractText.validating("\"true\"", "\"false\""))
    try repository.write("src/a.txt", "two\n")
    let command = try repository.caskade("check", "--only", "true")
    XCTAssertEqual(command.status, 0, command.text)
    XCTAssertTrue(
      command.output.contains("unproven  validation   1 of 2 commands passed, others skipped by the caller (--only)"),
      command.output)
    let gate = try repository.caskade("check", "--only", "scope")
    XCTAssertEqual(gate.status, 0, gate.text)
    XCTAssertTrue(gate.output.contains("pass      scope "))
    XCTAssertTrue(gate.output.contains("unproven  validation   skipped by the caller (--only)"))
    XCTAssertEqual(
      try repository.caskade("check", "--only", "scop").text,
      """
      ------- stderr -------
      caskade: error: --only 'scop' names neither a gate nor a validation command of the contract
        hint: did you mean 'scope'?
      [exit status: 2]

      """)
  }
}
