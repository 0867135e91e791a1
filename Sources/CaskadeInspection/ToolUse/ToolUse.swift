/// One call of a tool, as a transcript tells it. It is what somebody wrote down: asserted, never witnessed.
package struct ToolUse: Hashable, Sendable {
  /// Where in the transcript it stands.
  package enum Via: String, Hashable, Sendable, CaseIterable {
    case main
    /// In a record of progress, which is the only trace of a sub-agent's call there.
    case agentProgress = "agent_progress"
    /// In a sub-agent's own records.
    case sidechain
  }

  package enum Status: String, Hashable, Sendable, CaseIterable {
    case ok, error
    /// Refused: it did not run.
    case rejected
    /// No result is told.
    case noResult = "no-result"
  }

  /// Nil where the agent gave it none.
  package var id: String?
  /// Tells it from all other calls, wherever it is copied; nil where its id does.
  package var name: String?
  /// From 1; of a document that is read as a whole, the line on which the call begins.
  package var line: Int
  /// The place of its message among the others, from 0, where an agent numbers messages and not lines.
  package var message: Int?
  /// As the agent calls it.
  package var tool: String
  package var action: ToolAction
  package var via = Via.main
  package var status = Status.noResult
  package var command: ToolCommand?
  package var files: [ToolFile] = []
  /// The session's folder when it was called.
  package var folder: String?
  /// The folder that the call itself names.
  package var ownFolder: String?
  /// Milliseconds since 1970.
  package var time: Int?
  package var exitStatus: Int?
  package var model: String?
  package var escalation: ToolEscalation?
  /// What a guard answered before it ran.
  package var answer: String?
  /// It ran where the model runs, not on this machine.
  package var isHosted = false
  /// Its files come from the text of a patch.
  package var isPatch = false
  /// What the session had taken by then.
  package var spent = Spent()

  /// What a session takes of time and money.
  package struct Spent: Hashable, Sendable {
    /// Between records, without the time before a person's.
    package var milliseconds = 0
    package var tokens = 0
    /// In millionths of a dollar.
    package var cost = 0

    package init() {}
  }

  package init(id: String?, line: Int, tool: String, action: ToolAction) {
    self.id = id
    self.line = line
    self.tool = tool
    self.action = action
  }
}

/// What a call does, in the neutral words of a contract.
package enum ToolAction: Hashable, Sendable {
  case shell, read, search, edit
  /// Nil for a search, or where the host isn't told.
  case web(host: String?)
  /// `SERVER/TOOL`
  case mcp(String)
  /// The kind of sub-agent.
  case agent(String?)
  /// The agent's own book-keeping: plans, lists of tasks, questions to the person.
  case own
  /// What it does isn't known: it can't be judged.
  case unknown
}

/// What takes the run's power beyond what it was given.
package enum ToolEscalation: String, Hashable, Sendable, CaseIterable {
  /// The call asked to run outside of the sandbox.
  case sandboxLeft = "outside the sandbox"
  /// The session had no sandbox.
  case sandboxOff = "no sandbox"
  /// The agent asked nobody before it ran something.
  case permissionsBypassed = "permission checks bypassed"
}

/// A command as it was handed over.
package enum ToolCommand: Hashable, Sendable {
  /// To a shell.
  case line(String)
  /// To the system, word by word.
  case words([String])

  /// As a line for a shell.
  package var text: String {
    switch self {
    case .line(let text): text
    case .words(let words): words.map(Self.quoted).joined(separator: " ")
    }
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-_./:=@%+,".utf8.contains(byte)
    }
    if isPlain, !word.isEmpty { return word }
    return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}

/// A file that a call names.
package struct ToolFile: Hashable, Sendable {
  package enum Operation: String, Hashable, Sendable, CaseIterable {
    case read, search, write, add, update, delete, move

    package var isWrite: Bool { self != .read && self != .search }
  }

  /// As the agent wrote it.
  package let path: String
  package let operation: Operation

  package init(_ path: String, _ operation: Operation) {
    self.path = path
    self.operation = operation
  }
}
