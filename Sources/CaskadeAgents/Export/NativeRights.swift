import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// What of a contract an agent's own settings may grant, before that agent's dialect is looked at.
///
/// An allow is in it only if a matcher of text can't take it for more than it is: nothing that it matches is denied or to
/// be asked about, runs another program or writes files. The rest is left to the hook, which is why it isn't in it.
struct NativeRights {
  enum State {
    case allowed, asked, denied
    /// The contract names tools, and this isn't among them.
    case absent
    /// The contract names no tools at all.
    case unstated
  }

  struct Edit {
    let pattern: PathPattern
    let path: NativePath
    let may: Operations
    let line: Int
  }

  struct Name: Hashable {
    let server: String
    /// `*` for all of them.
    let tool: String
  }

  private let tools: Contract.Tools
  private let denied: [ToolEntry]
  let isStated: Bool
  /// Patterns of command lines.
  private(set) var shellAllows: [String] = []
  /// Hosts; an asterisk for any.
  private(set) var hosts: [String] = []
  private(set) var servers: [Name] = []
  /// Paths that may be edited; none where the tool may not be used.
  private(set) var edits: [Edit] = []
  /// What may not be edited, of the contract and of what is always protected.
  private(set) var denials: [PathPattern] = []
  /// What isn't granted ahead, and why.
  private(set) var notes: [FidelityNote] = []

  init(_ request: ExportRequest) {
    let contract = request.contract
    tools = contract.tools
    denied = request.policy.deniedTools
    isStated = !(tools.allow.isEmpty && tools.ask.isEmpty && tools.deny.isEmpty)
    for entry in contract.tools.allow { grant(entry) }
    let state = state(.edit)
    if state == .allowed || state == .asked {
      edits = contract.paths.allow.map {
        Edit(pattern: $0.pattern, path: NativePath($0.pattern), may: $0.may, line: $0.line)
      }
    }
    denials = contract.paths.deny.map(\.pattern) + Self.protected(request, edits)
  }

  func state(_ tool: Tool) -> State {
    if denied.contains(where: { $0.tool.covers(tool) }) || tools.deny.contains(where: { $0.tool.covers(tool) }) {
      return .denied
    }
    if tools.ask.contains(where: { $0.tool.covers(tool) }) { return .asked }
    if tools.allow.contains(where: { $0.tool.covers(tool) }) { return .allowed }
    return isStated ? .absent : .unstated
  }

  /// Entries of one kind that forbid, the policy's among them.
  private var forbidding: [Tool] { (tools.deny + denied).map(\.tool) }

  var shellDenials: [String] { Self.patterns(forbidding) }
  var shellAsks: [String] { Self.patterns(tools.ask.map(\.tool)) }
  var hostDenials: [String] { forbidding.compactMap { if case .web(let host) = $0 { host ?? "*" } else { nil } } }
  var serverDenials: [Name] { Self.names(forbidding) }
  var serverAsks: [Name] { Self.names(tools.ask.map(\.tool)) }
  var asksSomething: Bool { !tools.ask.isEmpty }

  /// No entry of this kind lets anything through: the agent can do without the tool.
  func usesNothing(of kind: Kind) -> Bool { isStated && !(tools.allow + tools.ask).contains { Kind($0.tool) == kind } }

  enum Kind {
    case read, search, edit, shell, web, mcp, agent

    init(_ tool: Tool) {
      self =
        switch tool {
        case .read: .read
        case .search: .search
        case .edit: .edit
        case .shell: .shell
        case .web: .web
        case .mcp: .mcp
        case .agent: .agent
        }
    }
  }

  // MARK: What is granted

  private mutating func grant(_ entry: ToolEntry) {
    let stronger = forbidding + tools.ask.map(\.tool)
    if let other = stronger.first(where: { ToolOverlap.overlap($0, entry.tool) }) {
      if state(entry.tool) == .allowed { notes.append(.overlapping(entry, other)) }
      return
    }
    switch entry.tool {
    case .read, .search, .edit, .agent: break
    case .web(let host): hosts.append(host ?? "*")
    case .mcp: servers += Self.names([entry.tool])
    case .shell(let pattern):
      switch ShellPatternReach(of: pattern) {
      case .plain: shellAllows.append(pattern)
      case .runsMore: notes.append(.runningMore(entry))
      case .writes: notes.append(.writing(entry))
      case .notWords: notes.append(.unsayable(entry))
      }
    }
  }

  private static func patterns(_ tools: [Tool]) -> [String] {
    tools.compactMap { if case .shell(let pattern) = $0 { pattern } else { nil } }
  }

  private static func names(_ tools: [Tool]) -> [Name] {
    tools.compactMap { tool in
      guard case .mcp(let text) = tool else { return nil }
      let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return parts.count == 2 ? Name(server: parts[0], tool: parts[1]) : nil
    }
  }

  // MARK: What is protected

  /// The contract files, and what else of the protected set a grant would reach: the rest isn't granted anyway.
  private static func protected(_ request: ExportRequest, _ edits: [Edit]) -> [PathPattern] {
    request.policy.protected.flatMap { rule in
      rule.patterns.filter { pattern in
        rule.kind == .contracts || edits.contains { Self.reaches($0, pattern) }
      }
    }
  }

  private static func reaches(_ edit: Edit, _ pattern: PathPattern) -> Bool {
    // One that names the very path opens it.
    if let named = edit.pattern.namedPath, pattern.matchesFolded(named) { return false }
    // What is at any depth can be anywhere, unless the ends of both say otherwise: a deny too many is no harm.
    guard pattern.text.hasPrefix("**/") else { return PatternOverlap(edit.pattern, pattern).answer() != .none }
    guard case .pieces(let pieces) = edit.path, case .text(let end)? = pieces.last,
      case .pieces(let others) = NativePath(pattern), case .text(let other)? = others.last
    else { return true }
    return zip(end.utf8.reversed(), other.utf8.reversed()).allSatisfy { $0 == $1 }
  }
}
