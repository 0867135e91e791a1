import CaskadeAgents
import CaskadeInspection
import CaskadeSyntax
import TestSupport
import XCTest

/// What each dialect's reader makes of a small session: every call, and everything that is not in the calls.
final class TranscriptDialectTests: XCTestCase {
  private struct Case {
    let name: String
    let text: String
    let calls: [String]
    /// Agent, tokens, millionths of a dollar, milliseconds of work.
    let sums: String
    var notes: [String] = []
    var file: StaticString = #filePath
    var line: UInt = #line
  }

  private func listing(_ transcript: Transcript) -> [String] {
    transcript.uses.map { use in
      JSONWriter(.compact).text(TranscriptListing.value(use) { $0 }) + (use.isHosted ? " hosted" : "")
    }
  }

  func testCalls() throws {
    let cases = [
      Case(
        name: "claude", text: TranscriptFixtures.claude,
        calls: [
          #"{"id":"t1","line":3,"tool":"Bash","via":"main","status":"error","command":"swift test | tail -1","cwd":"/srv/app","exit_code":1}"#,
          #"{"id":"t2","line":4,"tool":"Edit","via":"main","status":"ok","file_path":"/srv/app/Sources/a.swift","cwd":"/srv/app"}"#,
          #"{"id":"t3","line":6,"tool":"Read","via":"agent_progress","status":"no-result","file_path":"/srv/app/README.md","cwd":"/srv/app"}"#,
          #"{"id":"t4","line":7,"tool":"Bash","via":"main","status":"rejected","command":"git push","cwd":"/srv/app"}"#,
        ], sums: "Claude Code 19 nil 60000", notes: ["1 line with more than one record, all of them read"]),
      Case(
        name: "codex", text: TranscriptFixtures.codex,
        calls: [
          #"{"id":"k1","line":3,"tool":"exec_command","via":"main","status":"error","command":"swift test","cwd":"/srv/app","workdir":"/srv/app/sub","exit_code":2}"#,
          #"{"id":"k2","line":5,"tool":"apply_patch","via":"main","status":"ok","patch_files":[{"op":"add","path":"a.txt"},{"op":"update","path":"b.txt"},{"op":"move","path":"c.txt"}],"cwd":"/srv/app"}"#,
          #"{"id":"k3","line":7,"tool":"local_shell","via":"main","status":"no-result","command":["bash","-lc","ls -l"],"cwd":"/srv/app","workdir":"/srv/app"}"#,
          #"{"id":"web_search_call:w1","line":8,"tool":"web_search_call","via":"main","status":"ok","cwd":"/srv/app"} hosted"#,
        ], sums: "Codex 1234 nil 8000", notes: ["1 result of calls that aren't there"]),
      Case(
        name: "gemini", text: TranscriptFixtures.gemini,
        calls: [
          #"{"id":"a1","line":5,"message":1,"tool":"run_shell_command","via":"main","status":"ok","command":"npm test","exit_code":0}"#,
          #"{"id":"a2","line":5,"message":1,"tool":"write_file","via":"main","status":"rejected","file_path":"docs/a.md"}"#,
        ], sums: "Gemini CLI 3 nil 5000"),
      Case(
        name: "copilot", text: TranscriptFixtures.copilot,
        calls: [
          #"{"id":"x1","line":2,"tool":"bash","via":"main","status":"error","command":"dir","cwd":"C:\\work\\app"}"#,
          #"{"id":"x2","line":4,"tool":"create","via":"main","status":"ok","file_path":"C:\\work\\app\\a.ts","cwd":"C:\\work\\app"}"#,
        ], sums: "GitHub Copilot 0 nil 4000"),
      Case(
        name: "opencode", text: TranscriptFixtures.openCode,
        calls: [
          #"{"id":"o1","line":3,"message":0,"tool":"bash","via":"main","status":"error","command":"make","cwd":"/srv/app","exit_code":2}"#,
          #"{"id":"o2","line":4,"message":0,"tool":"edit","via":"main","status":"rejected","file_path":"/srv/app/b.c","cwd":"/srv/app"}"#,
        ], sums: "OpenCode 10 Optional(250000) 2000"),
      Case(
        name: "neutral", text: TranscriptFixtures.neutral,
        calls: [
          #"{"id":"1","line":2,"tool":"shell","via":"main","status":"ok","command":"make","cwd":"/srv/app","exit_code":0}"#,
          #"{"id":"2","line":3,"tool":"edit","via":"main","status":"rejected","file_path":"a.c","cwd":"/srv/app"}"#,
          #"{"id":"3","line":4,"tool":"tracker/list","via":"main","status":"error","cwd":"/srv/app"}"#,
        ], sums: "caskade's own form 100 Optional(1500000) 2000"),
    ]
    for row in cases {
      let found = try XCTUnwrap(TranscriptReader.read(Array(row.text.utf8)), row.name, file: row.file, line: row.line)
      XCTAssertEqual(listing(found), row.calls, row.name, file: row.file, line: row.line)
      let sums = "\(found.agent) \(found.tokens) \(String(describing: found.cost)) \(found.workMilliseconds)"
      XCTAssertEqual(sums, row.sums, row.name, file: row.file, line: row.line)
      XCTAssertEqual(found.reading.sentences, row.notes, row.name, file: row.file, line: row.line)
    }
  }

  func testPowerIsTold() throws {
    let claude = try XCTUnwrap(TranscriptReader.read(Array(TranscriptFixtures.claude.utf8)))
    XCTAssertEqual(claude.uses.map(\.escalation), [nil, nil, nil, .sandboxLeft])
    let codex = try XCTUnwrap(TranscriptReader.read(Array(TranscriptFixtures.codex.utf8)))
    XCTAssertEqual(codex.escalations, [.sandboxOff: 2])
    XCTAssertEqual(codex.uses.map(\.escalation), [.sandboxLeft, nil, nil, nil])
    let bypass = #"{"type":"permission-mode","permissionMode":"bypassPermissions","sessionId":"s"}"#
    XCTAssertEqual(TranscriptReader.read(Array(bypass.utf8))?.escalations, [.permissionsBypassed: 1])
  }

  /// Text that looks like a transcript and is of an agent that has no reader is never taken for another's.
  func testOthersAreNotMisread() {
    let others = [
      #"{"role":"assistant","message":{"content":[{"type":"tool_use","name":"Bash","input":{"command":"ls"}}]}}"#,
      #"{"type":"message","id":"m","message":{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"Execute"}]}}"#,
      #"{"run_command":{"command":"ls","cwd":"/x"},"status":"done","type":"run_command"}"#,
      #"{"sessionId":"a","history":[{"message":{"role":"user","content":"x"}}]}"#,
      #"{"id":"T","messages":[{"role":"user","content":[{"type":"tool_use","name":"Bash"}]}]}"#,
      "", "\n\n", "42", "[1]", "no JSON at all", "{",
    ]
    for text in others { XCTAssertNil(TranscriptReader.read(Array(text.utf8)), text) }
  }
}
