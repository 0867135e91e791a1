import Foundation
import TestSupport
import XCTest

/// `check --transcript`, and `debug transcript`, on a small session that is written here.
final class TranscriptTests: XCTestCase {
  /// Looks like a credential, and is none.
  private static let planted = "Fake-Passw0rd-123"

  private func session(_ repository: ScratchRepository, _ command: String) -> String {
    let folder = repository.folder.path
    func line(_ id: String, _ name: String, _ input: String, _ seconds: Int) -> String {
      """
      {"type":"assistant","sessionId":"s","cwd":"\(folder)","gitBranch":"work","version":"2.1.42","uuid":"u\(id)",\
      "timestamp":"2026-06-01T10:00:0\(seconds)Z","message":{"id":"m\(id)","model":"m","content":[{"type":"tool_use",\
      "id":"\(id)","name":"\(name)","input":\(input)}]}}
      {"type":"user","sessionId":"s","uuid":"r\(id)","timestamp":"2026-06-01T10:00:0\(seconds)Z","message":{"content":\
      [{"type":"tool_result","tool_use_id":"\(id)","content":"ok"}]}}

      """
    }
    return line("t1", "Edit", #"{"file_path":"\#(folder)/src/a.txt"}"#, 1)
      + line("t2", "Bash", #"{"command":"\#(command)"}"#, 2)
  }

  private func repository() throws -> ScratchRepository {
    let repository = try ScratchRepository()
    try repository.write(
      "Contracts/work.yaml",
      """
      caskade: 1
      title: Change the source
      outcome: The source says two
      branch: work
      paths:
        allow: [src/**]
      tools:
        allow: [edit, { shell: grep * }]
        deny: [{ shell: git push * }]
      validation:
        - grep -q two src/a.txt

      """)
    try repository.write("src/a.txt", "one\n")
    try repository.commit("Begin")
    try repository.git("switch", "-q", "-c", "work")
    try repository.write("src/a.txt", "two\n")
    try repository.commit("Work")
    return repository
  }

  func testATranscriptBreaksAndDoesNotRaise() throws {
    let repository = try repository()
    try repository.write("../good.jsonl", session(repository, "grep two src/a.txt"))
    let good = try repository.caskade("check", "--transcript", "../good.jsonl")
    XCTAssertEqual(good.status, 0, good.text)
    XCTAssertTrue(
      good.output.contains("  pass      tools        2 calls, all allowed, asserted by ../good.jsonl\n"), good.output)

    try repository.write(
      "../bad.jsonl", session(repository, "git push https://dev:\(Self.planted)@example.com/x main") + "{\"torn\n")
    let bad = try repository.caskade("check", "--transcript", "../bad.jsonl", "--evidence", "../e.json")
    XCTAssertEqual(bad.status, 1, bad.text)
    XCTAssertTrue(bad.output.contains("[tools.denied]"), bad.output)
    XCTAssertTrue(bad.output.contains("[tools.unread]"), bad.output)
    let evidence = try repository.read("../e.json")
    XCTAssertTrue(evidence.contains("\"decision\": \"denied\""), evidence)
    XCTAssertFalse((bad.text + evidence).contains(Self.planted), bad.text + evidence)
    let verified = try repository.caskade("verify", "../e.json")
    XCTAssertFalse(verified.output.contains("differs"), verified.text)
    let listed = try repository.caskade("debug", "transcript", "../bad.jsonl")
    XCTAssertEqual(listed.status, 0, listed.text)
    XCTAssertEqual(listed.output.split(separator: "\n").count, 2)
    XCTAssertEqual(listed.errors, "caskade: note: 1 line couldn't be read (line 5)\n")
  }

  /// Evidence is a file: what it says was witnessed isn't by that.
  func testRewrittenEvidenceWitnessesNothing() throws {
    let repository = try repository()
    try repository.git("switch", "-q", "main")
    try repository.write("Contracts/policy.yaml", "caskade_policy: 1\ngates: { tools: witnessed }\n")
    try repository.commit("Ask for a witness")
    try repository.git("switch", "-q", "work")
    try repository.git("rebase", "-q", "main")
    try repository.write("../good.jsonl", session(repository, "grep two src/a.txt"))
    let done = try repository.caskade("check", "--transcript", "../good.jsonl", "--evidence", "../e.json")
    XCTAssertEqual(done.status, 1, done.text)
    XCTAssertTrue(done.output.contains("the policy counts only what 'caskade run' heard itself"), done.output)
    let evidence = try repository.read("../e.json")
    let place = try XCTUnwrap(evidence.range(of: "\n  \"tools\": {"))
    let claim = try XCTUnwrap(
      evidence.range(of: "\"claim\": \"asserted\"", range: place.upperBound..<evidence.endIndex))
    try repository.write("../e.json", evidence.replacingCharacters(in: claim, with: "\"claim\": \"witnessed\""))
    let verified = try repository.caskade("verify", "../e.json")
    XCTAssertTrue(
      verified.output.hasSuffix(
        """

          differs   tools.claim: recorded "witnessed", here "asserted"
          asserted  validation: 1 command, by ../e.json alone; --rerun runs them here

        Evidence doesn't hold: 1 claim differs

        """), verified.text)
  }

  func testTranscriptsAreFound() throws {
    let repository = try repository()
    let none = try repository.caskade("check", "--transcript", "auto")
    XCTAssertTrue(
      none.output.contains("  unproven  tools        no transcript was given (not required)\n"), none.output)
    let place = String(repository.folder.path.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    let home = "../home/.claude/projects/\(place)"
    try repository.write("\(home)/s.jsonl", session(repository, "grep two src/a.txt"))
    try repository.write(
      "\(home)/other.jsonl", session(repository, "git push").replacingOccurrences(of: "\"work\"", with: "\"else\""))
    try repository.write(
      "\(home)/s/subagents/agent-1.jsonl",
      session(repository, "git push").replacingOccurrences(of: "\"t1\"", with: "\"s1\"")
        .replacingOccurrences(of: "\"t2\"", with: "\"s2\""))
    let found = try repository.caskade("check", "--transcript", "auto")
    XCTAssertTrue(found.output.contains("1 of 4 calls not allowed, asserted by "), found.output)
    let refused = try repository.caskade("debug", "transcript", "src/a.txt")
    XCTAssertEqual(refused.status, 2, refused.text)
    XCTAssertTrue(refused.errors.contains("is no transcript that is read here"), refused.text)
  }

  /// A session that lies in many small files, of which one is of another folder.
  func testASessionInManyFiles() throws {
    let repository = try repository()
    let place = "../home/.local/share/opencode/storage"
    for (id, folder) in [("ses_1", repository.folder.path), ("ses_2", "/elsewhere")] {
      let updated = "\"time\": {\"created\": 1, \"updated\": 4000000000000}"
      try repository.write(
        "\(place)/session/p/\(id).json",
        "{\n  \"id\": \"\(id)\",\n  \"version\": \"1.0.1\", \"projectID\": \"p\",\n  \"directory\": \"\(folder)\", \(updated)\n}\n"
      )
      try repository.write(
        "\(place)/message/\(id)/msg_\(id).json",
        #"{"id": "msg_\#(id)", "sessionID": "\#(id)", "role": "assistant", "modelID": "m", "cost": 0.5, "time": {"created": 3}}"#
      )
      try repository.write(
        "\(place)/part/msg_\(id)/prt_1.json",
        #"{"id": "prt_1", "messageID": "msg_\#(id)", "sessionID": "\#(id)", "type": "tool", "callID": "c\#(id)", "tool": "bash","#
          + "\n"
          + #""state": {"status": "completed", "input": {"command": "grep two src/a.txt"}, "time": {"start": 4000000000000}}}"#
      )
    }
    let found = try repository.caskade("check", "--skip-validation", "--transcript", "auto")
    XCTAssertTrue(found.output.contains("  pass      tools        1 call, all allowed, asserted by "), found.output)
    XCTAssertTrue(found.output.contains("/storage/session/p/ses_1.json"), found.output)
    XCTAssertFalse(found.output.contains("ses_2"), found.output)
  }

  /// Sessions that lie in a database, of which one is of another folder.
  func testADatabase() throws {
    let repository = try repository()
    var own = TinyDatabase.Session("ses_1", repository.folder.path)
    own.calls = [("grep two src/a.txt", 0, 4_000_000_000_000), ("git push", 1, 4_000_000_000_000)]
    var other = TinyDatabase.Session("ses_2", "/elsewhere")
    other.calls = [("curl evil.example", 0, 4_000_000_000_000)]
    let bytes = TinyDatabase.sessions([own, other])
    let place = repository.root.appendingPathComponent("home/.local/share/opencode/opencode.db")
    try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: place)
    // As it lay in files before it was moved into the database.
    try repository.write(
      "../home/.local/share/opencode/storage/session/p/ses_1.json",
      #"{"id": "ses_1", "projectID": "p", "directory": "\#(repository.folder.path)"}"#)
    for given in ["auto", place.path, "\(place.path)#ses_1"] {
      let found = try repository.caskade("check", "--skip-validation", "--transcript", given)
      XCTAssertTrue(
        found.output.contains("1 of 2 calls not allowed, asserted by ")
          && found.output.contains("/opencode/opencode.db#ses_1"), "\(given): \(found.text)")
      XCTAssertFalse(found.output.contains("curl"), found.output)
    }
    let read = try repository.caskade("debug", "transcript", "\(place.path)#ses_2")
    XCTAssertTrue(read.output.hasPrefix(#"{"id":"ses_2-0","line":3,"tool":"bash","via":"#), read.text)
    // Damage is said, wherever it was found.
    try Data(bytes.prefix(bytes.count - 65_536)).write(to: place)
    let cut = try repository.caskade("check", "--skip-validation", "--transcript", "auto")
    XCTAssertTrue(cut.output.contains("1 page of the database couldn't be read (page 4)"), cut.text)
    try Data(bytes.prefix(50)).write(to: place)
    let torn = try repository.caskade("check", "--skip-validation", "--transcript", "auto")
    XCTAssertTrue(torn.output.contains("couldn't be read: the database's header is damaged"), torn.text)
    let none = try repository.caskade("debug", "transcript", place.path)
    XCTAssertEqual(none.status, 2, none.text)
    XCTAssertTrue(none.errors.contains("the database's header is damaged"), none.text)
  }

  /// Sessions of the second version: beside what the first one left of the same session, and with a sub-agent's.
  func testADatabaseOfTheSecondVersion() throws {
    let repository = try repository()
    let now = 4_000_000_000_000
    var own = TinyDatabase.Session("ses_1", repository.folder.path)
    own.calls = [("grep two src/a.txt", 0, now)]
    let first = own
    own.calls.append(("git push", 1, now))
    var child = TinyDatabase.Session("ses_2", repository.folder.path)
    (child.parent, child.calls) = ("ses_1", [("grep one src/a.txt", 0, now)])
    var other = TinyDatabase.Session("ses_3", "/elsewhere")
    other.calls = [("curl evil.example", 0, now)]
    let place = repository.root.appendingPathComponent("home/.local/share/opencode/opencode.db")
    try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    for bytes in [
      TinyDatabase.second([own, child, other]), TinyDatabase.sessions([first], second: [own, child, other]),
    ] {
      try Data(bytes).write(to: place)
      for given in ["auto", place.path, "\(place.path)#ses_1"] {
        let found = try repository.caskade("check", "--skip-validation", "--transcript", given)
        XCTAssertTrue(
          found.output.contains("1 of 3 calls not allowed, asserted by ")
            && found.output.contains("/opencode/opencode.db#ses_1 and 1 more"), "\(given): \(found.text)")
        XCTAssertFalse(found.output.contains("curl"), found.output)
      }
    }
    let read = try repository.caskade("debug", "transcript", "\(place.path)#ses_1")
    let calls = read.output.split(separator: "\n")
    XCTAssertEqual(calls.count, 3, read.text)
    XCTAssertEqual(
      calls.last.map(String.init),
      #"{"id":"ses_2-0","line":2,"tool":"shell","via":"sidechain","status":"ok","command":"grep one src/a.txt","cwd":"$ROOT/repository","exit_code":0}"#
    )
  }

  /// Sessions that left this folder: the second version's row has only the last one.
  func testADatabaseOfSessionsThatMoved() throws {
    let repository = try repository()
    let own = repository.folder.path
    let now = 4_000_000_000_000
    var first = TinyDatabase.Session("ses_1", own)
    first.calls = [("git push", 1, now)]
    var second = TinyDatabase.Session("ses_1", "/elsewhere")
    second.updated += 1
    var moved = TinyDatabase()
    moved.add(
      "session_v2", ["id", "directory", "time_updated"],
      [[.text("ses_1"), .text("/elsewhere"), .number(now)], [.text("ses_2"), .text("/elsewhere"), .number(now)]])
    // Both under one id, as a model gives them that counts in each message anew.
    func call(_ command: String, _ time: Int) -> String {
      let state = #"{"status": "completed", "input": {"command": "\#(command)"}}"#
      let tool = #"{"type": "tool", "id": "c", "name": "shell", "time": {"ran": \#(time)}, "state": \#(state)}"#
      return #"{"time": {"created": \#(time)}, "content": [\#(tool)]}"#
    }
    let move = #"{"location": {"directory": "/elsewhere"}, "previous": {"location": {"directory": "\#(own)"}}}"#
    moved.add(
      "session_message", ["id", "session_id", "type", "seq", "data"],
      [
        [.text("msg_0"), .text("ses_1"), .text("assistant"), .number(0), .text(call("grep two src/a.txt", now - 9))],
        [.text("msg_1"), .text("ses_1"), .text("assistant"), .number(1), .text(call("git push", now))],
        [.text("msg_2"), .text("ses_1"), .text("location-switched"), .number(2), .text(move)],
        [.text("msg_3"), .text("ses_2"), .text("assistant"), .number(1), .text(call("git push", now))],
      ])
    let place = repository.root.appendingPathComponent("home/.local/share/opencode/opencode.db")
    try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    for (bytes, says) in [
      (TinyDatabase.sessions([first], second: [second]), "1 of 1 call"), (moved.bytes, "1 of 2 calls"),
    ] {
      try Data(bytes).write(to: place)
      for given in ["auto", place.path] {
        let found = try repository.caskade("check", "--skip-validation", "--transcript", given)
        XCTAssertTrue(
          found.output.contains("\(says) not allowed, asserted by ")
            && found.output.contains("opencode.db#ses_1\n"),
          "\(given): \(found.text)")
      }
    }
  }

  /// What can't be read makes no check incomplete that it has nothing to do with.
  func testWhatCantBeRead() throws {
    let repository = try repository()
    let data = repository.root.appendingPathComponent("home/.local/share/opencode")
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    func sessions(_ folder: String) -> TinyDatabase {
      var tiny = TinyDatabase()
      tiny.add("session", ["id", "directory"], [[.text("ses_1"), .text(folder)]])
      return tiny
    }
    var plugins = TinyDatabase()
    plugins.add("usage", ["day", "tokens"], [])
    let own = repository.folder.path
    let claude = "../home/.claude/projects/\(own.map { $0.isLetter || $0.isNumber ? "\($0)" : "-" }.joined())"
    let rows: [Row<(String, [UInt8]), String?>] = [
      Row(("opencode.db", sessions("/elsewhere").bytes), nil),
      Row(("opencode.db", sessions(own).bytes), "the database has no table 'message'"),
      Row(("opencode-usage.db", plugins.bytes), nil), Row(("opencode.db", []), nil),
      Row(("opencode.db", Array("SQLite format 4".utf8)), "nothing of it can be read"),
      Row(("opencode.db", Array(sessions("/elsewhere").bytes.prefix(50))), "the database's header is damaged"),
      Row(("\(claude)/torn.jsonl", Array("\0\0 damaged\n".utf8)), "nothing of it can be read"),
      Row(("\(claude)/new.jsonl", Array("{\"type\": \"news\"}\n".utf8)), nil),
      Row(("../home/.codex/sessions/2026/01/01/x.jsonl", Array("\0\0 damaged\n".utf8)), nil),
    ]
    for row in rows {
      let (name, bytes) = row.input
      let file =
        name.hasPrefix("..") ? repository.folder.appendingPathComponent(name) : data.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
      let found = try repository.caskade("check", "--skip-validation", "--transcript", "auto")
      try FileManager.default.removeItem(at: file)
      if let fault = row.expected {
        XCTAssertTrue(found.output.contains(fault), found.text, file: row.file, line: row.line)
      } else {
        XCTAssertFalse(found.output.contains("read"), found.text, file: row.file, line: row.line)
      }
    }
  }
}
