/// A file to which lines are added, by several processes at a time.
package enum LineLog {
  /// Adds the line in one piece; a new file begins with `head`. It is never a link, and only its owner reads it.
  package static func append(_ line: [UInt8], to path: ByteString, head: () -> [UInt8]) throws(FileError) {
    try FileSystem.createFolders(path.folder, mode: 0o700)
    let flags = O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
    var bytes = line
    var file = Descriptor(path.withCString { open($0, flags | O_CREAT | O_EXCL, 0o600) })
    if file.isOpen {
      bytes = head() + line
    } else {
      file = Descriptor(path.withCString { open($0, flags) })
    }
    guard file.isOpen else { throw FileError(.write, path: path, code: errno) }
    let code = FileWriting.writeAll(bytes, to: file.number)
    guard code == 0 else { throw FileError(.write, path: path, code: code) }
  }
}
