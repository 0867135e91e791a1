package import CaskadeSyntax

/// Files that a command left, as many as lie in one folder, however deep.
package struct LeftFolder: Hashable, Sendable {
  /// The file where it is one alone, else the folder.
  package let path: RepositoryPath
  package let files: Int

  /// In the order of their first files. Files in the root stay apart, each by itself.
  package static func folded(_ paths: [RepositoryPath]) -> [LeftFolder] {
    var order: [RepositoryPath] = []
    var groups: [RepositoryPath: [RepositoryPath]] = [:]
    for (path, folder) in zip(paths, PathFolders.outermost(of: paths)) {
      let key = folder ?? path
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(path)
    }
    return order.map { key in
      let paths = groups[key] ?? []
      return LeftFolder(path: paths.count == 1 ? paths[0] : key, files: paths.count)
    }
  }
}
