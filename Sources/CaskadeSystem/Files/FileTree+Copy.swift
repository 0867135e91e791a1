extension FileTree {
  /// Copies a regular file over whatever stands at the new place; with the times of the original when they matter.
  package static func copyFile(_ original: ByteString, to copy: ByteString, keepingTimes: Bool) throws(FileError) {
    let bytes = try FileReader.read(original, limit: 1 << 31)
    try AtomicFile.write(bytes, to: copy, replacing: true)
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
