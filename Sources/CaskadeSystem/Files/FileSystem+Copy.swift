extension FileSystem {
  /// Copies a regular file over whatever stands at the new place; with the times of the original when they matter.
  ///
  /// For folders of ours: nothing is flushed to the disk, and a copy that fails is left half-made.
  package static func copyFile(_ original: ByteString, to copy: ByteString, keepingTimes: Bool) throws(FileError) {
    guard !original.holdsNUL, !copy.holdsNUL else { throw FileError(.unusablePath, path: copy) }
    let source = Descriptor(original.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) })
    var status = stat()
    guard source.isOpen, fstat(source.number, &status) == 0 else {
      throw FileError(.read, path: original, code: errno)
    }
    guard FileKind(status) == .regular else { throw FileError(.notRegular, path: original) }
    try remove(copy)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let target = Descriptor(copy.withCString { open($0, flags, 0o600) })
    guard target.isOpen else { throw FileError(.create, path: copy, code: errno) }
    var portion = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = systemRead(source.number, &portion)
      if count == 0 { break }
      if count < 0 {
        guard errno == EINTR else { throw FileError(.read, path: original, code: errno) }
        continue
      }
      let code = FileWriting.writeAll(portion[..<count], to: target.number)
      guard code == 0 else { throw FileError(.write, path: copy, code: code) }
    }
    guard keepingTimes else { return }
    try FileTimes(of: original).give(to: copy)
  }

  /// Sets when a file was last modified.
  package static func setModified(_ path: ByteString, secondsSince1970 seconds: Int) throws(FileError) {
    var times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
    let code = path.withCString { utimensat(AT_FDCWD, $0, &times, 0) }
    guard code == 0 else { throw FileError(.write, path: path, code: errno) }
  }
}
