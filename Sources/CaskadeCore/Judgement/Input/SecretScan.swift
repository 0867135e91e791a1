package import CaskadeInspection
package import CaskadeSyntax

/// What a scan of the range's added lines found.
package struct SecretScan: Hashable, Sendable {
  package struct Hit: Hashable, Sendable {
    package let path: RepositoryPath
    package let line: Int
    package let kind: SecretKind
    /// The commit that added it, for one that the head has no more.
    package let commit: ObjectID?

    package init(path: RepositoryPath, line: Int, kind: SecretKind, commit: ObjectID? = nil) {
      self.path = path
      self.line = line
      self.kind = kind
      self.commit = commit
    }
  }

  package let hits: [Hit]
  package let addedLines: Int

  package init(hits: [Hit], addedLines: Int) {
    self.hits = hits
    self.addedLines = addedLines
  }
}
