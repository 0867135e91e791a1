import Foundation
import TestSupport
import XCTest

/// What the process itself does to a repository, from the setting-up pull request on, as a forge's job sees it.
final class OccasionEndToEndTests: XCTestCase {
  private static let policy = "caskade_policy: 1\nbase: main\n"
  private static let whole = ContractText.small + "expires: 2100-01-01\nstop_when: [{ more_than: 3 files }]\n"

  /// The environments of a job; the event's payload lies beside the repository.
  private enum Forge: String, CaseIterable {
    case none, plainCI, gitHub, gitHubQueue, gitLab

    func environment(_ branch: String, by author: String, event: String) -> [String: String] {
      switch self {
      case .none: [:]
      case .plainCI: ["CI": "true"]
      case .gitHub:
        [
          "CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main",
          "GITHUB_HEAD_REF": branch, "GITHUB_ACTOR": author, "GITHUB_EVENT_PATH": event,
        ]
      case .gitHubQueue:
        [
          "CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "merge_group", "GITHUB_ACTOR": author,
          "GITHUB_REF": "refs/heads/gh-readonly-queue/main/pr-1-0f3c", "GITHUB_EVENT_PATH": event,
        ]
      case .gitLab:
        [
          "CI": "true", "GITLAB_CI": "true", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
          "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": branch, "GITLAB_USER_LOGIN": author,
        ]
      }
    }
  }

  private func repository(_ files: [String: String] = ["Contracts/policy.yaml": policy]) throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.write("a.txt", "one\n")
    for (path, text) in files.sorted(by: { $0.key < $1.key }) { try repository.write(path, text) }
    try repository.commit("Begin")
    return repository
  }

  /// The job of a pull request: base and head by full ids, as `init` writes it.
  private func job(
    _ repository: ScratchRepository, _ forge: Forge, by author: String = "ada", opened: String? = nil
  ) throws -> ScratchRepository.Transcript {
    let branch = try repository.git("branch", "--show-current").trimmingCharacters(in: .newlines)
    let head = try repository.git("rev-parse", "HEAD").trimmingCharacters(in: .newlines)
    let base = try repository.git("rev-parse", "main").trimmingCharacters(in: .newlines)
    try repository.write("../home/event.json", "{\"pull_request\":{\"user\":{\"login\":\"\(opened ?? author)\"}}}")
    let event = repository.root.appendingPathComponent("home/event.json").path
    let words = ["check", "--base", base, "--head", head] + (forge == .gitHubQueue ? [] : ["--branch", branch])
    return try repository.caskade(words, adding: forge.environment(branch, by: author, event: event))
  }

  /// Without ids.
  private func plain(_ transcript: ScratchRepository.Transcript) -> String {
    transcript.text.replacing(#/\b[0-9a-f]{7}\b/#, with: "ID")
  }

  private func last(_ transcript: ScratchRepository.Transcript) -> String {
    "\(plain(transcript).split(separator: "\n").dropLast().last ?? "") [\(transcript.status)]"
  }

  // MARK: The table

  func testEveryOutcomeAtEveryForge() throws {
    struct World {
      let name: String
      let base: [String: String]
      let change: (ScratchRepository) throws -> Void
      let expected: String
    }
    let set = ["Contracts/policy.yaml": Self.policy]
    let withContract = ["Contracts/policy.yaml": Self.policy, "Contracts/work.yaml": Self.whole]
    let free = ["Contracts/policy.yaml": Self.policy + "governed: { branches: [claude/*] }\n"]
    let worlds = [
      World(
        name: "setting up", base: [:], change: { try $0.write("Contracts/policy.yaml", Self.policy) },
        expected: "Not set up: ID has neither contracts nor policy; 'caskade init' writes what it takes [0]"),
      World(
        name: "empty", base: set, change: { _ in },
        expected: "Empty: the commits since ID leave its tree as it was [0]"),
      World(
        name: "a contract", base: set, change: { try $0.write("Contracts/work.yaml", Self.whole) },
        expected: "Contract files only: only contracts and what belongs to them change [0]"),
      World(
        name: "a broken contract", base: set, change: { try $0.write("Contracts/work.yaml", "caskade: 1\n") },
        expected: "Contract files only: only contracts and what belongs to them change; 2 findings [1]"),
      World(
        name: "closing", base: withContract,
        change: { XCTAssertEqual(try $0.caskade("close", "work", "--as", "done").status, 0) },
        expected: "Contract files only: only contracts and what belongs to them change [0]"),
      World(
        name: "policy", base: set, change: { try $0.write("Contracts/policy.yaml", Self.policy + "# more\n") },
        expected: "Policy change: only policy, signers and contracts change [0]"),
      World(
        name: "no policy any more", base: withContract, change: { try $0.remove("Contracts/policy.yaml") },
        expected: "Policy change: only policy, signers and contracts change [0]"),
      World(
        name: "work without a contract", base: set, change: { try $0.write("a.txt", "two\n") },
        expected: "Contract unproven: no contract governs this work [1]"),
      World(
        name: "a contract and more", base: set,
        change: {
          try $0.write("Contracts/policy.yaml", Self.policy + "# more\n")
          try $0.write("a.txt", "two\n")
        }, expected: "Contract unproven: no contract governs this work [1]"),
      World(
        name: "a link for a contract", base: set, change: { try $0.link("Contracts/work.yaml", to: "../a.txt") },
        expected: "Contract unproven: no contract governs this work [1]"),
      World(
        name: "a script among contracts", base: set, change: { try $0.write("Contracts/run.sh", "true\n") },
        expected: "Contract unproven: no contract governs this work [1]"),
      World(
        name: "contracts elsewhere", base: set, change: { try $0.write("lib/Contracts/work.yaml", Self.whole) },
        expected: "Contract unproven: no contract governs this work [1]"),
      World(
        name: "policy beside work", base: free,
        change: {
          try $0.write("Contracts/policy.yaml", Self.policy)
          try $0.write("a.txt", "two\n")
        }, expected: "Contract unproven: no contract governs this work [1]"),
      World(
        name: "a contract beside work", base: free,
        change: {
          try $0.write("Contracts/work.yaml", Self.whole)
          try $0.write("a.txt", "two\n")
        }, expected: "Contract unproven: no contract governs this work [1]"),
      World(
        name: "an approval beside work", base: free,
        change: {
          try $0.write("Contracts/approvals/work/dev@example.com.approval", "x\n")
          try $0.write("a.txt", "two\n")
        }, expected: "Contract unproven: no contract governs this work [1]"),
    ]
    for world in worlds {
      let repository = try repository(world.base)
      try repository.git("switch", "-q", "-c", "change")
      try world.change(repository)
      try repository.commit("Change")
      for forge in Forge.allCases {
        XCTAssertEqual(last(try job(repository, forge)), world.expected, "\(world.name), \(forge)")
      }
    }
  }

  // MARK: Refusals

  func testAJobThatIsMisaimed() throws {
    let repository = try repository([:])
    try repository.git("switch", "-q", "-c", "change")
    try repository.write("a.txt", "two\n")
    try repository.commit("Change")
    for forge in Forge.allCases where forge != .none {
      XCTAssertEqual(
        plain(try job(repository, forge)),
        """
        ------- stderr -------
        caskade: error: there is no open contract, neither on ID nor on the head
          hint: write one: caskade draft 'What has to be done'
        [exit status: 2]

        """, forge.rawValue)
    }
    XCTAssertEqual(
      plain(try repository.caskade("check")),
      """
      main ID -> ID · 1 file +1 -1 · base not pinned

      Not set up: main has neither contracts nor policy; 'caskade init' writes what it takes
      [exit status: 0]

      """)
  }

  func testAPushToTheBase() throws {
    let repository = try repository()
    let push = ["CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "push", "GITHUB_REF": "refs/heads/main"]
    XCTAssertEqual(
      plain(try repository.caskade(["check"], adding: push)),
      """
      ------- stderr -------
      caskade: error: nothing differs between main ID and the working tree: there is nothing to judge; this is a job for a \
      push to the base itself
        hint: check pull requests; what has reached the base is for an audit of its history
      [exit status: 2]

      """)
  }

  // MARK: Whole messages

  func testAnUngovernedChange() throws {
    let repository = try repository()
    try repository.git("switch", "-q", "-c", "typo")
    try repository.write("a.txt", "two\n")
    try repository.commit("Change")
    XCTAssertEqual(
      plain(try repository.caskade("check")),
      """
      main ID -> ID · 1 file +1 -1 · base not pinned

      Approval: only a person can give it
      the change: error: no contract governs this work: the policy wants a contract for all work [approval.no-contract]
        hint: draft one for a person to review, and have it merged to main: caskade draft 'What has to be done'

        unproven  approval     no contract governs this work

      Contract unproven: no contract governs this work
      [exit status: 1]

      """)
  }

  /// Once merged it would be in force, and nobody would have looked at what it grants.
  func testAContractBesideWorkThatThePolicyDoesNotGovern() throws {
    let repository = try repository(["Contracts/policy.yaml": Self.policy + "governed: { branches: [claude/*] }\n"])
    try repository.git("switch", "-q", "-c", "typo")
    try repository.write("a.txt", "two\n")
    try repository.write("Contracts/later.yaml", Self.whole)
    try repository.commit("Change")
    XCTAssertEqual(
      plain(try repository.caskade("check")),
      """
      main ID -> ID · 2 files +16 -1 · base not pinned

      Approval: only a person can give it
      the change: error: no contract governs this work: it brings 'Contracts/later.yaml' beside other work \
      [approval.no-contract]
        hint: propose 'Contracts/later.yaml' in a pull request of its own, apart from the other changes: a person reviews \
      what it grants

        unproven  approval     no contract governs this work

      Contract unproven: no contract governs this work
      [exit status: 1]

      """)
    try repository.remove("Contracts/later.yaml")
    try repository.commit("Alone")
    XCTAssertEqual(try repository.caskade("check").status, 0)
    // What takes authority away is nobody's to ask for.
    try repository.git("switch", "-q", "main")
    try repository.write("Contracts/later.yaml", Self.whole)
    try repository.commit("A contract")
    try repository.git("switch", "-q", "-c", "other")
    try repository.remove("Contracts/later.yaml")
    try repository.write("a.txt", "three\n")
    try repository.commit("Remove")
    XCTAssertEqual(try repository.caskade("check").status, 0)
  }

  func testAnAmendment() throws {
    let repository = try repository(["Contracts/policy.yaml": Self.policy, "Contracts/work.yaml": Self.whole])
    try repository.git("switch", "-q", "-c", "change")
    try repository.write("Contracts/work.yaml", Self.whole.replacing("- src/**", with: "- src/**\n    - db/**"))
    try repository.commit("Change")
    XCTAssertEqual(
      plain(try repository.caskade("check")),
      """
      main ID -> ID · 1 file +1 -0 · base not pinned

      Contracts/work.yaml: an amendment
        + adds db/**

      Contract files only: only contracts and what belongs to them change
      [exit status: 0]

      """)
  }

  /// Evidence without a contract is rendered, read and verified like any other.
  func testEvidence() throws {
    let repository = try repository()
    try repository.git("switch", "-q", "-c", "change")
    try repository.write("Contracts/work.yaml", Self.whole)
    try repository.commit("Change")
    XCTAssertEqual(try repository.caskade("check", "--evidence", "../e.json").status, 0)
    let report = try repository.caskade("report", "../e.json")
    XCTAssertTrue(
      report.output.hasPrefix(
        "<!-- caskade:evidence contract=none -->\n### Contract files only, asserted by e.json: only contracts and what belongs to them change\n"
      ),
      report.text)
    let verified = try repository.caskade("verify", "../e.json")
    XCTAssertEqual(verified.status, 0, verified.text)
    try repository.write("a.txt", "two\n")
    try repository.commit("More")
    XCTAssertEqual(try repository.caskade("verify", "../e.json").status, 1)
    let text = try repository.read("../e.json")
    // Nothing reads as kept without a contract that was.
    try repository.write("../e.json", text.replacing("\"verdict\": \"none\"", with: "\"verdict\": \"kept\""))
    XCTAssertEqual(
      try repository.caskade("report", "../e.json").errors,
      "caskade: error: '../e.json' can't be read as evidence: 'contract' is missing or of another type\n"
        + "  hint: write it anew: caskade check --evidence FILE\n")
  }

  // MARK: Who is governed

  func testAuthorsByTheForgesWord() throws {
    let governed = "governed: { authors: [\"*[bot]\"], paths: [a.txt], exempt: [ada] }\n"
    let repository = try repository(["Contracts/policy.yaml": Self.policy + governed])
    try repository.git("switch", "-q", "-c", "change")
    try repository.write("a.txt", "two\n")
    try repository.commit("Change")
    func outcome(_ forge: Forge, _ author: String, opened: String? = nil) throws -> Int32 {
      try job(repository, forge, by: author, opened: opened).status
    }
    XCTAssertEqual(try outcome(.gitHub, "ada"), 0)
    XCTAssertEqual(try outcome(.gitLab, "ada"), 0)
    XCTAssertEqual(try outcome(.gitHub, "bob"), 1, "the path counts")
    XCTAssertEqual(try outcome(.gitHub, "ada", opened: "robo[bot]"), 1, "a person's push to a bot's work")
    XCTAssertEqual(try outcome(.gitHub, "robo[bot]", opened: "ada"), 1, "a bot's push to a person's work")
    XCTAssertEqual(try outcome(.gitHubQueue, "ada"), 1, "who queues is no author")
    XCTAssertEqual(try outcome(.plainCI, "ada"), 1, "nobody is named")
    XCTAssertEqual(try outcome(.none, "ada"), 1)
  }

  func testTrailers() throws {
    let governed = "governed: { trailers: [\"Co-authored-by: *claude*\"] }\n"
    let repository = try repository(["Contracts/policy.yaml": Self.policy + governed])
    try repository.git("switch", "-q", "-c", "change")
    try repository.write("a.txt", "two\n")
    try repository.commit("Change")
    XCTAssertEqual(
      last(try repository.caskade("check")),
      "Not governed: the policy governs neither branch 'change', nor an author whom no forge names, nor a line of its "
        + "commits, nor what it touches, by the branch's own trailers [0]")
    try repository.write("b.txt", "two\n")
    try repository.commit("More\n\nCo-Authored-By: Claude <noreply@example.com>")
    try repository.write("c.txt", "two\n")
    try repository.commit("Even more")
    let transcript = try repository.caskade("check")
    XCTAssertTrue(
      transcript.output.contains(
        "the policy governs 'Co-authored-by: *claude*', and a commit says 'Co-Authored-By: Claude <noreply@example.com>'"
      ),
      transcript.text)
    XCTAssertEqual(transcript.status, 1)
  }

  // MARK: Signatures under a change of policy

  func testAPolicyIsSigned() throws {
    let world = try ApprovalWorld(policy: "policy_changes: { approvals: 2 }\n")
    let repository = world.repository
    try repository.git("switch", "-q", "-c", "loosen")
    try repository.write("Contracts/policy.yaml", "caskade_policy: 1\n")
    func sign(_ name: String) throws {
      let done = try repository.caskade(
        "approve", "Contracts/policy.yaml", "--key", world.key(name), "--as", "\(name)@example.com", "--yes")
      XCTAssertEqual(done.status, 0, done.text)
    }
    try sign("dev")
    try repository.commit("Loosen")
    XCTAssertEqual(
      plain(try repository.caskade("check")).split(separator: "\n").filter { $0.contains("olicy") }.joined(
        separator: "\n"),
      """
      Contracts/approvals/policy/dev@example.com.approval: an approval of Contracts/policy.yaml that names dev@example.com
      Contracts/policy.yaml: a changed policy
        + policy_changes.approvals 2 → 0
      Contracts/policy.yaml: error: a change of it asks for 2 approvals, and 1 counts [approval.policy-change]
        hint: revert it, or ask those whom main names to review and sign it: caskade approve Contracts/policy.yaml
        FAIL      approval     1 of 2 signed Contracts/policy.yaml
      Policy change: only policy, signers and contracts change; 1 finding
      """)
    try sign("sec")
    try repository.commit("Signed")
    XCTAssertEqual(try repository.caskade("check").status, 0)
    // One byte more, and nobody has signed it.
    try repository.write("Contracts/policy.yaml", "caskade_policy: 1\n\n")
    XCTAssertEqual(try repository.caskade("check").status, 1)
  }

  func testADeletedPolicyIsSignedAsEmptyBytes() throws {
    let world = try ApprovalWorld(policy: "policy_changes: { approvals: 1 }\n")
    let repository = world.repository
    try repository.git("switch", "-q", "-c", "loosen")
    try repository.remove("Contracts/policy.yaml")
    try repository.commit("Remove")
    XCTAssertEqual(try repository.caskade("check").status, 1)
    let done = try repository.caskade(
      "approve", "Contracts/policy.yaml", "--key", world.key("dev"), "--as", "dev@example.com", "--yes")
    XCTAssertEqual(done.status, 0, done.text)
    XCTAssertEqual(try repository.caskade("check").status, 0)
  }

  /// Who adds a key to the signers can't sign that with it, nor by the one signature of somebody else.
  func testSignersAreSignedByThoseOfTheBase() throws {
    let world = try ApprovalWorld(policy: "policy_changes: { approvals: 1 }\n")
    let repository = world.repository
    try repository.git("switch", "-q", "-c", "more")
    let signers = try repository.read("Contracts/allowed_signers")
    try repository.write("Contracts/allowed_signers", signers + (try world.signer("stranger@example.com", "stranger")))
    func sign(_ name: String) throws {
      let done = try repository.caskade(
        "approve", "Contracts/allowed_signers", "--key", world.key(name), "--as", "\(name)@example.com", "--yes")
      XCTAssertEqual(done.status, 0, done.text)
    }
    try sign("stranger")
    try repository.commit("Add")
    XCTAssertEqual(try repository.caskade("check").status, 1)
    try sign("sec")
    try repository.commit("Sign")
    XCTAssertEqual(try repository.caskade("check").status, 0)
  }

  /// A contract that opens the policy by name, approved by being on the base, doesn't stand for its signatures.
  func testAPolicyBesideWorkNeedsTheSameSignatures() throws {
    let contract = ContractText.small.replacing("- src/**", with: "- src/**\n    - Contracts/policy.yaml")
    let world = try ApprovalWorld(contract: contract, policy: "policy_changes: { approvals: 1 }\n")
    let repository = world.repository
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("src/a.txt", "two\n")
    try repository.write("Contracts/policy.yaml", "caskade_policy: 1\n")
    try repository.commit("Work")
    let transcript = try repository.caskade("check")
    XCTAssertEqual(transcript.status, 1, transcript.text)
    XCTAssertTrue(
      transcript.output.contains("  FAIL      approval     0 of 1 signed Contracts/policy.yaml\n"), transcript.text)
    let done = try repository.caskade(
      "approve", "Contracts/policy.yaml", "--key", world.key("dev"), "--as", "dev@example.com", "--yes")
    XCTAssertEqual(done.status, 0, done.text)
    let signed = try repository.caskade("check")
    XCTAssertFalse(signed.output.contains("approval.policy-change"), signed.text)
  }

  // MARK: Judged as before

  func testTheCallersWordIsAsBefore() throws {
    let repository = try repository(["Contracts/policy.yaml": Self.policy, "Contracts/work.yaml": Self.whole])
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("Contracts/other.yaml", Self.whole)
    try repository.commit("Change")
    XCTAssertEqual(try repository.caskade("check").status, 0)
    for words in [["work"], ["--contract-from", "main"], ["--allow-self-declared"]] {
      let transcript = try repository.caskade(["check"] + words)
      XCTAssertNotEqual(transcript.status, 0, transcript.text)
      XCTAssertTrue(transcript.output.contains("protected"), transcript.text)
    }
  }
}
