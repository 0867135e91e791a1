import Foundation
import TestSupport
import XCTest

/// `caskade run` and `caskade ask`, with stand-ins for agents that behave well, sloppily and badly.
final class RunTests: XCTestCase {
  private func run(_ repository: ScratchRepository, _ script: String, _ options: String...) throws
    -> ScratchRepository.Transcript
  {
    try repository.write("../agent.sh", "set -e\n\(script)\n")
    return try repository.caskade(
      ["run", "work"] + options + ["--", "/bin/sh", "\(repository.root.path)/agent.sh"],
      adding: ["CASKADE": ScratchRepository.binary.path])
  }

  func testAGoodAgent() throws {
    let repository = try RunWorld.repository()
    let call = #"{"hook_event_name":"PreToolUse","session_id":"s","tool_name":"Edit","tool_use_id":"t","cwd":"'$PWD'","#
    let done = try run(
      repository,
      """
      echo '\(call)"tool_input":{"file_path":"src/a.txt"}}' | $CASKADE guard claude --contract work
      mkdir build && echo x > build/out
      echo two > src/a.txt
      $CASKADE ask 'May I push to https://dev:Fake-Passw0rd-123@example.com/x?'
      """)
    XCTAssertEqual(done.status, 0, done.text)
    XCTAssertTrue(done.output.contains("  pass      tools        1 call, all allowed\n"), done.output)
    XCTAssertTrue(done.errors.contains("caskade: the agent asks (1): May I push"), done.errors)
    let record = try RunWorld.record(repository)
    XCTAssertEqual(record["state"] as? String, "ended")
    XCTAssertEqual(record["verdict"] as? String, "kept")
    XCTAssertEqual(record["calls"] as? Int, 1)
    let names = try FileManager.default.contentsOfDirectory(atPath: repository.url(".git/caskade/runs").path)
    XCTAssertEqual(names.filter { $0.hasSuffix(".lock") }, [], "a lock is left")
    XCTAssertEqual(record["reasons"] as? [String], [])
    XCTAssertFalse("\(record)\(done.text)".contains("Fake-Passw0rd-123"), "\(record)\(done.text)")
    try XCTAssertEqual(repository.caskade("ask", "--answer", "1", "No").text, "[exit status: 0]\n")
    let listed = try repository.caskade("ask").output
    XCTAssertTrue(listed.hasSuffix(" [work]\n   answer: No\n"), listed)
  }

  func testABadAgentIsStopped() throws {
    let repository = try RunWorld.repository()
    // It doesn't listen when it is asked to end, and would go on by a child of its own.
    let done = try run(
      repository,
      """
      trap '' TERM
      echo x > .mcp.json
      i=0; while [ $i -lt 600 ]; do sleep 0.1 || true; i=$((i + 1)); done
      echo late > src/late.txt
      """)
    XCTAssertEqual(done.status, 1, done.text)
    let says = "'.mcp.json' is protected (agent configuration or instructions) [protected.agent]"
    XCTAssertTrue(done.errors.contains("caskade: \(says)\ncaskade: the agent is stopped\n"), done.errors)
    XCTAssertFalse(repository.exists("src/late.txt"))
    let record = try RunWorld.record(repository)
    XCTAssertEqual(record["state"] as? String, "stopped")
    XCTAssertEqual(record["reasons"] as? [String], [says])
  }

  /// What the files tell of runs comes into evidence and records in numbers, and into the figures from there.
  func testARunInTheFigures() throws {
    let repository = try RunWorld.repository()
    let stopped = try run(
      repository,
      "$CASKADE ask 'May I change the agent?'; echo x > .mcp.json; sleep 30", "--skip-validation")
    XCTAssertEqual(stopped.status, 1, stopped.text)
    XCTAssertTrue(
      stopped.output.contains("\ncaskade run, by the worktrees' files: 1 run, 1 stopped (change)"), stopped.output)
    XCTAssertTrue(stopped.output.contains("; 1 request, none answered\n"), stopped.output)
    try XCTAssertEqual(repository.caskade("ask", "--decline", "1").text, "[exit status: 0]\n")
    try XCTAssertEqual(repository.caskade("ask", "--contract", "other", "Of other work").status, 0)
    try repository.git("clean", "-qfd")
    try repository.write("src/a.txt", "two\n")
    try repository.commit("Work")
    let checked = try repository.caskade("check", "--head", "HEAD", "--record", "--evidence", "../e.json")
    XCTAssertEqual(checked.status, 0, checked.text)
    let evidence = try repository.read("../e.json")
    let document = try JSONSerialization.jsonObject(with: Data(evidence.utf8)) as? [String: Any]
    var told = try XCTUnwrap(document?["agent_runs"] as? [String: Any])
    told["seconds"] = nil
    XCTAssertEqual(
      told as NSDictionary,
      [
        "runs": 1, "stopped": 1, "interrupted": 0, "killed": 0, "warned": 0, "suspended": 0, "reasons": ["change"],
        "asked": 1, "answered": 1, "granted": 0, "declined": 1,
      ])
    XCTAssertFalse(evidence.contains("May I"), evidence)
    let verified = try repository.caskade("verify", "../e.json")
    XCTAssertEqual(verified.status, 0, verified.text)
    let stats = try repository.caskade("stats", "--since", "all", "--format", "csv").output
    let rows = stats.split(whereSeparator: \.isNewline)
    for row in [
      ",,requests,,1,1,", ",,requests_open,,0,1,", ",,requests_declined,,1,1,", ",,interventions,,1,1,",
      ",,stopped_runs,,1,1,", ",,stop_reasons,change,1,",
    ] {
      XCTAssertTrue(rows.contains { $0.hasPrefix(row) }, "\(row) is not in\n\(stats)")
    }
  }

  /// The branch is the link between what worktrees keep, each for itself.
  func testWhatOtherWorktreesKeep() throws {
    let repository = try RunWorld.repository()
    try XCTAssertEqual(repository.caskade("ask", "May I?").status, 0)
    let inside = try run(repository, "$CASKADE ask --grant 1 || echo two > src/a.txt", "--skip-validation")
    XCTAssertTrue(inside.errors.contains("a person answers, and this is inside of the agent's run"), inside.text)
    try repository.commit("Work")
    try repository.git("switch", "-q", "--detach", "main")
    try repository.git("worktree", "add", "-q", "../side", "work")
    try repository.git("worktree", "add", "-q", "-b", "other", "../third", "main")
    for (place, words) in [
      ("../side", ["ask", "May I change more?"]), ("../third", ["ask", "--contract", "work", "Of another branch"]),
    ] {
      try XCTAssertEqual(repository.caskade(["-C", place] + words).status, 0)
    }
    try XCTAssertEqual(
      repository.caskade("-C", "../side", "ask", "--grant", "1", "amended").errors,
      "caskade: question 1 is granted; what the contract permits changes by 'caskade amend' alone\n")
    let checked = try repository.caskade(
      "check", "work", "--head", "work", "--skip-validation", "--evidence", "../e.json")
    let document = try JSONSerialization.jsonObject(with: Data(repository.read("../e.json").utf8)) as? [String: Any]
    let told = try XCTUnwrap(document?["agent_runs"] as? [String: Any], checked.text)
    XCTAssertEqual(
      ["runs", "asked", "answered", "granted", "declined"].map { told[$0] as? Int }, [1, 2, 1, 1, 0], "\(told)")
    let board = try repository.caskade("status", "--format", "markdown").output
    let end = """
      **Questions without an answer**

      - question 1 of work: May I?
      - question 1 of work, in the worktree third: Of another branch

      **Questions that were answered, the newest**

      - question 1 of work, in the worktree side: May I change more? - granted: amended

      """
    XCTAssertTrue(board.hasSuffix(end), board)
  }

  func testASloppyAgentIsWarned() throws {
    let repository = try RunWorld.repository("stop_when: [{ more_than: 1 files }]")
    let done = try run(
      repository,
      "echo two > src/a.txt; echo b > src/b.txt; git add -A; git -c user.name=A -c user.email=a@example.com commit -qm Work; echo c > c.txt",
      "--on-stop", "warn", "--skip-validation")
    XCTAssertEqual(done.status, 1, done.text)
    let record = try RunWorld.record(repository)
    XCTAssertEqual(record["state"] as? String, "ended")
    XCTAssertEqual(
      Set(record["reasons"] as? [String] ?? []),
      [
        "2 files, and the contract stops at more than 1 (Contracts/work.yaml:11)",
        "'c.txt' is outside the approved paths of Contracts/work.yaml",
      ], done.text)
  }

  /// Whoever looks after the run is killed: nobody writes how it ended, and the record says that.
  /// What lay there before the agent began is none of its work, until it changes that too.
  func testWhatLayThereBefore() throws {
    for (more, state) in [("true", "ended"), ("echo changed > left.txt; sleep 20", "stopped")] {
      let repository = try RunWorld.repository()
      try repository.write("left.txt", "before\n")
      let done = try run(repository, "echo two > src/a.txt; sleep 1; \(more)")
      XCTAssertEqual(try RunWorld.record(repository)["state"] as? String, state, done.text)
      XCTAssertTrue(done.output.contains("left.txt"), "the check judges it all the same: \(done.output)")
    }
  }

  func testARunThatIsKilled() throws {
    let repository = try RunWorld.repository()
    let binary = ScratchRepository.binary.path
    let done = try repository.shell(
      """
      '\(binary)' run work -- /bin/sh -c 'echo $PPID > ../pid; i=0; while [ ! -e ../end ] && [ $i -lt 600 ]; do \
      sleep 0.1; i=$((i + 1)); done' > ../out 2>&1 &
      i=0; while [ ! -s ../pid ] && [ $i -lt 600 ]; do sleep 0.1; i=$((i + 1)); done
      '\(binary)' status > ../running
      kill -9 "$(cat ../pid)"; wait
      touch ../end
      '\(binary)' status
      """)
    let running = try repository.read("../running")
    XCTAssertTrue(running.contains("\n  work: /bin/sh is running since "), running)
    XCTAssertTrue(done.output.hasSuffix(", and killed: nothing says how it ended\n"), done.text)
  }
}
