package import CaskadeSyntax

/// The tracked files of a repository, sorted, so that a pattern is only tried where it can match.
package struct TrackedPaths: Sendable {
  /// By bytes, each once.
  package let sorted: [RepositoryPath]

  package init(_ paths: [RepositoryPath]) {
    let isSorted = zip(paths, paths.dropFirst()).allSatisfy { $0 < $1 }
    sorted = isSorted ? paths : Array(Set(paths)).sorted()
  }

  package func contains(_ path: RepositoryPath) -> Bool {
    let index = firstIndex { !($0 < path) }
    return index < sorted.count && sorted[index] == path
  }

  /// The indices of the files below a folder; all of them for the root.
  package func indices(below folder: RepositoryPath) -> Range<Int> {
    guard !folder.bytes.isEmpty else { return sorted.indices }
    let start = RepositoryPath(bytes: folder.bytes + [UInt8(ascii: "/")])
    let end = RepositoryPath(bytes: folder.bytes + [UInt8(ascii: "/") + 1])
    return firstIndex { !($0 < start) }..<firstIndex { !($0 < end) }
  }

  package func holdsFolder(_ folder: RepositoryPath) -> Bool {
    folder.bytes.isEmpty || !indices(below: folder).isEmpty
  }

  /// The indices of the files that a pattern matches, found as they are asked for.
  package func matches(of pattern: PathPattern) -> some Sequence<Int> {
    let folder = pattern.folder
    let below = indices(below: folder)
    let own = firstIndex { !($0 < folder) }
    let candidates = own < below.lowerBound && sorted[own] == folder ? [own..<(own + 1), below] : [below]
    let end = pattern.literalEnd
    return candidates.lazy.joined().filter { index in
      sorted[index].bytes.suffix(end.count) == end && pattern.matches(sorted[index])
    }
  }

  /// The names directly below a folder, of files and of folders, sorted.
  package func names(in folder: RepositoryPath) -> [ArraySlice<UInt8>] {
    let skipped = folder.bytes.isEmpty ? 0 : folder.bytes.count + 1
    var names: [ArraySlice<UInt8>] = []
    for index in indices(below: folder) {
      let name = sorted[index].bytes[skipped...].prefix { $0 != UInt8(ascii: "/") }
      if names.last != name { names.append(name) }
    }
    return names
  }

  private func firstIndex(where isAtOrAfter: (RepositoryPath) -> Bool) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if isAtOrAfter(sorted[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
