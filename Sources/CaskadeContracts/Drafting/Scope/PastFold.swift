import CaskadeSyntax

/// The lines that allow a past change: each file by its name, and where those are more than a page, folders in the place
/// of their files, the deepest first, and of those the fullest.
struct PastFold {
  let lines: [ScopeProposal.Line]

  /// - Parameter changes: sorted by path.
  init(_ changes: [PastWork.Change], atMost most: Int) {
    var groups = Dictionary(grouping: changes.indices) { Entry.file(changes[$0].path) }
    while groups.count > most, let level = Self.deepest(groups) {
      for (folder, entries) in level where groups.count > most {
        var members: [Int] = []
        for entry in entries { members += groups.removeValue(forKey: entry) ?? [] }
        groups[.folder(folder)] = members
      }
    }
    lines = groups.sorted { $0.key.path < $1.key.path }.compactMap { entry, members in
      Self.line(entry, members.sorted().map { changes[$0] })
    }
  }

  private enum Entry: Hashable {
    case file(RepositoryPath)
    case folder(RepositoryPath)

    var path: RepositoryPath {
      switch self {
      case .file(let path), .folder(let path): path
      }
    }
  }

  /// The folders that lie deepest of those that hold an entry, the fullest first; nil where all lie at the root.
  private static func deepest(_ groups: [Entry: [Int]]) -> [(folder: RepositoryPath, entries: [Entry])]? {
    var found: [Int: [RepositoryPath: [Entry]]] = [:]
    for entry in groups.keys {
      guard let folder = entry.path.parent else { continue }
      found[folder.bytes.count { $0 == UInt8(ascii: "/") }, default: [:]][folder, default: []].append(entry)
    }
    guard let depth = found.keys.max(), let level = found[depth] else { return nil }
    return level.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map { ($0.key, $0.value) }
  }

  private static func line(_ entry: Entry, _ changes: [PastWork.Change]) -> ScopeProposal.Line? {
    let added = changes.reduce(0) { $0 + $1.added }
    let deleted = changes.reduce(0) { $0 + $1.deleted }
    let operations = Operation.allCases.filter { operation in changes.contains { $0.operation == operation } }
    let size = "+\(added) -\(deleted)"
    switch entry {
    case .file(let path):
      return ScopePattern.file(path).map { ScopeProposal.Line(pattern: $0, reason: size, operations: operations) }
    case .folder(let path):
      return ScopePattern.folder(path, deep: true).map {
        ScopeProposal.Line(
          pattern: $0, reason: "\(changes.count.counted("file")), \(size)", operations: operations)
      }
    }
  }
}
