/// What is written for one agent, and what a person is told with it.
package struct AgentExport: Hashable, Sendable {
  package struct File: Hashable, Sendable {
    package enum Place: Hashable, Sendable {
      /// In the export's own folder, inside git's.
      case beside
      /// In the working tree: the agent reads it nowhere else.
      case tree
    }

    package let place: Place
    /// From the place's root.
    package let path: String
    package let text: String
  }

  package internal(set) var files: [File] = []
  /// How the agent is started, as lines for a shell.
  package internal(set) var launch: [String] = []
  /// The same for a program that starts it.
  package internal(set) var start = AgentLaunch()
  /// What a person does before that, once.
  package internal(set) var steps: [String] = []
  package internal(set) var notes: [FidelityNote] = []

  init() {}

  mutating func add(_ path: String, _ text: String, in place: File.Place = .beside) {
    files.append(File(place: place, path: path, text: text))
  }
}

/// What a contract can be exported to.
package enum ExportTarget: Hashable, Sendable {
  case agent(Agent)
  /// Instructions for any agent.
  case brief

  /// Beside an agent's export: what it can't say.
  package static let fidelityFile = "FIDELITY.md"

  package static let all: [ExportTarget] = Agent.allCases.map { .agent($0) } + [.brief]

  package init?(_ word: String) {
    guard let found = Self.all.first(where: { $0.word == word }) else { return nil }
    self = found
  }

  package var word: String {
    switch self {
    case .agent(let agent): agent.rawValue
    case .brief: "brief"
    }
  }

  package var title: String {
    switch self {
    case .agent(let agent): agent.title
    case .brief: "any agent"
    }
  }
}

extension AgentExport {
  /// Every writer, a row each.
  package init(_ target: ExportTarget, _ request: ExportRequest) {
    let rights = NativeRights(request)
    switch target {
    case .agent(.claude): self = ClaudeExport(request, rights).export
    case .agent(.codex): self = CodexExport(request, rights).export
    case .agent(.copilot): self = CopilotExport(request, rights).export
    case .agent(.cursor): self = CursorExport(request, rights).export
    case .agent(.gemini): self = GeminiExport(request, rights).export
    case .agent(.opencode): self = OpenCodeExport(request, rights).export
    case .brief: self = ContractBrief(request).export
    }
    if case .agent(let agent) = target {
      files.append(File(place: .beside, path: ContractBrief.file, text: ContractBrief(request).text))
      notes += FidelityNote.ofEvery(agent, request)
      files.append(
        File(place: .beside, path: ExportTarget.fidelityFile, text: FidelityNote.page(notes, agent, request)))
    }
  }
}
