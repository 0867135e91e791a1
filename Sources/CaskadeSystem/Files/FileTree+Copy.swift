extension FileTree {
  /// Copies a regular file over whatever stands at the new place; with the times of the original when they matter.
  package static func copyFile(_ original: ByteString, to copy: ByteString, keepingTimes: Bool) throws(FileError) {
    let bytes = try FileReader.read(original, limit: 1 << 31)
    try AtomicFile.write(bytes, to: copy, replacing: true)
    guard keepingTimes else { return }
    let status = try Self.status(of: original).get()
    var times = [Platform.accessTime(status), Platform.modificationTime(status)]
    let code = copy.withCString { utimensat(AT_FDCWD, $0, &times, 0) }
    guard code == 0 else { throw FileError(.write, path: copy, code: errno) }
  }
}
