import CaskadeContracts
import CaskadeSyntax

/// A profile for Codex, passed by `-p`, and rules that forbid.
///
/// Source: Codex 0.144.3. A rule that allows would run the command outside of the sandbox, so none is written. Hooks that
/// nobody trusted by their digest are skipped without a word.
struct CodexExport {
  static let rulesFile = "caskade.rules"
  static let profile = "caskade"
  private let request: ExportRequest
  private let rights: NativeRights
  private var paths: [(key: String, mode: String)] = [(".", "read")]
  private var rules: [String] = []
  private var notes: [FidelityNote]

  init(_ request: ExportRequest, _ rights: NativeRights) {
    self.request = request
    self.rights = rights
    // Nothing of the shell is allowed ahead here, whatever its pattern.
    notes = []
    addPaths()
    addRules()
  }

  private var name: String { "caskade-\(request.name)" }
  private var file: String { "\(name).config.toml" }

  var export: AgentExport {
    var export = AgentExport()
    export.add(file, profileText)
    export.add(Self.rulesFile, rulesText)
    export.launch = [
      "cd \(ShellText.quoted(request.root))",
      "cp \(request.word(file)) \"${CODEX_HOME:-$HOME/.codex}/\"",
      "codex -p \(ShellText.quoted(name)) \"$(cat \(request.word(ContractBrief.file)))\"",
    ]
    export.start.add("-p", name, as: "-p \(name)", names: ["-p", "--profile"])
    export.steps = [
      "trust the hook: start Codex by these lines, open /hooks, read the command and trust it; until then Codex skips it "
        + "without a word, after every change of it too",
      "to have Codex refuse what the contract denies by itself too, copy \(Self.rulesFile) to "
        + "${CODEX_HOME:-$HOME/.codex}/rules/; it then holds in every repository",
    ]
    export.notes =
      notes + [
        FidelityNote(
          "commands aren't allowed one by one, as any may run inside the sandbox",
          "the hook denies what the contract doesn't allow"),
        FidelityNote(
          "a hook can't ask, so what is to be asked about is denied there, or left to Codex' own question",
          "you answer it, or run the command yourself"),
        FidelityNote(
          "rules see nothing in a line with a redirection, a substitution, a group or an assignment",
          "the hook reads it"),
        FidelityNote(
          "the sandbox opens no build folder and no tool chain outside of the system's folders",
          "Codex asks, or you add them to the profile"),
        FidelityNote(
          "files of agents, CI and hooks inside the allowed folders aren't shut one by one",
          "the hook denies edits, and gate protected finds what came of it"),
        FidelityNote("hosts can't be named without Codex' proxy", "the network is off but where any host is allowed"),
      ]
    return export
  }

  // MARK: Paths

  private mutating func addPaths() {
    for edit in rights.edits {
      guard rights.state(.edit) == .allowed, edit.may.isSuperset(of: Operation.plain) else {
        notes.append(.operations(edit.pattern, edit.may))
        continue
      }
      guard let key = Self.key(edit.path) else {
        notes.append(.path(edit.pattern, "Codex asks, and the hook answers"))
        continue
      }
      paths.append((key, "write"))
    }
    for pattern in request.contract.paths.deny.map(\.pattern) {
      let path = NativePath(pattern)
      if let key = Self.key(path) {
        paths.append((key, "read"))
      } else if let glob = Self.glob(path) {
        paths.append((glob, "deny"))
        notes.append(
          FidelityNote(
            "`\(EscapedText.line(pattern.text))` can't be shut for writing only, so it can't be read either",
            "copy what the agent needs of it into its brief"))
      } else {
        notes.append(.deniedPath(pattern))
      }
    }
    paths.append((ContractFolder.folder.display, "read"))
  }

  /// A path that stands for itself and all below, or a folder with all below.
  static func key(_ path: NativePath) -> String? {
    switch path {
    case .named(let text): isPlain(text) ? text : nil
    case .below(let text): isPlain(text) ? "\(text)/**" : nil
    case .pieces: nil
    }
  }

  private static func glob(_ path: NativePath) -> String? {
    guard case .pieces(let pieces) = path else { return nil }
    var text = ""
    for piece in pieces {
      switch piece {
      case .text(let part):
        guard isPlain(part) else { return nil }
        text += part
      case .one: text += "?"
      case .star, .bracket: text += "*"
      case .folders: text += "**/"
      case .all: text += "**"
      }
    }
    return text
  }

  private static func isPlain(_ text: String) -> Bool {
    ExportText.isPrintable(text) && !text.contains { "*?[]{}\\:~".contains($0) }
  }

  // MARK: Rules

  private mutating func addRules() {
    let allowed = request.contract.tools.allow.map(\.tool)
    for (patterns, decision) in [(rights.shellDenials, "forbidden"), (rights.shellAsks, "prompt")] {
      for pattern in patterns {
        guard let words = Self.prefix(of: pattern) else {
          notes.append(.unsayableDenial("shell: \(pattern)"))
          continue
        }
        // One that is wider than the pattern mustn't take what is allowed.
        let whole = Tool.shell(words.joined(separator: " ") + " *")
        if pattern != words.joined(separator: " ") + " *",
          allowed.contains(where: { ToolOverlap.overlap(whole, $0) })
        {
          notes.append(.unsayableDenial("shell: \(pattern)"))
          continue
        }
        let list = words.map(ExportText.toml).joined(separator: ", ")
        let reason = ExportText.toml("Goal Contract '\(request.name)': shell: \(pattern)")
        rules.append("prefix_rule(pattern=[\(list)], decision=\"\(decision)\", justification=\(reason))")
      }
    }
  }

  /// The words before the first asterisk; nil where there are none.
  private static func prefix(of pattern: String) -> [String]? {
    let words = pattern.split(separator: " ").map(String.init)
    let plain = Array(words.prefix { ExportText.isPlain($0, with: "_-./:=@+,%") })
    return plain.isEmpty ? nil : plain
  }

  private var rulesText: String {
    let head = "# What Goal Contract '\(EscapedText.line(request.name))' denies. Nothing is allowed here.\n"
    return head + ExportText.once(rules).map { "\($0)\n" }.joined()
  }

  // MARK: The profile

  private var profileText: String {
    let command = ExportText.toml(request.hookLine(.codex))
    let isOpen = rights.hosts.contains("*")
    var lines = [
      "default_permissions = \"\(Self.profile)\"",
      "approval_policy = \"on-request\"",
      "web_search = \"\(isOpen ? "live" : "disabled")\"",
      "",
      "[features]",
      "hooks = true",
      "",
      "[permissions.\(Self.profile)]",
      "description = \(ExportText.toml("Goal Contract '\(request.name)'"))",
      "",
      "[permissions.\(Self.profile).filesystem]",
    ]
    let hasGlob = paths.contains { $0.mode == "deny" && $0.key.contains("**") }
    if hasGlob { lines.append("glob_scan_max_depth = 12") }
    lines += ["\":minimal\" = \"read\"", "\":tmpdir\" = \"write\"", ""]
    lines.append("[permissions.\(Self.profile).filesystem.\":workspace_roots\"]")
    lines += modes.map { "\(ExportText.toml($0.key)) = \"\($0.mode)\"" }
    lines += ["", "[permissions.\(Self.profile).network]", "enabled = \(isOpen)"]
    for (event, seconds) in [("PreToolUse", 30), ("PermissionRequest", 30), ("Stop", 120)] {
      lines += ["", "[[hooks.\(event)]]"]
      if event != "Stop" { lines.append("matcher = \".*\"") }
      lines += [
        "", "[[hooks.\(event).hooks]]", "type = \"command\"", "command = \(command)", "timeout = \(seconds)",
      ]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Of a key that is both, the stricter.
  private var modes: [(key: String, mode: String)] {
    let order = ["write", "read", "deny"]
    var found: [String: String] = [:]
    for (key, mode) in paths {
      let before = found[key].flatMap { order.firstIndex(of: $0) } ?? 0
      found[key] = order[max(before, order.firstIndex(of: mode) ?? 0)]
    }
    return ExportText.once(paths.map(\.key)).compactMap { key in found[key].map { (key, $0) } }
  }
}
