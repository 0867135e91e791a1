import Foundation
import TestSupport
import XCTest

/// `caskade guard` as an agent's hook starts it: the contract of the base, the disk's paths, the log.
final class GuardTests: XCTestCase {
  private static let contract = """
    caskade: 1
    title: Change the source
    outcome: The source says two.
    branch: work
    paths:
      allow: [src/**]
      deny: [src/keys.txt]
    tools:
      allow: [read, edit, { shell: make test * }, { shell: rm * }]
      ask: [{ shell: git commit * }]
      deny: [{ shell: git push * }]
    validation:
      - grep -q two src/a.txt

    """
  /// Looks like a credential, and is none.
  private static let planted = "Fake-Passw0rd-123"

  private func repository(_ contract: String? = contract, policy: String? = nil) throws -> ScratchRepository {
    let repository = try ScratchRepository()
    if let contract { try repository.write("Contracts/work.yaml", contract) }
    if let policy { try repository.write("Contracts/policy.yaml", policy) }
    for file in ["src/a.txt", "src/keys.txt", "other.txt"] { try repository.write(file, "one\n") }
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    return repository
  }

  private func json(_ tool: String, _ input: [String: String], _ folder: String, id: String = "t") -> String {
    let value: [String: Any] = [
      "hook_event_name": "PreToolUse", "session_id": "s1", "cwd": folder, "tool_name": tool, "tool_input": input,
      "tool_use_id": id,
    ]
    let data = (try? JSONSerialization.data(withJSONObject: value)) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }

  /// The decision's word, and the first line of the reason.
  private func decision(_ output: String) -> String {
    let value = (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any]
    guard let answer = value?["hookSpecificOutput"] as? [String: Any] else { return output }
    let reason = (answer["permissionDecisionReason"] as? String ?? "").split(separator: "\n").first.map { ": \($0)" }
    return (answer["permissionDecision"] as? String ?? "") + (reason ?? "")
  }

  /// What the guard answers; asked anew where a machine that is busy with other things kept it from answering in its time.
  private func guarded(_ repository: ScratchRepository, _ more: [String] = [], input: String) throws
    -> ScratchRepository.Transcript
  {
    var done = try repository.caskade(["guard", "claude"] + more, input: input)
    for _ in 0..<5 where done.output.contains("the guard took too long") {
      done = try repository.caskade(["guard", "claude"] + more, input: input)
    }
    return done
  }

  func testPathsAndCommands() throws {
    let repository = try repository()
    let root = repository.folder.path
    try repository.link("src/out", to: "..")
    let outside = "is outside the approved paths of Contracts/work.yaml"
    let rows: [Row<(String, [String: String], String), String>] = [
      Row(("Write", ["file_path": "new.txt"], "src"), "allow"),
      Row(("Edit", ["file_path": "\(root)/src/out/other.txt"], ""), "deny: caskade: 'other.txt' \(outside)"),
      Row(
        ("Bash", ["command": "git commit -m x"], ""),
        "ask: caskade: 'shell: git commit -m x' needs a person's yes (Contracts/work.yaml:10)"),
      Row(
        ("Bash", ["command": "make test; git push https://dev:\(Self.planted)@example.com/x"], ""),
        "deny: caskade: 'shell: git push https://dev:<masked: secret>@example.com/x' is denied (Contracts/work.yaml:11)"
      ),
      Row(
        ("Bash", ["command": "rm src/*.txt"], ""),
        "deny: caskade: 'src/keys.txt' may not be changed: 'src/keys.txt' is denied (Contracts/work.yaml:7)"),
    ]
    for (number, row) in rows.enumerated() {
      let (tool, input, folder) = row.input
      let place = folder.isEmpty ? root : "\(root)/\(folder)"
      let done = try guarded(repository, input: json(tool, input, place, id: "t\(number)"))
      XCTAssertEqual(decision(done.output), row.expected, file: row.file, line: row.line)
    }
    let log = try repository.read(".git/caskade/guard/claude-s1.jsonl")
    for number in rows.indices { XCTAssertTrue(log.contains("\"t\(number)\""), log) }
    XCTAssertFalse(log.contains(Self.planted), log)
    XCTAssertTrue(log.contains(#""answer":"deny","rule":"tools.denied"}"#), log)
    // The log is a transcript, which a check finds by itself.
    try repository.write("src/a.txt", "two\n")
    try repository.remove("src/out")
    let check = try repository.caskade("check", "--transcript", "auto")
    XCTAssertTrue(
      check.output.contains(
        "2 calls, all allowed, 1 of them for a person to allow, asserted by $ROOT/repository/.git/caskade/guard/claude-s1.jsonl"
      ),
      check.text)
    XCTAssertFalse(check.text.contains(Self.planted), check.text)
  }

  func testWhatGoverns() throws {
    let edit = ["file_path": "other.txt"]
    func answer(_ repository: ScratchRepository, _ tool: String, _ input: [String: String], _ more: String...) throws
      -> String
    {
      try decision(
        guarded(repository, more, input: json(tool, input, repository.folder.path)).output)
    }
    // The agent rewrites its own contract, and is judged by the base's.
    let own = try repository()
    try own.write("Contracts/work.yaml", Self.contract.replacing("[src/**]", with: "[src/**, other.txt]"))
    try own.commit("Widen")
    XCTAssertEqual(
      try answer(own, "Edit", edit), "deny: caskade: 'other.txt' is outside the approved paths of Contracts/work.yaml")
    // Another branch has no contract: reading passes.
    try own.git("switch", "-q", "-c", "elsewhere")
    XCTAssertEqual(
      try answer(own, "Edit", edit),
      "deny: caskade: this work needs a contract, and has none: no open contract on main is for branch 'elsewhere'")
    XCTAssertEqual(try answer(own, "Read", edit), "allow")
    XCTAssertEqual(try answer(own, "Edit", ["file_path": "src/a.txt"], "--contract", "work"), "allow")
    XCTAssertEqual(
      try answer(own, "Edit", edit, "--contract", "none"),
      "deny: caskade: this work needs a contract, and has none: there is no contract 'Contracts/none.yaml' on main")
    // From a folder that is in no repository it is the session's all the same.
    let away = try guarded(own, input: json("Edit", ["file_path": "/etc/hosts"], "/"))
    XCTAssertTrue(decision(away.output).hasPrefix("deny"), away.text)
    // A repository of the agent's own making allows nothing that the session's doesn't.
    let made = try ScratchRepository()
    try made.write(
      "Contracts/work.yaml",
      Self.contract.replacing("branch: work\n", with: "").replacing("{ shell: git push * }", with: "web"))
    try made.commit("Allow all")
    let elsewhere = try guarded(own, input: json("Edit", ["file_path": "src/a.txt"], made.folder.path))
    XCTAssertTrue(decision(elsewhere.output).hasPrefix("deny"), elsewhere.text)
    // Not set up, and not governed: no opinion.
    let bare = try repository(nil)
    XCTAssertEqual(try answer(bare, "Edit", edit), "{}\n")
    let free = try repository(nil, policy: "caskade_policy: 1\ngoverned: { branches: [claude/*], paths: [infra/**] }\n")
    XCTAssertEqual(try answer(free, "Edit", edit), "{}\n")
    XCTAssertEqual(
      try answer(free, "Edit", ["file_path": "infra/x"]),
      "deny: caskade: this work needs a contract, and has none: it changes 'infra/x', which the policy keeps for work under one"
    )
    XCTAssertEqual(try free.caskade("guard", "claude", input: "{").status, 2)
  }

  /// Signed by people whom the base names, a contract counts that only the branch has; unsigned it doesn't.
  func testASignedContractOfTheBranch() throws {
    let world = try ApprovalWorld()
    let repository = world.repository
    try repository.git("switch", "-q", "-c", "work")
    let call = json("Edit", ["file_path": "other.txt"], repository.folder.path)
    try repository.write("Contracts/work.yaml", ApprovalWorld.wide)
    try repository.commit("Widen")
    let unsigned = try guarded(repository, input: call)
    XCTAssertTrue(decision(unsigned.output).hasPrefix("deny: caskade: 'other.txt' is outside"), unsigned.text)
    try world.approve("dev")
    try repository.commit("Sign")
    let signed = try guarded(repository, input: call)
    XCTAssertEqual(signed.output, "{}\n", signed.text)
  }

  func testStop() throws {
    let repository = try repository()
    func stop(_ again: Bool) throws -> ScratchRepository.Transcript {
      try repository.caskade(
        "guard", "claude",
        input:
          #"{"hook_event_name":"Stop","session_id":"s1","cwd":"\#(repository.folder.path)","stop_hook_active":\#(again)}"#
      )
    }
    try repository.write("src/a.txt", "two\n")
    XCTAssertEqual(try stop(false).text, "{}\n[exit status: 0]\n")
    try repository.write("other.txt", "two\n")
    let found = try stop(false)
    XCTAssertTrue(
      found.output.hasPrefix(
        #"{"decision":"block","reason":"caskade: 1 finding to mend before this is done (validation was not run):\nother.txt: "#
      ),
      found.text)
    XCTAssertEqual(try stop(true).text, "{}\n[exit status: 0]\n")
  }
}
