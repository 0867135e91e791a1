import Foundation
import TestSupport
import XCTest

/// What `caskade run` learns of the transcript that its agent writes meanwhile.
final class RunTranscriptTests: XCTestCase {
  private func repository(_ stop: String) throws -> ScratchRepository {
    try RunWorld.repository("stop_when:\n  - more_than: \(stop)")
  }

  /// One that its own agent keeps where it keeps all, in a session that began before, a line of it torn for a while.
  func testFailedValidations() throws {
    let repository = try repository("2 failed validations")
    let place = String(repository.folder.path.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    let file = "../home/.claude/projects/\(place)/s.jsonl"
    func lines(_ id: String) -> String {
      """
      {"type":"assistant","sessionId":"s","cwd":"\(repository.folder.path)","uuid":"u\(id)","message":{"id":"m\(id)",\
      "content":[{"type":"tool_use","id":"\(id)","name":"Bash","input":{"command":"grep -q two src/a.txt"}}]}}
      {"type":"user","sessionId":"s","uuid":"r\(id)","message":{"content":[{"type":"tool_result","tool_use_id":"\(id)",\
      "is_error":true,"content":"Exit code 1"}]}}

      """
    }
    try repository.write(file, lines("old1") + lines("old2"))
    for (name, text) in [("1", lines("t1")), ("2", lines("t2")), ("3", lines("t3"))] {
      try repository.write("../\(name).jsonl", text)
    }
    try repository.write(
      "../bin/claude",
      """
      #!/bin/sh
      file="$HOME/.claude/projects/\(place)/s.jsonl"
      echo three > src/a.txt
      echo '{"hook_event_name":"PreToolUse","session_id":"s","tool_name":"Bash","tool_use_id":"t1","cwd":"'$PWD'",'\
      '"tool_input":{"command":"grep -q two src/a.txt"}}' | $CASKADE guard claude --contract work
      cat ../1.jsonl >> "$file"
      head -c 200 ../2.jsonl >> "$file"; sleep 1.5; tail -c +201 ../2.jsonl >> "$file"
      sleep 1.5; test -e ../early && exit
      cat ../3.jsonl >> "$file"
      sleep 30
      echo late > src/late.txt

      """)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: repository.root.appendingPathComponent("bin/claude").path)
    let done = try repository.caskade(
      "run", "work", "--skip-validation", "--", "claude", "-p", "Fix it",
      adding: [
        "PATH": "\(repository.root.path)/bin:/usr/local/bin:/usr/bin:/bin", "CASKADE": ScratchRepository.binary.path,
      ])
    XCTAssertEqual(done.status, 1, done.text)
    let says = "3 failed validations, and the contract stops at more than 2 (Contracts/work.yaml:12), by its transcript"
    XCTAssertTrue(done.errors.contains("caskade: \(says)\ncaskade: the agent is stopped\n"), done.errors)
    // The hook heard a call, and no failure: the check that ends it goes by what stopped it.
    XCTAssertTrue(done.output.contains("[stop.run]"), done.output)
    XCTAssertFalse(repository.exists("src/late.txt"))
    let record = try RunWorld.record(repository)
    XCTAssertEqual(record["reasons"] as? [String], [says])
    XCTAssertEqual(record["agent"] as? String, "claude")
    XCTAssertEqual(
      record["transcripts"] as? [String], ["\(repository.root.path)/home/.claude/projects/\(place)/s.jsonl"])
  }

  /// One that is named, of a program that nobody knows.
  func testCost() throws {
    let repository = try repository("5 USD")
    try repository.write(
      "../agent.sh",
      """
      echo '{"caskade_tools": 1, "session": "s", "cwd": "'$PWD'"}' > ../t.jsonl
      echo '{"id": "1", "tool": "read", "reads": ["src/a.txt"], "status": "ok"}' >> ../t.jsonl
      sleep 1.5
      echo '{"total": {"tokens": 10, "usd": 5.2}}' >> ../t.jsonl
      sleep 30

      """)
    let done = try repository.caskade(
      "run", "work", "--skip-validation", "--on-stop", "stop", "--transcript", "../t.jsonl", "--", "/bin/sh",
      "../agent.sh")
    XCTAssertTrue(
      done.errors.contains(
        "caskade: 5.20 USD, and the contract stops at more than 5 (Contracts/work.yaml:12), by its transcript\n"),
      done.text)
    XCTAssertEqual(done.status, 1, done.text)
    XCTAssertTrue(done.errors.contains("caskade: no check ends it: nothing differs between main "), done.errors)
    // Without one nobody sees it, and that is said.
    let blind = try repository.caskade("run", "work", "--skip-validation", "--", "/bin/sh", "-c", "true")
    XCTAssertTrue(blind.errors.contains("caskade: not watched while it runs: more_than: 5 USD\n"), blind.errors)
  }

  /// Of an agent whose sessions lie in many small files, some written anew. One of another folder, and one of before the run,
  /// don't count.
  func testManyFiles() throws {
    let repository = try repository("2 failed validations")
    try repository.write(
      "../bin/opencode",
      """
      #!/bin/sh
      test -e ../early && exit
      storage="$XDG_DATA_HOME/opencode/storage"
      session() {
        mkdir -p "$storage/session/p" "$storage/message/$1" "$storage/part/msg_$1"
        echo '{"id": "'$1'", "projectID": "p", "directory": "'$2'", "time": {"updated": 1}}' > "$storage/session/p/$1.json"
        echo '{"id": "msg_'$1'", "sessionID": "'$1'", "role": "assistant", "time": {"created": '$3'}}' \\
          > "$storage/message/$1/msg_$1.json"
      }
      call() {
        echo '{"id": "prt_'$2'", "messageID": "msg_'$1'", "sessionID": "'$1'", "type": "tool", "tool": "bash",' \\
          '"callID": "'$1$2'", "state": {"status": "'$3'", "input": {"command": "grep -q two src/a.txt"},' \\
          '"metadata": {'$4'}, "time": {"start": '$5'}}}' > "$storage/part/msg_$1/prt_$2.json"
      }
      now=$(date +%s)000
      session ses_other /elsewhere $now
      session ses_old "$PWD" 1
      session ses_own "$PWD" $now
      for number in 1 2 3; do
        call ses_other $number completed '"exit":1' $now
        call ses_old $number completed '"exit":1' 1
        test $number = 3 || call ses_own $number completed '"exit":1' $now
      done
      call ses_own 3 running '' $now
      echo three > src/a.txt
      sleep 1.3
      echo on > ../on
      call ses_own 3 completed '"exit":1' $now
      sleep 30
      echo late > src/late.txt

      """)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: repository.root.appendingPathComponent("bin/opencode").path)
    func run() throws -> ScratchRepository.Transcript {
      try repository.caskade(
        "run", "work", "--skip-validation", "--", "opencode", "run", "Fix it",
        adding: [
          "PATH": "\(repository.root.path)/bin:/usr/local/bin:/usr/bin:/bin",
          "XDG_DATA_HOME": "\(repository.root.path)/data",
        ])
    }
    let done = try run()
    XCTAssertEqual(done.status, 1, done.text)
    let says = "3 failed validations, and the contract stops at more than 2 (Contracts/work.yaml:12), by its transcript"
    XCTAssertTrue(done.errors.contains("caskade: \(says)\ncaskade: the agent is stopped\n"), done.errors)
    XCTAssertFalse(done.errors.contains("not watched"), done.errors)
    XCTAssertTrue(done.output.contains("[stop.run]"), done.output)
    XCTAssertTrue(repository.exists("../on"), "what still ran had no result")
    XCTAssertFalse(repository.exists("src/late.txt"))
    let place = "\(repository.root.path)/data/opencode"
    XCTAssertEqual(
      try RunWorld.record(repository)["transcripts"] as? [String],
      ["ses_old", "ses_own"].map { "\(place)/storage/session/p/\($0).json" })
  }

  /// One session that lies in many files, named by a person: its messages and parts are watched, whatever its folder.
  func testManyFilesOfOneThatIsNamed() throws {
    let repository = try repository("2 failed validations")
    let done = try repository.caskade(
      "run", "work", "--skip-validation", "--transcript", "../given/session/p/ses_1.json", "--", "/bin/sh", "-c",
      """
      mkdir -p ../given/session/p ../given/message/ses_1 ../given/part/msg_1
      echo '{"id": "ses_1", "projectID": "p", "directory": "/container"}' > ../given/session/p/ses_1.json
      echo '{"id": "msg_1", "sessionID": "ses_1", "role": "assistant", "time": {"created": 4000000000000}}' \\
        > ../given/message/ses_1/msg_1.json
      for number in 1 2 3; do
        echo '{"id": "prt_'$number'", "messageID": "msg_1", "sessionID": "ses_1", "type": "tool", "tool": "bash",' \\
          '"callID": "'$number'", "state": {"status": "completed", "input": {"command": "grep -q two src/a.txt"},' \\
          '"metadata": {"exit": 1}, "time": {"start": 4000000000000}}}' > ../given/part/msg_1/prt_$number.json
      done
      echo three > src/a.txt
      sleep 30
      """)
    let says = "3 failed validations, and the contract stops at more than 2 (Contracts/work.yaml:12), by its transcript"
    XCTAssertTrue(done.errors.contains("caskade: \(says)\ncaskade: the agent is stopped\n"), done.errors)
  }

  /// Sessions that lie in a database, which is there only once the agent began. One of another folder, and one of before the
  /// run, don't count. One of this folder is copied by the second version, and moved away there.
  func testADatabase() throws {
    let repository = try repository("2 failed validations")
    let command = "grep -q two src/a.txt"
    let now = 4_000_000_000_000
    var own = TinyDatabase.Session("ses_own", repository.folder.path)
    own.calls = [(command, 1, now), (command, 1, now), (command, nil, now)]
    var other = TinyDatabase.Session("ses_other", "/elsewhere")
    other.calls = (0..<3).map { _ in (command, 1, now) }
    var old = TinyDatabase.Session("ses_old", repository.folder.path)
    old.calls = (0..<3).map { _ in (command, 1, 1) }
    var moved = TinyDatabase.Session("ses_own", "/elsewhere")
    moved.updated += 1
    let one = TinyDatabase.sessions([other, old, own], second: [moved])
    try Data(one).write(to: repository.root.appendingPathComponent("one"))
    own.calls[2].exit = 1
    let two = TinyDatabase.sessions([other, old, own], second: [moved])
    try Data(two).write(to: repository.root.appendingPathComponent("two"))
    try repository.write(
      "../bin/opencode",
      """
      #!/bin/sh
      mkdir -p "$XDG_DATA_HOME/opencode"
      cp ../one "$XDG_DATA_HOME/opencode/opencode.db"
      echo three > src/a.txt
      sleep 1.3
      echo on > ../on
      cp ../two "$XDG_DATA_HOME/opencode/new"
      mv "$XDG_DATA_HOME/opencode/new" "$XDG_DATA_HOME/opencode/opencode.db"
      sleep 30
      echo late > src/late.txt

      """)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: repository.root.appendingPathComponent("bin/opencode").path)
    let done = try repository.caskade(
      "run", "work", "--skip-validation", "--", "opencode", "run", "Fix it",
      adding: [
        "PATH": "\(repository.root.path)/bin:/usr/local/bin:/usr/bin:/bin",
        "XDG_DATA_HOME": "\(repository.root.path)/data",
      ])
    XCTAssertEqual(done.status, 1, done.text)
    let says = "3 failed validations, and the contract stops at more than 2 (Contracts/work.yaml:12), by its transcript"
    XCTAssertTrue(done.errors.contains("caskade: \(says)\ncaskade: the agent is stopped\n"), done.errors)
    XCTAssertFalse(done.errors.contains("not watched"), done.errors)
    XCTAssertTrue(done.output.contains("[stop.run]"), done.output)
    XCTAssertTrue(repository.exists("../on"), "what still ran had no result")
    XCTAssertFalse(repository.exists("src/late.txt"))
    let place = "\(repository.root.path)/data/opencode/opencode.db"
    XCTAssertEqual(
      try RunWorld.record(repository)["transcripts"] as? [String], ["ses_old", "ses_own"].map { "\(place)#\($0)" })
  }

  /// One session of the second version in a database, which grows under a person's name for it; its sub-agent's calls count.
  func testADatabaseOfTheSecondVersion() throws {
    let repository = try repository("2 failed validations")
    let now = 4_000_000_000_000
    var own = TinyDatabase.Session("ses_own", "/container")
    own.calls = [("ls", 0, now)]
    var child = TinyDatabase.Session("ses_child", "/container")
    (child.parent, child.calls) = ("ses_own", (0..<3).map { _ in ("grep -q two src/a.txt", 1, now) })
    try Data(TinyDatabase.second([own, child])).write(to: repository.root.appendingPathComponent("one"))
    let done = try repository.caskade(
      "run", "work", "--skip-validation", "--transcript", "../opencode.db#ses_own", "--", "/bin/sh", "-c",
      "cp ../one ../opencode.db; echo three > src/a.txt; sleep 30")
    let says = "3 failed validations, and the contract stops at more than 2 (Contracts/work.yaml:12), by its transcript"
    XCTAssertTrue(done.errors.contains("caskade: \(says)\ncaskade: the agent is stopped\n"), done.errors)
  }
}
