package import CaskadeSyntax

/// What a draft looks at of a repository: the paths of its tracked files, and the texts of a few that describe builds.
package struct DraftFiles: Sendable {
  package let tracked: TrackedPaths
  private let contents: @Sendable (RepositoryPath) -> [UInt8]?

  /// Of a file; what is longer describes no build that people wrote.
  package static let mostBytes = 1 << 20
  static let root = RepositoryPath("")

  /// - Parameter contents: of a tracked file; nil where it can't be read. It is asked for manifests, lock files' names
  ///   aside, and for CI definitions.
  package init(_ paths: [RepositoryPath], contents: @escaping @Sendable (RepositoryPath) -> [UInt8]?) {
    tracked = TrackedPaths(paths)
    self.contents = contents
  }

  func has(_ name: String, in folder: RepositoryPath = root) -> Bool { tracked.contains(folder.child(name)) }

  /// A folder that holds a tracked file.
  func hasFolder(_ name: String, in folder: RepositoryPath = root) -> Bool {
    let child = folder.child(name)
    return !tracked.indices(below: child).isEmpty
  }

  /// Nil for what isn't tracked, is too long or isn't text.
  func text(_ name: String, in folder: RepositoryPath = root) -> String? { text(folder.child(name)) }

  func text(_ path: RepositoryPath) -> String? {
    guard tracked.contains(path), let bytes = contents(path), bytes.count <= Self.mostBytes, !bytes.contains(0) else {
      return nil
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  func bytes(_ path: RepositoryPath) -> [UInt8]? { contents(path) }

  func holds(_ text: String, _ name: String, in folder: RepositoryPath = root) -> Bool {
    self.text(name, in: folder)?.contains(text) ?? false
  }

  /// The names directly in the folder, sorted.
  func names(in folder: RepositoryPath = root) -> [String] {
    tracked.names(in: folder).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The nearest folder, from this one up to the root, for which it holds.
  func nearest(from folder: RepositoryPath, where holds: (RepositoryPath) -> Bool) -> RepositoryPath? {
    var folder: RepositoryPath? = folder
    while let current = folder {
      if holds(current) { return current }
      folder = current.parent
    }
    return nil
  }

  /// The tracked files below the folder, at most so many.
  func files(below folder: RepositoryPath, most: Int = 5_000) -> ArraySlice<RepositoryPath> {
    tracked.sorted[tracked.indices(below: folder)].prefix(most)
  }
}

extension RepositoryPath {
  func child(_ name: String) -> RepositoryPath {
    RepositoryPath(bytes: bytes.isEmpty ? Array(name.utf8) : bytes + [UInt8(ascii: "/")] + Array(name.utf8))
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// As it is written in the folder, which holds it; `.` for the folder itself.
  func text(from folder: RepositoryPath) -> String {
    if self == folder { return "." }
    return folder.bytes.isEmpty ? text : String(decoding: bytes.dropFirst(folder.bytes.count + 1), as: UTF8.self)
  }

  var fileName: String { String(decoding: name, as: UTF8.self) }

  /// Behind the last dot of the name, lower case; empty where there is none.
  var ending: String {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return "" }
    return String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased()
  }

  /// The name without what stands behind its last dot.
  var stem: String {
    let ending = ending
    return ending.isEmpty ? fileName : String(fileName.dropLast(ending.count + 1))
  }
}

extension String {
  /// One word of a command line.
  var shellWord: String { ShellWord([.text(self, isQuoted: false)]).written }
}
