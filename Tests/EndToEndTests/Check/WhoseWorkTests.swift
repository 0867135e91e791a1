import TestSupport
import XCTest

/// What is said of "the branch" is about the difference between the merge base and the head, and of nobody else's work.
final class WhoseWorkTests: XCTestCase {
  private static let amended = ContractText.small.replacing("- src/**", with: "- src/**\n    - other.txt")

  /// A repository whose `main` holds the contract; branch `work` has one commit.
  private func repository() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.write("Contracts/work.yaml", ContractText.small)
    try repository.write("src/a.txt", "one\n")
    try repository.write("other.txt", "other\n")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("src/a.txt", "two\n")
    try repository.commit("Work")
    return repository
  }

  /// What a check prints from its findings on, behind its gate `approval`.
  private func check(
    _ repository: ScratchRepository, _ words: String..., adding: [String: String] = [:], in folder: String = ""
  ) throws -> String {
    let done = try repository.caskade(
      ["check", "--only", "approval", "--only", "scope"] + words, in: folder, adding: adding)
    var kept: [Substring] = []
    var isFinding = false
    for line in done.output.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.contains("]"), line.contains(": error: ") || line.contains(": warning: ") || line.contains(": note: ") {
        isFinding = true
      } else if !line.hasPrefix("  ") {
        isFinding = false
      }
      if isFinding { kept.append(line) }
      if line.contains("approval  ") { kept.insert(line, at: 0) }
    }
    return kept.joined(separator: "\n") + (done.output.isEmpty ? done.errors : "")
  }

  private static let kept = "  pass      approval     its bytes are on main, enough for band low"

  // MARK: Other worktrees

  func testAWorktreeOfThisRepositoryIsOtherWork() throws {
    let repository = try repository()
    try repository.git("worktree", "add", "-q", "-b", "other", "src/trees/other", "main")
    try repository.write("src/trees/other/src/a.txt", "three\n")
    for words in [[], ["--thorough"], ["--skip-validation"]] {
      let done = try repository.caskade(["check"] + words)
      XCTAssertEqual(done.status, 0, done.text)
      XCTAssertTrue(
        done.output.contains(
          """
          Not checked:
            - 'src/trees/other', another worktree of this repository, on branch 'other': it is other work, which stays as \
          it is

          """), done.text)
      XCTAssertFalse(done.output.contains("hint:"), done.text)
    }
    // Seen from the other side, where the repository's own folder is elsewhere.
    let inside = try repository.caskade("check", "work", in: "src/trees/other")
    XCTAssertFalse(inside.text.contains("worktree of this repository"), inside.text)
  }

  /// A `.git` file alone hides nothing.
  func testWhatOnlyPointsAtAWorktreeIsAnotherRepository() throws {
    let repository = try repository()
    try repository.git("worktree", "add", "-q", "-b", "other", "../elsewhere", "main")
    try repository.write("src/lib/hidden.txt", "hidden\n")
    try repository.write("src/lib/.git", try repository.read("../elsewhere/.git"))
    let done = try repository.caskade("check")
    XCTAssertEqual(done.status, 1, done.text)
    XCTAssertTrue(
      done.output.contains(
        """
        src/lib: error: a repository of its own that is no submodule: nothing in it can be judged [scope.nested-repository]
          hint: ask whose it is: its owner moves it out of the tree, or has a person approve it as a submodule

        """), done.text)
  }

  // MARK: Amended on main

  func testWhatMainAmendedIsNotTheBranchs() throws {
    let repository = try repository()
    try repository.git("switch", "-q", "main")
    try repository.write("Contracts/work.yaml", Self.amended)
    try repository.commit("Amend on main")
    try repository.git("switch", "-q", "work")
    XCTAssertEqual(try check(repository), Self.kept)
    // And it is the tip's version that judges.
    try repository.write("other.txt", "changed\n")
    XCTAssertEqual(try check(repository), Self.kept)
  }

  func testAContractThatMainHasSinceIsNotDeletedByTheBranch() throws {
    let repository = try repository()
    try repository.git("switch", "-q", "main")
    try repository.git("mv", "Contracts/work.yaml", "Contracts/later.yaml")
    try repository.commit("Call it otherwise")
    try repository.git("switch", "-q", "work")
    XCTAssertEqual(try check(repository, "later"), Self.kept)
  }

  func testWhatBothAmendedIsTheBranchsToo() throws {
    let repository = try repository()
    try repository.write("Contracts/work.yaml", ContractText.small.replacing("- src/**", with: "- \"**\""))
    try repository.commit("Widen")
    try repository.git("switch", "-q", "main")
    try repository.write("Contracts/work.yaml", Self.amended)
    try repository.commit("Amend on main")
    try repository.git("switch", "-q", "work")
    XCTAssertEqual(
      try check(repository),
      """
      \(Self.kept)
      Contracts/work.yaml: warning: amended on the branch, and nobody has approved that: the version on main judges \
      [approval.amendment]
        hint: have it approved (caskade approve work), or merge it to main first, if it is meant
      Contracts/work.yaml: warning: waiting for approval: adds ** [approval.difference]
        hint: compare them: caskade diff main:Contracts/work.yaml Contracts/work.yaml
      """)
  }

  func testADeletionOnTheBranchIsTheBranchs() throws {
    let repository = try repository()
    try repository.remove("Contracts/work.yaml")
    try repository.commit("Delete")
    try repository.git("switch", "-q", "main")
    try repository.write("Contracts/work.yaml", Self.amended)
    try repository.commit("Amend on main")
    try repository.git("switch", "-q", "work")
    XCTAssertEqual(
      try check(repository),
      """
      \(Self.kept)
      Contracts/work.yaml: error: deleted, outside the approved paths [scope.outside]
        also: deleted on the branch, and nobody has approved that: the version on main judges [approval.amendment]
        hint: revert it (git checkout 43cedce -- Contracts/work.yaml), or amend the contract and have it approved again
      """)
  }

  // MARK: A base that is behind

  private func id(_ repository: ScratchRepository, _ name: String) throws -> String {
    try repository.git("rev-parse", name).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// What main does after `work` was cut, as a remote-tracking branch shows it; the base stays what it was.
  private func behind(_ change: (ScratchRepository) throws -> Void) throws -> (ScratchRepository, String, String) {
    let repository = try repository()
    let base = try id(repository, "main")
    try repository.git("switch", "-q", "main")
    try change(repository)
    try repository.commit("Main goes on")
    let tip = try id(repository, "main")
    try repository.git("update-ref", "refs/remotes/origin/main", tip)
    try repository.git("switch", "-q", "work")
    return (repository, base, tip)
  }

  func testAPinnedBaseBehindAnotherAuthorityIsUnproven() throws {
    typealias Change = (ScratchRepository) throws -> Void
    let rows: [Row<Change, String?>] = [
      Row({ try $0.write("other.txt", "work of others\n") }, nil),
      Row(
        { try $0.write("Contracts/else.yaml", ContractText.small.replacing("branch: work", with: "branch: else")) }, nil
      ),
      Row({ try $0.write("Contracts/work.yaml", Self.amended) }, "another contract"),
      Row({ try $0.remove("Contracts/work.yaml") }, "another contract"),
      // It governs the branch as well, so that none does for sure.
      Row({ try $0.write("Contracts/second.yaml", ContractText.small) }, "another contract"),
      Row({ try $0.write("Contracts/approvals/work/dev@example.com.approval", "none\n") }, "other approvals"),
      Row({ try $0.write("Contracts/policy.yaml", "caskade_policy: 1\n") }, "another policy"),
      Row({ try $0.write("Contracts/allowed_signers", "# nobody\n") }, "other signers"),
      Row(
        {
          try $0.write("Contracts/work.yaml", Self.amended)
          try $0.write("Contracts/policy.yaml", "caskade_policy: 1\n")
          try $0.write("Contracts/allowed_signers", "# nobody\n")
        }, "another contract, another policy and other signers"),
    ]
    for row in rows {
      let (repository, base, tip) = try behind(row.input)
      let first = "its bytes are on \(base.prefix(7)), enough for band low"
      let message = "the base given is behind origin/main, which has \(row.expected ?? "")"
      XCTAssertEqual(
        try check(repository, "--base", base),
        row.expected == nil
          ? "  pass      approval     \(first)"
          : """
            unproven  approval     \(message)
          Contracts/work.yaml: error: \(message) [approval.base-behind]
            hint: give its tip: --base \(tip)
          """, file: row.file, line: row.line)
      // The tip itself is not behind.
      XCTAssertFalse(try check(repository, "--base", tip).contains("behind"), file: row.file, line: row.line)
    }
  }

  /// Whoever writes references could have made the tip.
  func testWhatANewerTipGrantsNeverCounts() throws {
    let (repository, base, tip) = try behind { try $0.write("Contracts/work.yaml", Self.amended) }
    try repository.write("other.txt", "changed\n")
    XCTAssertEqual(
      try check(repository, "--base", base),
      """
        unproven  approval     the base given is behind origin/main, which has another contract
      other.txt: error: modified, outside the approved paths [scope.outside]
        hint: revert it (git checkout \(base.prefix(7)) -- other.txt), or amend the contract (caskade amend work) and have it \
      approved again
      Contracts/work.yaml: error: the base given is behind origin/main, which has another contract [approval.base-behind]
        hint: give its tip: --base \(tip)
      """)
  }

  func testATipThatDoesNotHoldTheBaseIsNone() throws {
    let (repository, base, _) = try behind { try $0.write("Contracts/work.yaml", Self.amended) }
    try repository.git("switch", "-q", "--orphan", "other")
    try repository.write("Contracts/work.yaml", Self.amended)
    try repository.commit("Of another history")
    try repository.git("update-ref", "refs/remotes/origin/main", "other")
    try repository.git("switch", "-q", "work")
    XCTAssertEqual(
      try check(repository, "--base", base),
      "  pass      approval     its bytes are on \(base.prefix(7)), enough for band low")
  }

  /// What was judged behind a tip is verified as that.
  func testVerifyOfABaseThatWasBehind() throws {
    let (repository, base, _) = try behind { try $0.write("Contracts/work.yaml", Self.amended) }
    let evidence = repository.root.appendingPathComponent("tmp/evidence.json").path
    let done = try repository.caskade(
      "check", "--base", base, "--head", "work", "--branch", "work", "--evidence", evidence)
    XCTAssertEqual(done.status, 1, done.text)
    let verified = try repository.caskade("verify", evidence)
    XCTAssertFalse(verified.output.contains("recorded"), verified.text)
  }

  // MARK: A merge queue

  func testAMergeQueuesBranchIsNobodysWork() throws {
    let repository = try repository()
    let base = try id(repository, "main")
    let made = "gh-readonly-queue/main/pr-7-\(base)"
    try repository.git("switch", "-q", "-c", made)
    let unknown = """
        unproven  approval     a merge queue's branch is nobody's work, and the contract governs 'work'
      Contracts/work.yaml:4: error: a merge queue's branch is nobody's work, and the contract governs 'work' \
      [approval.queue-branch]
        hint: give the branch of the pull request that the queue's ref names: --branch NAME (gh pr view N --json \
      headRefName)
      """
    let queue = [
      "CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "merge_group", "GITHUB_REF": "refs/heads/\(made)",
    ]
    XCTAssertEqual(try check(repository), unknown)
    XCTAssertEqual(try check(repository, "--base", base, "--head", made, adding: queue), unknown)
    XCTAssertEqual(try check(repository, "--branch", "work", adding: queue), Self.kept)
    // A merge train's variable names the branch of the work.
    let train = [
      "CI": "true", "GITLAB_CI": "true", "CI_MERGE_REQUEST_EVENT_TYPE": "merge_train",
      "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "work",
    ]
    try repository.git("switch", "-q", "--detach", made)
    XCTAssertEqual(try check(repository, adding: train), Self.kept)
    XCTAssertEqual(try check(repository, adding: queue), unknown)
  }

  // MARK: Others' commits

  func testABranchThatWasCutFromAnother() throws {
    let repository = try repository()
    try repository.git("branch", "-m", "work", "dev")
    try repository.write("other.txt", "dev\n")
    try repository.commit("Work of others")
    let dev = try id(repository, "dev")
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("src/b.txt", "mine\n")
    try repository.write("mine.txt", "mine\n")
    try repository.commit("Mine")
    XCTAssertEqual(
      try check(repository),
      """
      \(Self.kept)
      mine.txt: error: created, outside the approved paths [scope.outside]
        hint: remove it (rm -- mine.txt), or amend the contract (caskade amend work) and have it approved again
      other.txt: error: modified, outside the approved paths [scope.outside]
        hint: leave it as it is: it came with branch 'dev', and belongs to the work there; ask whoever does that
      Contracts/work.yaml: note: 2 of the head's 3 commits beyond main are on branch 'dev' too [scope.other-work]
        hint: if the branch was cut from 'dev', that has to be merged first; work for the base alone is put on it by git \
      rebase --onto BASE \(dev.prefix(7)) work
      """)
  }

  func testAMergeCommitOfCI() throws {
    let repository = try repository()
    let stale = try id(repository, "main")
    try repository.git("switch", "-q", "main")
    try repository.write("other.txt", "work of others\n")
    try repository.commit("Others")
    let tip = try id(repository, "main")
    try repository.git("switch", "-q", "--detach", "main")
    try repository.git("merge", "-q", "--no-ff", "-m", "Merge work into main", "work")
    let work = try id(repository, "work").prefix(7)
    let merge = try id(repository, "HEAD")
    let said = """
        pass      approval     its bytes are on \(stale.prefix(7)), enough for band low
      other.txt: error: modified, outside the approved paths [scope.outside]
        hint: leave it as it is: it came with main, not from this branch; give --base \(tip)
      Contracts/work.yaml: note: the head is a merge commit of main \(tip.prefix(7)) and \(work), and the base given is behind that: 1 \
      of the head's 3 commits beyond \(stale.prefix(7)) are not the branch's work alone [scope.other-work]
        hint: give the base that the head was made with: --base \(tip)
      """
    XCTAssertEqual(try check(repository, "--base", stale, "--head", merge, "--branch", "work"), said)
    // No reference shows the base's newer state, and CI says what it checked out.
    try repository.git("update-ref", "refs/heads/main", stale)
    let ci = [
      "CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main",
      "GITHUB_HEAD_REF": "work", "GITHUB_REF": "refs/pull/7/merge",
    ]
    XCTAssertEqual(try check(repository, "--base", stale, "--head", merge, "--branch", "work", adding: ci), said)
    XCTAssertEqual(
      try check(repository, "--base", tip, "--head", merge, "--branch", "work", adding: ci),
      "  pass      approval     its bytes are on \(tip.prefix(7)), enough for band low")
  }
}
