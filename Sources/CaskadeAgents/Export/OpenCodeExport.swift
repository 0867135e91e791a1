import CaskadeContracts
import CaskadeSyntax

/// Settings for OpenCode, passed by `OPENCODE_CONFIG`, and the adapter that asks the hook.
///
/// Sources: the documentation of version 1, and of 2.0 from September 2026. The last rule that matches wins, so the order
/// of keys counts; `*` takes any text, slashes too, and can't be escaped. The second generation reads the first one's
/// settings, and not its plugins.
struct OpenCodeExport {
  static let file = "opencode.json"
  static let plugin = "caskade-guard.js"
  private let request: ExportRequest
  private let rights: NativeRights
  private var edit: [(pattern: String, action: String)] = []
  private var shell: [(pattern: String, action: String)] = []
  private var others: [(key: String, action: String)] = []
  private var notes: [FidelityNote]

  init(_ request: ExportRequest, _ rights: NativeRights) {
    self.request = request
    self.rights = rights
    notes = rights.notes
    addFiles()
    addShell()
    addOthers()
  }

  /// What isn't said: refused where all could be said, else asked about, for the hook to be heard first.
  private var residual: String { rights.isStated && notes.isEmpty ? "deny" : "ask" }

  var export: AgentExport {
    var export = AgentExport()
    let isFirst = request.dialect == .v1
    export.add(Self.file, JSONWriter(.pretty).text(isFirst ? first : second) + "\n")
    export.add(Self.plugin, OpenCodePlugin.text(request))
    export.launch = [
      "cd \(ShellText.quoted(request.root))",
      "OPENCODE_CONFIG=\(request.word(Self.file)) opencode --prompt \"$(cat \(request.word(ContractBrief.file)))\"",
    ]
    export.start.set("OPENCODE_CONFIG", request.place(of: Self.file))
    export.start.brief.opening = ["--prompt"]
    export.notes =
      notes + [
        FidelityNote("a host can't be named", "the hook answers each fetch"),
        FidelityNote(
          "settings of the project are read after these, and may allow more",
          "the hook denies what isn't in the contract"),
        FidelityNote(
          "where a line writes by a redirection isn't said to be looked at",
          "such a line is asked about, and the hook reads it"),
        FidelityNote("--auto answers every question with yes", "the hook denies all the same; don't use --auto"),
      ]
    export.notes.append(
      isFirst
        ? FidelityNote(
          "the adapter is for version 1, where the hook can't ask and denies instead, and sub-agents weren't seen to reach "
            + "it", "export with --dialect v2 for version 2, and gate scope")
        : FidelityNote(
          "a custom sub-agent has permissions of its own, not a part of its parent's", "the hook, and gate scope"))
    return export
  }

  // MARK: Rules

  private mutating func addFiles() {
    let state = rights.state(.edit)
    for entry in rights.edits {
      // A patch is an edit too, and may remove files.
      guard entry.may.isSuperset(of: Operation.plain) else {
        notes.append(.operations(entry.pattern, entry.may))
        continue
      }
      guard let patterns = Self.exact(entry.path) else {
        notes.append(.path(entry.pattern))
        continue
      }
      edit += patterns.map { ($0, state == .asked ? "ask" : "allow") }
    }
    for pattern in rights.denials {
      if let patterns = Self.wider(NativePath(pattern)) {
        edit += patterns.map { ($0, "deny") }
      } else {
        notes.append(.deniedPath(pattern))
      }
    }
  }

  private mutating func addShell() {
    for (patterns, action) in [(rights.shellAllows, "allow"), (rights.shellAsks, "ask"), (rights.shellDenials, "deny")]
    {
      for pattern in patterns {
        if pattern.contains("?") || !ExportText.isPrintable(pattern) {
          notes.append(action == "deny" ? .unsayableDenial("shell: \(pattern)") : .unsayableName("shell: \(pattern)"))
        } else {
          shell.append((pattern, action))
        }
      }
      // Where a line writes isn't looked at: an allow doesn't reach that far.
      if action == "allow", !patterns.isEmpty { shell.append(("*>*", "ask")) }
    }
  }

  private mutating func addOthers() {
    for name in rights.servers {
      let isExact = ExportText.isPlain(name.server, with: "-") && ExportText.isPlain(name.tool, with: "-")
      if isExact { others.append(("\(name.server)_\(name.tool)", "allow")) } else { notes.append(.server(name)) }
    }
    for host in rights.hosts where host != "*" { notes.append(.unsayableName("web: \(host)")) }
    for (names, action) in [(rights.serverAsks, "ask"), (rights.serverDenials, "deny")] {
      for name in names { others.append(("\(name.server)_\(name.tool)", action)) }
    }
  }

  private func action(_ tool: Tool) -> String {
    switch rights.state(tool) {
    case .allowed: "allow"
    case .asked: "ask"
    case .denied, .absent: "deny"
    case .unstated: residual
    }
  }

  private var web: String {
    if rights.usesNothing(of: .web) || rights.hostDenials.contains("*") { return "deny" }
    return rights.hosts.contains("*") && rights.hostDenials.isEmpty ? "allow" : "ask"
  }

  // MARK: Paths

  /// The patterns that match exactly what the pattern does; nil where there are none.
  static func exact(_ path: NativePath) -> [String]? {
    switch path {
    case .named(let text): return isPlain(text) ? [text, "\(text)/*"] : nil
    case .below(let text): return isPlain(text) ? ["\(text)/*"] : nil
    case .pieces(let pieces):
      var texts = [""]
      for (index, piece) in pieces.enumerated() {
        switch piece {
        case .text(let text):
          guard isPlain(text) else { return nil }
          texts = texts.map { $0 + text }
        case .folders where index + 1 < pieces.count && pieces[index + 1] == .star: continue
        case .folders: texts = texts.flatMap { [$0, "\($0)*/"] }
        // Behind folders it is any text.
        case .star where index > 0 && pieces[index - 1] == .folders: texts = texts.map { $0 + "*" }
        case .all: texts = texts.map { $0 + "*" }
        case .one, .bracket, .star: return nil
        }
      }
      return texts
    }
  }

  static func wider(_ path: NativePath) -> [String]? {
    if let patterns = exact(path) { return patterns }
    let pieces: [NativePath.Piece]
    switch path {
    case .named(let text): pieces = [.text(text)]
    case .below(let text): pieces = [.text("\(text)/"), .all]
    case .pieces(let found): pieces = found
    }
    var texts = [""]
    for piece in pieces {
      switch piece {
      case .text(let text):
        guard ExportText.isPrintable(text) else { return nil }
        texts = texts.map { $0 + text.map { "?*".contains($0) ? "?" : String($0) }.joined() }
      case .folders: texts = texts.flatMap { [$0, "\($0)*/"] }
      case .one, .bracket, .star, .all: texts = texts.map { $0 + "*" }
      }
    }
    if case .named = path { texts += texts.map { "\($0)/*" } }
    return texts
  }

  private static func isPlain(_ text: String) -> Bool {
    ExportText.isPrintable(text) && !text.contains { "*?~$".contains($0) }
  }

  // MARK: The files

  private static let own = ["todowrite", "question"]

  /// Of two rules of one pattern the later one counts.
  private static func rules(_ rules: [(pattern: String, action: String)]) -> [(pattern: String, action: String)] {
    var seen: Set<String> = []
    return rules.reversed().filter { seen.insert($0.pattern).inserted }.reversed()
  }

  private func map(_ rest: String, _ rules: [(pattern: String, action: String)]) -> JSONValue {
    .object(Self.rules([("*", rest)] + rules).map { JSONMember($0.pattern, .string($0.action)) })
  }

  private var editRest: String { rights.usesNothing(of: .edit) || rights.state(.edit) == .denied ? "deny" : residual }
  private var shellRest: String { rights.usesNothing(of: .shell) ? "deny" : residual }

  private var first: JSONValue {
    var permission = [
      JSONMember("*", .string(rights.usesNothing(of: .mcp) ? "deny" : residual)),
      JSONMember("read", .string(action(.read))),
    ]
    permission += ["glob", "grep", "list"].map { JSONMember($0, .string(action(.search))) }
    permission += [
      JSONMember("edit", map(editRest, edit)), JSONMember("bash", map(shellRest, shell)),
      JSONMember("webfetch", .string(web)), JSONMember("websearch", .string(web)),
      JSONMember("task", .string(action(.agent))), JSONMember("external_directory", "deny"),
    ]
    permission += Self.own.map { JSONMember($0, "allow") }
    permission += Self.rules(others.map { ($0.key, $0.action) }).map { JSONMember($0.pattern, .string($0.action)) }
    return .object([
      JSONMember("$schema", "https://opencode.ai/config.json"), JSONMember("permission", .object(permission)),
      JSONMember("plugin", .array([.string("\(request.folder)/\(Self.plugin)")])),
    ])
  }

  private var second: JSONValue {
    var rules: [JSONValue] = []
    func add(_ action: String, _ resource: String, _ effect: String) {
      rules.append(
        .object([
          JSONMember("action", .string(action)), JSONMember("resource", .string(resource)),
          JSONMember("effect", .string(effect)),
        ]))
    }
    add("*", "*", rights.usesNothing(of: .mcp) ? "deny" : residual)
    add("read", "*", action(.read))
    for name in ["glob", "grep", "list"] { add(name, "*", action(.search)) }
    for (name, rest, list) in [("edit", editRest, edit), ("shell", shellRest, shell)] {
      add(name, "*", rest)
      for rule in Self.rules(list) { add(name, rule.pattern, rule.action) }
    }
    for name in ["webfetch", "websearch"] { add(name, "*", web) }
    add("subagent", "*", action(.agent))
    add("external_directory", "*", "deny")
    for name in Self.own { add(name, "*", "allow") }
    for rule in Self.rules(others.map { ($0.key, $0.action) }) { add(rule.pattern, "*", rule.action) }
    return .object([
      JSONMember("$schema", "https://opencode.ai/config.json"), JSONMember("permissions", .array(rules)),
      JSONMember("plugins", .array([.string("\(request.folder)/\(Self.plugin)")])),
    ])
  }
}
