package import CaskadeInspection

/// What an agent's hook asks, in neutral words.
package struct HookCall: Sendable {
  package enum Question: Sendable {
    /// May this go ahead?
    case call(ToolUse)
    /// The agent wants to end its turn; repeated where it goes on already because a hook made it.
    case stop(isRepeated: Bool)
    /// Nothing is asked: something is told.
    case nothing
  }

  /// As the agent calls it; where it names none, as its documentation does.
  package let event: String
  package var question: Question
  package var session: String?
  /// Where the call would run.
  package var folder: String?
  /// Folders that the session works in.
  package var folders: [String] = []
  /// What the agent says of how much it may do unasked.
  package var isUnguarded = false

  init(_ event: String, _ question: Question) {
    self.event = event
    self.question = question
  }
}

/// Why what came from a hook can't be judged.
package enum HookFault: Error, Hashable, Sendable {
  /// It is no JSON object.
  case malformed
  /// It doesn't tell what is asked.
  case noEvent
  case unknownEvent(String)
  /// A call without a tool.
  case noTool(event: String)

  package var event: String? {
    switch self {
    case .malformed, .noEvent: nil
    case .unknownEvent(let event), .noTool(let event): event
    }
  }
}

/// What is answered, in neutral words.
package enum HookVerdict: Hashable, Sendable {
  /// No opinion: the agent's own flow goes on.
  case none
  case allow
  case ask(String)
  case deny(String)
  /// The agent is to go on working, for this.
  case goOn(String)
  /// The agent may end its turn; the person is told this where the agent shows such things.
  case rest(String)
}

/// The answer as the agent takes it.
package struct HookReply: Hashable, Sendable {
  /// For standard output: one object, or nothing.
  package let output: [UInt8]
  /// For standard error.
  package let errors: String
  /// Exit status 2, and else 0.
  package let refuses: Bool
}
