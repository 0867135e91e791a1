package import CaskadeSyntax

/// Where a file that a call names lies on the disk, links followed.
package struct CallPlace: Hashable, Sendable {
  package enum Spot: Hashable, Sendable {
    /// In the work tree.
    case inside(RepositoryPath)
    /// In git's own folder.
    case git
    /// In another repository, or another worktree, inside the work tree.
    case otherWork
    /// A scratch folder: what is written there stays nowhere.
    case temporary
    case outside
    /// So many files that they aren't all judged.
    case many
    /// Where it leads can't be told.
    case unknown
  }

  package let path: CallPath
  package let spot: Spot
  package let exists: Bool
  package let isFolder: Bool
  /// For people: from the work tree where it lies inside, else from the root.
  package let shown: String

  package init(_ path: CallPath, _ spot: Spot, exists: Bool, isFolder: Bool, shown: String) {
    self.path = path
    self.spot = spot
    self.exists = exists
    self.isFolder = isFolder
    self.shown = shown
  }
}
