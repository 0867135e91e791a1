import Foundation
import TestSupport
import XCTest

/// The action of `.github/actions/check`, each of its scripts run as a runner would.
final class ActionTests: XCTestCase {
  private func contract(_ branch: String, allow: String = "src/**", run: String = "true") -> String {
    "caskade: 1\ntitle: Work\noutcome: The file says two.\nbranch: \(branch)\nexpires: 2099-01-01\n"
      + "paths: { allow: ['\(allow)'] }\nvalidation: ['\(run)']\n"
  }

  private func governed() throws -> ActionWorld {
    let world = try ActionWorld()
    try world.repository.write("Contracts/a.yaml", contract("fix/a", run: "grep -q two src/a.txt"))
    try world.repository.commit("Contract")
    _ = try world.push("main")
    try world.repository.git("switch", "-q", "-c", "fix/a")
    try world.repository.write("src/a.txt", "two\n")
    try world.repository.commit("Work")
    return world
  }

  /// From the setting-up pull request to the one that closes the contract.
  func testADayInTheLife() throws {
    let world = try ActionWorld()
    let repository = world.repository
    func propose(_ branch: String, _ changes: () throws -> Void) throws -> String {
      try repository.git("switch", "-q", "-c", branch, "main")
      try changes()
      try repository.commit("On \(branch)")
      return branch
    }
    func judge(_ branch: String, _ status: Int32, _ verdict: String, _ says: String, line: UInt = #line) throws {
      let step = try world.check(branch)
      XCTAssertEqual(step.status, status, step.text, line: line)
      XCTAssertTrue(step.outputs.hasPrefix("verdict=\(verdict)\n"), step.outputs, line: line)
      XCTAssertTrue(step.summary.contains(says), step.summary, line: line)
    }
    try judge(
      propose("set-up") {
        try repository.write("Contracts/policy.yaml", "caskade_policy: 1\nbase: main\n")
      }, 0, "none", "Not set up")
    try world.merge("set-up")
    try judge(
      propose("plan") { try repository.write("Contracts/a.yaml", contract("fix/a", run: "grep -q two src/a.txt")) }, 0,
      "none", "ontract files only")
    try world.merge("plan")
    let work = try propose("fix/a") { try repository.write("src/a.txt", "two\n") }
    try judge(work, 0, "kept", "Contract kept")
    try repository.write("docs/a.txt", "two\n")
    try repository.commit("More than that")
    try judge(work, 1, "broken", "Contract broken")
    try judge(
      propose("amend") {
        let wider = contract("fix/a", run: "grep -q two src/a.txt").replacingOccurrences(
          of: "['src/**']", with: "['src/**', 'docs/**']")
        try repository.write("Contracts/a.yaml", wider)
      }, 0, "none", "ontract files only")
    try world.merge("amend")
    try repository.git("switch", "-q", work)
    try judge(work, 0, "kept", "Contract kept")
    // The queue's own branch is nobody's; gh tells whose work it is.
    let tip = try repository.git("rev-parse", "main").trimmingCharacters(in: .whitespacesAndNewlines)
    try repository.git("switch", "-q", "-c", "gh-readonly-queue/main/pr-12-0f3c", "main")
    try repository.git("merge", "-q", "--no-ff", "-m", "Queue", work)
    let head = try world.push("gh-readonly-queue/main/pr-12-0f3c")
    let queue = ["GITHUB_EVENT_NAME": "merge_group", "GITHUB_REF": "refs/heads/gh-readonly-queue/main/pr-12-0f3c"]
    let named = try world.run("branch.sh", at: head, queue.merging(["GH_TOKEN": "none"]) { $1 })
    XCTAssertEqual(named.outputs, "branch=fix/a\n")
    let queued = try world.run("check.sh", at: head, queue.merging(["BASE": tip, "BRANCH": "fix/a"]) { $1 })
    XCTAssertEqual(queued.status, 0, queued.text)
    XCTAssertTrue(queued.outputs.hasPrefix("verdict=kept\n"), queued.outputs)
    let unknown = try world.run("check.sh", at: head, queue.merging(["BASE": tip]) { $1 })
    XCTAssertEqual(unknown.status, 1, unknown.text)
    try world.merge(work)
    try judge(
      propose("close") {
        _ = try repository.caskade("close", "a", "--as", "done")
      }, 0, "none", "ontract files only")
  }

  func testWhatTheCheckoutLacks() throws {
    let world = try governed()
    let head = try world.push("fix/a")
    let rows: [(step: ActionWorld.Step, message: String)] = [
      (try world.run("check.sh", at: nil), "there is no checkout here: run actions/checkout before this action"),
      (
        try world.run("check.sh", at: head, depth: 1),
        "the checkout is shallow, so nobody can say where the branch began: give actions/checkout 'fetch-depth: 0'"
      ),
      (
        try world.run("check.sh", at: head, ["GITHUB_BASE_REF": ""]),
        "this run has no base: start it by pull_request or merge_group, or give the input 'base'"
      ),
      (
        try world.run("check.sh", at: head, ["GITHUB_BASE_REF": "gone"]),
        "the checkout has no origin/gone to compare with: give actions/checkout 'fetch-depth: 0'"
      ),
      (
        try world.run("check.sh", at: head, ["HEAD": String(repeating: "ab", count: 20)]),
        "the checkout lacks the commit \(String(repeating: "ab", count: 20)): give it to actions/checkout as 'ref'"
      ),
      (try world.run("check.sh", at: head, ["PARTS": "/nowhere"]), "parts: no evidence lies in /nowhere"),
    ]
    for row in rows {
      XCTAssertEqual(row.step.text, "::error::\(row.message)\n[exit status: 2]\n")
      XCTAssertEqual(row.step.outputs, "")
    }
  }

  /// One comment, written once for one state; what was edited on the way is said first.
  func testTheComment() throws {
    let world = try governed()
    let head = try world.push("fix/a")
    let step = try world.check("fix/a")
    XCTAssertEqual(step.status, 0, step.text)
    let first = try world.comment(step, at: head)
    XCTAssertEqual(first.status, 0, first.text)
    let body = try world.repository.read("../forge/71.md")
    XCTAssertTrue(body.hasPrefix("<!-- caskade:report "), body)
    XCTAssertTrue(body.contains("Contract kept, asserted by"), body)
    XCTAssertEqual(world.calls.count { $0.contains("--method") }, 1)
    let again = try world.comment(try world.check("fix/a"), at: head)
    XCTAssertTrue(again.text.contains("the comment says the same already\n"), again.text)
    XCTAssertEqual(world.calls.count { $0.contains("--method") }, 1)
    try world.repository.write("docs/a.txt", "two\n")
    try world.repository.commit("Outside")
    let next = try world.push("fix/a")
    let broken = try world.check("fix/a")
    let changed = try world.comment(broken, at: next)
    XCTAssertEqual(changed.status, 0, changed.text)
    XCTAssertEqual(world.calls.count { $0.contains("--method PATCH") }, 1)
    XCTAssertTrue(try world.repository.read("../forge/71.md").contains("Contract broken"))
    let file = "\(broken.folder)/caskade/evidence.json"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacingOccurrences(of: "\"verdict\": \"broken\"", with: "\"verdict\": \"kept\"").write(
      toFile: file, atomically: true, encoding: .utf8)
    let forged = try world.comment(broken, at: next)
    XCTAssertEqual(forged.status, 1, forged.text)
    XCTAssertTrue(
      try world.repository.read("../forge/71.md").contains("**What was told and what is there differ"))
  }

  func testATokenThatMayNotWrite() throws {
    let world = try governed()
    let head = try world.push("fix/a")
    let step = try world.check("fix/a")
    try world.repository.write("../forge/readonly", "")
    let refused = try world.comment(step, at: head)
    XCTAssertEqual(refused.status, 0, refused.text)
    XCTAssertTrue(
      refused.text.contains(
        "::notice::this token may not write a comment (a fork's never may); the job's summary has it all\n"),
      refused.text
    )
    try world.repository.write("../forge/hidden", "")
    let blind = try world.comment(step, at: head)
    XCTAssertTrue(
      blind.text.contains("::notice::the pull request's comments can't be read with this token"), blind.text)
    let none = try world.run("comment.sh", at: head, ["EVIDENCE": "/nowhere.json", "PULL": "7"])
    XCTAssertEqual(
      none.text,
      "::error::there is no evidence at /nowhere.json: the check could not judge, and its own job says why\n"
        + "[exit status: 2]\n")
  }

  func testTheBinary() throws {
    let world = try governed()
    let binary = ScratchRepository.binary.path
    let good = try world.run("install.sh", at: nil, ["BINARY": binary])
    XCTAssertEqual(good.status, 0, good.text)
    XCTAssertTrue(FileManager.default.isExecutableFile(atPath: "\(good.folder)/caskade/bin/caskade"))
    let rows = [
      (["BINARY": "/nowhere"], "binary: there is no program at /nowhere"),
      (["URL": "https://example.invalid/c"], "url and sha256 go together: where the binary is, and its digest"),
      (["SHA256": "00"], "url and sha256 go together: where the binary is, and its digest"),
    ]
    for (variables, message) in rows {
      let step = try world.run("install.sh", at: nil, variables)
      XCTAssertEqual(step.text, "::error::\(message)\n[exit status: 2]\n")
      XCTAssertFalse(FileManager.default.fileExists(atPath: "\(step.folder)/path"), "nothing is put on the PATH")
    }
  }

  /// What a workflow must not do, in each file that a forge reads here.
  func testTheFilesOfTheForge() throws {
    for name in ["actions/check/action.yml", "workflows/check.yml", "workflows/caskade.yml"] {
      let text = try String(
        contentsOf: ProjectFolder.root.appendingPathComponent(".github/\(name)"), encoding: .utf8)
      let code = text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("#") }
      XCTAssertFalse(code.contains { $0.contains("pull_request_target") }, name)
      for line in code where line.contains("run: ") || line.hasPrefix("          ") && !line.contains(": ") {
        XCTAssertFalse(line.contains("${{"), "\(name): an expression in a script is run as code: \(line)")
      }
      for (place, line) in code.enumerated() where line.contains("pull-requests: write") {
        // Of the workflow that is called only the job that comments may write.
        let job = code[..<place].last { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
        XCTAssertTrue(name == "workflows/caskade.yml" || job == "  comment:", "\(name): \(job ?? "")")
      }
    }
  }

  func testBeforeAPush() throws {
    let world = try governed()
    let repository = world.repository
    let hook = try repository.caskade("init", "--pre-push")
    XCTAssertEqual(hook.status, 0, hook.text)
    try repository.write(".git/hooks/pre-push", hook.output)
    let binaries = ScratchRepository.binary.deletingLastPathComponent().path
    func push() throws -> ScratchRepository.Transcript {
      try repository.shell("chmod +x .git/hooks/pre-push; PATH=\"\(binaries):$PATH\" git push -q origin fix/a")
    }
    let good = try push()
    XCTAssertEqual(good.status, 0, good.text)
    try repository.write("docs/a.txt", "two\n")
    try repository.commit("Outside")
    let bad = try push()
    XCTAssertNotEqual(bad.status, 0, bad.text)
    XCTAssertTrue(bad.errors.contains("Contract broken"), bad.text)
    let gone = try repository.shell("PATH=\"\(binaries):$PATH\" git push -q origin :fix/a")
    XCTAssertEqual(gone.status, 0, gone.text)
  }

  /// This project's own action judges a commit of this project, by a contract made for it.
  func testTheProjectsOwn() throws {
    let root = ProjectFolder.root
    try XCTSkipUnless(
      FileManager.default.fileExists(atPath: root.appendingPathComponent(".git").path), "this is no clone")
    let world = try ActionWorld(cloning: root.path)
    let repository = world.repository
    try repository.write(
      "Contracts/play.yaml",
      contract("docs/play", allow: "README.md", run: "grep -q Played README.md && test -d Sources"))
    try repository.commit("Contract")
    _ = try world.push("main")
    try repository.git("switch", "-q", "-c", "docs/play")
    let readme = try repository.read("README.md")
    try repository.write("README.md", readme + "\nPlayed on.\n")
    try repository.commit("Play")
    let kept = try world.check("docs/play")
    XCTAssertEqual(kept.status, 0, kept.text)
    XCTAssertTrue(kept.outputs.hasPrefix("verdict=kept\n"), kept.outputs)
    try repository.write("Sources/README.md", "nothing\n")
    try repository.commit("Outside")
    let broken = try world.check("docs/play")
    XCTAssertEqual(broken.status, 1, broken.text)
    XCTAssertTrue(broken.summary.contains("Sources/README.md"), broken.summary)
  }

  /// What `init` writes for GitLab is the file that another project can include.
  func testTheIncludeOfGitLab() throws {
    let repository = try ScratchRepository()
    try repository.write("a", "a\n")
    try repository.commit("Begin")
    _ = try repository.caskade("init", "--forge", "gitlab", "--yes")
    XCTAssertEqual(
      try repository.read(".gitlab/caskade.yml"),
      try String(contentsOf: ProjectFolder.root.appendingPathComponent(".gitlab/caskade.yml"), encoding: .utf8))
  }
}
