package import CaskadeSyntax

/// Files that a command left, as many as lie in one folder, however deep.
package struct LeftFolder: Hashable, Sendable {
  /// The file where it is one alone, else the folder.
  package let path: RepositoryPath
  package let files: Int

  /// Files in the root stay apart, each by itself: that folder would hold everything.
  ///
  /// - Parameter paths: sorted.
  package static func folded(_ paths: [RepositoryPath]) -> [LeftFolder] {
    var groups: [(folder: [UInt8], paths: [RepositoryPath])] = []
    let folders = Set(paths.map { folder(of: $0) }).filter { !$0.isEmpty }
    for path in paths {
      let own = folder(of: path)
      // The outermost folder that something was left in.
      let outermost = folders.filter { own.starts(with: $0) }.min { $0.count < $1.count } ?? []
      if !outermost.isEmpty, let index = groups.firstIndex(where: { $0.folder == outermost }) {
        groups[index].paths.append(path)
      } else {
        groups.append((outermost, [path]))
      }
    }
    return groups.map { group in
      group.paths.count == 1
        ? LeftFolder(path: group.paths[0], files: 1)
        : LeftFolder(path: RepositoryPath(bytes: group.folder.dropLast()), files: group.paths.count)
    }
  }

  /// With its slash; empty for the root.
  private static func folder(of path: RepositoryPath) -> [UInt8] {
    let bytes = path.bytes
    return bytes.lastIndex(of: UInt8(ascii: "/")).map { Array(bytes[...$0]) } ?? []
  }
}
