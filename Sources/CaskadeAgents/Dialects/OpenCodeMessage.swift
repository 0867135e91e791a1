import CaskadeInspection
import CaskadeSyntax

/// A message of OpenCode's second version, which holds its calls with all that became of them.
///
/// `type` is `user`, `assistant` (`agent`, `model`, `content`, `cost`, `tokens`), `shell` (a command that was typed into the
/// session: as much one of its calls as the first version made of it), `compaction` (which takes tokens too), `system`,
/// `synthetic`, `skill`, `agent-switched`, `model-switched`, `location-switched` or `idle`. A tool in `content` has `id`,
/// `name`, `executed` (the model's own side ran it), `time` (`created`, `ran`, `completed`) and `state`: `streaming` with its
/// input as text so far, `running`, `completed`, or `error` with the error's `type`. What the tool `execute` called in its
/// turn stands in its `metadata.toolCalls` alone.
///
/// Source: OpenCode's own schema of a session's messages, 2.0.0 to 2.0.26; before its July of 2026 `metadata` was called
/// `structured`, `streaming` was `pending`, and a command's particulars stood in `shell`.
struct OpenCodeMessage {
  let node: JSONNode

  private static let known: Set<String> = [
    "shell", "compaction", "user", "system", "synthetic", "skill", "agent-switched", "model-switched", SessionMove.type,
    "idle",
  ]
  private static let silentParts: Set<String> = ["text", "reasoning"]

  init(_ node: JSONNode) { self.node = node }

  static func recognizes(_ record: JSONNode) -> Bool {
    record["type"]?.isString == true && record["sessionID"]?.isString == true && record["messageID"] == nil
      && record["seq"] != nil
  }

  var type: String { node["type"]?.string ?? "" }

  var isPersons: Bool { node["type"]?.isText("user") == true }

  var model: String? { (node["model"]?["id"] ?? node["model"])?.string }

  /// What of it isn't known: its own kind, or those of its parts.
  var strangeKinds: [String] {
    guard type == "assistant" else { return Self.known.contains(type) ? [] : ["message \(type)"] }
    return parts.compactMap { part in
      let type = part["type"]?.string ?? ""
      return type == "tool" || Self.silentParts.contains(type) ? nil : "content \(type)"
    }
  }

  /// Nothing more will be written in it.
  var isSettled: Bool {
    switch type {
    case "assistant":
      node["time"]?["completed"]?.integer != nil
        && tools.allSatisfy { ["completed", "error"].contains($0["state"]?["status"]?.string ?? "") }
    case "shell": shell?["status"]?.isText("running") != true
    case "compaction": node["status"]?.isText("running") != true
    case _: true
    }
  }

  private var shell: JSONNode? { node["shell"]?.isObject == true ? node["shell"] : node }
  private var parts: [JSONNode] { node["content"]?.elements ?? [] }
  private var tools: [JSONNode] { parts.filter { $0["type"]?.isText("tool") == true } }

  // MARK: Calls

  /// Nil for each call that isn't shaped as one is, and for a message that should hold some and doesn't say which.
  func calls(_ line: Int) -> [ToolUse?] {
    if node["type"]?.isText("shell") == true { return [typed(line)] }
    guard node["type"]?.isText("assistant") == true else { return [] }
    guard node["content"]?.isArray == true else { return [nil] }
    return tools.flatMap { part -> [ToolUse?] in
      guard part.isWhole, let use = Self.use(part, line) else { return [nil] }
      let inner = Self.inner(part, use)
      return [use] + inner
    }
  }

  private func typed(_ line: Int) -> ToolUse? {
    guard let shell, let command = shell["command"]?.string else { return nil }
    var use = ToolUse(id: (node["shellID"] ?? shell["id"])?.string, line: line, tool: "shell", action: .shell)
    use.command = .line(command)
    use.folder = shell["cwd"]?.string
    use.time = node["time"]?["created"]?.integer
    use.exitStatus = shell["exit"]?.integer
    switch shell["status"]?.string {
    case "exited": use.status = use.exitStatus.map { $0 == 0 ? .ok : .error } ?? .noResult
    case "timeout", "killed": use.status = .error
    case _: break
    }
    return use
  }

  private static func use(_ part: JSONNode, _ line: Int) -> ToolUse? {
    guard let name = part["name"]?.string, let state = part["state"], let status = state["status"]?.string else {
      return nil
    }
    let text =
      state["input"]?.isString == true ? state["input"]?.string.flatMap { JSONTape(Array($0.utf8)).whole } : nil
    var use = OpenCodeTranscript.use(part["id"]?.string, line, name, text ?? state["input"])
    let facts = facts(state)
    if name == "execute", facts?["toolCalls"]?.isArray == true { use.action = .own }
    use.time = part["time"]?["ran"]?.integer
    use.isHosted = part["executed"]?.bool ?? false
    use.exitStatus = facts?["exit"]?.integer
    switch status {
    case "completed":
      let isBroken =
        facts?["error"]?.bool == true || facts?["timeout"]?.bool == true || facts?["signal"]?.isString == true
      let isGoingOn = facts?["status"]?.isText("running") == true
      use.status = use.exitStatus.map { $0 == 0 ? .ok : .error } ?? (isBroken ? .error : isGoingOn ? .noResult : .ok)
    case "error": use.status = isRefused(state["error"]) ? .rejected : .error
    case "running": break
    case "streaming", "pending": return use
    case _: return nil
    }
    use.time = use.time ?? part["time"]?["created"]?.integer
    return use
  }

  private static func isRefused(_ error: JSONNode?) -> Bool {
    if error?["type"]?.isText("permission.rejected") == true { return true }
    let text = error?["message"]?.string ?? error?.string ?? ""
    // A person's no, which breaks the turn off; and as the first version says it.
    return error?["type"]?.isText("aborted") == true && text == "The user declined this tool call"
      || text.contains("rejected permission")
  }

  private static func facts(_ state: JSONNode) -> JSONNode? {
    state["metadata"]?.isObject == true ? state["metadata"] : state["structured"]
  }

  /// What a call of `execute` called.
  private static func inner(_ part: JSONNode, _ outer: ToolUse) -> [ToolUse?] {
    guard outer.action == .own, outer.tool == "execute" else { return [] }
    let calls = part["state"].flatMap(facts)?["toolCalls"]?.elements ?? []
    // A place that is kept for one that hasn't begun is null.
    return calls.enumerated().filter { !$1.isNull }.map { index, call -> ToolUse? in
      guard let name = call["tool"]?.string else { return nil }
      var use = OpenCodeTranscript.use(outer.id.map { "\($0)/\(index)" }, outer.line, name, call["input"])
      if case .unknown = use.action { use.action = named(name) }
      use.time = outer.time
      switch call["status"]?.string {
      case "completed": use.status = .ok
      case "error": use.status = .error
      case _: break
      }
      return use
    }
  }

  /// `SERVER.TOOL`
  private static func named(_ name: String) -> ToolAction {
    if ["opencode.session_rename", "opencode.session_move", "opencode.models"].contains(name) { return .own }
    guard let dot = name.firstIndex(of: "."), dot > name.startIndex else { return .unknown }
    let tool = name[name.index(after: dot)...]
    return tool.isEmpty ? .unknown : .mcp("\(name[..<dot])/\(tool)")
  }
}

/// A session went on in another folder.
enum SessionMove {
  static let type = "location-switched"

  static func folder(_ message: JSONNode?) -> String? { message?["location"]?["directory"]?.string }

  /// Those that it leads to and away from; nil where it doesn't tell where to.
  static func folders(_ message: JSONNode?) -> [String]? {
    folder(message).map { [$0] + [folder(message?["previous"])].compactMap(\.self) }
  }
}
