/// The folders that paths are told by, where many lie together.
package enum PathFolders {
  /// For each path the outermost folder that holds one of the paths directly; nil for a path in the root, which stays by
  /// itself: that folder would hold everything.
  package static func outermost(of paths: [RepositoryPath]) -> [RepositoryPath?] {
    let own = paths.map { path in path.bytes.lastIndex(of: UInt8(ascii: "/")).map { Array(path.bytes[...$0]) } }
    var outer: [[UInt8]: [UInt8]] = [:]
    var root: [UInt8]?
    // What begins with a folder's path follows it directly.
    for folder in Set(own.compactMap { $0 }).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      if let root, folder.starts(with: root) {
        outer[folder] = root
      } else {
        root = folder
        outer[folder] = folder
      }
    }
    return own.map { folder in folder.flatMap { outer[$0] }.map { RepositoryPath(bytes: $0.dropLast()) } }
  }
}
