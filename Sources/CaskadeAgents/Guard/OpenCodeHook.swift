import CaskadeInspection
import CaskadeSyntax

/// OpenCode has no hooks that start a program: a plugin of a few lines hands over what its own hook was given, and throws
/// where it is refused.
///
/// What it hands over: `hook_event_name` (`tool.execute.before`, of the second generation `execute.before` or
/// `permission.evaluate`, at the end `session.idle`), `session_id`, `cwd`, `tool` with `args`, or `action` with `resource`.
/// What it gets: `{"decision": "allow" | "ask" | "deny", "reason": "..."}`, `{}` for no opinion, and exit status 2 with a
/// refusal.
struct OpenCodeHook: HookDialect {
  static let writtenFor = "OpenCode 1, and the documentation of 2.0"
  static let asking = "asks where the second generation evaluates a permission; refused elsewhere"

  private static let evaluation = "permission.evaluate"
  private static let told: Set<String> = [
    "tool.execute.after", "execute.after", "session.created", "session.updated", "chat.message", "event",
  ]

  static func read(_ record: JSONNode) throws(HookFault) -> HookCall {
    guard let event = record["hook_event_name"]?.string else { throw .noEvent }
    var call = HookCall(event, try question(event, record))
    HookFields.common(&call, record)
    return call
  }

  private static func question(_ event: String, _ record: JSONNode) throws(HookFault) -> HookCall.Question {
    let id = (record["tool_use_id"] ?? record["callID"])?.string
    switch event {
    case "tool.execute.before", "execute.before":
      guard let name = (record["tool"] ?? record["tool_name"])?.string, !name.isEmpty else {
        throw .noTool(event: event)
      }
      return .call(OpenCodeTranscript.use(id, 1, name, record["args"] ?? record["tool_input"]))
    case evaluation:
      guard let action = record["action"]?.string, !action.isEmpty else { throw .noTool(event: event) }
      return .call(use(id, action, record["resource"]?.string))
    case "session.idle": return .stop(isRepeated: HookFields.isRepeated(record))
    case _ where told.contains(event): return .nothing
    case _: throw .unknownEvent(event)
    }
  }

  private static func use(_ id: String?, _ action: String, _ resource: String?) -> ToolUse {
    var use = ToolUse(id: id, line: 1, tool: action, action: .unknown)
    guard let resource, !resource.isEmpty else { return use }
    switch action {
    case "shell", "bash": (use.action, use.command) = (.shell, .line(resource))
    case "read", "list": (use.action, use.files) = (.read, [ToolFile(resource, .read)])
    case "edit", "write", "patch": (use.action, use.files) = (.edit, [ToolFile(resource, .write)])
    case "glob", "grep": use.action = .search
    case "webfetch": use.action = .web(host: WebAddress.host(resource) ?? resource)
    case "websearch": use.action = .web(host: nil)
    case "subagent", "task": use.action = .agent(resource)
    case _: break
    }
    return use
  }

  static func canAsk(_ event: String) -> Bool { event == evaluation }

  static func reply(_ verdict: HookVerdict, to event: String?) -> HookReply {
    switch verdict {
    case .none, .rest: answer([])
    case .allow: answer([JSONMember("decision", "allow")])
    case .ask(let reason): answer([JSONMember("decision", "ask"), JSONMember("reason", .string(reason))])
    case .deny(let reason):
      refusal([JSONMember("decision", "deny"), JSONMember("reason", .string(reason))], reason)
    case .goOn(let reason): answer([JSONMember("decision", "continue"), JSONMember("reason", .string(reason))])
    }
  }
}
