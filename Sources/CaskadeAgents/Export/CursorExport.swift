import CaskadeContracts
import CaskadeSyntax

/// Permissions and hooks for Cursor, which it reads from the project only.
///
/// Source: the documentation of hooks and of the command line's permissions, July 2026. How a compound command is matched
/// isn't documented, so no `Shell` is allowed ahead.
struct CursorExport {
  static let permissionsFile = ".cursor/cli.json"
  static let hooksFile = ".cursor/hooks.json"
  private let request: ExportRequest
  private let rights: NativeRights
  private var allow: [String] = []
  private var deny: [String] = []
  private var notes: [FidelityNote] = []

  init(_ request: ExportRequest, _ rights: NativeRights) {
    self.request = request
    self.rights = rights
    addFiles()
    addOthers()
  }

  var export: AgentExport {
    var export = AgentExport()
    let permissions = JSONValue.object([
      JSONMember(
        "permissions", .object([JSONMember("allow", Self.list(allow)), JSONMember("deny", Self.list(deny))]))
    ])
    export.add(Self.permissionsFile, JSONWriter(.pretty).text(permissions) + "\n", in: .tree)
    export.add(Self.hooksFile, JSONWriter(.pretty).text(hooks) + "\n", in: .tree)
    export.launch = [
      "cd \(ShellText.quoted(request.root))", "cursor-agent \"$(cat \(request.word(ContractBrief.file)))\"",
    ]
    export.notes =
      notes + [
        FidelityNote(
          "no command is allowed ahead, as how a chain of commands is matched isn't documented", "the hook answers each"
        ),
        FidelityNote(
          "its file has no list of what to ask about, and only `beforeShellExecution` and `beforeMCPExecution` can ask",
          "the hook asks there, and denies elsewhere; a version that doesn't fire them asks about commands by its own rules"
        ),
        FidelityNote(
          "print mode with --force writes without asking", "the denies and the hook hold there; don't use --force"),
        FidelityNote(
          "which hooks the command line fires has changed between versions",
          "see 'caskade export --prove', and gate scope"),
      ]
    return export
  }

  private mutating func addFiles() {
    if rights.state(.read) == .allowed, rights.state(.search) == .allowed { allow.append("Read(**)") }
    if rights.state(.edit) == .denied || rights.state(.edit) == .absent { deny.append("Write(**)") }
    for edit in rights.edits where rights.state(.edit) == .allowed {
      // What writes there may remove files too.
      guard edit.may.isSuperset(of: Operation.plain) else {
        notes.append(.operations(edit.pattern, edit.may))
        continue
      }
      switch edit.path {
      case .named(let text) where Self.isPlain(text): allow += ["Write(\(text))", "Write(\(text)/**)"]
      case .below(let text) where Self.isPlain(text): allow.append("Write(\(text)/**)")
      case .named, .below, .pieces: notes.append(.path(edit.pattern))
      }
    }
    for pattern in rights.denials {
      if let globs = Self.globs(NativePath(pattern)) {
        deny += globs.map { "Write(\($0))" }
      } else {
        notes.append(.deniedPath(pattern))
      }
    }
  }

  private mutating func addOthers() {
    if rights.usesNothing(of: .shell) { deny.append("Shell(*)") }
    for pattern in rights.shellDenials {
      let words = pattern.split(separator: " ", maxSplits: 1).map(String.init)
      let isPlain = words.allSatisfy { ExportText.isPlain($0, with: "_-./=@+,%* ") }
      guard isPlain, let program = words.first, !program.contains("*") else {
        notes.append(.unsayableDenial("shell: \(pattern)"))
        continue
      }
      // An argument's end is open: a deny may be wider.
      let arguments = words.count > 1 ? words[1] : ""
      deny.append(arguments == "*" ? "Shell(\(program))" : "Shell(\(program):\(Self.open(arguments)))")
    }
    if rights.usesNothing(of: .web) || rights.hostDenials.contains("*") { deny.append("WebFetch(*)") }
    for host in rights.hosts where host != "*" {
      if host.contains("*") { notes.append(.unsayableName("web: \(host)")) } else { allow.append("WebFetch(\(host))") }
    }
    if rights.hosts.contains("*") { allow.append("WebFetch(*)") }
    deny += rights.hostDenials.filter { $0 != "*" }.map { "WebFetch(\($0))" }
    if rights.usesNothing(of: .mcp) { deny.append("Mcp(*:*)") }
    for name in rights.servers {
      let isExact = ExportText.isPlain(name.server, with: "_-.") && ExportText.isPlain(name.tool, with: "_-.*")
      if isExact { allow.append("Mcp(\(name.server):\(name.tool))") } else { notes.append(.server(name)) }
    }
    deny += rights.serverDenials.map { "Mcp(\($0.server):\($0.tool))" }
  }

  /// `push *` as `push*`.
  private static func open(_ arguments: String) -> String {
    arguments.hasSuffix(" *") ? String(arguments.dropLast(2)) + "*" : arguments
  }

  private static func globs(_ path: NativePath) -> [String]? {
    switch path {
    case .named(let text): return isPlain(text) ? [text, "\(text)/**"] : nil
    case .below(let text): return isPlain(text) ? ["\(text)/**"] : nil
    case .pieces(let pieces):
      var glob = ""
      for piece in pieces {
        switch piece {
        case .text(let text):
          guard isPlain(text) else { return nil }
          glob += text
        case .one: glob += "?"
        case .star, .bracket: glob += "*"
        case .folders: glob += "**/"
        case .all: glob += "**"
        }
      }
      return [glob]
    }
  }

  private static func isPlain(_ text: String) -> Bool {
    ExportText.isPrintable(text) && !text.contains { "*?[]{}()!,\\".contains($0) }
  }

  private var hooks: JSONValue {
    let line = JSONValue.string(request.hookLine(.cursor))
    func gate(_ seconds: Int) -> JSONValue {
      .array([
        .object([
          JSONMember("command", line), JSONMember("timeout", .integer(seconds)), JSONMember("failClosed", true),
        ])
      ])
    }
    let stop = JSONValue.array([
      .object([JSONMember("command", line), JSONMember("timeout", 120), JSONMember("loop_limit", 3)])
    ])
    return .object([
      JSONMember("version", 1),
      JSONMember(
        "hooks",
        .object(
          ["preToolUse", "beforeShellExecution", "beforeMCPExecution", "subagentStart"].map { JSONMember($0, gate(30)) }
            + [JSONMember("stop", stop)])),
    ])
  }

  private static func list(_ texts: [String]) -> JSONValue { .array(ExportText.once(texts).map { .string($0) }) }
}
