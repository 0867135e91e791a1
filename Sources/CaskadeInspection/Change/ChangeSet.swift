import CaskadeSyntax

/// All that differs between two trees, sorted by path.
package struct ChangeSet: Hashable, Sendable {
  package private(set) var changes: [Change]

  package init(_ changes: [Change]) {
    self.changes = changes.sorted { $0.path < $1.path }
  }

  /// - Parameter changes: in the order of their paths.
  init(sorted changes: [Change]) {
    self.changes = changes
  }

  package var added: Int { changes.reduce(0) { $0 + $1.added } }
  package var deleted: Int { changes.reduce(0) { $0 + $1.deleted } }
  package var binaryCount: Int { changes.count(where: \.isBinary) }

  /// The head can't be checked out; see `Change.isGitName`.
  package var holdsGitName: Bool { changes.contains(where: \.isGitName) }

  /// Takes over what git's patch said about lines, one entry for each change in the order of the records.
  package mutating func setLines(_ lines: [Change.Lines]) {
    precondition(lines.count == changes.count, "one entry for each change")
    for (index, value) in zip(changes.indices, lines) { changes[index].lines = value }
  }
}
