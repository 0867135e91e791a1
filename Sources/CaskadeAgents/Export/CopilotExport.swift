import CaskadeContracts
import CaskadeSyntax

/// Flags for GitHub Copilot's command line, and the hook that it reads from the repository only.
///
/// Source: the documentation of allowing tools and of hooks, autumn 2026. `shell(git:*)` is every use of the program, and
/// the language of a `write` path isn't documented: neither is allowed ahead.
struct CopilotExport {
  static let hooksFile = ".github/hooks/caskade.json"
  private static let available = "--available-tools"

  private struct Flag: Hashable {
    let option: String
    let value: String
  }

  private let request: ExportRequest
  private let rights: NativeRights
  private var flags: [Flag] = []
  private var notes: [FidelityNote] = []

  init(_ request: ExportRequest, _ rights: NativeRights) {
    self.request = request
    self.rights = rights
    addTools()
    addDenials()
  }

  var export: AgentExport {
    var export = AgentExport()
    export.add(Self.hooksFile, JSONWriter(.pretty).text(hooks) + "\n", in: .tree)
    export.launch =
      ["cd \(ShellText.quoted(request.root))", "copilot \\"]
      + flags.map { "  \($0.option)=\(ShellText.quoted($0.value)) \\" } + [
        "  -i \"$(cat \(request.word(ContractBrief.file)))\""
      ]
    for flag in flags {
      // Of one list that is all there is, the person's stays; the others add up.
      export.start.add(
        "\(flag.option)=\(flag.value)", as: flag.option, names: flag.option == Self.available ? [flag.option] : [])
    }
    export.start.brief.opening = ["-i"]
    export.notes =
      notes + [
        FidelityNote(
          "no edit and no command is allowed ahead, as its rules are for whole programs, and the language of a path isn't "
            + "documented", "the hook answers each call"),
        FidelityNote("it has no list of what to ask about", "the hook asks"),
        FidelityNote(
          "a hook that takes too long lets the call through", "the hook ends by itself after seconds, with a deny"),
        FidelityNote(
          "any settings file of the repository can switch hooks off (disableAllHooks)",
          "such a file is always protected; 'caskade export --check' says what lies there"),
        FidelityNote(
          "the agent in the cloud reads this hook only from a commit, and can't start this program", "gate scope, in CI"
        ),
      ]
    return export
  }

  private mutating func addTools() {
    guard rights.isStated else { return }
    var available: [String] = []
    if !rights.usesNothing(of: .shell) { available.append("bash") }
    if !rights.usesNothing(of: .edit) { available += ["edit", "create"] }
    if !rights.usesNothing(of: .read) { available.append("view") }
    if !rights.usesNothing(of: .search) { available += ["grep", "glob"] }
    if !rights.usesNothing(of: .web) { available.append("web_fetch") }
    if !rights.usesNothing(of: .agent) { available.append("task") }
    // The list would take the servers' tools away.
    guard rights.usesNothing(of: .mcp), !available.isEmpty else { return }
    add(Self.available, available.joined(separator: ","))
  }

  private mutating func addDenials() {
    if rights.usesNothing(of: .shell) { deny("shell") }
    for pattern in rights.shellDenials {
      let words = pattern.split(separator: " ").map(String.init)
      let plain = words.prefix { ExportText.isPlain($0, with: "_-./=@+%") }.joined(separator: " ")
      let rest = words.dropFirst(plain.split(separator: " ").count)
      if !plain.isEmpty, rest.isEmpty || Array(rest) == ["*"] {
        deny("shell(\(plain))")
        if !rest.isEmpty { deny("shell(\(plain):*)") }
      } else {
        notes.append(.unsayableDenial("shell: \(pattern)"))
      }
    }
    if rights.usesNothing(of: .edit) { deny("write") }
    if rights.usesNothing(of: .web) || rights.hostDenials.contains("*") { deny("url") }
    for host in rights.hostDenials where host != "*" {
      if ExportText.isPlain(host, with: ".-") {
        deny("url(\(host))")
      } else {
        notes.append(.unsayableDenial("web: \(host)"))
      }
    }
    for host in rights.hosts {
      if ExportText.isPlain(host, with: ".-") {
        add("--allow-url", host)
      } else {
        notes.append(.unsayableName("web: \(host == "*" ? "any host" : host)"))
      }
    }
    for name in rights.servers {
      if ExportText.isPlain(name.server, with: "_-."), ExportText.isPlain(name.tool, with: "_-.") {
        add("--allow-tool", "\(name.server)(\(name.tool))")
      } else {
        notes.append(.server(name))
      }
    }
    for name in rights.serverDenials {
      if ExportText.isPlain(name.server, with: "_-."), ExportText.isPlain(name.tool, with: "_-.") {
        deny("\(name.server)(\(name.tool))")
      } else if ExportText.isPlain(name.server, with: "_-."), name.tool == "*" {
        deny(name.server)
      } else {
        notes.append(.unsayableDenial("mcp: \(name.server)/\(name.tool)"))
      }
    }
    deny("write(\(ContractFolder.folder.display)/**)")
  }

  private mutating func deny(_ kind: String) { add("--deny-tool", kind) }

  /// Each once, in its first place.
  private mutating func add(_ option: String, _ value: String) {
    let flag = Flag(option: option, value: value)
    if !flags.contains(flag) { flags.append(flag) }
  }

  private var hooks: JSONValue {
    func hook(_ seconds: Int) -> JSONValue {
      .array([
        .object([
          JSONMember("type", "command"), JSONMember("exec", .string(request.program)),
          JSONMember("args", .array(request.hookWords(.copilot).map { .string($0) })),
          JSONMember("timeoutSec", .integer(seconds)),
        ])
      ])
    }
    return .object([
      JSONMember("version", 1),
      JSONMember("hooks", .object([JSONMember("preToolUse", hook(30)), JSONMember("agentStop", hook(120))])),
    ])
  }
}
