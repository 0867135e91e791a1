package import CaskadeSyntax

/// How the head's tree becomes the one in which the base's checks run on the head's code.
///
/// Made from the tree that is judged: what `remove` names is left out, what `restore` names stands there as the base has
/// it, and what `rewritten` names has the given bytes. Nothing of it collides: where a file of the base stands now, no
/// file of the head is its folder, or lies below it.
package struct BaseChecksPlan: Hashable, Sendable {
  /// A file as the base has it.
  package struct Restored: Hashable, Sendable {
    package let path: RepositoryPath
    package let kind: CheckFileKind
    package let mode: FileMode
    package let id: ObjectID
  }

  /// A file that the base doesn't have.
  package struct Removed: Hashable, Sendable {
    package let path: RepositoryPath
    /// Nil for what is no check and only stands in the way of one.
    package let kind: CheckFileKind?
  }

  /// A file of the head with its sections for runners and tools as the base has them.
  package struct Rewritten: Hashable, Sendable {
    package let path: RepositoryPath
    package let mode: FileMode
    package let bytes: [UInt8]
  }

  /// A changed check file that stays the head's, because the contract lets it change.
  package struct Kept: Hashable, Sendable {
    package let path: RepositoryPath
    package let kind: CheckFileKind?
    /// Of the contract's entry.
    package let line: Int
  }

  /// Each sorted by path.
  package internal(set) var restore: [Restored] = []
  package internal(set) var remove: [Removed] = []
  package internal(set) var rewritten: [Rewritten] = []
  package internal(set) var kept: [Kept] = []
  /// What was changed beside that in files that say how checks are built and called.
  package internal(set) var findings: [IntegrityFinding] = []

  /// The same tree but for scripts of which nobody can say what they are; nil where no such script was changed, or nothing
  /// else was.
  package private(set) var ownScripts: OwnScripts?

  /// The base's checks are the head's: there is nothing to run again.
  package var isEmpty: Bool { restore.isEmpty && remove.isEmpty && rewritten.isEmpty }

  /// - Parameter mayChange: the line of the contract's entry that lets checks at the path change; nil where none does.
  package init(_ reading: BaseChecksReading, mayChange: (RepositoryPath) -> Int?) {
    let scripts = CheckScripts(reading)
    for change in reading.changes {
      guard let kind = reading.kinds[change.path] ?? scripts.kinds[change.path] else { continue }
      take(change, kind, mayChange(change.path))
    }
    putBackParts(reading, isScript: { scripts.kinds[$0] != nil }, mayChange)
    let texts = Dictionary(rewritten.map { ($0.path, $0.bytes) }) { first, _ in first }
    findings += BuildFileComparison(reading, putBack: texts, mayChange: mayChange).findings
    findings.sort { ($0.path, $0.rule, $0.message) < ($1.path, $1.rule, $1.message) }
    ownScripts = beside(scripts.doubtful, reading)
    clearTheWay(reading.changes)
  }

  /// With the doubtful scripts as the head has them.
  private func beside(_ doubtful: Set<RepositoryPath>, _ reading: BaseChecksReading) -> OwnScripts? {
    let scripts = restore.map(\.path).filter(doubtful.contains)
    guard !scripts.isEmpty else { return nil }
    var other = self
    other.restore.removeAll { doubtful.contains($0.path) }
    let called = OwnScripts.calls(of: scripts, reading)
    other.remove.removeAll { called.contains($0.path) }
    guard !other.isEmpty else { return nil }
    other.clearTheWay(reading.changes)
    return OwnScripts(scripts: scripts, restore: other.restore, remove: other.remove)
  }

  private mutating func take(_ change: Change, _ kind: CheckFileKind, _ line: Int?) {
    if let line {
      kept.append(Kept(path: change.path, kind: kind, line: line))
    } else if let id = change.oldID, change.oldMode != .absent {
      restore.append(Restored(path: change.path, kind: kind, mode: change.oldMode, id: id))
    } else {
      remove.append(Removed(path: change.path, kind: kind))
    }
  }

  /// Files of the head that stand where a folder of a restored file has to be, or below a restored file.
  private mutating func clearTheWay(_ changes: [Change]) {
    let restored = Set(restore.map(\.path))
    guard !restored.isEmpty else { return }
    var known = Set(remove.map(\.path))
    var folders: Set<RepositoryPath> = []
    for path in restored { folders.formUnion(Self.folders(of: path)) }
    for change in changes where change.newMode != .absent && !restored.contains(change.path) {
      guard folders.contains(change.path) || Self.folders(of: change.path).contains(where: restored.contains),
        known.insert(change.path).inserted
      else { continue }
      remove.append(Removed(path: change.path, kind: nil))
    }
    remove.sort { $0.path < $1.path }
  }

  private static func folders(of path: RepositoryPath) -> [RepositoryPath] {
    var folders: [RepositoryPath] = []
    var folder = path.parent
    while let next = folder, !next.bytes.isEmpty {
      folders.append(next)
      folder = next.parent
    }
    return folders
  }
}
