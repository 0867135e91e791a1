import TestSupport
import XCTest

@testable import CaskadeAgents
@testable import CaskadeInspection
@testable import CaskadeSyntax

/// The messages of OpenCode's second version.
final class OpenCodeMessageTests: XCTestCase {
  private static let session =
    #"{"id": "ses_1", "projectID": "p", "directory": "/home/dev", "version": "2.0.15"}"#

  private static func read(_ records: [String], session: String = session) throws -> Transcript {
    try XCTUnwrap(TranscriptReader.read(Array(([session] + records).map { $0 + "\n" }.joined().utf8)))
  }

  private static func message(_ type: String, _ more: String, id: String = "msg_1") -> String {
    #"{"time": {"created": 10, "completed": 20}, \#(more), "id": "\#(id)", "sessionID": "ses_1", "type": "\#(type)", "seq": 4}"#
  }

  private static func tool(_ name: String, _ state: String, id: String = "call_1", _ more: String = "") -> String {
    message(
      "assistant",
      #""agent": "build", "model": {"id": "m", "providerID": "p"}, "content": [{"type": "text", "text": "x"}, "#
        + #"{"type": "tool", "id": "\#(id)", "name": "\#(name)", "time": {"created": 11, "ran": 12}, "state": \#(state)\#(more)}]"#
    )
  }

  private static func text(_ use: ToolUse) -> String {
    let what =
      switch use.action {
      case .web(let host): "web(\(host ?? "-"))"
      case .agent(let name): "agent(\(name ?? "-"))"
      case .mcp(let name): "mcp(\(name))"
      case let action: "\(action)"
      }
    let files = use.files.map { "\($0.operation.rawValue):\($0.path)" }
    let more = [use.command?.text, use.exitStatus.map { "=\($0)" }, use.isHosted ? "hosted" : nil].compactMap(\.self)
    return ([use.id ?? "-", use.tool, what, use.status.rawValue] + files + more).joined(separator: " ")
  }

  func testCalls() throws {
    let rows: [Row<String, String>] = [
      Row(
        Self.tool(
          "shell", #"{"status": "completed", "input": {"command": "make"}, "content": [], "metadata": {"exit": 0}}"#),
        "call_1 shell shell ok make =0"),
      Row(
        Self.tool(
          "bash", #"{"status": "completed", "input": {"command": "make"}, "structured": {"exit": 2}, "content": []}"#),
        "call_1 bash shell error make =2"),
      Row(
        Self.tool("shell", #"{"status": "completed", "input": {"command": "make"}, "metadata": {"timeout": true}}"#),
        "call_1 shell shell error make"),
      Row(
        Self.tool(
          "shell", #"{"status": "completed", "input": {"command": "serve"}, "metadata": {"status": "running"}}"#),
        "call_1 shell shell no-result serve"),
      Row(
        Self.tool("shell", #"{"status": "running", "input": {"command": "make"}}"#), "call_1 shell shell no-result make"
      ),
      Row(
        Self.tool("shell", #"{"status": "streaming", "input": "{\"command\": \"make\"}"}"#),
        "call_1 shell shell no-result make"),
      Row(
        Self.tool("shell", #"{"status": "streaming", "input": "{\"command\": \"ma"}"#), "call_1 shell shell no-result"),
      Row(
        Self.tool(
          "read",
          #"{"status": "error", "input": {"path": "/etc/passwd"}, "error": {"type": "permission.rejected", "message": "Permission denied: read"}}"#
        ),
        "call_1 read read rejected read:/etc/passwd"),
      Row(
        Self.tool(
          "edit",
          #"{"status": "error", "input": {"path": "a"}, "error": {"type": "aborted", "message": "The user declined this tool call"}}"#
        ),
        "call_1 edit edit rejected update:a"),
      Row(
        Self.tool(
          "edit",
          #"{"status": "error", "input": {"path": "a"}, "error": {"type": "tool.execution", "message": "no such file"}}"#
        ),
        "call_1 edit edit error update:a"),
      Row(
        Self.tool("write", #"{"status": "completed", "input": {"path": "a", "content": ""}, "content": []}"#),
        "call_1 write edit ok write:a"),
      Row(
        Self.tool(
          "patch",
          #"{"status": "completed", "input": {"patchText": "*** Begin Patch\n*** Delete File: a\n*** End Patch"}}"#),
        "call_1 patch edit ok delete:a"),
      Row(
        Self.tool("subagent", #"{"status": "completed", "input": {"agent": "explore", "prompt": "x"}}"#),
        "call_1 subagent agent(explore) ok"),
      Row(
        Self.tool("webfetch", #"{"status": "completed", "input": {"url": "https://h.example/x"}}"#),
        "call_1 webfetch web(h.example) ok"),
      Row(
        Self.tool("websearch", #"{"status": "completed", "input": {"query": "x"}}"#, id: "srv", #", "executed": true"#),
        "srv websearch web(-) ok hosted"),
      Row(Self.tool("files_delete", #"{"status": "completed", "input": {}}"#), "call_1 files_delete unknown ok"),
      // What was called from within stands nowhere else.
      Row(
        Self.tool(
          "execute",
          #"{"status": "completed", "input": {"code": "x"}, "metadata": {"toolCalls": [{"tool": "files.delete", "status": "completed", "input": {"path": "a"}}, "#
            + #"null, {"tool": "webfetch", "status": "error", "input": {"url": "http://x.example"}}, {"tool": "opencode.models", "status": "running"}, {"tool": "odd"}]}}"#
        ),
        "call_1 execute own ok, call_1/0 files.delete mcp(files/delete) ok, call_1/2 webfetch web(x.example) error, "
          + "call_1/3 opencode.models own no-result, call_1/4 odd unknown no-result"),
      Row(
        Self.tool("execute", #"{"status": "completed", "input": {"code": "x"}, "metadata": {}}"#),
        "call_1 execute unknown ok"),
      Row(
        Self.message("shell", #""shellID": "sh_1", "command": "git push", "status": "exited", "exit": 1"#),
        "sh_1 shell shell error git push =1"),
      Row(
        Self.message(
          "shell", #""shell": {"id": "sh_2", "command": "make", "cwd": "/x", "status": "exited", "exit": 0}"#),
        "sh_2 shell shell ok make =0"),
      Row(
        Self.message("shell", #""shellID": "sh_1", "command": "top", "status": "running""#),
        "sh_1 shell shell no-result top"),
      Row(Self.message("user", #""text": "do it""#), ""), Row(Self.message("idle", #""outcome": "succeeded""#), ""),
    ]
    for row in rows {
      let transcript = try Self.read([row.input])
      XCTAssertEqual(
        transcript.uses.map(Self.text).joined(separator: ", "), row.expected, file: row.file, line: row.line)
      XCTAssertEqual(transcript.reading.sentences, [], file: row.file, line: row.line)
    }
  }

  func testWhatIsntKnown() throws {
    let rows: [Row<String, String>] = [
      Row(Self.message("assistant", #""agent": "x""#), "1 call of a shape that isn't known"),
      Row(
        Self.message("assistant", #""content": [{"type": "tool", "id": "c"}]"#), "1 call of a shape that isn't known"),
      Row(Self.tool("shell", #"{"status": "queued", "input": {}}"#), "1 call of a shape that isn't known"),
      Row(Self.tool("shell", "7"), "1 call of a shape that isn't known"),
      Row(
        Self.message("assistant", #""content": [{"type": "voice"}, 1]"#),
        "1 record of a kind that isn't known: 'content ', 1 record of a kind that isn't known: 'content voice'"),
      Row(Self.message("shell", #""status": "exited""#), "1 call of a shape that isn't known"),
      Row(Self.message("dream", #""text": """#), "1 record of a kind that isn't known: 'message dream'"),
      Row(#"{"time": {}, "id": "#, "the text ends inside a record"),
      Row(
        Self.tool("execute", #"{"status": "completed", "input": {}, "metadata": {"toolCalls": [{"status": "x"}]}}"#),
        "1 call of a shape that isn't known"),
    ]
    for row in rows {
      let transcript = try XCTUnwrap(TranscriptReader.read(Array("\(Self.session)\n\(row.input)".utf8)))
      XCTAssertEqual(
        transcript.reading.sentences.joined(separator: ", "), row.expected, file: row.file, line: row.line)
      let isKind = row.expected.contains("of a kind")
      XCTAssertEqual(transcript.reading.isComplete, isKind, file: row.file, line: row.line)
    }
  }

  /// A part of the first version is a call of the second one only in the same message, and only as often as that has it.
  func testCallsOfBothVersions() throws {
    let call = #"{"status": "completed", "input": {"command": "make"}}"#
    func part(_ message: String, _ id: String = "call_1", _ more: String = "") -> String {
      #"{"id": "prt_\#(message)_\#(id)\#(more.count)", "messageID": "\#(message)", "sessionID": "ses_1", "type": "tool", "tool": "bash", "callID": "\#(id)"\#(more), "state": \#(call)}"#
    }
    let tools = ["edit", "read"].map {
      #"{"type": "tool", "id": "call_1", "name": "\#($0)", "time": {"ran": 13}, "state": \#(call)}"#
    }
    let twice = Self.message("assistant", #""content": [\#(tools.joined(separator: ", "))]"#, id: "msg_2")
    let rows: [Row<[String], String>] = [
      Row([part("msg_1")], "shell"), Row([part("msg_1"), part("msg_1", "call_1", " ")], "shell bash"),
      Row([part("msg_9")], "shell bash"), Row([part("msg_9"), part("msg_1")], "shell bash"),
      Row([part("msg_1", "call_2")], "shell bash"),
      Row([twice, part("msg_2"), part("msg_2", "call_1", " ")], "shell edit read"),
      Row([twice, part("msg_2"), part("msg_2", "call_1", " "), part("msg_2", "call_1", "  ")], "shell edit read bash"),
      // The same row once more.
      Row([twice, twice, part("msg_9"), part("msg_9")], "shell edit read bash"),
      Row(
        [twice, twice, part("msg_2"), part("msg_2", "call_1", " "), part("msg_2", "call_1", "  ")],
        "shell edit read bash"),
    ]
    for row in rows {
      let transcript = try Self.read([Self.tool("shell", call)] + row.input)
      XCTAssertEqual(Set(transcript.uses.map(\.name)).count, transcript.uses.count, file: row.file, line: row.line)
      XCTAssertEqual(
        transcript.uses.map(\.tool).joined(separator: " "), row.expected, file: row.file, line: row.line)
      XCTAssertEqual(transcript.reading.sentences, [], file: row.file, line: row.line)
    }
    let apart = try Self.read([part("msg_1", "call_1", #", "cwd": "/first""#)])
    XCTAssertEqual(apart.uses.map(\.folder), ["/first"])
    XCTAssertEqual(apart.folders, ["/home/dev", "/first"])
  }

  /// Models, tokens, money and folders; a call that the first version has too is there once.
  func testASession() throws {
    let spent = #""cost": 0.5, "tokens": {"input": 3, "output": 4, "reasoning": 2, "cache": {"read": 90, "write": 1}}"#
    let call = #"{"status": "completed", "input": {"command": "make"}}"#
    let moved = #""location": {"directory": "/tree"}, "previous": {"location": {"directory": "/home/dev"}}"#
    let first =
      #"{"id": "prt_1", "messageID": "msg_1", "sessionID": "ses_1", "type": "tool", "tool": "bash", "callID": "call_1", "state": \#(call)}"#
    let transcript = try Self.read([
      Self.message("user", #""text": "x""#), Self.tool("shell", call),
      Self.message("assistant", #""model": {"id": "n"}, "content": [], \#(spent)"#, id: "msg_2"),
      Self.message("compaction", #""status": "completed", \#(spent)"#, id: "msg_3"),
      Self.message("location-switched", moved, id: "msg_4"), Self.tool("shell", call, id: "call_2"), first,
      first.replacingOccurrences(of: "call_1", with: "call_3"),
    ])
    XCTAssertEqual(
      transcript.uses.map { "\($0.id ?? "") \($0.folder ?? "") \($0.model ?? "-")" },
      ["call_1 /home/dev m", "call_2 /tree m", "call_3 /tree -"])
    XCTAssertEqual(transcript.models, ["m", "n"])
    XCTAssertEqual(transcript.folders, ["/home/dev", "/tree"])
    XCTAssertEqual(transcript.versions, ["2.0.15"])
    XCTAssertEqual(transcript.tokens, 18)
    XCTAssertEqual(transcript.cost, 1_000_000)
    XCTAssertEqual(transcript.uses.map(\.via), [.main, .main, .main])
    XCTAssertEqual(transcript.reading.sentences, [])
    let child = Self.session.dropLast() + #", "parentID": "ses_0"}"#
    XCTAssertEqual(try Self.read([Self.tool("shell", call)], session: String(child)).uses.map(\.via), [.sidechain])
  }
}
