import TestSupport
import XCTest

/// `caskade init`: shows each file, writes what is missing, and never replaces one.
final class InitTests: XCTestCase {
  private let paths = [
    "Contracts/policy.yaml", "Contracts/allowed_signers", "Contracts/closed/example.yaml",
    "Contracts/contract.schema.json", "Contracts/policy.schema.json", ".github/workflows/caskade.yml",
    ".github/CODEOWNERS",
  ]

  private func repository() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.git("config", "user.email", "dev@example.com")
    try repository.git("remote", "add", "origin", "https://github.com/example/example.git")
    let made = try repository.shell("ssh-keygen -q -t ed25519 -N '' -C dev -f \"$HOME/dev\"")
    XCTAssertEqual(made.status, 0, made.text)
    try repository.write("src/a.txt", "one\n")
    try repository.commit("Begin")
    return repository
  }

  func testSetUpOnceAndNotAgain() throws {
    let repository = try repository()
    let key = repository.root.appendingPathComponent("home/dev").path
    let missing = try repository.caskade("init", "--check")
    XCTAssertEqual(
      missing.text, paths.map { "missing  \($0)\n" }.joined() + "next: caskade init\n[exit status: 1]\n")
    let first = try repository.caskade("init", "--key", key, "--yes")
    XCTAssertEqual(first.status, 0, first.text)
    for path in paths {
      XCTAssertTrue(first.output.contains("\(path):\n    "), first.output)
      // A schema is named by the command that prints it, and not shown line by line.
      for line in try repository.read(path).split(separator: "\n") where !path.hasSuffix(".json") {
        XCTAssertTrue(first.output.contains("    \(line)\n"), "\(path): \(line)")
      }
    }
    XCTAssertTrue(
      first.output.hasSuffix(
        "next: git add \(paths.joined(separator: " ")) && git commit -m 'Set caskade up'\nthen: merge it to the base\n"
          + "then: set the repository's variables CASKADE_URL and CASKADE_SHA256: the job takes caskade from there\n"),
      first.output)
    XCTAssertEqual(try repository.caskade("lint", "Contracts/policy.yaml").status, 0)
    XCTAssertFalse(try repository.caskade("lint", "Contracts/closed").output.contains(": error: "))
    XCTAssertEqual(
      try repository.read("Contracts/contract.schema.json"), try repository.caskade("schema").output)
    XCTAssertEqual(
      try repository.read("Contracts/policy.schema.json"), try repository.caskade("schema", "--policy").output)
    XCTAssertTrue(
      try repository.read("Contracts/allowed_signers").contains(
        "\ndev@example.com namespaces=\"goal-contract@caskade\" ssh-ed25519 AAAA"))
    XCTAssertEqual(
      try repository.read(".github/CODEOWNERS"), "/Contracts/ dev@example.com\n/.github/ dev@example.com\n")
    let state = try repository.git("status", "--porcelain", "-uall")
    let again = try repository.caskade("init", "--key", key, "--yes")
    XCTAssertEqual(
      again.text, paths.map { "\($0) is there, and stays as it is\n" }.joined() + "[exit status: 0]\n")
    XCTAssertEqual(try repository.git("status", "--porcelain", "-uall"), state)
    XCTAssertEqual(
      try repository.caskade("init", "--check").text, paths.map { "present  \($0)\n" }.joined() + "[exit status: 0]\n")
  }

  func testCheckSaysWhatCantBeOfUse() throws {
    let repository = try repository()
    _ = try repository.caskade("init", "--yes")
    try repository.write("Contracts/policy.yaml", "caskade_policy: 1\nbands: { high: { approvals: 2 } }\n")
    try repository.write("Contracts/allowed_signers", "dev@example.com ssh-ed25519 AAAA\n")
    let done = try repository.caskade("init", "--check")
    XCTAssertEqual(done.status, 1, done.text)
    XCTAssertTrue(done.output.contains(" [lint.unsatisfiable]\n"), done.text)
    XCTAssertTrue(done.output.contains(" [lint.no-signer]\n"), done.text)
    XCTAssertFalse(done.output.contains("missing "), done.text)
  }

  /// A key that git has for another format than SSH is none of ours, and a person has to learn that nobody was written.
  func testItSaysThatNoKeyWasFound() throws {
    let repository = try repository()
    try repository.git("config", "user.signingkey", "~/dev.pub")
    let note = """
      note: no key of yours was found, so Contracts/allowed_signers names nobody, and no signature counts yet
        hint: add your line to it, of the form that it shows; ssh-keygen -t ed25519-sk makes a key

      """
    let none = try repository.caskade("init", "--yes")
    XCTAssertTrue(none.output.contains("\n\n" + note + "next: git add "), none.output)
    XCTAssertFalse(try repository.caskade("init", "--yes").output.contains(note))
    try repository.remove("Contracts/allowed_signers")
    try repository.git("config", "gpg.format", "ssh")
    XCTAssertFalse(try repository.caskade("init", "--yes").output.contains(note))
  }

  /// What init wrote is enough to approve, to work, and to be judged.
  func testTheWholeWay() throws {
    let repository = try repository()
    let key = repository.root.appendingPathComponent("home/dev").path
    _ = try repository.caskade("init", "--key", key, "--yes")
    try repository.commit("Set up")
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("Contracts/work.yaml", ContractText.small)
    let approved = try repository.caskade("approve", "work", "--key", key, "--yes")
    XCTAssertEqual(approved.status, 0, approved.text)
    // Below the page, which has lint's warnings.
    let signing = try XCTUnwrap(approved.output.components(separatedBy: "\nYou sign").last)
    XCTAssertFalse(signing.contains("warning:"), approved.output)
    try repository.write("src/a.txt", "two\n")
    let done = try repository.caskade("check")
    XCTAssertEqual(done.status, 0, done.text)
    XCTAssertTrue(done.output.contains("\n  pass      approval     signed by 1 of 1 for band low\n"), done.output)
    let signed = "signed by dev@example.com on \(ApprovalWorld.today) for band low, only on the branch"
    XCTAssertTrue(done.output.contains(signed), done.output)
  }

  func testTheJobIsPinnedAndHandsNothingToTheShell() throws {
    let repository = try repository()
    _ = try repository.caskade("init", "--yes")
    let job = try repository.read(".github/workflows/caskade.yml")
    XCTAssertTrue(job.contains("\non: [pull_request, merge_group]\n"))
    XCTAssertTrue(job.contains("fetch-depth: 0"))
    XCTAssertFalse(job.contains("pull_request.base.sha"), "it is as old as the last push of the branch")
    XCTAssertTrue(job.contains("QUEUE_BASE: ${{ github.event.merge_group.base_sha }}"))
    XCTAssertFalse(job.contains("secrets."))
    let scripts = scripts(of: job)
    XCTAssertEqual(scripts.count, 3)
    XCTAssertFalse(scripts[1].contains("caskade"), "no code of the branch runs beside the token")
    XCTAssertFalse(scripts.joined().contains("${{"), "an expression in a script is run as code")
  }

  /// The scripts of the job do what they say, in a folder that stands in for the runner.
  func testTheJobInstallsWhatItsVariablesNameAndNothingElse() throws {
    let repository = try repository()
    let key = repository.root.appendingPathComponent("home/dev").path
    _ = try repository.caskade("init", "--key", key, "--yes")
    let scripts = try scripts(of: repository.read(".github/workflows/caskade.yml"))
    try repository.write("Contracts/work.yaml", ContractText.small)
    try repository.commit("Set up, with a contract")
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("src/a.txt", "two\n")
    try repository.commit("Work")
    for (index, script) in scripts.enumerated() { try repository.write("../runner/\(index).sh", script) }
    // What curl would fetch lies beside it.
    try repository.write(
      "../runner/bin/curl",
      "#!/bin/sh\nfor last; do :; done\nwhile [ \"$1\" != --output ]; do shift; done\n[ \"$last\" = https://example.com/caskade ] "
        + "|| exit 22\ncp '\(ScratchRepository.binary.path)' \"$2\"\n")
    let setting =
      "chmod +x ../runner/bin/curl; cd ../runner; export RUNNER_TEMP=$PWD/temp GITHUB_PATH=$PWD/path "
      + "GITHUB_STEP_SUMMARY=$PWD/summary PATH=\"$PWD/bin:$PATH\"; "
    let digest = "$(sha256sum '\(ScratchRepository.binary.path)' | cut -d' ' -f1)"
    let refused: [(String, String, String)] = [
      (
        "", "",
        "::error::set the repository's variables CASKADE_URL and CASKADE_SHA256: where the binary is, and its digest"
      ),
      (
        "https://example.com/caskade", String(repeating: "0", count: 64),
        "::error::what CASKADE_URL names has another digest than CASKADE_SHA256 says"
      ),
      (
        "https://example.com/caskade", "$(sha256sum 0.sh)",
        "::error::what CASKADE_URL names has another digest than CASKADE_SHA256 says"
      ),
      ("https://example.com/other", digest, ""),
    ]
    for (url, sum, message) in refused {
      let done = try repository.shell(setting + "export URL='\(url)' SHA256=\"\(sum)\"; bash -e 0.sh")
      XCTAssertNotEqual(done.status, 0, "\(url) \(sum)")
      XCTAssertEqual(done.output, message.isEmpty ? "" : message + "\n")
      XCTAssertFalse(repository.exists("../runner/path"), "nothing is put on the PATH")
    }
    let installed = try repository.shell(
      setting + "export URL=https://example.com/caskade SHA256=\"\(digest)\"; bash -e 0.sh")
    XCTAssertEqual(installed.status, 0, installed.text)
    let judge =
      setting + "rm -f summary; cd \"$OLDPWD\"; export PATH=\"$(cat ../runner/path):$PATH\" HEAD=$(git rev-parse work) "
    try repository.git("update-ref", "refs/remotes/origin/main", "main")
    let check = try repository.shell(judge + "QUEUE_BASE= GITHUB_BASE_REF=main BRANCH=work; bash -e ../runner/2.sh")
    XCTAssertEqual(check.status, 0, check.text)
    XCTAssertTrue(try repository.read("../runner/summary").contains("\n### Contract kept: Change the source\n"))
    // In a queue: the base is the group's, and the branch what the forge says of the pull request.
    try repository.write(
      "../runner/bin/gh",
      "#!/bin/sh\n[ \"$*\" = 'pr view 12 --repo o/r --json headRefName --jq .headRefName' ] && echo work\n")
    let ask =
      setting + "chmod +x bin/gh; export GITHUB_REPOSITORY=o/r GITHUB_OUTPUT=$PWD/output; rm -f output; GITHUB_REF="
    let asked = try repository.shell(ask + "refs/heads/gh-readonly-queue/main/pr-12-0f3c bash -e 1.sh; cat output")
    XCTAssertEqual(asked.text, "branch=work\n[exit status: 0]\n")
    let unknown = try repository.shell(ask + "refs/heads/gh-readonly-queue/main/pr-13-0f3c bash -e 1.sh; cat output")
    XCTAssertEqual(unknown.text, "branch=\n[exit status: 0]\n")
    let queued =
      "QUEUE_BASE=$(git rev-parse main) GITHUB_BASE_REF= GITHUB_ACTIONS=true GITHUB_EVENT_NAME=merge_group BRANCH="
    let kept = try repository.shell(judge + queued + "work; bash -e ../runner/2.sh")
    XCTAssertEqual(kept.status, 0, kept.text)
    let nobodys = try repository.shell(judge + queued + "; bash -e ../runner/2.sh")
    XCTAssertEqual(nobodys.status, 1, nobodys.text)
    let summary = try repository.read("../runner/summary")
    XCTAssertTrue(summary.contains("a merge queue's branch is nobody's work, and the contract governs 'work'"), summary)
  }

  /// Each `run: |` of a job, as the runner takes it.
  private func scripts(of job: String) -> [String] {
    var scripts: [[Substring]] = []
    var margin: Int?
    for line in job.split(separator: "\n", omittingEmptySubsequences: false) {
      let depth = line.prefix { $0 == " " }.count
      if let inside = margin, depth > inside {
        scripts[scripts.count - 1].append(line.dropFirst(inside + 2))
      } else if line.hasSuffix("run: |") {
        margin = depth
        scripts.append([])
      } else {
        margin = nil
      }
    }
    return scripts.map { $0.joined(separator: "\n") + "\n" }
  }

  func testNothingIsReplacedNorWrittenUnasked() throws {
    let repository = try repository()
    try repository.write("CODEOWNERS", "* @somebody\n")
    try repository.write("Contracts/policy.yaml", "caskade_policy: 1\n")
    let unasked = try repository.caskade("init")
    XCTAssertEqual(unasked.status, 2)
    XCTAssertTrue(
      unasked.errors.hasSuffix(
        """
        caskade: error: there is no terminal to ask whether these files may be written
          hint: say --yes to have it done

        """), unasked.text)
    XCTAssertFalse(repository.exists("Contracts/allowed_signers"))
    let done = try repository.caskade("init", "--yes")
    XCTAssertEqual(done.status, 1, done.text)
    XCTAssertTrue(
      done.output.contains("\nCODEOWNERS stays as it is; add to it: /Contracts/ dev@example.com\n"), done.output)
    XCTAssertEqual(try repository.read("CODEOWNERS"), "* @somebody\n")
    XCTAssertEqual(try repository.read("Contracts/policy.yaml"), "caskade_policy: 1\n")
    let check = try repository.caskade("init", "--check")
    XCTAssertTrue(check.output.contains("\nlacks    CODEOWNERS: /Contracts/ dev@example.com\n"), check.output)
  }

  func testOneQuestionForAllFiles() throws {
    for (keys, status) in [("y\r", Int32(0)), ("\r", 1)] {
      let repository = try repository()
      let terminal = try PseudoTerminal(columns: 100, rows: 40)
      try repository.caskade(on: terminal, "init", "--color", "never")
      XCTAssertTrue(terminal.wait(for: "Write these 7 files? [y/N]"), terminal.screen.text)
      XCTAssertTrue(
        terminal.screen.text.contains("To be written, as shown above:\n  Contracts/policy.yaml "), terminal.screen.text)
      terminal.type(keys)
      XCTAssertEqual(terminal.finish(), status, terminal.screen.text)
      for path in paths { XCTAssertEqual(repository.exists(path), status == 0, path) }
    }
  }

  func testTheForge() throws {
    let job = (github: ".github/workflows/caskade.yml", gitlab: ".gitlab/caskade.yml")
    let rows: [Row<(remote: String?, words: [String]), [String]>] = [
      Row(("git@github.com:example/example.git", []), [job.github, ".github/CODEOWNERS"]),
      Row(("https://gitlab.example.com/a/b.git", []), [job.gitlab, ".gitlab-ci.yml", ".gitlab/CODEOWNERS"]),
      Row(("https://git.example.com/a/b.git", []), []),
      Row((nil, []), []),
      Row((nil, ["--forge", "gitlab"]), [job.gitlab, ".gitlab-ci.yml", ".gitlab/CODEOWNERS"]),
    ]
    for row in rows {
      let (remote, words) = row.input
      let repository = try repository()
      try repository.git("remote", "remove", "origin")
      if let remote { try repository.git("remote", "add", "origin", remote) }
      let done = try repository.caskade(["init", "--yes"] + words)
      XCTAssertEqual(done.status, 0, done.text, file: row.file, line: row.line)
      for path in [job.github, ".github/CODEOWNERS", job.gitlab, ".gitlab-ci.yml", ".gitlab/CODEOWNERS"] {
        XCTAssertEqual(repository.exists(path), row.expected.contains(path), path, file: row.file, line: row.line)
      }
    }
  }

  /// A key under one of OpenSSH's own names is found, and one that is named later still gets its line.
  func testTheKeys() throws {
    let repository = try repository()
    let made = try repository.shell(
      "mkdir \"$HOME/.ssh\" && cp \"$HOME/dev\" \"$HOME/.ssh/id_ed25519\" && cp \"$HOME/dev.pub\" \"$HOME/.ssh/id_ed25519.pub\" && ssh-keygen -q -t ed25519 -N '' -C second -f \"$HOME/second\""
    )
    XCTAssertEqual(made.status, 0, made.text)
    _ = try repository.caskade("init", "--yes")
    let first = try repository.read("Contracts/allowed_signers")
    XCTAssertTrue(first.contains("\ndev@example.com namespaces=\"goal-contract@caskade\" ssh-ed25519 AAAA"), first)
    let second = repository.root.appendingPathComponent("home/second").path
    let later = try repository.caskade("init", "--key", second, "--as", "second@example.com", "--yes")
    XCTAssertEqual(later.status, 0, later.text)
    XCTAssertTrue(
      later.output.contains("Contracts/allowed_signers gets a line:\n    second@example.com namespaces="), later.text)
    let now = try repository.read("Contracts/allowed_signers")
    XCTAssertTrue(now.hasPrefix(first + "second@example.com "), now)
    _ = try repository.caskade("init", "--key", second, "--as", "second@example.com", "--yes")
    XCTAssertEqual(try repository.read("Contracts/allowed_signers"), now)
  }
}
