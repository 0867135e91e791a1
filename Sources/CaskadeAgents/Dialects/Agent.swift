/// The coding agents that caskade knows by name.
package enum Agent: String, Hashable, Sendable, CaseIterable {
  case claude, codex, copilot, cursor, gemini, opencode

  /// Stands in examples.
  package static let example = Agent.claude

  /// Variables by which agents tell their hooks where the session's project is.
  package static let projectVariables = ["CLAUDE_PROJECT_DIR", "CURSOR_PROJECT_DIR", "GEMINI_PROJECT_DIR"]

  /// As its vendor writes it.
  package var title: String {
    switch self {
    case .claude: "Claude Code"
    case .codex: "Codex"
    case .copilot: "GitHub Copilot"
    case .cursor: "Cursor"
    case .gemini: "Gemini CLI"
    case .opencode: "OpenCode"
    }
  }

  /// Where it reads its settings and its instructions in a repository: files, and folders with a slash at the end.
  ///
  /// Sources: the vendors' documentation of settings, rules and memory files, November 2026.
  package var files: [String] {
    switch self {
    case .claude: [".claude/", "CLAUDE.md", ".mcp.json"]
    case .codex: [".codex/", "AGENTS.md"]
    case .copilot: [".github/copilot-instructions.md", "AGENTS.md"]
    case .cursor: [".cursor/", ".cursorrules", "AGENTS.md"]
    case .gemini: [".gemini/", "GEMINI.md"]
    case .opencode: [".opencode/", "opencode.json", "AGENTS.md"]
    }
  }
}
