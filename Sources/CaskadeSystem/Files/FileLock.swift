/// A file that one process holds while it lives: however it ends, the system lets go of it.
package final class FileLock: Sendable {
  private let number: Int32

  /// Nil where another process holds it.
  package init?(_ path: ByteString) throws(FileError) {
    try FileSystem.createFolders(path.folder, mode: 0o700)
    number = path.withCString { open($0, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600) }
    guard number >= 0 else { throw FileError(.create, path: path, code: errno) }
    guard flock(number, LOCK_EX | LOCK_NB) == 0 else {
      close(number)
      return nil
    }
  }

  deinit { close(number) }

  /// Whether a process holds it at the moment.
  package static func isHeld(_ path: ByteString) -> Bool {
    let number = path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) }
    guard number >= 0 else { return false }
    defer { close(number) }
    return flock(number, LOCK_SH | LOCK_NB) != 0
  }
}
