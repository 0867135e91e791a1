package import CaskadeSyntax

/// The paths of a tree's files and links, to be looked up.
package struct TreePaths: Sendable {
  private let paths: [RepositoryPath]

  /// In any order.
  package init(_ paths: [RepositoryPath]) {
    let isSorted = zip(paths, paths.dropFirst()).allSatisfy { $0 < $1 }
    self.paths = isSorted ? paths : paths.sorted()
  }

  package func contains(_ path: RepositoryPath) -> Bool {
    let place = firstPlace(notBefore: path)
    return place < paths.count && paths[place] == path
  }

  /// Whether there is a file below it.
  package func holdsFolder(_ folder: RepositoryPath) -> Bool { first(below: folder) != nil }

  /// All files below a folder, at any depth, in their order.
  package func files(below folder: RepositoryPath) -> ArraySlice<RepositoryPath> {
    guard !folder.bytes.isEmpty else { return paths[...] }
    let begin = firstPlace(notBefore: RepositoryPath(bytes: folder.bytes + [UInt8(ascii: "/")]))
    let end = firstPlace(notBefore: RepositoryPath(bytes: folder.bytes + [UInt8(ascii: "/") + 1]))
    return paths[begin..<max(begin, end)]
  }

  private func first(below folder: RepositoryPath) -> RepositoryPath? { files(below: folder).first }

  private func firstPlace(notBefore path: RepositoryPath) -> Int {
    var (low, high) = (0, paths.count)
    while low < high {
      let middle = (low + high) / 2
      if paths[middle] < path { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
