import CaskadeInspection
import CaskadeSyntax

/// Codex' hooks: the events and most of the shapes are those of Claude Code, but "ask" and a bare "allow" before a call
/// are errors that let it through. Yes is to print nothing.
///
/// Source: the project's own schemas of hooks, version 0.144.3.
struct CodexHook: HookDialect {
  static let writtenFor = "Codex 0.144.3"
  static let asking = "refused before a call; a request for permission is left to the person"

  private static let told: Set<String> = [
    "PostCompact", "PostToolUse", "PreCompact", "SessionStart", "SubagentStart", "SubagentStop", "UserPromptSubmit",
  ]

  static func read(_ record: JSONNode) throws(HookFault) -> HookCall {
    guard let event = record["hook_event_name"]?.string else { throw .noEvent }
    var call = HookCall(event, try question(event, record))
    HookFields.common(&call, record)
    return call
  }

  private static func question(_ event: String, _ record: JSONNode) throws(HookFault) -> HookCall.Question {
    switch event {
    case ClaudeHook.before, ClaudeHook.permission:
      guard let name = record["tool_name"]?.string, !name.isEmpty else { throw .noTool(event: event) }
      var use = ToolUse(id: record["tool_use_id"]?.string, line: 1, tool: name, action: .unknown)
      CodexRollout.fill(&use, native[name] ?? name, nil, record["tool_input"])
      return .call(use)
    case ClaudeHook.stop: return .stop(isRepeated: HookFields.isRepeated(record))
    case _ where told.contains(event): return .nothing
    case _: throw .unknownEvent(event)
    }
  }

  /// Hooks call these by the names of Claude Code; rollouts by Codex' own.
  private static let native = ["Bash": "shell", "Agent": "spawn_agent", "Write": "apply_patch", "Edit": "apply_patch"]

  static func canAsk(_ event: String) -> Bool { event == ClaudeHook.permission }

  static func reply(_ verdict: HookVerdict, to event: String?) -> HookReply {
    switch (verdict, event) {
    case (.deny(let reason), nil): return refusal([], reason).withoutOutput
    case (.none, _), (.allow, ClaudeHook.before), (.ask, _): return answer([]).withoutOutput
    case (.deny(let reason), ClaudeHook.before): return answer(ClaudeHook.decision("deny", reason))
    case (.deny(let reason), let event?) where event != ClaudeHook.permission:
      return refusal([], reason).withoutOutput
    case _: return ClaudeHook.reply(verdict, to: event)
    }
  }
}

extension HookReply {
  /// What isn't an answer of the agent's own shape is an error to it, and that lets a call through.
  fileprivate var withoutOutput: HookReply { HookReply(output: [], errors: errors, refuses: refuses) }
}
