import CaskadeInspection
import CaskadeSyntax

/// Gemini CLI's hooks. Text on standard error is read as an answer where standard output is empty; "ask" is in its source
/// and in no documentation, so it isn't relied on.
///
/// Source: google-gemini/gemini-cli, August 2026.
struct GeminiHook: HookDialect {
  static let writtenFor = "Gemini CLI of August 2026"
  static let asking = "refused: that a hook may ask isn't documented"

  private static let told: Set<String> = [
    "AfterModel", "AfterTool", "BeforeAgent", "BeforeModel", "BeforeToolSelection", "Notification", "PreCompress",
    "SessionEnd", "SessionStart",
  ]

  static func read(_ record: JSONNode) throws(HookFault) -> HookCall {
    guard let event = record["hook_event_name"]?.string else { throw .noEvent }
    var call = HookCall(event, try question(event, record))
    HookFields.common(&call, record)
    return call
  }

  private static func question(_ event: String, _ record: JSONNode) throws(HookFault) -> HookCall.Question {
    switch event {
    case "BeforeTool":
      guard let name = record["tool_name"]?.string, !name.isEmpty else { throw .noTool(event: event) }
      var use = GeminiTranscript.use(nil, 1, name, record["tool_input"])
      if let context = record["mcp_context"], let server = context["server_name"]?.string {
        use.action = .mcp("\(server)/\(context["tool_name"]?.string ?? name)")
        (use.command, use.files) = (nil, [])
      }
      return .call(use)
    case "AfterAgent": return .stop(isRepeated: HookFields.isRepeated(record))
    case _ where told.contains(event): return .nothing
    case _: throw .unknownEvent(event)
    }
  }

  static func canAsk(_ event: String) -> Bool { false }

  static func reply(_ verdict: HookVerdict, to event: String?) -> HookReply {
    switch verdict {
    case .none: answer([])
    case .rest(let note): answer([JSONMember("systemMessage", .string(note))])
    case .allow: answer([JSONMember("decision", "allow")])
    case .ask(let reason), .deny(let reason):
      refusal([JSONMember("decision", "deny"), JSONMember("reason", .string(reason))], reason)
    case .goOn(let reason): answer([JSONMember("decision", "deny"), JSONMember("reason", .string(reason))])
    }
  }
}
