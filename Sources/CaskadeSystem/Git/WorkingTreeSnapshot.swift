package import CaskadeCore
package import CaskadeSyntax

/// The working tree as a tree object: every tracked, staged and untracked file that isn't ignored.
package struct WorkingTreeSnapshot: Hashable, Sendable {
  package let tree: ObjectID
  /// Ignored files, which are outside of every check, sorted. A repository in an ignored folder ends with a slash.
  package let ignored: [RepositoryPath]
  /// The same by rules that are in neither tree.
  package let foreign: [Foreign]
  /// Untracked files that are what commands of earlier checks left, sorted: they are in no tree.
  package let left: [Leftover]
  /// Why what commands left isn't known, where something is remembered.
  package let memoryFault: String?
  /// Folders that are repositories of their own and no submodules: what is in them can't be judged.
  package let nestedRepositories: [RepositoryPath]
  /// Of such folders, those that are worktrees of this very repository; they are in no other list.
  package let worktrees: [OtherWorktree]
  /// Files with a name or a kind that git refuses to store, such as `.GIT/config` or a link called `.gitmodules`.
  package let refused: [RepositoryPath]
  /// Changed files behind a filter driver (LFS): filters aren't run, so they are judged as they lie on disk.
  package let unfiltered: [RepositoryPath]
  /// Files behind a filter driver that count as unchanged because of stat data, where nothing else was trusted to it.
  package let trustedFiltered: Int
  /// Files with CRLF on disk that git would store with LF because the person's configuration says so.
  package let converted: Int
  /// Files that are absent because a sparse checkout leaves them out; taken for unchanged.
  package let sparse: Int
  package let submodules: [RepositoryPath]
  /// Of these, those with a repository in which git finds no commit: the tree holds them as the index has them.
  package let unreadableSubmodules: [RepositoryPath]
  /// The symbolic links that the index held.
  package let links: [TreeEntry]
  /// The index of the tree, with stat data.
  let index: ByteString
  let endings: LineEndings
  /// Nil where it is thorough.
  let outside: OutsideRules?

  /// A file that a rule hides which is in neither tree.
  package struct Foreign: Hashable, Sendable {
    package let path: RepositoryPath
    /// `core.excludesFile`, `.git/info/exclude`, or the path of an ignored ignore file.
    package let origin: String
  }

  /// What messages call the file in which it is remembered what commands left.
  package static var memoryName: String { LeftoverFile.name }
}
