import CaskadeCore
import CaskadeSyntax

/// The ignored files by name, a folder that holds nothing else as one line with their number.
struct IgnoredListing {
  private(set) var lines: [NotChecked] = []

  /// - Parameter judged: the paths of the head tree.
  init(_ ignored: [RepositoryPath], judged: [RepositoryPath]) {
    var shared: Set<RepositoryPath> = []
    for path in judged {
      var folder = path.parent
      while let current = folder, shared.insert(current).inserted { folder = current.parent }
    }
    var counts: [RepositoryPath: Int] = [:]
    var places: [RepositoryPath] = []
    for path in ignored {
      let place = Self.place(of: path, outside: shared)
      counts[place, default: 0] += 1
      if counts[place] == 1 { places.append(place) }
    }
    lines = places.sorted().map { place in
      let count = counts[place, default: 0]
      return .ignored(place, files: place.bytes.last == UInt8(ascii: "/") ? count : nil)
    }
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
