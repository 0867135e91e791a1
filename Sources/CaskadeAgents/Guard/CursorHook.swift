import CaskadeInspection
import CaskadeSyntax

/// Cursor's hooks. A person can be asked before a shell command or a call of an MCP server, and nowhere else. Exit status
/// 0 with the object is the answer that it shows as meant.
///
/// Source: the documentation of hooks, July 2026. What a call of `Write` holds isn't documented: a path under one of its
/// usual names, or the call isn't understood.
struct CursorHook: HookDialect {
  static let writtenFor = "Cursor's documentation of July 2026"
  static let asking = "asks before shell commands (`beforeShellExecution`) and MCP calls; refused elsewhere"

  private static let asks: Set<String> = ["beforeShellExecution", "beforeMCPExecution", aheadOfShell]
  /// Of a command that `beforeShellExecution` is asked about too, which can ask: no opinion here, so that it does.
  private static let aheadOfShell = "preToolUse Shell"
  private static let told: Set<String> = [
    "afterAgentResponse", "afterAgentThought", "afterFileEdit", "afterMCPExecution", "afterShellExecution",
    "afterTabFileEdit", "beforeSubmitPrompt", "postToolUse", "postToolUseFailure", "preCompact", "sessionEnd",
    "sessionStart", "subagentStop", "workspaceOpen",
  ]

  static func read(_ record: JSONNode) throws(HookFault) -> HookCall {
    guard let event = record["hook_event_name"]?.string else { throw .noEvent }
    let question = try question(event, record)
    let isShell = event == "preToolUse" && record["tool_name"]?.isText("Shell") == true
    var call = HookCall(isShell ? aheadOfShell : event, question)
    HookFields.common(&call, record)
    return call
  }

  private static func question(_ event: String, _ record: JSONNode) throws(HookFault) -> HookCall.Question {
    let id = record["tool_use_id"]?.string
    switch event {
    case "preToolUse":
      guard let name = record["tool_name"]?.string, !name.isEmpty else { throw .noTool(event: event) }
      return .call(use(id, name, object(record["tool_input"])))
    case "beforeShellExecution":
      var use = ToolUse(id: id, line: 1, tool: "Shell", action: .shell)
      use.command = record["command"]?.string.map { .line($0) }
      return .call(use)
    case "beforeMCPExecution":
      guard let tool = record["tool_name"]?.string, !tool.isEmpty else { throw .noTool(event: event) }
      // Which server it is, is told by where it is and not by its name.
      let server = (record["server_name"] ?? record["server"])?.string
      var use = ToolUse(id: id, line: 1, tool: tool, action: .unknown)
      if let server { use.action = .mcp("\(server)/\(tool)") }
      return .call(use)
    case "beforeReadFile", "beforeTabFileRead":
      var use = ToolUse(id: id, line: 1, tool: "Read", action: .read)
      use.files = record["file_path"]?.string.map { [ToolFile($0, .read)] } ?? []
      return .call(use)
    case "subagentStart":
      let kind = (record["subagent_type"] ?? record["agent_type"])?.string
      return .call(ToolUse(id: id, line: 1, tool: "Task", action: .agent(kind)))
    case "stop": return .stop(isRepeated: HookFields.isRepeated(record))
    case _ where told.contains(event): return .nothing
    case _: throw .unknownEvent(event)
    }
  }

  /// An object, or its text.
  private static func object(_ node: JSONNode?) -> JSONNode? {
    node?.string.flatMap { JSONTape(Array($0.utf8)).whole } ?? node
  }

  private static func use(_ id: String?, _ name: String, _ input: JSONNode?) -> ToolUse {
    var use = ToolUse(id: id, line: 1, tool: name, action: .unknown)
    let path = ["file_path", "path", "target_file", "relative_workspace_path"].lazy
      .compactMap { input?[$0]?.string }.first
    func files(_ operation: ToolFile.Operation) -> [ToolFile] { path.map { [ToolFile($0, operation)] } ?? [] }
    switch name {
    case "Shell":
      use.action = .shell
      use.command = input?["command"]?.string.map { .line($0) }
      use.ownFolder = (input?["working_directory"] ?? input?["cwd"])?.string.flatMap { $0.isEmpty ? nil : $0 }
    case "Read": (use.action, use.files) = (.read, files(.read))
    case "Grep", "Glob", "Search", "SemanticSearch": (use.action, use.files) = (.search, files(.search))
    case "Write", "Edit", "StrReplace": (use.action, use.files) = (.edit, files(.write))
    case "Delete": (use.action, use.files) = (.edit, files(.delete))
    case "WebFetch": use.action = .web(host: input?["url"]?.string.flatMap(WebAddress.host))
    case "WebSearch": use.action = .web(host: nil)
    case "Task": use.action = .agent(input?["subagent_type"]?.string)
    case "TodoWrite": use.action = .own
    case _ where name.hasPrefix("MCP:"): use.action = .mcp(mcp(String(name.dropFirst(4)), input))
    case _: break
    }
    return use
  }

  /// `MCP:<tool>` names no server: such a call is of a server that no contract names, unless it says more.
  private static func mcp(_ name: String, _ input: JSONNode?) -> String {
    if name.contains("/") { return name }
    if let colon = name.firstIndex(of: ":") { return "\(name[..<colon])/\(name[name.index(after: colon)...])" }
    return "\(input?["server"]?.string ?? "")/\(name)"
  }

  static func canAsk(_ event: String) -> Bool { asks.contains(event) }

  static func reply(_ verdict: HookVerdict, to event: String?) -> HookReply {
    switch verdict {
    case .none, .rest: answer([])
    case .ask where event == aheadOfShell: answer([])
    case .allow: answer([JSONMember("permission", "allow")])
    case .ask(let reason): answer(decision("ask", reason))
    case .deny(let reason): answer(decision("deny", reason))
    case .goOn(let reason): answer([JSONMember("followup_message", .string(reason))])
    }
  }

  private static func decision(_ word: String, _ reason: String) -> [JSONMember] {
    [
      JSONMember("permission", .string(word)), JSONMember("user_message", .string(reason)),
      JSONMember("agent_message", .string(reason)),
    ]
  }
}
