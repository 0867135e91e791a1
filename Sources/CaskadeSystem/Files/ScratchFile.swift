/// Writes files in folders of ours that nobody else reads and that don't outlive the process: none is flushed to the
/// disk, which takes longer than all else.
enum ScratchFile {
  /// Makes a file where nothing stands.
  static func write(_ bytes: [UInt8], to path: ByteString) throws(FileError) {
    guard !path.holdsNUL else { throw FileError(.unusablePath, path: path) }
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = Descriptor(path.withCString { open($0, flags, 0o600) })
    guard file.isOpen else { throw FileError(.create, path: path, code: errno) }
    let code = FileWriting.writeAll(bytes, to: file.number)
    guard code == 0 else { throw FileError(.write, path: path, code: code) }
  }

  /// Puts a file in the place of another, which is there until the new one is whole.
  static func replace(_ path: ByteString, with bytes: [UInt8]) throws(FileError) {
    let draft = ByteString(bytes: path.bytes + Array("-draft".utf8))
    try write(bytes, to: draft)
    let code = draft.withCString { draft in path.withCString { rename(draft, $0) } }
    guard code == 0 else { throw FileError(.write, path: path, code: errno) }
  }
}
