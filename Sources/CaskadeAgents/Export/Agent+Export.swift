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

  /// What of a contract it doesn't enforce by itself, the gravest thing, as a part of a sentence.
  package var gap: String {
    switch self {
    case .claude: "what your own and the project's settings allow stays allowed, but for the hook"
    case .codex: "it skips a hook that nobody trusted (/hooks), and commands aren't allowed one by one"
    case .copilot: "a settings file of the repository can switch the hook off"
    case .cursor: "which hooks its command line fires depends on its version"
    case .gemini: "a hook that can't start lets the call through"
    case .opencode: "settings of the project are read after these, and may allow more"
    }
  }
}
