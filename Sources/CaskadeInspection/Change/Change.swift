package import CaskadeSyntax

/// One path that differs between two trees.
package struct Change: Hashable, Sendable {
  /// Lines by git's own diff; a binary file has none.
  package enum Lines: Hashable, Sendable {
    case counted(added: Int, deleted: Int)
    case binary
  }

  package let path: RepositoryPath
  package let operation: Operation
  package let oldMode: FileMode
  package let newMode: FileMode
  /// Nil where the path is absent.
  package let oldID: ObjectID?
  package let newID: ObjectID?
  package var lines: Lines

  package init(
    path: RepositoryPath, operation: Operation, oldMode: FileMode, newMode: FileMode, oldID: ObjectID?,
    newID: ObjectID?, lines: Lines = .counted(added: 0, deleted: 0)
  ) {
    self.path = path
    self.operation = operation
    self.oldMode = oldMode
    self.newMode = newMode
    self.oldID = oldID
    self.newID = newID
    self.lines = lines
  }

  package var added: Int {
    switch lines {
    case .counted(let added, _): added
    case .binary: 0
    }
  }

  package var deleted: Int {
    switch lines {
    case .counted(_, let deleted): deleted
    case .binary: 0
    }
  }

  package var isBinary: Bool { lines == .binary }

  /// The head holds a symbolic link at this path that the base doesn't hold in the same form.
  package var isLink: Bool { newMode == .symlink }

  /// The head holds the path, and git or some disks take a part of it for `.git`: no such tree is ever checked out.
  package var isGitName: Bool { newMode != .absent && path.isNamedLikeGitDirectory }

  /// A file became a link or a submodule, or the other way round: git's patch shows it as two sections.
  package var changesKind: Bool {
    oldMode != .absent && newMode != .absent && oldMode.kind != newMode.kind
  }
}
