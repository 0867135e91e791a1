/// The folder that a repository's working tree should have, by looking for `.git` upwards as git does.
package enum EnclosingFolder {
  /// The nearest folder at or above this one that holds a `.git`: a file, or a folder with a `HEAD` in it.
  package static func withRepository(above folder: ByteString) -> ByteString? {
    guard var current = try? FileSystem.realPath(folder) else { return nil }
    while true {
      let candidate = current.appending(".git")
      if FileSystem.exists(candidate), !FileSystem.isFolder(candidate) || FileSystem.exists(candidate.appending("HEAD"))
      {
        return current
      }
      let parent = current.folder
      if parent == current { return nil }
      current = parent
    }
  }
}
