import Foundation
import TestSupport
import XCTest

/// `check --merged`: the commands run on what will land, the merge of the base's tip and the head.
final class MergedTests: XCTestCase {
  /// `src/a.txt` says two on `work`; `main` has gone on with a file that breaks what it now says.
  private func world(_ validation: String, policy: String? = nil) throws -> ValidationWorld {
    let world = try ValidationWorld(
      contract: ContractText.small.replacing("validation:\n  - \"true\"\n", with: "validation:\n\(validation)"))
    let repository = world.repository
    try repository.commit("Work")
    try repository.git("switch", "-q", "main")
    try repository.write("src/b.txt", "b\n")
    if let policy { try repository.write("Contracts/policy.yaml", "caskade_policy: 1\n\(policy)\n") }
    try repository.commit("More")
    try repository.git("switch", "-q", "work")
    return world
  }

  private static let apart = "  - name: apart\n    run: \"! test -f src/b.txt || ! grep -q two src/a.txt\"\n"

  private func merged(_ world: ValidationWorld) throws -> [String: Any]? {
    try world.evidence()?["merged"] as? [String: Any]
  }

  func testWhatPassesAloneAndNotTogether() throws {
    let world = try world(Self.apart)
    let repository = world.repository
    let alone = try repository.caskade("check", "--evidence", "../evidence.json")
    XCTAssertEqual(alone.status, 0, alone.text)
    XCTAssertNil(try merged(world))
    let together = try repository.caskade("check", "--merged", "--evidence", "../evidence.json")
    XCTAssertEqual(together.status, 1, together.text)
    let tip = try repository.git("rev-parse", "main").trimmingCharacters(in: .newlines)
    XCTAssertTrue(
      together.output.contains("validation   0 of 1 command passed, on the merge with main \(tip.prefix(7))"),
      together.output)
    let record = try XCTUnwrap(merged(world))
    let tree = try repository.git("merge-tree", "--write-tree", "main", "work").trimmingCharacters(in: .newlines)
    XCTAssertEqual(record["state"] as? String, "clean")
    XCTAssertEqual(record["tree"] as? String, tree)
    XCTAssertEqual(record["base_tip"] as? String, tip)
    XCTAssertEqual(try repository.git("status", "--short"), "")
  }

  /// Scope is judged as before; what runs on the base runs on its tip.
  func testTheBaseIsItsTip() throws {
    let world = try world(
      "  - name: b\n    run: test -f src/b.txt\n    on_base: passes\n  - name: a\n    run: grep -q two src/a.txt\n    on_base: fails\n"
    )
    let together = try world.repository.caskade("check", "--merged", "--evidence", "../evidence.json")
    XCTAssertEqual(together.status, 0, together.text)
    XCTAssertEqual(try world.states(), ["a": "pass", "b": "pass"])
    let changes = try world.evidence()?["changes"] as? [[String: Any]]
    XCTAssertEqual(changes?.map { $0["path"] as? String }, ["src/a.txt"])
    XCTAssertEqual(try world.repository.caskade("verify", "../evidence.json").status, 0)
    // Uncommitted work is merged too.
    try world.repository.write("src/a.txt", "three\n")
    XCTAssertEqual(try world.repository.caskade("check", "--merged").status, 1)
  }

  func testAConflictIsUnproven() throws {
    let world = try world(Self.apart)
    let repository = world.repository
    try repository.git("switch", "-q", "main")
    try repository.write("src/a.txt", "other\n")
    try repository.commit("The same line")
    try repository.git("switch", "-q", "work")
    let transcript = try repository.caskade("check", "--merged", "--evidence", "../evidence.json")
    XCTAssertEqual(transcript.status, 1)
    let tip = try repository.git("rev-parse", "--short=7", "main").trimmingCharacters(in: .newlines)
    XCTAssertTrue(
      transcript.output.contains(
        """
        src/a.txt: error: can't be merged with main \(tip) [validation.merge-conflict]
          hint: merge main into the branch, settle the conflict, and check again
        """), transcript.output)
    XCTAssertTrue(
      transcript.output.contains("unproven  validation   not run: 1 file can't be merged with main \(tip)"),
      transcript.output)
    XCTAssertEqual(try merged(world)?["state"] as? String, "conflict")
    XCTAssertEqual(try world.states(), [:])
  }

  func testVerifySaysWhetherTheMergeStillHolds() throws {
    let world = try world("  - grep -q two src/a.txt\n")
    let repository = world.repository
    XCTAssertEqual(try repository.caskade("check", "--merged", "--evidence", "../evidence.json").status, 0)
    try repository.git("switch", "-q", "main")
    try repository.commit("Nothing")
    try repository.git("switch", "-q", "work")
    let same = try repository.caskade("verify", "../evidence.json")
    XCTAssertEqual(same.status, 1)
    XCTAssertTrue(same.text.contains(", and the merge still gives the tree that was run"), same.text)
    try repository.git("switch", "-q", "main")
    try repository.write("src/c.txt", "c\n")
    try repository.commit("Something")
    try repository.git("switch", "-q", "work")
    let other = try repository.caskade("verify", "../evidence.json")
    XCTAssertEqual(other.status, 1)
    XCTAssertTrue(other.text.contains(", and the merge gives another tree: "), other.text)
  }

  /// In CI with a pinned base nobody has to ask.
  func testWhereItBindsItIsUsual() throws {
    let world = try world(Self.apart)
    let repository = world.repository
    let tip = try repository.git("rev-parse", "main").trimmingCharacters(in: .newlines)
    let transcript = try repository.caskade(
      "check", "--base", tip, "--head", "work", "--branch", "work", "--evidence", "../evidence.json",
      adding: ["CI": "true"])
    XCTAssertEqual(transcript.status, 1, transcript.text)
    XCTAssertEqual(try merged(world)?["state"] as? String, "clean")
    XCTAssertEqual(try world.states(), ["apart": "fail"])
    let pinned = try repository.caskade("check", "--base", tip, "--evidence", "../evidence.json")
    XCTAssertEqual(pinned.status, 0, pinned.text)
    XCTAssertNil(try merged(world))
  }

  /// An older git: the head's own tree is run and the report says so; the policy may ask for more.
  func testAnOlderGit() throws {
    for (policy, status) in [(nil, 0), ("proof: { merged: true }", 1)] as [(String?, Int32)] {
      let world = try world("  - grep -q two src/a.txt\n", policy: policy)
      let repository = world.repository
      let git = try repository.shell("command -v git").output.trimmingCharacters(in: .newlines)
      let bin = repository.root.appendingPathComponent("bin")
      try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
      let script = "#!/bin/sh\ncase \"$*\" in --version) echo git version 2.37.1;; *) exec \(git) \"$@\";; esac\n"
      try script.write(to: bin.appendingPathComponent("git"), atomically: true, encoding: .utf8)
      _ = try repository.shell("chmod +x '\(bin.path)/git'")
      let transcript = try repository.caskade(
        "check", "--merged", "--evidence", "../evidence.json",
        adding: ["PATH": "\(bin.path):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"])
      XCTAssertEqual(transcript.status, Int(status) == 0 ? 0 : 1, transcript.text)
      XCTAssertTrue(
        transcript.output.contains(
          "what the commands do on the merge with main: git 2.37.1 can't merge two trees, which 2.38 can; they ran on the "
            + "head's own tree"), transcript.output)
      XCTAssertEqual(transcript.output.contains("[validation.not-merged]"), policy != nil, transcript.output)
      XCTAssertEqual(try merged(world)?["state"] as? String, "unavailable")
    }
  }
}
