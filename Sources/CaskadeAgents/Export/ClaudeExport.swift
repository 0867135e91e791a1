import CaskadeContracts
import CaskadeSyntax

/// A settings file for Claude Code, passed by `--settings`.
///
/// Source: the documentation of permissions, settings and hooks, 2.1.236. A deny or an ask beats every allow, whatever a
/// hook answers.
struct ClaudeExport {
  static let file = "settings.json"
  private let request: ExportRequest
  private let rights: NativeRights
  private var allow: [String] = []
  private var ask: [String] = []
  private var deny: [String] = []
  private var notes: [FidelityNote]

  init(_ request: ExportRequest, _ rights: NativeRights) {
    self.request = request
    self.rights = rights
    notes = rights.notes
    addFiles()
    addShell()
    addWeb()
    addServers()
    add(["Agent"], rights.state(.agent))
  }

  var export: AgentExport {
    var export = AgentExport()
    export.add(Self.file, JSONWriter(.pretty).text(settings) + "\n")
    let strict = rights.usesNothing(of: .mcp) ? " --strict-mcp-config" : ""
    export.launch = [
      "cd \(ShellText.quoted(request.root))",
      "claude --settings \(request.word(Self.file))\(strict) \"$(cat \(request.word(ContractBrief.file)))\"",
    ]
    export.start.add("--settings", request.place(of: Self.file), as: "--settings", names: ["--settings"])
    if !strict.isEmpty {
      export.start.add("--strict-mcp-config", as: "--strict-mcp-config", names: ["--strict-mcp-config"])
    }
    export.start.brief.beside = "--append-system-prompt"
    export.notes =
      notes + [
        FidelityNote(
          "allows of your own and the project's settings stay in force beside these",
          "the hook denies what the contract doesn't allow"),
        FidelityNote(
          "a mode that asks nothing (bypassPermissions) knows no allow-list",
          "it is switched off; the hook runs in every mode"),
        FidelityNote(
          "a version before 2.1.295 lets a call through when the hook can't start", "see 'caskade export --prove'"),
        FidelityNote("files that you mention by @ are read without a call", "you do that, and not the agent"),
      ]
    return export
  }

  // MARK: Rules

  private mutating func add(_ rules: [String], _ state: NativeRights.State) {
    switch state {
    case .allowed: allow += rules
    case .asked: ask += rules
    case .denied, .absent: deny += rules
    case .unstated: break
    }
  }

  private mutating func addFiles() {
    add(["Read"], rights.state(.read))
    add(["Grep", "Glob"], rights.state(.search))
    let state = rights.state(.edit)
    if state == .denied || state == .absent { deny.append("Edit") }
    for edit in rights.edits {
      guard edit.may.isSuperset(of: [.create, .modify]) else {
        notes.append(.operations(edit.pattern, edit.may))
        continue
      }
      guard let rules = Self.allowing(edit.path, in: request.root) else {
        notes.append(.path(edit.pattern))
        continue
      }
      add(rules, state)
    }
    let whole = Set(rights.denials.map(\.text))
    for pattern in rights.denials {
      // A folder that is denied takes all below with it.
      if pattern.text.hasSuffix("/**"), whole.contains(String(pattern.text.dropLast(3))) { continue }
      if let rules = Self.denying(NativePath(pattern), in: request.root) {
        deny += rules
      } else {
        notes.append(.deniedPath(pattern))
      }
    }
  }

  private mutating func addShell() {
    if rights.usesNothing(of: .shell) { deny += ["Bash", "PowerShell"] }
    allow += rights.shellAllows.filter { isSayable($0) }.map { "Bash(\($0))" }
    for pattern in rights.shellAsks where isSayable(pattern) { ask += ["Bash(\(pattern))", "PowerShell(\(pattern))"] }
    for pattern in rights.shellDenials where isSayable(pattern) {
      deny += ["Bash(\(pattern))", "PowerShell(\(pattern))"]
    }
  }

  /// `:*` at the end is another way to write ` *`.
  private mutating func isSayable(_ pattern: String) -> Bool {
    let isSayable = !pattern.contains(")") && !pattern.hasSuffix(":*") && ExportText.isPrintable(pattern)
    if !isSayable { notes.append(.unsayableName("shell: \(pattern)")) }
    return isSayable
  }

  private mutating func addWeb() {
    if rights.usesNothing(of: .web) || rights.hostDenials.contains("*") {
      deny += ["WebFetch", "WebSearch"]
      return
    }
    add(["WebSearch"], rights.state(.web(host: nil)))
    for host in rights.hosts {
      if host == "*" {
        allow.append("WebFetch")
      } else if host.utf8.allSatisfy({ $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: ")") }) {
        allow.append("WebFetch(domain:\(host))")
      } else {
        notes.append(.unsayableName("web: \(host)"))
      }
    }
    for host in rights.hostDenials {
      if host.contains(")") {
        notes.append(.unsayableDenial("web: \(host)"))
      } else {
        deny.append("WebFetch(domain:\(host))")
      }
    }
  }

  private mutating func addServers() {
    if rights.usesNothing(of: .mcp) { deny.append("mcp__*") }
    for name in rights.servers {
      let isExact = Self.isPlainName(name.server) && (name.tool == "*" || Self.isPlainName(name.tool))
      if isExact { allow.append("mcp__\(name.server)__\(name.tool)") } else { notes.append(.server(name)) }
    }
    ask += rights.serverAsks.map { "mcp__\($0.server)__\($0.tool)" }
    deny += rights.serverDenials.map { "mcp__\($0.server)__\($0.tool)" }
  }

  /// The two parts are joined by two low lines, so that a name that holds them is ambiguous.
  private static func isPlainName(_ name: String) -> Bool {
    ExportText.isPlain(name, with: "_-") && !name.contains("__") && !name.hasPrefix("_") && !name.hasSuffix("_")
  }

  // MARK: Paths

  /// The rules that match exactly what the pattern does; nil where there are none: a wildcard in the last component would
  /// match a folder too, and with it all below.
  static func allowing(_ path: NativePath, in root: String) -> [String]? {
    guard let root = literal(root) else { return nil }
    switch path {
    case .named(let text):
      guard let text = literal(text) else { return nil }
      return ["Edit(/\(root)/\(text))", "Edit(/\(root)/\(text)/**)"]
    case .below(let text):
      guard let text = literal(text) else { return nil }
      return ["Edit(/\(root)/\(text)/**)"]
    case .pieces(let pieces):
      guard pieces.last == .all, let text = text(of: pieces) else { return nil }
      return ["Edit(/\(root)/\(text))"]
    }
  }

  /// The same or more; nil where no rule holds the text.
  static func denying(_ path: NativePath, in root: String) -> [String]? {
    if let rules = allowing(path, in: root) { return rules }
    guard let root = literal(root), case .pieces(let pieces) = path, let text = text(of: pieces) else { return nil }
    return ["Edit(/\(root)/\(text))"]
  }

  private static func text(of pieces: [NativePath.Piece]) -> String? {
    var text = ""
    for piece in pieces {
      switch piece {
      case .text(let part):
        guard let part = literal(part) else { return nil }
        text += part
      case .one: text += "?"
      case .star: text += "*"
      case .folders: text += "**/"
      case .all: text += "**"
      case .bracket(let bracket):
        guard ExportText.isPrintable(bracket), !bracket.contains(")") else { return nil }
        text += bracket
      }
    }
    return text
  }

  private static func literal(_ text: String) -> String? {
    guard ExportText.isPrintable(text), !text.contains(")"), !text.hasSuffix(" ") else { return nil }
    return text.map { "*?[]\\".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  // MARK: The file

  private var settings: JSONValue {
    // Where all is said exactly and nobody has to be asked, what isn't allowed is refused without a question.
    let isExact = rights.isStated && notes.isEmpty && ask.isEmpty
    var permissions = [
      JSONMember("defaultMode", .string(isExact ? "dontAsk" : "default")),
      JSONMember("disableBypassPermissionsMode", "disable"), JSONMember("allow", Self.list(allow)),
      JSONMember("ask", Self.list(ask)), JSONMember("deny", Self.list(deny)),
    ]
    permissions.removeAll { $0.value == .array([]) }
    var members = [JSONMember("permissions", .object(permissions))]
    if request.isSandboxed {
      members.append(
        JSONMember(
          "sandbox",
          .object([
            JSONMember("enabled", true), JSONMember("failIfUnavailable", true),
            JSONMember("autoAllowBashIfSandboxed", false), JSONMember("allowUnsandboxedCommands", false),
            JSONMember(
              "filesystem", .object([JSONMember("denyWrite", .array([.string("\(request.root)/Contracts")]))])),
          ])))
    }
    members.append(JSONMember("disableAllHooks", false))
    members.append(
      JSONMember(
        "hooks",
        .object([
          JSONMember(
            "PreToolUse",
            .array([
              .object([JSONMember("matcher", "*"), JSONMember("hooks", .array([hook(seconds: 30, isBlocking: true)]))])
            ])),
          JSONMember("Stop", .array([.object([JSONMember("hooks", .array([hook(seconds: 120, isBlocking: false)]))])])),
        ])))
    return .object(members)
  }

  private func hook(seconds: Int, isBlocking: Bool) -> JSONValue {
    var members = [
      JSONMember("type", "command"), JSONMember("command", .string(request.program)),
      JSONMember("args", Self.list(request.hookWords(.claude))), JSONMember("timeout", .integer(seconds)),
    ]
    if isBlocking { members.append(JSONMember("onFailure", "block")) }
    return .object(members)
  }

  private static func list(_ texts: [String]) -> JSONValue {
    .array(ExportText.once(texts).map { .string($0) })
  }
}
