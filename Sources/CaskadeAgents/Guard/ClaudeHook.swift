import CaskadeInspection
import CaskadeSyntax

/// Claude Code's hooks: the event's name is in what comes, the decision nested in what is answered. Exit status 2 refuses
/// whatever stands on standard output.
///
/// Source: the documentation of hooks, November 2026.
struct ClaudeHook: HookDialect {
  static let writtenFor = "Claude Code 2.1.236"
  static let asking = "asks; refused where nobody is there to be asked"

  static let before = "PreToolUse"
  static let permission = "PermissionRequest"
  static let stop = "Stop"
  private static let told: Set<String> = [
    "ConfigChange", "CwdChanged", "FileChanged", "InstructionsLoaded", "Notification", "PermissionDenied",
    "PostCompact", "PostToolBatch", "PostToolUse", "PostToolUseFailure", "PreCompact", "SessionEnd", "SessionStart",
    "Setup", "StopFailure", "SubagentStart", "SubagentStop", "TaskCompleted", "TaskCreated", "TeammateIdle",
    "UserPromptSubmit", "WorktreeRemove",
  ]

  static func read(_ record: JSONNode) throws(HookFault) -> HookCall {
    guard let event = record["hook_event_name"]?.string else { throw .noEvent }
    var call = HookCall(event, try question(event, record))
    HookFields.common(&call, record)
    return call
  }

  static func question(_ event: String, _ record: JSONNode) throws(HookFault) -> HookCall.Question {
    switch event {
    case before, permission:
      guard let name = record["tool_name"]?.string, !name.isEmpty else { throw .noTool(event: event) }
      return .call(ClaudeTranscript.use(record["tool_use_id"]?.string, 1, name, record["tool_input"]))
    case stop: return .stop(isRepeated: HookFields.isRepeated(record))
    case _ where told.contains(event): return .nothing
    case _: throw .unknownEvent(event)
    }
  }

  /// A request for permission that isn't answered is asked by itself.
  static func canAsk(_ event: String) -> Bool { event == before || event == permission }

  static func reply(_ verdict: HookVerdict, to event: String?) -> HookReply {
    switch (verdict, event) {
    case (.goOn(let reason), _):
      return answer([JSONMember("decision", "block"), JSONMember("reason", .string(reason))])
    case (.rest(let note), _): return answer([JSONMember("systemMessage", .string(note))])
    case (.none, _), (.ask, permission): return answer([])
    case (.allow, permission): return request([JSONMember("behavior", "allow")])
    // Exit status 2 doesn't count for this event.
    case (.deny(let reason), permission):
      return request([JSONMember("behavior", "deny"), JSONMember("message", .string(reason))])
    case (.allow, _): return answer(decision("allow", nil))
    case (.ask(let reason), _): return answer(decision("ask", reason))
    case (.deny(let reason), _): return refusal(decision("deny", reason), reason)
    }
  }

  private static func request(_ decision: [JSONMember]) -> HookReply {
    answer([
      JSONMember(
        "hookSpecificOutput",
        .object([JSONMember("hookEventName", .string(permission)), JSONMember("decision", .object(decision))]))
    ])
  }

  static func decision(_ word: String, _ reason: String?) -> [JSONMember] {
    var members = [JSONMember("hookEventName", .string(before)), JSONMember("permissionDecision", .string(word))]
    if let reason { members.append(JSONMember("permissionDecisionReason", .string(reason))) }
    return [JSONMember("hookSpecificOutput", .object(members))]
  }
}
