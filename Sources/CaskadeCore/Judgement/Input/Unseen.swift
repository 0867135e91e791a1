package import CaskadeContracts
package import CaskadeSyntax

/// A file that a gate had to look at and couldn't: the gate can't pass then.
package struct Unseen: Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// More than is looked at, in bytes.
    case tooLarge(Int)
    /// The repository doesn't have the content, as in a partial clone.
    case missing
  }

  package let gate: GateName
  package let path: RepositoryPath
  package let reason: Reason
  /// The commit that made this version, for one that the head has no more.
  package let commit: ObjectID?

  package init(by gate: GateName, _ path: RepositoryPath, _ reason: Reason, commit: ObjectID? = nil) {
    self.gate = gate
    self.path = path
    self.reason = reason
    self.commit = commit
  }
}
