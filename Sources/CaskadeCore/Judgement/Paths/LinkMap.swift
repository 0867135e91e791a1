package import CaskadeSyntax

/// The symbolic links of one tree, and what else stands in it: enough to say where a link leads.
package struct LinkMap: Hashable, Sendable {
  /// Where a path leads once every link on the way has been followed inside the tree.
  package enum Destination: Hashable, Sendable {
    /// A path in the tree's name space, whether or not something stands there. Empty for the root.
    case inside(RepositoryPath)
    /// An absolute target, or one that climbs above the root.
    case outside
    /// The links lead in a circle, or through more of them than a system follows.
    case endless
  }

  private let targets: [RepositoryPath: [UInt8]]
  /// Every other path of the tree, sorted.
  private let paths: [RepositoryPath]
  /// Linux follows 40 (path_resolution(7)).
  private static let mostLinks = 40

  package init(targets: [RepositoryPath: [UInt8]], paths: [RepositoryPath]) {
    self.targets = targets
    self.paths = paths.sorted()
  }

  package func destination(of link: RepositoryPath) -> Destination {
    var waiting: [ArraySlice<UInt8>] = Array(link.bytes.split(separator: UInt8(ascii: "/")).reversed())
    var resolved: [ArraySlice<UInt8>] = []
    var followed = 0
    while let part = waiting.popLast() {
      if part.elementsEqual(".".utf8) { continue }
      if part.elementsEqual("..".utf8) {
        if resolved.isEmpty { return .outside }
        resolved.removeLast()
        continue
      }
      resolved.append(part)
      guard let target = targets[Self.joined(resolved)] else { continue }
      followed += 1
      if followed > Self.mostLinks { return .endless }
      if target.first == UInt8(ascii: "/") || target.contains(0) { return .outside }
      resolved.removeLast()
      waiting += target.split(separator: UInt8(ascii: "/")).reversed()
    }
    return .inside(Self.joined(resolved))
  }

  /// True when the tree holds an entry of exactly this path.
  package func isFile(_ path: RepositoryPath) -> Bool {
    let index = firstIndex { !($0 < path) }
    return index < paths.count && paths[index] == path
  }

  /// The tree's paths below a folder; empty when it is a file or isn't there. The root is the empty path.
  package func paths(below folder: RepositoryPath) -> ArraySlice<RepositoryPath> {
    if folder.bytes.isEmpty { return paths[...] }
    let prefix = folder.bytes + [UInt8(ascii: "/")]
    let start = firstIndex { !$0.bytes.lexicographicallyPrecedes(prefix) }
    var end = start
    while end < paths.count, paths[end].bytes.starts(with: prefix) { end += 1 }
    return paths[start..<end]
  }

  private func firstIndex(where isAtOrAfter: (RepositoryPath) -> Bool) -> Int {
    var low = 0
    var high = paths.count
    while low < high {
      let middle = (low + high) / 2
      if isAtOrAfter(paths[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private static func joined(_ parts: [ArraySlice<UInt8>]) -> RepositoryPath {
    RepositoryPath(bytes: Array(parts.joined(separator: [UInt8(ascii: "/")])))
  }
}
