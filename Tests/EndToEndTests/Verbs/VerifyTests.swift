import Foundation
import TestSupport
import XCTest

/// `caskade verify`: what holds, what is stale, what differs, what can't be told.
final class VerifyTests: XCTestCase {
  /// A repository with committed work and evidence of it, made with more options.
  private func world(_ options: String..., contract: String = ContractText.small) throws -> ValidationWorld {
    let world = try ValidationWorld(contract: contract)
    try world.repository.commit("Work")
    _ = try world.repository.caskade(["check", "--evidence", "../evidence.json"] + options)
    return world
  }

  private func verify(_ world: ValidationWorld, _ options: String...) throws -> ScratchRepository.Transcript {
    try world.repository.caskade(["verify", "../evidence.json"] + options)
  }

  func testHolds() throws {
    let world = try world()
    XCTAssertEqual(
      try verify(world).text,
      """
      Change the source: kept, asserted by ../evidence.json
      main 587afa8 -> fd74e6f

        holds     trees, contract, policy, gates, 1 change and 0 findings
        asserted  validation: 1 command, by ../evidence.json alone; --rerun runs them here

      Evidence holds
      [exit status: 0]

      """)
  }

  func testHoldsForEveryWayOfChecking() throws {
    let commands = ContractText.validating("\"true\"", "\"false\"")
    for options in [
      ["--head", "work"], ["--skip-validation"], ["--only", "scope"], ["--only", "true"], ["--only", "approval"],
      ["--baseline"], ["--isolated"], ["--jobs", "2"], ["--allow-self-declared"], ["--thorough"],
    ] {
      let world = try ValidationWorld(contract: commands)
      try world.repository.commit("Work")
      _ = try world.repository.caskade(["check", "--evidence", "../evidence.json"] + options)
      let transcript = try verify(world)
      XCTAssertEqual(transcript.status, 0, "\(options) \(transcript.text)")
      XCTAssertTrue(transcript.output.contains("\nEvidence holds\n"), transcript.text)
    }
  }

  /// What rests on the caller's own word is no evidence for anybody else.
  func testTheCallersOwnRootOfTrustDoesNotHold() throws {
    let world = try world("--head", "work", "--contract-from", "main")
    let transcript = try verify(world)
    XCTAssertEqual(transcript.status, 1, transcript.text)
    let line = "  differs   request.contract_from: it rests on the caller's own word for 'main', not on the base\n"
    XCTAssertTrue(transcript.output.contains(line), transcript.text)
  }

  /// A branch that shared commits with the head may be gone since; that is no lie of the evidence.
  func testABranchThatIsGoneSinceMakesNoDifference() throws {
    let world = try ValidationWorld(contract: ContractText.small)
    try world.repository.commit("Shared")
    try world.repository.git("branch", "dev")
    try world.repository.write("src/a.txt", "more\n")
    try world.repository.commit("Work")
    let check = try world.repository.caskade("check", "--evidence", "../evidence.json")
    XCTAssertTrue(check.output.contains("[scope.other-work]"), check.text)
    XCTAssertEqual(try verify(world).status, 0)
    try world.repository.git("branch", "-D", "dev")
    let gone = try verify(world)
    XCTAssertFalse(gone.output.contains("differs"), gone.text)
    XCTAssertTrue(
      gone.output.contains(
        "  gone      whether other branches have its commits: no branch here shows that 1 of the head's 2 commits beyond main "
          + "is on branch 'dev' too\n"), gone.text)
    XCTAssertEqual(gone.status, 0, gone.text)
    // One that came since is no difference either.
    _ = try world.repository.caskade("check", "--evidence", "../evidence.json")
    try world.repository.git("branch", "new", "HEAD~1")
    let came = try verify(world)
    XCTAssertEqual(came.status, 0, came.text)
    XCTAssertTrue(came.output.contains("\nEvidence holds\n"), came.text)
  }

  func testUncommittedWorkThatWasCommittedSinceHolds() throws {
    let world = try ValidationWorld("\"true\"")
    _ = try world.repository.caskade("check", "--evidence", "../evidence.json")
    XCTAssertEqual(try verify(world).status, 0)
    try world.repository.commit("Work")
    let transcript = try verify(world)
    XCTAssertEqual(transcript.status, 0, transcript.text)
  }

  func testBrokenEvidenceHoldsToo() throws {
    let world = try ValidationWorld("\"false\"")
    try world.repository.write("other.txt", "outside\n")
    try world.repository.commit("Work")
    _ = try world.repository.caskade("check", "--evidence", "../evidence.json")
    let transcript = try verify(world)
    XCTAssertEqual(transcript.status, 0, transcript.text)
    XCTAssertTrue(transcript.output.hasPrefix("Change the source: broken, asserted by"), transcript.text)
  }

  func testStale() throws {
    let commits = try world("--head", "work")
    try commits.repository.write("src/b.txt", "more\n")
    try commits.repository.commit("More")
    assertStale(try verify(commits), "  stale     the head is ")

    let work = try world()
    try work.repository.write("src/b.txt", "more\n")
    assertStale(try verify(work), "  stale     the working tree has changed: ")

    let base = try world()
    try base.repository.git("switch", "-q", "main")
    try base.repository.write("unrelated.txt", "more\n")
    try base.repository.commit("More")
    try base.repository.git("switch", "-q", "work")
    assertStale(try verify(base), "  stale     main has moved from ")

    let amended = try world()
    try amended.repository.git("switch", "-q", "main")
    try amended.repository.write("Contracts/work.yaml", ContractText.small.replacing("src/**", with: "lib/**"))
    try amended.repository.commit("Amend")
    try amended.repository.git("switch", "-q", "work")
    assertStale(try verify(amended), "  stale     the contract 'Contracts/work.yaml' was amended on main")
  }

  private func assertStale(
    _ transcript: ScratchRepository.Transcript, _ line: String, file: StaticString = #filePath, at place: UInt = #line
  ) {
    XCTAssertEqual(transcript.status, 1, transcript.text, file: file, line: place)
    XCTAssertTrue(transcript.output.contains("\n\(line)"), transcript.text, file: file, line: place)
    XCTAssertFalse(transcript.output.contains("  differs "), transcript.text, file: file, line: place)
    XCTAssertTrue(
      transcript.output.hasSuffix("\nEvidence doesn't hold: it is stale\n"), transcript.text, file: file, line: place)
  }

  func testForgedClaims() throws {
    let world = try ValidationWorld("\"false\"")
    try world.repository.write("other.txt", "outside\n")
    try world.repository.commit("Work")
    _ = try world.repository.caskade("check", "--evidence", "../evidence.json")
    let file = world.repository.root.appendingPathComponent("evidence.json")
    let honest = try String(contentsOf: file, encoding: .utf8)
    let head = try world.repository.git("rev-parse", "HEAD").trimmingCharacters(in: .whitespacesAndNewlines)
    let rows: [Row<(String, String), String>] = [
      Row(("\"verdict\": \"broken\"", "\"verdict\": \"kept\""), "verdict: recorded \"kept\", here \"broken\""),
      Row(("\"added\": 1", "\"added\": 9"), "changes[other.txt].added: recorded 9, here 1"),
      Row(("\"pinned\": false", "\"pinned\": true"), ""),
      Row(
        ("\"path\": \"other.txt\"", "\"path\": \"src/c.txt\""),
        "changes[other.txt].path: recorded \"src/c.txt\", here \"other.txt\""),
      Row(("outside the approved paths", "inside the approved paths"), "findings[other.txt].message: "),
      Row(
        ("\"severity\": \"error\"", "\"severity\": \"note\""),
        "findings[other.txt].severity: recorded \"note\", here \"error\""),
      Row(
        ("\"title\": \"Change the source\"", "\"title\": \"Another\""),
        "contract.title: recorded \"Another\", here \"Change the source\""),
      Row(
        ("\"branch\": \"work\"", "\"branch\": \"other\""),
        "head.branch: the evidence is of branch 'other', and this is 'work'"),
      Row(
        ("\"tip\": \"", "\"tip\": \"\(head)\", \"was\": \""), "base.tip: \(head.prefix(7)) is not on main, which is at "
      ),
      // The gate has to follow from what the file says of the run.
      Row(
        ("\"state\": \"fail\",\n      \"where\"", "\"state\": \"pass\",\n      \"where\""),
        "gates[validation].state: recorded \"fail\", here \"pass\""),
    ]
    for row in rows where !row.expected.isEmpty {
      XCTAssertTrue(honest.contains(row.input.0), row.input.0, file: row.file, line: row.line)
      try Data(honest.replacingFirst(row.input.0, with: row.input.1).utf8).write(to: file)
      let transcript = try verify(world)
      XCTAssertEqual(transcript.status, 1, transcript.text, file: row.file, line: row.line)
      XCTAssertTrue(
        transcript.output.contains("\n  differs   \(row.expected)"), transcript.text, file: row.file, line: row.line)
    }
  }

  func testEvidenceOfAnotherBranch() throws {
    let world = try world("--head", "work")
    try world.repository.git("switch", "-q", "-c", "elsewhere", "main")
    try world.repository.write("src/z.txt", "z\n")
    try world.repository.commit("Elsewhere")
    let transcript = try verify(world)
    XCTAssertEqual(transcript.status, 1)
    XCTAssertTrue(
      transcript.output.contains("differs   head.branch: the evidence is of branch 'work', and this is 'elsewhere'"),
      transcript.text)
    XCTAssertEqual(try verify(world, "--head", "work").status, 0)
  }

  func testWhatCannotBeTold() throws {
    let world = try world("--head", "work")
    try world.repository.git("init", "-q", "-b", "main", "../empty")
    try world.repository.git("-C", "../empty", "commit", "-q", "--allow-empty", "-m", "Begin")
    let elsewhere = try world.repository.caskade("verify", "../evidence.json", "-C", "../empty")
    XCTAssertEqual(elsewhere.status, 1, elsewhere.text)
    XCTAssertTrue(elsewhere.output.contains("  unknown   the base: commit "), elsewhere.text)
    XCTAssertEqual(try world.repository.caskade("verify", "nowhere.json").status, 2)
    XCTAssertEqual(try world.repository.caskade("verify", "-", input: "{}").status, 2)
    try world.repository.git("branch", "-m", "main", "trunk")
    let nameless = try verify(world)
    XCTAssertEqual(nameless.status, 2, nameless.text)
    XCTAssertTrue(nameless.output.contains("  unknown   whether the base has moved: "), nameless.text)
    XCTAssertTrue(nameless.output.hasSuffix("\nEvidence can't be verified here\n"), nameless.text)
    XCTAssertEqual(try verify(world, "--base", "trunk").status, 0)
  }

  /// What ran with the base's checks runs so again.
  func testRunningAgainWithTheBasesChecks() throws {
    let world = try ProofWorld.shell()
    try world.repository.write("src/add.sh", "add() { echo $(($1 + $2 + 0)); }\n")
    try world.repository.write("tests/zero_test.sh", ". ./src/add.sh\ntest \"$(add 0 0)\" = 0\ntrue\n")
    XCTAssertEqual(try world.check().status, 0)
    let again = try world.repository.caskade("verify", "../evidence.json", "--rerun", "--base", "main")
    XCTAssertEqual(again.status, 0, again.text)
    XCTAssertTrue(again.output.contains("  witnessed 1 command ran here\n"), again.text)
  }

  func testRunningAgain() throws {
    let world = try world(
      "--head", "work", contract: ContractText.validating("test ! -e ../flag-\(UInt32.random(in: 0...9999))"))
    let honest = try verify(world, "--rerun")
    XCTAssertEqual(honest.status, 0, honest.text)
    XCTAssertTrue(honest.output.contains("  witnessed 1 command ran here\n"), honest.text)
    let file = world.repository.root.appendingPathComponent("evidence.json")
    // A failure that somebody wrote a pass over, everywhere.
    let failing = try self.world("--head", "work", contract: ContractText.validating("\"false\""))
    let other = failing.repository.root.appendingPathComponent("evidence.json")
    let text = try String(contentsOf: other, encoding: .utf8)
    XCTAssertTrue(text.contains("\"exit_status\": 1"))
    try Data(
      text.replacingOccurrences(of: "\"exit_status\": 1", with: "\"exit_status\": 0")
        .replacingOccurrences(
          of: "\"state\": \"fail\",\n      \"where\"", with: "\"state\": \"pass\",\n      \"where\""
        ).utf8
    ).write(to: other)
    let forged = try verify(failing, "--rerun")
    XCTAssertEqual(forged.status, 1)
    XCTAssertTrue(
      forged.output.contains(
        "  differs   validation[false]: recorded 'pass' (exit status 0), here 'fail' (exit status 1)"), forged.text)
    XCTAssertTrue(FileManager.default.fileExists(atPath: file.path))
  }

  func testSchemas() throws {
    let world = try ValidationWorld("\"true\"")
    for (option, title) in [
      ("--evidence", "caskade evidence"), ("--policy", "caskade: policy"), ("", "caskade: Goal Contract"),
    ] {
      let transcript = try world.repository.caskade(["schema"] + (option.isEmpty ? [] : [option]))
      XCTAssertEqual(transcript.status, 0)
      let schema = try JSONSerialization.jsonObject(with: Data(transcript.output.utf8)) as? [String: Any]
      XCTAssertEqual(schema?["title"] as? String, title)
    }
    XCTAssertEqual(try world.repository.caskade("schema", "--evidence", "--policy").status, 2)
  }
}

extension String {
  fileprivate func replacingFirst(_ part: String, with other: String) -> String {
    guard let range = range(of: part) else { return self }
    return replacingCharacters(in: range, with: other)
  }
}
