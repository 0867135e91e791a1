import CaskadeAgents
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// What a guard was asked, and what it answered: a line for each call, in git's own folder. `check --transcript auto` finds
/// it there. Whoever runs as the person can rewrite it, so that it is asserted, as any transcript.
struct GuardLog {
  private let folders: GitFolders
  private let agent: Agent
  private let mask = TextMask(forFewTexts: true)

  private static let mostCharacters = 4_000

  init(_ folders: GitFolders, _ agent: Agent) {
    self.folders = folders
    self.agent = agent
  }

  func line(_ call: HookCall, _ use: ToolUse, _ answer: CallAnswer, _ verdict: HookVerdict, now: Int) -> [UInt8] {
    var members = [JSONMember("time", .string(Timestamp.text(now)))]
    if let id = use.id { members.append(JSONMember("id", .string(shown(id)))) }
    let (tool, name) = Self.names(use)
    members.append(JSONMember("tool", .string(tool)))
    if let name { members.append(JSONMember("name", .string(shown(name)))) }
    if let command = use.command { members.append(JSONMember("command", .string(shown(command.text)))) }
    for (key, isWrite) in [("reads", false), ("writes", true)] {
      let files = use.files.filter { $0.operation.isWrite == isWrite }
      if !files.isEmpty { members.append(JSONMember(key, .array(files.map { .string(shown($0.path)) }))) }
    }
    if let folder = use.folder { members.append(JSONMember("cwd", .string(shown(folder)))) }
    if use.escalation == .sandboxLeft { members.append(JSONMember("outside_sandbox", .bool(true))) }
    members.append(JSONMember("answer", .string(Self.word(verdict))))
    if answer.decision != .allow, let reason = answer.reasons.first {
      members.append(JSONMember("rule", .string(reason.rule)))
    }
    return JSONWriter(.compact).bytes(.object(members)) + [0x0A]
  }

  func append(_ line: [UInt8], of session: String?) throws(FileError) {
    let name = session.map(Self.fileName) ?? "session"
    let file = folders.guardLogs.appending("\(agent.rawValue)-\(name).jsonl")
    try LineLog.append(line, to: file) { head(session) }
  }

  func head(_ session: String?) -> [UInt8] {
    var members = [JSONMember("caskade_tools", 1), JSONMember("agent", .string(agent.rawValue))]
    if let session { members.append(JSONMember("session", .string(shown(session)))) }
    members.append(JSONMember("cwd", .string(folders.root.text)))
    if let branch = folders.branch { members.append(JSONMember("branch", .string(branch))) }
    return JSONWriter(.compact).bytes(.object(members)) + [0x0A]
  }

  /// The neutral word, and what it is of.
  private static func names(_ use: ToolUse) -> (String, String?) {
    switch use.action {
    case .shell: ("shell", nil)
    case .read: ("read", nil)
    case .search: ("search", nil)
    case .edit: ("edit", nil)
    case .web(let host): ("web", host)
    case .mcp(let name): ("mcp", name)
    case .agent(let name): ("agent", name)
    case .own: ("own", use.tool)
    case .unknown: ("unknown", use.tool)
    }
  }

  private static func word(_ verdict: HookVerdict) -> String {
    switch verdict {
    case .none, .rest, .goOn: "none"
    case .allow: "allow"
    case .ask: "ask"
    case .deny: "deny"
    }
  }

  private func shown(_ text: String) -> String {
    let masked = mask.maskedStrictly(text)
    return masked.count > Self.mostCharacters ? "\(masked.prefix(Self.mostCharacters))…" : masked
  }

  /// What no disk takes for anything but a name.
  private static func fileName(_ session: String) -> String {
    let name = session.unicodeScalars.filter { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_")
    }
    let text = String(String.UnicodeScalarView(name.prefix(80)))
    return text.isEmpty ? "session" : text
  }
}
