import CaskadeInspection
import CaskadeSyntax

/// A rollout of Codex: JSON Lines, each with a type and a payload; in the oldest form the payload alone. A session that is
/// resumed or forked repeats lines, so calls are told apart by `call_id`.
///
/// Calls are in `response_item` in every mode (`legacy` and `paginated`). Events about a call tell its result, and are no
/// second call; one about a call that isn't there is counted.
///
/// Sources: openai/codex 0.144.3, `protocol/src/protocol.rs` and `rollout/src/policy.rs`; rollouts of 0.50 to 0.146.
struct CodexRollout: TranscriptDialect {
  static let agent = "Codex"
  static let format = "codex-rollout-jsonl"
  static let writtenFor = "Codex 0.50 to 0.146"

  private static let wrappers: Set<String> = [
    "session_meta", "turn_context", "response_item", "event_msg", "compacted", "world_state",
    "inter_agent_communication", "inter_agent_communication_metadata",
  ]
  private static let calls: Set<String> = ["function_call", "custom_tool_call", "local_shell_call"]
  private static let outputs: Set<String> = [
    "function_call_output", "custom_tool_call_output", "local_shell_call_output",
  ]
  /// What the model's host ran.
  private static let hosted: Set<String> = ["web_search_call", "image_generation_call"]
  private static let silentItems: Set<String> = [
    "message", "reasoning", "ghost_snapshot", "tool_search_call", "tool_search_output", "agent_message", "compaction",
    "compaction_summary", "context_compaction",
  ]
  private static let silentEvents: Set<String> = [
    "agent_message", "agent_reasoning", "agent_reasoning_raw_content", "collab_agent_interaction_end",
    "collab_agent_spawn_end", "collab_close_end", "collab_waiting_end", "context_compacted",
    "dynamic_tool_call_request", "dynamic_tool_call_response", "entered_review_mode", "error", "exited_review_mode",
    "guardian_assessment", "image_generation_end", "item_completed", "item_started", "stream_error",
    "sub_agent_activity", "task_complete", "task_started", "thread_goal_updated", "thread_name_updated",
    "thread_rolled_back", "thread_settings_applied", "token_count", "turn.completed", "turn_aborted", "undo_completed",
    "user_message", "view_image_tool_call", "warning", "web_search_end",
  ]

  private var folder: String?
  private var model: String?
  private var session: String?

  static func recognizes(_ record: JSONNode) -> Bool {
    guard let type = record["type"]?.string else { return false }
    if wrappers.contains(type) { return record["payload"]?.isObject == true }
    return calls.contains(type) && (record["call_id"] != nil || record["arguments"] != nil)
      || outputs.contains(type) && record["call_id"] != nil
  }

  mutating func read(_ record: JSONNode, line: Int, _ notes: inout TranscriptNotes) {
    let type = record["type"]?.string ?? ""
    let time = (record["timestamp"] ?? record["created_at"])?.string.flatMap(InstantText.milliseconds)
    guard Self.wrappers.contains(type), let payload = record["payload"], payload.isObject else {
      notes.saw(time, of: session, isPerson: record["role"]?.isText("user") == true)
      return read(item: record, type, line, time, isBare: true, &notes)
    }
    let inner = payload["type"]?.string ?? ""
    if type == "session_meta" { session = (payload["session_id"] ?? payload["id"])?.string }
    let isPerson = inner == "user_message" || inner == "message" && payload["role"]?.isText("user") == true
    notes.saw(time, of: session, isPerson: isPerson)
    switch type {
    case "session_meta":
      notes.saw(session, as: \.sessions)
      notes.saw(payload["cli_version"]?.string, as: \.versions)
      notes.saw(payload["git"]?["branch"]?.string, as: \.branches)
      enter(payload["cwd"]?.string, &notes)
    case "turn_context":
      enter(payload["cwd"]?.string, &notes)
      model = payload["model"]?.string
      notes.saw(model, as: \.models)
      power(payload, line, &notes)
    case "response_item": read(item: payload, inner, line, time, isBare: false, &notes)
    case "event_msg": read(event: payload, inner, line, &notes)
    case _: break
    }
  }

  private mutating func enter(_ folder: String?, _ notes: inout TranscriptNotes) {
    guard let folder else { return }
    self.folder = folder
    notes.saw(folder, as: \.folders)
  }

  private func power(_ context: JSONNode, _ line: Int, _ notes: inout TranscriptNotes) {
    let sandbox = context["sandbox_policy"]
    let isOff = [sandbox?["type"], sandbox?["mode"], sandbox].contains { $0?.isText("danger-full-access") == true }
    if isOff || context["permission_profile"]?["type"]?.isText("disabled") == true {
      notes.saw(.sandboxOff, line: line)
    }
  }

  // MARK: Calls

  private func read(
    item: JSONNode, _ type: String, _ line: Int, _ time: Int?, isBare: Bool, _ notes: inout TranscriptNotes
  ) {
    if Self.calls.contains(type) {
      var use = use(item, type, line)
      use.time = time
      notes.add(use)
    } else if Self.outputs.contains(type) {
      guard let id = item["call_id"]?.string else { return }
      notes.settle(id, CodexOutput.outcome(item["output"]))
    } else if Self.hosted.contains(type) {
      var use = ToolUse(
        id: item["id"]?.string.map { "\(type):\($0)" }, line: line, tool: type,
        action: type == "web_search_call" ? .web(host: nil) : .own)
      (use.isHosted, use.time, use.model, use.folder) = (true, time, model, folder)
      use.status = .ok
      notes.add(use)
    } else if !Self.silentItems.contains(type), !(isBare && item["role"] != nil) {
      notes.ignore(isBare ? type.isEmpty ? "a record without a type" : type : "response_item \(type)")
    }
  }

  private func use(_ item: JSONNode, _ type: String, _ line: Int) -> ToolUse {
    let name = item["name"]?.string ?? (type == "local_shell_call" ? "local_shell" : type)
    var use = ToolUse(id: item["call_id"]?.string, line: line, tool: name, action: .unknown)
    (use.folder, use.model) = (folder, model)
    if type == "local_shell_call" {
      let action = item["action"]
      use.action = .shell
      use.command = Self.command(action?["command"])
      use.ownFolder = action?["working_directory"]?.string
      return use
    }
    if type == "custom_tool_call" {
      let input = item["input"]?.string ?? ""
      use.isPatch = true
      if name == "apply_patch" {
        use.action = .edit
        use.files = PatchText.files(input)
      } else {
        Self.fill(&use, name, item["namespace"]?.string, JSONTape(Array(input.utf8)).whole)
      }
      return use
    }
    let arguments = item["arguments"]
    let read = arguments?.string.flatMap { JSONTape(Array($0.utf8)).whole } ?? arguments
    Self.fill(&use, name, item["namespace"]?.string, read)
    return use
  }

  /// What a call of this name with these arguments does; hooks hand over some of the same names and arguments.
  static func fill(_ use: inout ToolUse, _ name: String, _ namespace: String?, _ arguments: JSONNode?) {
    use.ownFolder = (arguments?["workdir"] ?? arguments?["cwd"])?.string
    let asks = arguments?["sandbox_permissions"]?.isText("require_escalated") == true
    if asks || arguments?["with_escalated_permissions"]?.bool == true { use.escalation = .sandboxLeft }
    if let namespace, namespace.hasPrefix("mcp__") {
      use.action = .mcp("\(namespace.dropFirst(5))/\(name)")
      return
    }
    switch name {
    case "shell", "shell_command", "exec_command", "container.exec", "local_shell":
      use.action = .shell
      use.command = command(arguments?["cmd"] ?? arguments?["command"])
      if let command = use.command { use.files = patched(command) }
    case "write_stdin":
      // Looking at what a command printed types nothing.
      let typed = arguments?["chars"]?.string ?? ""
      use.action = typed.isEmpty ? .own : .unknown
    case "apply_patch":
      use.action = .edit
      use.isPatch = true
      use.files = PatchText.files(
        (arguments?["patch"] ?? arguments?["input"] ?? arguments?["command"])?.string ?? "")
    case "read_file":
      use.action = .read
      use.files = (arguments?["file_path"] ?? arguments?["path"])?.string.map { [ToolFile($0, .read)] } ?? []
    case "view_image":
      use.action = .read
      use.files = arguments?["path"]?.string.map { [ToolFile($0, .read)] } ?? []
    case "list_dir", "grep_files":
      use.action = .search
      use.files = (arguments?["dir_path"] ?? arguments?["path"])?.string.map { [ToolFile($0, .search)] } ?? []
    case "update_plan", "request_user_input", "wait", "wait_agent", "close_agent", "send_input", "tool_search":
      use.action = .own
    case "spawn_agent": use.action = .agent((arguments?["agent_type"] ?? arguments?["role"])?.string)
    case _ where name.hasPrefix("mcp__"):
      use.action = .mcp(MCPName.slashed(name, prefix: "mcp__", separator: "__"))
    case _: break
    }
  }

  private static func command(_ node: JSONNode?) -> ToolCommand? {
    guard let node else { return nil }
    if let text = node.string { return .line(text) }
    let words = node.elements.compactMap(\.string)
    return words.isEmpty ? nil : .words(words)
  }

  /// A patch may come as the here-document of a command, or as its argument.
  private static func patched(_ command: ToolCommand) -> [ToolFile] {
    switch command {
    case .line(let text): text.utf8.count < 16 ? [] : PatchText.files(text)
    case .words(let words): words.flatMap(PatchText.files)
    }
  }

  // MARK: Events

  private func read(event: JSONNode, _ type: String, _ line: Int, _ notes: inout TranscriptNotes) {
    switch type {
    case "token_count":
      notes.saw(allTokens: event["info"]?["total_token_usage"]?["total_tokens"]?.integer)
    case "exec_command_end":
      guard let id = event["call_id"]?.string else { return }
      let exit = event["exit_code"]?.integer
      notes.settle(id, .init(exit.map { $0 == 0 ? .ok : .error } ?? .ok, exitStatus: exit))
    case "patch_apply_end":
      guard let id = event["call_id"]?.string else { return }
      notes.settle(id, .init(event["success"]?.bool == false ? .error : .ok))
    case "mcp_tool_call_end":
      guard let id = event["call_id"]?.string else { return }
      notes.settle(id, .init(event["result"]?["Err"] == nil ? .ok : .error))
    case "item_completed": read(completed: event["item"], &notes)
    case _ where Self.silentEvents.contains(type): break
    case _: notes.ignore("event_msg \(type)")
    }
  }

  /// Of `paginated` rollouts: what became of a call.
  private func read(completed item: JSONNode?, _ notes: inout TranscriptNotes) {
    guard let item, let id = item["id"]?.string else { return }
    switch item["type"]?.string {
    case "CommandExecution":
      let exit = item["exit_code"]?.integer
      let isDeclined = item["status"]?.isText("declined") == true
      notes.settle(id, .init(isDeclined ? .rejected : exit == 0 ? .ok : .error, exitStatus: exit))
    case "FileChange", "McpToolCall":
      let status = item["status"]?.string?.lowercased()
      notes.settle(id, .init(status == "declined" ? .rejected : status == "failed" ? .error : .ok))
    case _: break
    }
  }
}
