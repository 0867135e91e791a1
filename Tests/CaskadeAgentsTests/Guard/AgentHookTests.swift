import CaskadeInspection
import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeAgents

/// Each agent's protocol: what its hook asks, and how it is answered.
final class AgentHookTests: XCTestCase {
  private struct Question {
    let agent: Agent
    let text: String

    init(_ agent: Agent, _ text: String) {
      self.agent = agent
      self.text = text
    }
  }

  private static func shown(_ question: Question) -> String {
    do throws(HookFault) {
      let call = try AgentHook.read(question.agent, Array(question.text.utf8))
      switch call.question {
      case .nothing: return "\(call.event): nothing"
      case .stop(let isRepeated): return "\(call.event): stop\(isRepeated ? " again" : "")"
      case .call(let use):
        let files = use.files.map { "\($0.operation.rawValue) \($0.path)" }
        var parts: [String] = [use.id ?? "-", "\(use.action)", use.command?.text ?? "", files.joined(separator: ", ")]
        parts.append(use.folder.map { "in \($0)" } ?? "")
        parts.append(use.ownFolder.map { "at \($0)" } ?? "")
        parts.append(use.escalation?.rawValue ?? "")
        return "\(call.event): \(parts.filter { !$0.isEmpty }.joined(separator: " | "))"
      }
    } catch {
      return "\(error)"
    }
  }

  func testQuestions() {
    let pre = #"{"hook_event_name":"PreToolUse","session_id":"s","cwd":"/r","tool_use_id":"t1","#
    let rows: [Row<Question, String>] = [
      // Claude Code
      Row(
        Question(.claude, pre + #""tool_name":"Bash","tool_input":{"command":"ls"}}"#),
        "PreToolUse: t1 | shell | ls | in /r"),
      Row(
        Question(.claude, pre + #""tool_name":"Write","tool_input":{"file_path":"/r/a","content":"x"}}"#),
        "PreToolUse: t1 | edit | write /r/a | in /r"),
      Row(
        Question(.claude, pre + #""tool_name":"mcp__files__read","tool_input":{}}"#),
        #"PreToolUse: t1 | mcp("files/read") | in /r"#),
      Row(
        Question(.claude, pre + #""permission_mode":"bypassPermissions","tool_name":"Grep","tool_input":{}}"#),
        "PreToolUse: t1 | search | in /r | permission checks bypassed"),
      Row(
        Question(
          .claude,
          #"{"hook_event_name":"PermissionRequest","tool_name":"WebFetch","tool_input":{"url":"https://e.org/x"}}"#),
        #"PermissionRequest: - | web(host: Optional("e.org"))"#),
      Row(Question(.claude, #"{"hook_event_name":"Stop","stop_hook_active":false}"#), "Stop: stop"),
      Row(Question(.claude, #"{"hook_event_name":"Stop","stop_hook_active":true}"#), "Stop: stop again"),
      Row(Question(.claude, #"{"hook_event_name":"PostToolUse","tool_name":"Bash"}"#), "PostToolUse: nothing"),
      Row(Question(.claude, #"{"hook_event_name":"Whatever"}"#), #"unknownEvent("Whatever")"#),
      Row(Question(.claude, #"{"tool_name":"Bash"}"#), "noEvent"),
      Row(Question(.claude, #"{"hook_event_name":"PreToolUse"}"#), #"noTool(event: "PreToolUse")"#),
      Row(Question(.claude, pre), "malformed"),
      Row(Question(.claude, "[]"), "malformed"),
      Row(Question(.claude, ""), "malformed"),
      // Codex
      Row(
        Question(.codex, pre + #""tool_name":"Bash","tool_input":{"command":"ls","workdir":"sub"}}"#),
        "PreToolUse: t1 | shell | ls | in /r | at sub"),
      Row(
        Question(
          .codex,
          pre
            + #""tool_name":"apply_patch","tool_input":{"command":"*** Begin Patch\n*** Update File: a\n*** Delete File: b\n"}}"#
        ),
        "PreToolUse: t1 | edit | update a, delete b | in /r"),
      Row(
        Question(.codex, pre + #""tool_name":"spawn_agent","tool_input":{"agent_type":"x"}}"#),
        #"PreToolUse: t1 | agent(Optional("x")) | in /r"#),
      Row(Question(.codex, #"{"hook_event_name":"SessionStart"}"#), "SessionStart: nothing"),
      Row(Question(.codex, #"{"hook_event_name":"Setup"}"#), #"unknownEvent("Setup")"#),
      // Cursor
      Row(
        Question(.cursor, #"{"hook_event_name":"beforeShellExecution","command":"git push","cwd":"/r"}"#),
        "beforeShellExecution: - | shell | git push | in /r"),
      Row(
        Question(
          .cursor,
          #"{"hook_event_name":"preToolUse","tool_name":"Shell","tool_input":{"command":"npm i","working_directory":"/r/w"},"cwd":"/r"}"#
        ),
        "preToolUse Shell: - | shell | npm i | in /r | at /r/w"),
      Row(
        Question(
          .cursor, #"{"hook_event_name":"preToolUse","tool_name":"Delete","tool_input":{"path":"a"},"cwd":"/r"}"#),
        "preToolUse: - | edit | delete a | in /r"),
      Row(
        Question(
          .cursor, #"{"hook_event_name":"preToolUse","tool_name":"Write","tool_input":{"somewhere":"a"},"cwd":"/r"}"#),
        "preToolUse: - | edit | in /r"),
      Row(
        Question(
          .cursor, #"{"hook_event_name":"beforeMCPExecution","tool_name":"t","tool_input":"{}","url":"https://x"}"#),
        "beforeMCPExecution: - | unknown"),
      Row(
        Question(.cursor, #"{"hook_event_name":"beforeReadFile","file_path":"/r/.env","content":""}"#),
        "beforeReadFile: - | read | read /r/.env"),
      Row(Question(.cursor, #"{"hook_event_name":"stop","status":"completed","loop_count":0}"#), "stop: stop"),
      Row(Question(.cursor, #"{"hook_event_name":"stop","status":"completed","loop_count":1}"#), "stop: stop again"),
      Row(Question(.cursor, #"{"hook_event_name":"afterFileEdit"}"#), "afterFileEdit: nothing"),
      Row(Question(.cursor, #"{"hook_event_name":"afterwards"}"#), #"unknownEvent("afterwards")"#),
      // Copilot
      Row(
        Question(
          .copilot, #"{"sessionId":"s","timestamp":1,"cwd":"/r","toolName":"bash","toolArgs":{"command":"ls"}}"#),
        "preToolUse: - | shell | ls | in /r"),
      Row(
        Question(.copilot, #"{"cwd":"/r","toolName":"create","toolArgs":"{\"path\":\"/r/a\"}"}"#),
        "preToolUse: - | edit | write /r/a | in /r"),
      Row(
        Question(.copilot, #"{"cwd":"/r","toolName":"bash","toolArgs":{},"toolResult":{}}"#), "postToolUse: nothing"),
      Row(
        Question(.copilot, #"{"cwd":"/r","stopReason":"end_turn","stop_hook_active":true}"#), "agentStop: stop again"),
      Row(
        Question(.copilot, pre + #""tool_name":"Bash","tool_input":{"command":"ls"}}"#),
        "PreToolUse: t1 | shell | ls | in /r"),
      Row(Question(.copilot, #"{"cwd":"/r"}"#), "noEvent"),
      // Gemini CLI
      Row(
        Question(
          .gemini,
          #"{"cwd":"/r","hook_event_name":"BeforeTool","tool_name":"run_shell_command","tool_input":{"command":"ls","dir_path":"s"}}"#
        ),
        "BeforeTool: - | shell | ls | in /r | at s"),
      Row(
        Question(
          .gemini,
          #"{"cwd":"/r","hook_event_name":"BeforeTool","tool_name":"mcp_a_b_c","tool_input":{},"mcp_context":{"server_name":"a_b","tool_name":"c"}}"#
        ),
        #"BeforeTool: - | mcp("a_b/c") | in /r"#),
      Row(Question(.gemini, #"{"hook_event_name":"AfterAgent","stop_hook_active":false}"#), "AfterAgent: stop"),
      Row(Question(.gemini, #"{"hook_event_name":"BeforeModel"}"#), "BeforeModel: nothing"),
      Row(Question(.gemini, #"{"hook_event_name":"BeforeAll"}"#), #"unknownEvent("BeforeAll")"#),
      // OpenCode
      Row(
        Question(
          .opencode,
          #"{"hook_event_name":"tool.execute.before","cwd":"/r","tool":"bash","args":{"command":"ls"},"callID":"c"}"#),
        "tool.execute.before: c | shell | ls | in /r"),
      Row(
        Question(
          .opencode, #"{"hook_event_name":"execute.before","cwd":"/r","tool":"edit","args":{"filePath":"/r/a"}}"#),
        "execute.before: - | edit | update /r/a | in /r"),
      Row(
        Question(.opencode, #"{"hook_event_name":"permission.evaluate","cwd":"/r","action":"edit","resource":"a"}"#),
        "permission.evaluate: - | edit | write a | in /r"),
      Row(
        Question(.opencode, #"{"hook_event_name":"tool.execute.before","tool":"server_tool","args":{}}"#),
        "tool.execute.before: - | unknown"),
      Row(Question(.opencode, #"{"hook_event_name":"session.idle"}"#), "session.idle: stop"),
      Row(Question(.opencode, #"{"hook_event_name":"other"}"#), #"unknownEvent("other")"#),
    ]
    for row in rows { XCTAssertEqual(Self.shown(row.input), row.expected, file: row.file, line: row.line) }
  }

  private struct Answer {
    let agent: Agent
    let verdict: HookVerdict
    let event: String?

    init(_ agent: Agent, _ verdict: HookVerdict, _ event: String?) {
      self.agent = agent
      self.verdict = verdict
      self.event = event
    }
  }

  private static func shown(_ answer: Answer) -> String {
    let reply = AgentHook.reply(answer.agent, answer.verdict, to: answer.event)
    return String(decoding: reply.output, as: UTF8.self) + (reply.errors.isEmpty ? "" : "stderr \(reply.errors)")
      + (reply.refuses ? "status 2" : "status 0")
  }

  func testAnswers() {
    let unasked = #"no\nThis hook can't ask a person, so it is refused until one allows it."#
    let plain = "no\nThis hook can't ask a person, so it is refused until one allows it."
    func nested(_ word: String, _ reason: String) -> String {
      #"{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"\#(word)""#
        + (reason.isEmpty ? "" : #","permissionDecisionReason":"\#(reason)""#) + "}}\n"
    }
    let request = #"{"hookSpecificOutput":{"hookEventName":"PermissionRequest","decision":{"behavior":"#
    let rows: [Row<Answer, String>] = [
      Row(Answer(.claude, .allow, "PreToolUse"), nested("allow", "") + "status 0"),
      Row(Answer(.claude, .ask("no"), "PreToolUse"), nested("ask", "no") + "status 0"),
      Row(Answer(.claude, .deny("no"), "PreToolUse"), nested("deny", "no") + "stderr no\nstatus 2"),
      Row(Answer(.claude, .none, "PreToolUse"), "{}\nstatus 0"),
      Row(Answer(.claude, .deny("no"), nil), nested("deny", "no") + "stderr no\nstatus 2"),
      Row(Answer(.claude, .allow, "PermissionRequest"), request + "\"allow\"}}}\nstatus 0"),
      Row(Answer(.claude, .deny("no"), "PermissionRequest"), request + #""deny","message":"no"}}}"# + "\nstatus 0"),
      Row(Answer(.claude, .ask("no"), "PermissionRequest"), "{}\nstatus 0"),
      Row(Answer(.claude, .goOn("no"), "Stop"), "{\"decision\":\"block\",\"reason\":\"no\"}\nstatus 0"),
      Row(Answer(.claude, .rest("no"), "Stop"), "{\"systemMessage\":\"no\"}\nstatus 0"),
      // "ask" and a bare "allow" let the call through as errors, so neither is ever said.
      Row(Answer(.codex, .allow, "PreToolUse"), "status 0"),
      Row(Answer(.codex, .none, "PreToolUse"), "status 0"),
      Row(Answer(.codex, .ask("no"), "PreToolUse"), nested("deny", unasked) + "status 0"),
      Row(Answer(.codex, .deny("no"), "PreToolUse"), nested("deny", "no") + "status 0"),
      Row(Answer(.codex, .deny("no"), nil), "stderr no\nstatus 2"),
      Row(Answer(.codex, .deny("no"), "Whatever"), "stderr no\nstatus 2"),
      Row(Answer(.codex, .ask("no"), "PermissionRequest"), "status 0"),
      Row(Answer(.codex, .deny("no"), "PermissionRequest"), request + #""deny","message":"no"}}}"# + "\nstatus 0"),
      Row(Answer(.codex, .goOn("no"), "Stop"), "{\"decision\":\"block\",\"reason\":\"no\"}\nstatus 0"),
      Row(Answer(.cursor, .allow, "preToolUse"), "{\"permission\":\"allow\"}\nstatus 0"),
      Row(
        Answer(.cursor, .ask("no"), "preToolUse"),
        #"{"permission":"deny","user_message":"\#(unasked)","agent_message":"\#(unasked)"}"# + "\nstatus 0"),
      // The other hook of the same command asks.
      Row(Answer(.cursor, .ask("no"), "preToolUse Shell"), "{}\nstatus 0"),
      Row(Answer(.cursor, .allow, "preToolUse Shell"), "{\"permission\":\"allow\"}\nstatus 0"),
      Row(
        Answer(.cursor, .deny("no"), "preToolUse Shell"),
        #"{"permission":"deny","user_message":"no","agent_message":"no"}"# + "\nstatus 0"),
      Row(
        Answer(.cursor, .ask("no"), "beforeShellExecution"),
        #"{"permission":"ask","user_message":"no","agent_message":"no"}"# + "\nstatus 0"),
      Row(
        Answer(.cursor, .deny("no"), nil),
        #"{"permission":"deny","user_message":"no","agent_message":"no"}"# + "\nstatus 0"),
      Row(Answer(.cursor, .goOn("no"), "stop"), "{\"followup_message\":\"no\"}\nstatus 0"),
      Row(Answer(.copilot, .allow, "preToolUse"), "{\"permissionDecision\":\"allow\"}\nstatus 0"),
      Row(
        Answer(.copilot, .ask("no"), "preToolUse"),
        "{\"permissionDecision\":\"ask\",\"permissionDecisionReason\":\"no\"}\nstatus 0"),
      Row(
        Answer(.copilot, .deny("no"), nil),
        "{\"permissionDecision\":\"deny\",\"permissionDecisionReason\":\"no\"}\nstderr no\nstatus 2"),
      Row(Answer(.copilot, .none, "preToolUse"), "{}\nstatus 0"),
      Row(Answer(.copilot, .goOn("no"), "agentStop"), "{\"decision\":\"block\",\"reason\":\"no\"}\nstatus 0"),
      Row(Answer(.gemini, .allow, "BeforeTool"), "{\"decision\":\"allow\"}\nstatus 0"),
      Row(
        Answer(.gemini, .ask("no"), "BeforeTool"),
        "{\"decision\":\"deny\",\"reason\":\"\(unasked)\"}\nstderr \(plain)\nstatus 2"),
      Row(Answer(.gemini, .deny("no"), nil), "{\"decision\":\"deny\",\"reason\":\"no\"}\nstderr no\nstatus 2"),
      Row(Answer(.gemini, .goOn("no"), "AfterAgent"), "{\"decision\":\"deny\",\"reason\":\"no\"}\nstatus 0"),
      Row(Answer(.opencode, .allow, "tool.execute.before"), "{\"decision\":\"allow\"}\nstatus 0"),
      Row(
        Answer(.opencode, .ask("no"), "tool.execute.before"),
        "{\"decision\":\"deny\",\"reason\":\"\(unasked)\"}\nstderr \(plain)\nstatus 2"),
      Row(
        Answer(.opencode, .ask("no"), "permission.evaluate"), "{\"decision\":\"ask\",\"reason\":\"no\"}\nstatus 0"),
      Row(
        Answer(.opencode, .deny("no"), nil), "{\"decision\":\"deny\",\"reason\":\"no\"}\nstderr no\nstatus 2"),
    ]
    for row in rows { XCTAssertEqual(Self.shown(row.input), row.expected, file: row.file, line: row.line) }
  }
}
