import CaskadeInspection
import CaskadeSyntax

/// A session of Claude Code: JSON Lines, the sub-agents' calls among them in records of progress (older: in records of a
/// side chain; newer: in files beside it).
///
/// Sources: the documentation of sessions and hooks, and the shape of sessions of versions 2.0.64 to 2.1.42. The format is
/// the vendor's own affair and changes.
struct ClaudeTranscript: TranscriptDialect {
  static let agent = "Claude Code"
  static let format = "claude-code-jsonl"
  static let writtenFor = "Claude Code 2.0.64 to 2.1.42"

  private static let conversation: Set<String> = ["assistant", "user"]
  /// Records that tell of the session and hold no call.
  private static let silent: Set<String> = [
    "agent-name", "ai-title", "attachment", "bridge-session", "custom-title", "file-history-snapshot", "frame-link",
    "last-prompt", "mode", "permission-mode", "pr-link", "queue-operation", "relocated", "result", "started",
    "summary", "system", "tag", "worktree-state",
  ]
  private static let refusal = "The user doesn't want to proceed with this tool use"

  private var folder: String?

  static func recognizes(_ record: JSONNode) -> Bool {
    guard let type = record["type"]?.string else { return false }
    if conversation.contains(type) { return record["message"]?["content"] != nil && record["data"] == nil }
    let isNamed = ["sessionId", "uuid", "leafUuid"].contains { record[$0]?.isString == true }
    switch type {
    case "progress": return record["data"]?["type"] != nil && isNamed
    case "file-history-snapshot": return record["snapshot"] != nil
    case "summary": return record["leafUuid"] != nil
    case "system", "attachment", "queue-operation", "permission-mode", "last-prompt", "worktree-state":
      return isNamed && record["data"] == nil
    case _: return false
    }
  }

  mutating func read(_ record: JSONNode, line: Int, _ notes: inout TranscriptNotes) {
    let type = record["type"]?.string ?? ""
    let session = record["sessionId"]?.string
    notes.saw(session, as: \.sessions)
    notes.saw(record["version"]?.string, as: \.versions)
    notes.saw(record["gitBranch"]?.string, as: \.branches)
    if let folder = record["cwd"]?.string {
      self.folder = folder
      notes.saw(folder, as: \.folders)
    }
    let time = record["timestamp"]?.string.flatMap(InstantText.milliseconds)
    notes.saw(time, of: session, isPerson: Self.isPerson(record, type))
    if record["permissionMode"]?.isText("bypassPermissions") == true { notes.saw(.permissionsBypassed, line: line) }
    switch type {
    case "assistant", "user":
      let isAside = record["isSidechain"]?.bool == true
      let place = Place(line: line, folder: record["cwd"]?.string, time: time, via: isAside ? .sidechain : .main)
      read(message: record["message"], place, denial: record["toolDenialKind"] != nil, &notes)
    case "progress": read(progress: record, line, time, &notes)
    case _ where Self.silent.contains(type): break
    case "tool_use":
      notes.unreadCall()
      notes.ignore(type)
    case _: notes.ignore(type.isEmpty ? "a record without a type" : type)
    }
  }

  private struct Place {
    let line: Int
    let folder: String?
    let time: Int?
    let via: ToolUse.Via
  }

  private static func isPerson(_ record: JSONNode, _ type: String) -> Bool {
    guard type == "user", record["isMeta"]?.bool != true else { return false }
    guard let content = record["message"]?["content"] else { return false }
    return content.isString || !content.elements.contains { $0["type"]?.isText("tool_result") == true }
  }

  /// Other kinds of progress are the output of hooks and commands.
  private func read(progress record: JSONNode, _ line: Int, _ time: Int?, _ notes: inout TranscriptNotes) {
    guard let data = record["data"], data["type"]?.isText("agent_progress") == true else { return }
    let place = Place(line: line, folder: record["cwd"]?.string, time: time, via: .agentProgress)
    read(message: data["message"]?["message"], place, denial: false, &notes)
  }

  private func read(message: JSONNode?, _ place: Place, denial: Bool, _ notes: inout TranscriptNotes) {
    guard let message, message.isObject else { return }
    let model = message["model"]?.string
    if model != "<synthetic>" { notes.saw(model, as: \.models) }
    if let usage = message["usage"] {
      let parts = ["input_tokens", "output_tokens", "cache_creation_input_tokens"].map { usage[$0]?.integer ?? 0 }
      notes.saw(tokens: parts.reduce(0) { $0 + max(0, min($1, 1 << 40)) }, ofMessage: message["id"]?.string)
    }
    for part in message["content"]?.elements ?? [] where part.isObject {
      switch part["type"]?.string {
      case "tool_use": notes.add(Self.use(part, place, model))
      case "tool_result": Self.settle(part, denial: denial, &notes)
      case _: break
      }
    }
  }

  private static func use(_ part: JSONNode, _ place: Place, _ model: String?) -> ToolUse {
    var use = use(part["id"]?.string, place.line, part["name"]?.string ?? "", part["input"])
    (use.via, use.folder, use.time, use.model) = (place.via, place.folder, place.time, model)
    return use
  }

  /// What a call of this name with these arguments does; hooks hand over the same names and arguments.
  static func use(_ id: String?, _ line: Int, _ name: String, _ input: JSONNode?) -> ToolUse {
    var use = ToolUse(id: id, line: line, tool: name, action: action(name, input))
    if let command = input?["command"]?.string { use.command = .line(command) }
    if input?["dangerouslyDisableSandbox"]?.bool == true { use.escalation = .sandboxLeft }
    switch use.action {
    case .read, .edit:
      let operation: ToolFile.Operation = use.action == .read ? .read : name == "Write" ? .write : .update
      let path = (input?["file_path"] ?? input?["notebook_path"] ?? input?["path"])?.string
      use.files = path.map { [ToolFile($0, operation)] } ?? []
    case .search: use.files = input?["path"]?.string.map { [ToolFile($0, .search)] } ?? []
    case .shell, .web, .mcp, .agent, .own, .unknown: break
    }
    return use
  }

  private static func action(_ name: String, _ input: JSONNode?) -> ToolAction {
    switch name {
    case "Bash", "bash": return .shell
    case "Read", "NotebookRead", "LS": return .read
    case "Edit", "MultiEdit", "Write", "NotebookEdit": return .edit
    case "Grep", "Glob": return .search
    case "WebFetch": return .web(host: input?["url"]?.string.flatMap(WebAddress.host))
    case "WebSearch": return .web(host: nil)
    case "Task", "Agent": return .agent(input?["subagent_type"]?.string)
    case "TodoWrite", "TodoRead", "TaskCreate", "TaskUpdate", "TaskList", "TaskGet", "TaskOutput", "TaskStop",
      "ExitPlanMode", "EnterPlanMode", "AskUserQuestion", "Skill", "SlashCommand", "ToolSearch", "BashOutput",
      "KillShell", "KillBash", "ListMcpResourcesTool":
      return .own
    case _ where name.hasPrefix("mcp__"): return .mcp(MCPName.slashed(name, prefix: "mcp__", separator: "__"))
    case _: return .unknown
    }
  }

  private static func settle(_ part: JSONNode, denial: Bool, _ notes: inout TranscriptNotes) {
    guard let id = part["tool_use_id"]?.string else { return }
    let content = part["content"]
    let isError = part["is_error"]?.bool == true
    let texts = content.map { [$0] + $0.elements.compactMap { $0["text"] } } ?? []
    let isRefused = isError && texts.contains { $0.begins(with: refusal) }
    guard !isRefused, !denial else { return notes.settle(id, .init(.rejected)) }
    let exit = isError ? texts.lazy.compactMap { exitStatus($0) }.first : nil
    notes.settle(id, .init(isError ? .error : .ok, exitStatus: exit))
  }

  /// `Exit code 1`, with or without `Error: ` before it.
  private static func exitStatus(_ text: JSONNode) -> Int? {
    for start in ["Exit code ", "Error: Exit code "] where text.begins(with: start) {
      let digits = text.bytes.dropFirst(1 + start.utf8.count).prefix { (0x30...0x39).contains($0) }
      return Int(String(decoding: digits.prefix(6), as: UTF8.self))
    }
    return nil
  }
}
