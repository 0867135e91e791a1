package import CaskadeSyntax

/// A path that a commit of the range changed, and that base and head have alike.
package struct PassingChange: Hashable, Sendable {
  package let path: RepositoryPath
  /// The first such commit.
  package let commit: ObjectID

  package init(path: RepositoryPath, commit: ObjectID) {
    self.path = path
    self.commit = commit
  }
}
