package import CaskadeSyntax

/// One secret in what a range adds. It never carries the value.
package struct SecretHit: Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    /// In a line of a file, from 1.
    case line(Int)
    /// In the path itself, whose text may only be shown as it stands here, masked.
    case name(masked: String)
    /// In a line of the commit's message, from 1.
    case message(line: Int)
  }

  package let kind: SecretKind
  /// Nil for a commit's message.
  package let path: RepositoryPath?
  package let place: Place
  /// The commit that added it, for a message and for what the head has no more.
  package let commit: ObjectID?

  package init(_ kind: SecretKind, in path: RepositoryPath?, _ place: Place, commit: ObjectID? = nil) {
    self.kind = kind
    self.path = path
    self.place = place
    self.commit = commit
  }
}
