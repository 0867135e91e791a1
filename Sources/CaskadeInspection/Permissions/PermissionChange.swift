package import CaskadeSyntax

/// What a change of settings gives somebody that is not a person, or takes away: an agent, a server that it talks to, a
/// hook that runs for it, a workflow.
package struct PermissionChange: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Something new may be done, or runs.
    case granted
    /// What held it back is less, or gone.
    case widened
    case takenAway = "taken away"
    /// Whether it is more or less isn't known.
    case changed
    /// The file can't be read as what it should be.
    case unread
  }

  package let path: RepositoryPath
  /// Whose it is: an agent, or a forge's workflows.
  package let subject: String
  package let kind: Kind
  /// Which of its settings.
  package let what: String
  package let before: String?
  package let after: String?

  package init(
    path: RepositoryPath, subject: String, kind: Kind, what: String, before: String? = nil, after: String? = nil
  ) {
    self.path = path
    self.subject = subject
    self.kind = kind
    self.what = what
    self.before = before
    self.after = after
  }
}
