import CaskadeInspection
import CaskadeSyntax

/// A session of OpenCode: what `opencode export` prints, or a record of its storage, in files or
/// in a database (a session, a message, a part, or a message of the second version).
///
/// Source: the shapes as third parties describe them (no complete real session was at hand), versions 1.0 to 1.3, the
/// tables of 1.18, and those of 2.0 (`OpenCodeMessage`).
struct OpenCodeTranscript: TranscriptDialect {
  static let agent = "OpenCode"
  static let format = "opencode-json"
  static let writtenFor = "OpenCode 1.0 to 1.18, and the messages of 2.0"

  private static let silentParts: Set<String> = [
    "text", "reasoning", "file", "step-start", "step-finish", "snapshot", "patch", "agent", "retry", "compaction",
    "subtask",
  ]

  private static let mostName = 400

  private var folder: String?
  private var session: String?
  private var isSubAgents = false
  /// How often a message of the second version had a call, so that as many of the same message's parts are the same.
  private var calls: [Call: Int] = [:]
  /// How often parts of a message had a call, and which of those each part is.
  private var counts: [Call: Int] = [:]
  private var numbers: [String: Int] = [:]

  /// A model needn't give an id only once, not even in one message.
  private struct Call: Hashable {
    let message: String
    let id: String

    /// Within its session.
    func name(_ number: Int) -> String { "\(message) \(number) \(id)" }

    /// In all sessions: one that branches off copies its calls, under other messages.
    func name(_ number: Int, _ use: ToolUse) -> String {
      let what = (use.command?.text ?? use.files.first?.path ?? "").prefix(OpenCodeTranscript.mostName)
      return "\(use.time.map { "\($0)" } ?? message) \(number) \(id) \(use.tool) \(what)"
    }
  }

  static func recognizes(_ record: JSONNode) -> Bool {
    if record["info"]?.isObject == true, let messages = record["messages"], messages.isArray {
      return record["info"]?["id"] != nil
    }
    if isPart(record) || OpenCodeMessage.recognizes(record) { return true }
    if record["sessionID"]?.isString == true, record["role"]?.isString == true { return record["time"] != nil }
    return record["projectID"]?.isString == true && record["directory"]?.isString == true
  }

  private static func isPart(_ record: JSONNode) -> Bool {
    guard record["type"]?.isString == true, record["id"]?.isString == true else { return false }
    let isTool = record["callID"]?.isString == true && record["state"]?.isObject == true
    return isTool || record["messageID"]?.isString == true && record["sessionID"]?.isString == true
  }

  mutating func read(_ record: JSONNode, line: Int, _ notes: inout TranscriptNotes) {
    if record["messages"] != nil {
      read(session: record["info"], &notes)
      var lines = JSONLines(record, from: line)
      for (index, message) in (record["messages"]?.elements ?? []).enumerated() {
        if message["info"] == nil, message["type"]?.isString == true {
          read(OpenCodeMessage(message), line: lines.line(of: message), index, &notes)
          continue
        }
        read(message: message["info"], &notes)
        for part in message["parts"]?.elements ?? [] {
          read(part: part, line: lines.line(of: part), index, message["info"], &notes)
        }
      }
    } else if OpenCodeMessage.recognizes(record) {
      read(OpenCodeMessage(record), line: line, nil, &notes)
    } else if record["directory"] != nil {
      read(session: record, &notes)
    } else if record["role"] != nil {
      read(message: record, &notes)
    } else if record["type"] != nil {
      read(part: record, line: line, nil, nil, &notes)
    } else {
      notes.ignore("a record without a type")
    }
  }

  private mutating func read(session info: JSONNode?, _ notes: inout TranscriptNotes) {
    session = info?["id"]?.string ?? session
    isSubAgents = info?["parentID"]?.isString == true
    notes.saw(session, as: \.sessions)
    notes.saw(info?["version"]?.string, as: \.versions)
    if let folder = info?["directory"]?.string {
      self.folder = folder
      notes.saw(folder, as: \.folders)
    }
  }

  private func read(message info: JSONNode?, _ notes: inout TranscriptNotes) {
    guard let info else { return }
    let isPerson = info["role"]?.isText("user") == true
    notes.saw(info["time"]?["created"]?.integer, of: session, isPerson: isPerson)
    notes.saw(info["time"]?["completed"]?.integer, of: session)
    guard !isPerson else { return }
    notes.saw(info["modelID"]?.string, as: \.models)
    saw(spentBy: info, &notes)
  }

  private func saw(spentBy message: JSONNode, _ notes: inout TranscriptNotes) {
    let tokens = message["tokens"]
    let parts = ["input", "output", "reasoning"].map { tokens?[$0]?.integer ?? 0 }
    notes.saw(tokens: parts.reduce(0) { $0 + max(0, min($1, 1 << 40)) }, ofMessage: message["id"]?.string)
    notes.saw(dollars: message["cost"]?.double)
  }

  /// One of the second version, with its calls.
  private mutating func read(
    _ message: OpenCodeMessage, line: Int, _ index: Int?, _ notes: inout TranscriptNotes
  ) {
    let node = message.node
    notes.saw(node["time"]?["created"]?.integer, of: session, isPerson: message.isPersons)
    notes.saw(node["time"]?["completed"]?.integer, of: session)
    if let folder = node["cwd"]?.string ?? SessionMove.folder(message.type == SessionMove.type ? node : nil) {
      self.folder = folder
      notes.saw(folder, as: \.folders)
    }
    for kind in message.strangeKinds { notes.ignore(kind) }
    guard !message.isPersons else { return }
    let model = message.type == "assistant" ? message.model : nil
    notes.saw(model, as: \.models)
    saw(spentBy: node, &notes)
    let own = node["id"]?.string
    var numbers: [String: Int] = [:]
    for call in message.calls(line) {
      guard var use = call else {
        notes.unreadCall()
        continue
      }
      var name: String?
      if let id = use.id, let own {
        let (call, number) = (Call(message: own, id: id), numbers[id, default: 0])
        calls[call] = max(calls[call] ?? 0, number + 1)
        numbers[id] = number + 1
        name = call.name(number)
        use.name = call.name(number, use)
      }
      (use.message, use.model) = (index, model)
      use.folder = use.folder ?? folder
      add(use, as: name, &notes)
    }
  }

  private func add(_ use: ToolUse, as name: String?, _ notes: inout TranscriptNotes) {
    var use = use
    if isSubAgents { use.via = .sidechain }
    notes.add(use, as: name)
  }

  private mutating func read(
    part: JSONNode, line: Int, _ index: Int?, _ message: JSONNode?, _ notes: inout TranscriptNotes
  ) {
    let type = part["type"]?.string ?? ""
    guard type == "tool" else {
      if !Self.silentParts.contains(type), part.isWhole { notes.ignore("part \(type)") }
      return
    }
    guard part.isWhole else { return notes.unreadCall() }
    var use = Self.use(part, line: line)
    var name: String?
    if let id = use.id, let message = (part["messageID"] ?? message?["id"])?.string {
      let call = Call(message: message, id: id)
      let number = number(of: call, inPart: part["id"]?.string)
      guard number >= calls[call] ?? 0 else { return }
      name = call.name(number)
      use.name = call.name(number, use)
    }
    use.message = index
    if let own = part["cwd"]?.string { notes.saw(own, as: \.folders) }
    if use.folder == nil { use.folder = (message?["path"]?["cwd"] ?? part["cwd"])?.string ?? folder }
    use.model = message?["modelID"]?.string
    notes.saw(use.time, of: session)
    notes.saw(part["state"]?["time"]?["end"]?.integer, of: session)
    add(use, as: name, &notes)
  }

  private mutating func number(of call: Call, inPart id: String?) -> Int {
    if let known = id.flatMap({ numbers[$0] }) { return known }
    let number = counts[call, default: 0]
    counts[call] = number + 1
    if let id { numbers[id] = number }
    return number
  }

  private static func use(_ part: JSONNode, line: Int) -> ToolUse {
    let state = part["state"]
    var use = use(part["callID"]?.string, line, part["tool"]?.string ?? "", state?["input"])
    use.time = state?["time"]?["start"]?.integer
    use.exitStatus = state?["metadata"]?["exit"]?.integer
    switch state?["status"]?.string {
    case "completed": use.status = use.exitStatus.map { $0 == 0 ? .ok : .error } ?? .ok
    case "error":
      let isRefused = state?["error"]?.string.map { $0.contains("rejected permission") } ?? false
      use.status = isRefused ? .rejected : .error
    case _: break
    }
    return use
  }

  /// What a call of this name with these arguments does; a plugin hands over the same names and arguments.
  static func use(_ id: String?, _ line: Int, _ name: String, _ input: JSONNode?) -> ToolUse {
    var use = ToolUse(id: id, line: line, tool: name, action: .unknown)
    let path = (input?["filePath"] ?? input?["path"])?.string
    func files(_ operation: ToolFile.Operation) -> [ToolFile] { path.map { [ToolFile($0, operation)] } ?? [] }
    switch name {
    case "bash", "shell":
      use.action = .shell
      use.command = input?["command"]?.string.map { .line($0) }
      use.folder = input?["cwd"]?.string
      use.ownFolder = input?["workdir"]?.string
    case "read": (use.action, use.files) = (.read, files(.read))
    case "list": (use.action, use.files) = (.read, files(.read))
    case "write": (use.action, use.files) = (.edit, files(.write))
    case "edit", "multiedit": (use.action, use.files) = (.edit, files(.update))
    case "apply_patch", "patch":
      (use.action, use.isPatch) = (.edit, true)
      use.files = PatchText.files((input?["patchText"] ?? input?["patch"])?.string ?? "")
    case "glob", "grep": (use.action, use.files) = (.search, files(.search))
    case "webfetch": use.action = .web(host: input?["url"]?.string.flatMap(WebAddress.host))
    case "websearch", "codesearch": use.action = .web(host: nil)
    case "task": use.action = .agent(input?["subagent_type"]?.string)
    case "subagent": use.action = .agent(input?["agent"]?.string)
    case "todowrite", "todoread", "question", "skill", "plan_enter", "plan_exit", "invalid": use.action = .own
    case _: break
    }
    return use
  }
}
