import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// The ignored files by name, a folder that holds nothing else as one line with their number.
struct IgnoredListing {
  private(set) var lines: [NotChecked] = []

  /// - Parameters:
  ///   - ignored: by rules of the tree.
  ///   - foreign: by others, which are named.
  ///   - judged: the paths of the head tree.
  init(_ ignored: [RepositoryPath], foreign: [WorkingTreeSnapshot.Foreign], judged: [RepositoryPath]) {
    var shared: Set<RepositoryPath> = []
    for path in judged {
      var folder = path.parent
      while let current = folder, shared.insert(current).inserted { folder = current.parent }
    }
    var counts: [Place: Int] = [:]
    for (path, origin) in ignored.map({ ($0, nil) }) + foreign.map({ ($0.path, Optional($0.origin)) }) {
      counts[Place(path: Self.place(of: path, outside: shared), origin: origin), default: 0] += 1
    }
    lines = counts.sorted { ($0.key.path, $0.key.origin ?? "") < ($1.key.path, $1.key.origin ?? "") }.map {
      place, count in
      .ignored(place.path, files: place.path.bytes.last == UInt8(ascii: "/") ? count : nil, by: place.origin)
    }
  }

  private struct Place: Hashable {
    let path: RepositoryPath
    /// Nil for a rule of the tree.
    let origin: String?
  }

  /// The outermost folder of the path that holds nothing of the head, with a slash; else the path.
  private static func place(of path: RepositoryPath, outside shared: Set<RepositoryPath>) -> RepositoryPath {
    var end = path.bytes.startIndex
    while let slash = path.bytes[end...].firstIndex(of: UInt8(ascii: "/")) {
      if !shared.contains(RepositoryPath(bytes: path.bytes[..<slash])) {
        return RepositoryPath(bytes: path.bytes[...slash])
      }
      end = slash + 1
    }
    return path
  }
}
