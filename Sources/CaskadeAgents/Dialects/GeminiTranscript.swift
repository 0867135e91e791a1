import CaskadeInspection
import CaskadeSyntax

/// A chat of Gemini CLI: one document, or JSON Lines with a header, messages, changes of the header (`$set`) and steps back
/// (`$rewindTo`), whose calls did run nevertheless. It tells no folder.
///
/// Source: google-gemini/gemini-cli at 5411f113, `chatRecordingTypes.ts`.
struct GeminiTranscript: TranscriptDialect {
  static let agent = "Gemini CLI"
  static let format = "gemini-cli-json"
  static let writtenFor = "Gemini CLI 0.20 to 0.40"

  private var record = 0
  private var session: String?

  private static let kinds: Set<String> = ["user", "gemini", "info", "warning", "error"]

  static func recognizes(_ record: JSONNode) -> Bool {
    if record["sessionId"]?.isString == true, record["projectHash"]?.isString == true { return true }
    guard record["sessionId"]?.isString == true, let messages = record["messages"], messages.isArray else {
      return false
    }
    return messages.elements.contains { $0["type"]?.isText("gemini") == true }
  }

  mutating func read(_ record: JSONNode, line: Int, _ notes: inout TranscriptNotes) {
    defer { self.record += 1 }
    if record["sessionId"]?.isString == true, record["type"] == nil {
      read(header: record, &notes)
      var lines = JSONLines(record, from: line)
      for (index, message) in (record["messages"]?.elements ?? []).enumerated() {
        read(message: message, line: lines.line(of: message), index, &notes)
      }
    } else if let changes = record["$set"] {
      read(header: changes, &notes)
      for message in changes["messages"]?.elements ?? [] { read(message: message, line: line, self.record, &notes) }
    } else if record["type"]?.isString == true {
      read(message: record, line: line, self.record, &notes)
    } else if record["$rewindTo"] == nil {
      notes.ignore("a record without a type")
    }
  }

  private mutating func read(header: JSONNode, _ notes: inout TranscriptNotes) {
    session = header["sessionId"]?.string ?? session
    notes.saw(session, as: \.sessions)
    for folder in header["directories"]?.elements ?? [] { notes.saw(folder.string, as: \.folders) }
    for key in ["startTime", "lastUpdated"] {
      notes.saw(header[key]?.string.flatMap(InstantText.milliseconds), of: "header", isPerson: true)
    }
  }

  private func read(message: JSONNode, line: Int, _ index: Int, _ notes: inout TranscriptNotes) {
    let kind = message["type"]?.string ?? ""
    guard Self.kinds.contains(kind) else {
      if message.isWhole { notes.ignore("message \(kind)") }
      return
    }
    let model = message["model"]?.string
    notes.saw(model, as: \.models)
    notes.saw(
      message["timestamp"]?.string.flatMap(InstantText.milliseconds), of: session, isPerson: kind == "user")
    notes.saw(tokens: message["tokens"]?["total"]?.integer, ofMessage: message["id"]?.string)
    for call in message["toolCalls"]?.elements ?? [] {
      guard call.isWhole, call.isObject else {
        notes.unreadCall()
        continue
      }
      var use = Self.use(call, line: line)
      (use.message, use.model) = (index, model)
      notes.add(use)
      notes.saw(use.time, of: session)
    }
  }

  private static func use(_ call: JSONNode, line: Int) -> ToolUse {
    var use = use(call["id"]?.string, line, call["name"]?.string ?? "", call["args"])
    use.time = call["timestamp"]?.string.flatMap(InstantText.milliseconds)
    if call["agentId"]?.isString == true { use.via = .sidechain }
    switch call["status"]?.string {
    case "success": use.status = .ok
    case "error": use.status = .error
    case "cancelled": use.status = .rejected
    case _: break
    }
    if use.action == .shell { use.exitStatus = exitStatus(call["result"]) }
    return use
  }

  /// What a call of this name with these arguments does; hooks hand over the same names and arguments.
  static func use(_ id: String?, _ line: Int, _ name: String, _ input: JSONNode?) -> ToolUse {
    var use = ToolUse(id: id, line: line, tool: name, action: .unknown)
    func files(_ keys: [String], _ operation: ToolFile.Operation) -> [ToolFile] {
      keys.lazy.compactMap { input?[$0]?.string }.first.map { [ToolFile($0, operation)] } ?? []
    }
    switch name {
    case "run_shell_command":
      use.action = .shell
      use.command = input?["command"]?.string.map { .line($0) }
      use.ownFolder = (input?["dir_path"] ?? input?["directory"])?.string
    case "write_file": (use.action, use.files) = (.edit, files(["file_path"], .write))
    case "replace", "edit": (use.action, use.files) = (.edit, files(["file_path"], .update))
    case "read_file": (use.action, use.files) = (.read, files(["file_path", "absolute_path"], .read))
    case "read_many_files":
      use.action = .read
      use.files =
        (input?["paths"] ?? input?["include"])?.elements.compactMap(\.string).map { ToolFile($0, .read) } ?? []
    case "list_directory": (use.action, use.files) = (.read, files(["dir_path", "path"], .read))
    case "glob", "grep_search", "search_file_content":
      (use.action, use.files) = (.search, files(["dir_path", "path"], .search))
    case "web_fetch":
      let url = input?["url"]?.string ?? input?["prompt"]?.string.flatMap(Self.address(in:))
      use.action = .web(host: url.flatMap(WebAddress.host))
    case "google_web_search": use.action = .web(host: nil)
    case "save_memory", "write_todos", "ask_user", "enter_plan_mode", "exit_plan_mode", "activate_skill",
      "complete_task", "update_topic":
      use.action = .own
    case "delegate_to_agent", "codebase_investigator", "generalist":
      use.action = .agent(input?["agent_name"]?.string ?? (name == "delegate_to_agent" ? nil : name))
    case _ where name.hasPrefix("mcp_"): use.action = .mcp(MCPName.slashed(name, prefix: "mcp_", separator: "_"))
    case _: break
    }
    return use
  }

  private static func address(in prompt: String) -> String? {
    prompt.split(whereSeparator: { $0.isWhitespace }).first { $0.contains("://") }.map(String.init)
  }

  private static func exitStatus(_ result: JSONNode?) -> Int? {
    let outputs = result?.elements.compactMap { $0["functionResponse"]?["response"]?["output"]?.string } ?? []
    for line in outputs.flatMap({ $0.split(separator: "\n") }) where line.hasPrefix("Exit Code: ") {
      return Int(line.dropFirst("Exit Code: ".count).prefix { $0.isNumber || $0 == "-" })
    }
    return nil
  }
}
