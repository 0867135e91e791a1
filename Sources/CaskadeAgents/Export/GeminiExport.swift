import CaskadeContracts
import CaskadeSyntax

/// A policy and settings for Gemini CLI, passed by `--policy` and by the path of the system's settings.
///
/// Source: google-gemini/gemini-cli as of 21 August 2026. A path rule is a regular expression over a call's arguments as
/// JSON, each pair between NULs; one of more than 2,048 characters isn't loaded, nor one with a repeated group.
struct GeminiExport {
  static let policyFile = "policy.toml"
  static let settingsFile = "settings.json"
  private static let most = 2_000
  private static let message = "Not in the Goal Contract"

  private let request: ExportRequest
  private let rights: NativeRights
  private var rules: [[String]] = []
  private var notes: [FidelityNote]
  private let residual: String

  init(_ request: ExportRequest, _ rights: NativeRights) {
    self.request = request
    self.rights = rights
    notes = rights.notes
    var trial = Self(trying: request, rights)
    trial.addAll()
    residual = rights.isStated && trial.notes.isEmpty ? "deny" : "ask_user"
    addAll()
  }

  private init(trying request: ExportRequest, _ rights: NativeRights) {
    self.request = request
    self.rights = rights
    notes = rights.notes
    residual = "ask_user"
  }

  var export: AgentExport {
    var export = AgentExport()
    export.add(Self.policyFile, policy)
    export.add(Self.settingsFile, JSONWriter(.pretty).text(settings) + "\n")
    export.launch = [
      "cd \(ShellText.quoted(request.root))",
      "GEMINI_CLI_SYSTEM_SETTINGS_PATH=\(request.word(Self.settingsFile)) \\",
      "  gemini --policy \(request.word(Self.policyFile)) -i \"$(cat \(request.word(ContractBrief.file)))\"",
    ]
    export.start.add("--policy", request.place(of: Self.policyFile), as: "--policy", names: ["--policy"])
    export.start.set("GEMINI_CLI_SYSTEM_SETTINGS_PATH", request.place(of: Self.settingsFile))
    export.start.brief.opening = ["-i"]
    export.start.displaced = ["/etc/gemini-cli/settings.json"]
    export.steps = [
      "where this machine has settings of its own (/etc/gemini-cli/settings.json), these take their place for the run: "
        + "bring both together first"
    ]
    export.notes =
      notes + [
        FidelityNote("a host can't be named", "the hook answers each fetch"),
        FidelityNote("a redirection turns an allow into a question", "you answer it; without a terminal it is refused"),
        FidelityNote(
          "a hook that can't start or takes too long lets the call through", "the policy still holds, and gate scope"),
        FidelityNote("policies of a project aren't read yet", "this one is passed by the launch line"),
      ]
    return export
  }

  // MARK: Rules

  private mutating func addAll() {
    rule(["toolName = \"*\""], residual, 10)
    whole(["read_file", "read_many_files"], rights.state(.read))
    whole(["list_directory", "glob", "grep_search", "search_file_content"], rights.state(.search))
    whole(["invoke_agent"], rights.state(.agent))
    addEdits()
    addShell()
    addOthers()
  }

  private mutating func rule(_ lines: [String], _ decision: String, _ priority: Int) {
    var text = lines + ["decision = \"\(decision)\"", "priority = \(priority)"]
    if decision == "deny" {
      text.append("denyMessage = \(ExportText.toml("\(Self.message) '\(request.name)'"))")
    }
    rules.append(text)
  }

  private static func names(_ names: [String]) -> String {
    "toolName = [" + names.map(ExportText.toml).joined(separator: ", ") + "]"
  }

  private mutating func whole(_ names: [String], _ state: NativeRights.State) {
    switch state {
    case .allowed: rule([Self.names(names)], "allow", 100)
    case .asked: rule([Self.names(names)], "ask_user", 500)
    case .denied, .absent: rule([Self.names(names)], "deny", 900)
    case .unstated: break
    }
  }

  private static let editors = names(["write_file", "replace"])

  private mutating func addEdits() {
    let state = rights.state(.edit)
    if state == .denied || state == .absent { rule([Self.editors], "deny", 900) }
    for edit in rights.edits {
      guard edit.may.isSuperset(of: [.create, .modify]) else {
        notes.append(.operations(edit.pattern, edit.may))
        continue
      }
      guard let text = Self.exact(edit.path), let whole = argument(text) else {
        notes.append(.path(edit.pattern))
        continue
      }
      rule([Self.editors, "argsPattern = \(ExportText.toml(whole))"], state == .asked ? "ask_user" : "allow", 200)
    }
    rule(
      [Self.editors, "argsPattern = \(ExportText.toml(#"\x00"file_path":"[^"]*(\.\.|/\./|//)[^"]*"\x00"#))"], "deny",
      900)
    var parts: [String] = []
    func end(_ parts: [String]) -> String? { argument("(\(parts.joined(separator: "|")))") }
    for pattern in rights.denials {
      guard let text = Self.wider(NativePath(pattern)) else {
        notes.append(.deniedPath(pattern))
        continue
      }
      if end(parts + [text]) == nil, let whole = end(parts), !parts.isEmpty {
        rule([Self.editors, "argsPattern = \(ExportText.toml(whole))"], "deny", 900)
        parts = []
      }
      parts.append(text)
    }
    if let whole = end(parts), !parts.isEmpty {
      rule([Self.editors, "argsPattern = \(ExportText.toml(whole))"], "deny", 900)
    }
  }

  /// The argument of a file's path: absolute, or from the root.
  private func argument(_ path: String) -> String? {
    guard let root = Self.escaped(request.root) else { return nil }
    let text = #"\x00"file_path":"(\#(root)/|\./|)\#(path)"\x00"#
    return text.utf8.count <= Self.most ? text : nil
  }

  // MARK: Paths

  static func exact(_ path: NativePath) -> String? {
    switch path {
    case .named(let text): return escaped(text).map { #"\#($0)(/[^"]*|)"# }
    case .below(let text): return escaped(text).map { #"\#($0)/[^"]*"# }
    case .pieces(let pieces):
      var result = ""
      for piece in pieces {
        switch piece {
        case .text(let text):
          guard let text = escaped(text) else { return nil }
          result += text
        // A byte: one of ASCII, but for a slash, and for what JSON escapes.
        case .one: result += #"[ !#-.0-\[\]-~]"#
        case .bracket: return nil
        case .star: result += #"[^"/]*"#
        case .folders: result += #"([^"]*/|)"#
        case .all: result += #"[^"]+"#
        }
      }
      return result
    }
  }

  static func wider(_ path: NativePath) -> String? {
    guard case .pieces(let pieces) = path else { return exact(path) }
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text):
        guard let text = escaped(text) else { return nil }
        result += text
      case .one, .bracket, .star: result += #"[^"/]*"#
      case .folders: result += #"([^"]*/|)"#
      case .all: result += #"[^"]+"#
      }
    }
    return result
  }

  /// Nil for what JSON would write in another way.
  private static func escaped(_ text: String) -> String? {
    guard ExportText.isPrintable(text), !text.contains(where: { $0 == "\"" || $0 == "\\" }) else { return nil }
    return text.map { ".*+?()[]{}|^$".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  // MARK: Commands and others

  private mutating func addShell() {
    let shell = "toolName = \"run_shell_command\""
    if rights.usesNothing(of: .shell) { rule([shell], "deny", 900) }
    for (patterns, decision, priority) in [
      (rights.shellAllows, "allow", 200), (rights.shellAsks, "ask_user", 500), (rights.shellDenials, "deny", 900),
    ] {
      var prefixes: [String] = []
      for pattern in patterns {
        if let prefix = Self.prefix(pattern) {
          prefixes.append(prefix)
        } else {
          notes.append(
            decision == "deny" ? .unsayableDenial("shell: \(pattern)") : .unsayableName("shell: \(pattern)"))
        }
      }
      guard !prefixes.isEmpty else { continue }
      let list = prefixes.map(ExportText.toml).joined(separator: ", ")
      rule([shell, "commandPrefix = [\(list)]"], decision, priority)
    }
  }

  /// A prefix ends at a word's end, as ` *` does; nothing else has such a form.
  private static func prefix(_ pattern: String) -> String? {
    guard pattern.hasSuffix(" *") else { return nil }
    let prefix = String(pattern.dropLast(2))
    return ExportText.isPlain(prefix, with: " _-./:=@+,%") ? prefix : nil
  }

  private mutating func addOthers() {
    if rights.usesNothing(of: .web) || rights.hostDenials.contains("*") {
      rule([Self.names(["web_fetch", "google_web_search"])], "deny", 900)
    } else if rights.hosts.contains("*"), rights.hostDenials.isEmpty {
      rule([Self.names(["web_fetch", "google_web_search"])], "allow", 200)
    }
    for host in rights.hosts where host != "*" { notes.append(.unsayableName("web: \(host)")) }
    if rights.usesNothing(of: .mcp) { rule(["toolName = \"mcp_*\""], "deny", 900) }
    for (names, decision, priority) in [
      (rights.servers, "allow", 200), (rights.serverAsks, "ask_user", 500), (rights.serverDenials, "deny", 900),
    ] {
      for name in names {
        // Names are split at the first low line.
        guard ExportText.isPlain(name.server, with: "-"), name.tool == "*" || ExportText.isPlain(name.tool, with: "_-")
        else {
          notes.append(.server(name))
          continue
        }
        rule(
          ["mcpName = \(ExportText.toml(name.server))", "toolName = \(ExportText.toml(name.tool))"], decision, priority)
      }
    }
  }

  // MARK: The files

  private var policy: String {
    "# Goal Contract '\(EscapedText.line(request.name))'. The highest priority decides.\n"
      + rules.map { "\n[[rule]]\n" + $0.map { "\($0)\n" }.joined() }.joined()
  }

  private var settings: JSONValue {
    func hook(_ event: String, _ milliseconds: Int, matcher: String?) -> JSONMember {
      var members = [JSONMember]()
      if let matcher { members.append(JSONMember("matcher", .string(matcher))) }
      members.append(
        JSONMember(
          "hooks",
          .array([
            .object([
              JSONMember("type", "command"), JSONMember("name", "caskade"),
              JSONMember("command", .string(request.hookLine(.gemini))), JSONMember("timeout", .integer(milliseconds)),
            ])
          ])))
      return JSONMember(event, .array([.object(members)]))
    }
    return .object([
      JSONMember("security", .object([JSONMember("disableYoloMode", true)])),
      JSONMember("hooksConfig", .object([JSONMember("enabled", true)])),
      JSONMember(
        "hooks",
        .object([hook("BeforeTool", 30_000, matcher: ".*"), hook("AfterAgent", 120_000, matcher: nil)])),
    ])
  }
}
