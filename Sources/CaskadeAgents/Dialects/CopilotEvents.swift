import CaskadeInspection
import CaskadeSyntax

/// The events of a session of GitHub Copilot's command-line agent: JSON Lines, a call begins in one and ends in another.
///
/// Source: github/copilot-sdk at cc0438d6, `generated/session-events.ts`; the documentation of its configuration folder.
struct CopilotEvents: TranscriptDialect {
  static let agent = "GitHub Copilot"
  static let format = "copilot-events-jsonl"
  static let writtenFor = "Copilot CLI 1.0.45 to 1.0.77"

  private static let families: Set<String> = [
    "session", "tool", "assistant", "user", "system", "subagent", "permission", "hook", "skill", "external_tool",
    "elicitation", "mcp", "command", "exit_plan_mode", "abort", "pending_messages", "sampling", "user_input",
  ]
  private static let denials: Set<String> = ["rejected", "denied", "cancelled"]

  private var folder: String?
  private var session: String?
  private var model: String?

  private static func family(_ type: String) -> String { String(type.prefix { $0 != "." }) }

  static func recognizes(_ record: JSONNode) -> Bool {
    guard let type = record["type"]?.string, type.contains("."), record["data"]?.isObject == true else { return false }
    return families.contains(family(type))
  }

  mutating func read(_ record: JSONNode, line: Int, _ notes: inout TranscriptNotes) {
    let type = record["type"]?.string ?? ""
    let data = record["data"]
    let time = record["timestamp"]?.string.flatMap(InstantText.milliseconds)
    if type == "session.start" || type == "session.resume" { session = data?["sessionId"]?.string ?? session }
    notes.saw(time, of: session, isPerson: type == "user.message")
    switch type {
    case "session.start", "session.resume":
      notes.saw(session, as: \.sessions)
      notes.saw(data?["copilotVersion"]?.string, as: \.versions)
      enter(data?["context"], &notes)
      use(model: data?["selectedModel"]?.string, &notes)
    case "session.context_changed": enter(data, &notes)
    case "session.model_change": use(model: data?["newModel"]?.string, &notes)
    case "assistant.message": use(model: data?["model"]?.string, &notes)
    case "assistant.usage":
      let parts = ["inputTokens", "outputTokens"].map { data?[$0]?.integer ?? 0 }
      notes.saw(tokens: parts.reduce(0) { $0 + max(0, min($1, 1 << 40)) }, ofMessage: record["id"]?.string)
    case "tool.execution_start":
      guard let data else { return notes.unreadCall() }
      var use = use(data, line)
      use.time = time
      if record["agentId"]?.isString == true || data["parentToolCallId"]?.isString == true { use.via = .sidechain }
      notes.add(use)
    case "tool.execution_complete": settle(data, &notes)
    case _ where Self.families.contains(Self.family(type)) && type.contains("."): break
    case _: notes.ignore(type.isEmpty ? "a record without a type" : type)
    }
  }

  private mutating func enter(_ context: JSONNode?, _ notes: inout TranscriptNotes) {
    if let folder = context?["cwd"]?.string {
      self.folder = folder
      notes.saw(folder, as: \.folders)
    }
    notes.saw(context?["branch"]?.string, as: \.branches)
  }

  private mutating func use(model: String?, _ notes: inout TranscriptNotes) {
    guard let model else { return }
    self.model = model
    notes.saw(model, as: \.models)
  }

  private func settle(_ data: JSONNode?, _ notes: inout TranscriptNotes) {
    guard let id = data?["toolCallId"]?.string else { return }
    let result = data?["result"]
    let word = (result?["result_type"] ?? result?["resultType"])?.string
    let status: ToolUse.Status
    if let word, Self.denials.contains(word) {
      status = .rejected
    } else if data?["error"]?["code"]?.string.map(Self.denials.contains) == true {
      status = .rejected
    } else if let success = data?["success"]?.bool {
      status = success ? .ok : .error
    } else {
      status = word == nil || word == "success" ? .ok : .error
    }
    notes.settle(id, .init(status))
  }

  private func use(_ data: JSONNode, _ line: Int) -> ToolUse {
    let name = data["toolName"]?.string ?? ""
    var use = Self.use(data["toolCallId"]?.string, line, name, data["arguments"])
    (use.folder, use.model) = (folder, data["model"]?.string ?? model)
    if let server = data["mcpServerName"]?.string {
      use.action = .mcp("\(server)/\(data["mcpToolName"]?.string ?? name)")
      (use.command, use.files) = (nil, [])
    }
    return use
  }

  /// What a call of this name with these arguments does; hooks hand over the same names and arguments.
  ///
  /// - Parameter arguments: an object, or its text.
  static func use(_ id: String?, _ line: Int, _ name: String, _ arguments: JSONNode?) -> ToolUse {
    let input = arguments?.string.flatMap { JSONTape(Array($0.utf8)).whole } ?? arguments
    var use = ToolUse(id: id, line: line, tool: name, action: .unknown)
    let path = (input?["path"] ?? input?["file_path"] ?? input?["filePath"])?.string
    func files(_ operation: ToolFile.Operation) -> [ToolFile] { path.map { [ToolFile($0, operation)] } ?? [] }
    switch name {
    case "bash", "shell", "local_shell":
      use.action = .shell
      use.command = input?["command"]?.string.map { .line($0) }
    case "view", "read", "read_file", "show_file": (use.action, use.files) = (.read, files(.read))
    case "create", "write": (use.action, use.files) = (.edit, files(.write))
    case "edit", "str_replace", "insert", "str_replace_editor": (use.action, use.files) = (.edit, files(.update))
    case "apply_patch":
      (use.action, use.isPatch) = (.edit, true)
      use.files = PatchText.files((input?["patch"] ?? input?["input"] ?? input)?.string ?? "")
    case "grep", "rg", "glob": (use.action, use.files) = (.search, files(.search))
    case "web_fetch": use.action = .web(host: input?["url"]?.string.flatMap(WebAddress.host))
    case "web_search": use.action = .web(host: nil)
    case "task": use.action = .agent(input?["agent_type"]?.string)
    case "report_intent", "update_todo", "ask_user", "skill", "exit_plan_mode", "read_bash", "stop_bash", "list_bash",
      "read_agent", "list_agents", "sql", "store_memory", "task_complete":
      use.action = .own
    case _: break
    }
    return use
  }
}
