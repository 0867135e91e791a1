import CaskadeContracts
import CaskadeSyntax

/// A call that every contract denies, put to an exported hook as its agent would.
///
/// How the hook is started is read from what was deployed, and not from what would be exported now.
package struct HookTrial: Hashable, Sendable {
  package enum Start: Hashable, Sendable {
    /// A program and its arguments.
    case words([String])
    /// A line for `sh -c`.
    case line(String)
  }

  /// What a hook did.
  package struct Answer: Hashable, Sendable {
    /// Nil for one that was ended, by itself or by a signal.
    package let status: Int32?
    package let output: String
    package let errors: String

    package init(status: Int32?, output: String, errors: String) {
      self.status = status
      self.output = output
      self.errors = errors
    }
  }

  package let agent: Agent
  package let start: Start
  /// What the hook reads.
  package let input: String
  /// The call, for people.
  package let call: String

  /// Nil where the text names no hook.
  ///
  /// - Parameters:
  ///   - text: the deployed file that holds the hook.
  ///   - root: the working tree's root, absolute.
  package init?(_ agent: Agent, in text: String, contract name: String, root: String) {
    guard let start = Self.start(agent, text) else { return nil }
    self.agent = agent
    self.start = start
    let file = ContractFolder.path(named: name).display
    call = "an edit of \(file)"
    input = JSONWriter(.compact).text(Self.input(agent, file: file, root: root))
  }

  /// The file of an export that holds the hook.
  package static func file(_ agent: Agent, contract name: String) -> String {
    switch agent {
    case .claude: ClaudeExport.file
    case .codex: "caskade-\(name).config.toml"
    case .copilot: CopilotExport.hooksFile
    case .cursor: CursorExport.hooksFile
    case .gemini: GeminiExport.settingsFile
    case .opencode: OpenCodeExport.plugin
    }
  }

  // MARK: The start

  private static func start(_ agent: Agent, _ text: String) -> Start? {
    let lines = text.split(separator: "\n").map(String.init)
    func value(behind opening: String) -> JSONValue? {
      guard let line = lines.first(where: { $0.hasPrefix(opening) }) else { return nil }
      return try? JSONReader.read(String(line.dropFirst(opening.count)))
    }
    switch agent {
    case .codex: return value(behind: "command = ")?.string.map { .line($0) }
    case .opencode:
      guard let program = value(behind: "const program = ")?.string,
        let words = value(behind: "const words = ")?.array?.compactMap(\.string)
      else { return nil }
      return .words([program] + words)
    case .claude, .copilot, .cursor, .gemini:
      guard let hooks = (try? JSONReader.read(text))?["hooks"] else { return nil }
      let event = [.claude: "PreToolUse", .copilot: "preToolUse", .cursor: "preToolUse", .gemini: "BeforeTool"][agent]
      guard let handler = event.flatMap({ hooks[$0] })?.array?.first else { return nil }
      let hook = handler["hooks"]?.array?.first ?? handler
      let arguments = hook["args"]?.array?.compactMap(\.string)
      if let program = (hook["exec"] ?? hook["command"])?.string, let arguments { return .words([program] + arguments) }
      return hook["command"]?.string.map { .line($0) }
    }
  }

  // MARK: The call

  /// As the agent's documentation has it, with what every version sends.
  private static func input(_ agent: Agent, file: String, root: String) -> JSONValue {
    let path = JSONValue.string("\(root)/\(file)")
    let content = JSONMember("content", "anything\n")
    func call(_ members: [JSONMember]) -> JSONValue { .object(members) }
    switch agent {
    case .claude:
      return call([
        JSONMember("session_id", "caskade-prove"), JSONMember("cwd", .string(root)),
        JSONMember("permission_mode", "default"), JSONMember("hook_event_name", "PreToolUse"),
        JSONMember("tool_name", "Write"), JSONMember("tool_input", .object([JSONMember("file_path", path), content])),
        JSONMember("tool_use_id", "toolu_prove"),
      ])
    case .codex:
      let patch = "*** Begin Patch\n*** Add File: \(file)\n+anything\n*** End Patch\n"
      return call([
        JSONMember("session_id", "caskade-prove"), JSONMember("turn_id", "1"), JSONMember("transcript_path", .null),
        JSONMember("cwd", .string(root)), JSONMember("hook_event_name", "PreToolUse"), JSONMember("model", "none"),
        JSONMember("permission_mode", "default"), JSONMember("tool_name", "apply_patch"),
        JSONMember("tool_input", .object([JSONMember("command", .string(patch))])),
        JSONMember("tool_use_id", "call_prove"),
      ])
    case .copilot:
      return call([
        JSONMember("sessionId", "caskade-prove"), JSONMember("timestamp", 1), JSONMember("cwd", .string(root)),
        JSONMember("toolName", "create"),
        JSONMember("toolArgs", .object([JSONMember("path", path), JSONMember("file_text", "anything\n")])),
      ])
    case .cursor:
      return call([
        JSONMember("conversation_id", "caskade-prove"), JSONMember("generation_id", "1"), JSONMember("model", "none"),
        JSONMember("hook_event_name", "preToolUse"), JSONMember("workspace_roots", .array([.string(root)])),
        JSONMember("tool_name", "Write"), JSONMember("tool_input", .object([JSONMember("file_path", path), content])),
        JSONMember("tool_use_id", "prove"), JSONMember("cwd", .string(root)),
      ])
    case .gemini:
      return call([
        JSONMember("session_id", "caskade-prove"), JSONMember("transcript_path", ""), JSONMember("cwd", .string(root)),
        JSONMember("hook_event_name", "BeforeTool"), JSONMember("timestamp", "2026-01-01T00:00:00Z"),
        JSONMember("tool_name", "write_file"),
        JSONMember("tool_input", .object([JSONMember("file_path", path), content])),
      ])
    case .opencode:
      return call([
        JSONMember("hook_event_name", "tool.execute.before"), JSONMember("tool", "write"),
        JSONMember("args", .object([JSONMember("filePath", path), content])),
        JSONMember("session_id", "caskade-prove"), JSONMember("call_id", "prove"), JSONMember("cwd", .string(root)),
      ])
    }
  }

  // MARK: The answer

  /// Why the agent would not let the call through; nil where it would, or where that isn't sure. Some agents take a hook
  /// that fails for one that denies; here only an answer in the agent's own form is a denial.
  package func denial(_ answer: Answer) -> String? {
    guard answer.status == 0 || answer.status == 2, let value = try? JSONReader.read(answer.output) else { return nil }
    let found: (decision: String?, reason: String?) =
      switch agent {
      case .claude, .codex:
        (
          value["hookSpecificOutput"]?["permissionDecision"]?.string,
          value["hookSpecificOutput"]?["permissionDecisionReason"]?.string
        )
      case .copilot: (value["permissionDecision"]?.string, value["permissionDecisionReason"]?.string)
      case .cursor: (value["permission"]?.string, (value["agent_message"] ?? value["user_message"])?.string)
      case .gemini, .opencode: (value["decision"]?.string, value["reason"]?.string)
      }
    guard found.decision == "deny", let reason = found.reason, !reason.isEmpty else { return nil }
    return Self.firstLine(reason)
  }

  private static func firstLine(_ text: String) -> String { EscapedText.line(String(text.prefix { $0 != "\n" })) }
}
