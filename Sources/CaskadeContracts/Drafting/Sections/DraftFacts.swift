package import CaskadeSyntax

/// What is known of the work beside its scope, when a draft is written.
package struct DraftFacts: Sendable {
  package var title = ""
  package var ticket: TicketReading?
  /// In the place of what the ticket says.
  package var outcome: String?
  package var commands: CommandProposal?
  /// By the person's own word, in the place of what is proposed.
  package var validate: [String] = []
  package var deny: [String] = []
  /// The branches that the contract is to govern, one or several.
  package var branches: [String] = []
  package var owner: String?
  /// The campaign that the contract is one of.
  package var campaign: String?
  /// Whom CODEOWNERS names for what is allowed.
  package var codeOwners: [String] = []
  /// The tracked files; nil where nothing can be said of what matches.
  package var tracked: TrackedPaths?
  package var deniedTools: [ToolEntry] = []

  package init() {}

  /// Whether a pattern of the template matches nothing here.
  func isIdle(_ text: String) -> Bool {
    guard let tracked, !tracked.sorted.isEmpty, let pattern = try? PathPattern(text) else { return false }
    return !tracked.hasMatch(of: pattern)
  }
}
