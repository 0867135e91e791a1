import CaskadeInspection
import CaskadeSyntax

/// GitHub Copilot's hooks. Under their own names they don't say which event it is, so that follows from what is there;
/// under Claude Code's names they come in its shape.
///
/// Source: GitHub's reference of hooks, autumn 2026.
struct CopilotHook: HookDialect {
  static let writtenFor = "GitHub's reference of autumn 2026"
  static let asking = "asks; the hosted agent refuses"

  private static let before = "preToolUse"

  static func read(_ record: JSONNode) throws(HookFault) -> HookCall {
    var call: HookCall
    if let event = record["hook_event_name"]?.string {
      call = HookCall(event, try ClaudeHook.question(event, record))
    } else {
      let event = try event(record)
      call = HookCall(event, try question(event, record))
    }
    HookFields.common(&call, record)
    return call
  }

  private static func event(_ record: JSONNode) throws(HookFault) -> String {
    if record["toolName"] != nil { return record["toolResult"] == nil ? before : "postToolUse" }
    if record["stopReason"] != nil || record["stop_hook_active"] != nil { return "agentStop" }
    for (key, event) in [
      ("prompt", "userPromptSubmitted"), ("initialPrompt", "sessionStart"), ("source", "sessionStart"),
      ("reason", "sessionEnd"), ("error", "errorOccurred"),
    ] where record[key] != nil { return event }
    throw .noEvent
  }

  private static func question(_ event: String, _ record: JSONNode) throws(HookFault) -> HookCall.Question {
    switch event {
    case before:
      guard let name = record["toolName"]?.string, !name.isEmpty else { throw .noTool(event: event) }
      return .call(CopilotEvents.use(record["toolCallId"]?.string, 1, name, record["toolArgs"]))
    case "agentStop": return .stop(isRepeated: HookFields.isRepeated(record))
    case _: return .nothing
    }
  }

  static func canAsk(_ event: String) -> Bool { event == before || event == ClaudeHook.before }

  static func reply(_ verdict: HookVerdict, to event: String?) -> HookReply {
    switch verdict {
    case .none, .rest: answer([])
    case .allow: answer([JSONMember("permissionDecision", "allow")])
    case .ask(let reason): answer(decision("ask", reason))
    case .deny(let reason): refusal(decision("deny", reason), reason)
    case .goOn(let reason): answer([JSONMember("decision", "block"), JSONMember("reason", .string(reason))])
    }
  }

  private static func decision(_ word: String, _ reason: String) -> [JSONMember] {
    [JSONMember("permissionDecision", .string(word)), JSONMember("permissionDecisionReason", .string(reason))]
  }
}
