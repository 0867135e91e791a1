extension Agent {
  /// The version whose documentation or source the export was written for. No export was run in its agent.
  package var exportedFor: String {
    switch self {
    case .claude: "Claude Code 2.1.236, and `onFailure` of 2.1.295"
    case .codex: "Codex 0.144.3"
    case .copilot: "GitHub Copilot CLI as documented in autumn 2026"
    case .cursor: "Cursor as documented in July 2026"
    case .gemini: "Gemini CLI as of 21 August 2026"
    case .opencode: "OpenCode 1, and 2.0 with --dialect v2"
    }
  }
}
