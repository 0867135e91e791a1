package import CaskadeSyntax

/// The hooks of all agents: a row each.
package enum AgentHook {
  private static func dialect(_ agent: Agent) -> any HookDialect.Type {
    switch agent {
    case .claude: ClaudeHook.self
    case .codex: CodexHook.self
    case .copilot: CopilotHook.self
    case .cursor: CursorHook.self
    case .gemini: GeminiHook.self
    case .opencode: OpenCodeHook.self
    }
  }

  /// More than any call needs.
  package static let mostBytes = 16 << 20

  package static func read(_ agent: Agent, _ bytes: [UInt8]) throws(HookFault) -> HookCall {
    guard let record = JSONTape(bytes).whole, record.isObject else { throw .malformed }
    return try dialect(agent).read(record)
  }

  /// - Parameter event: what was asked; nil where that couldn't be read.
  package static func reply(_ agent: Agent, _ verdict: HookVerdict, to event: String?) -> HookReply {
    let dialect = dialect(agent)
    return dialect.reply(dialect.settled(verdict, event), to: event)
  }

  /// What the agent makes of the verdict: an "ask" is refused where it couldn't be asked.
  package static func settled(_ agent: Agent, _ verdict: HookVerdict, _ event: String) -> HookVerdict {
    dialect(agent).settled(verdict, event)
  }

  /// For people: what each was written for, and what becomes of "ask".
  package static let supported: [(agent: Agent, writtenFor: String, asking: String)] =
    Agent.allCases.map { ($0, dialect($0).writtenFor, dialect($0).asking) }
}
