package import CaskadeSyntax

/// Another worktree of the repository, which lies below this one: other work, and none of this tree's.
package struct OtherWorktree: Hashable, Sendable {
  package let path: RepositoryPath
  /// Nil where none is checked out.
  package let branch: String?

  private static let mostBytes = 64 << 10

  /// Nil where the folder's `.git` is no file that names a place in the repository's `worktrees/`, or that place doesn't
  /// name the folder in turn (gitrepository-layout(5), `worktrees/<id>/gitdir`).
  init?(_ path: RepositoryPath, of location: RepositoryLocation) {
    let folder = location.workTree.appending(path)
    let link = folder.appending(".git")
    let marker = Array("gitdir: ".utf8)
    guard let text = Self.line(of: link), text.starts(with: marker),
      let place = Self.real(ByteString(bytes: text.dropFirst(marker.count)), from: folder),
      let worktrees = try? FileSystem.realPath(location.objects.folder.appending("worktrees")),
      place.folder == worktrees, let back = Self.line(of: place.appending("gitdir")),
      let named = Self.real(ByteString(bytes: back), from: place), let own = try? FileSystem.realPath(link),
      named == own
    else { return nil }
    self.path = path
    let head = Self.line(of: place.appending("HEAD")) ?? []
    let start = Array("ref: refs/heads/".utf8)
    branch = head.starts(with: start) ? String(decoding: head.dropFirst(start.count), as: UTF8.self) : nil
  }

  /// A path in one of git's files: absolute, or from the folder of the file.
  private static func real(_ path: ByteString, from folder: ByteString) -> ByteString? {
    try? FileSystem.realPath(path.isAbsolute ? path : folder.appending(path))
  }

  private static func line(of file: ByteString) -> [UInt8]? {
    guard let bytes = try? FileReader.read(file, limit: mostBytes) else { return nil }
    return Array(bytes.prefix { $0 != 0x0A })
  }
}
