extension Agent {
  /// The command by which a person starts it.
  package var program: String {
    switch self {
    case .claude, .codex, .copilot, .gemini, .opencode: rawValue
    case .cursor: "cursor-agent"
    }
  }

  /// Nil for a program of another name; folders before it don't count.
  package init?(program path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let agent = Self.allCases.first(where: { $0.program == name }) else { return nil }
    self = agent
  }
}
