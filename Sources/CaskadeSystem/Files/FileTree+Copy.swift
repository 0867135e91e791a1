extension FileTree {
  /// Copies a regular file over whatever stands at the new place; with the times of the original when they matter.
  package static func copyFile(_ original: ByteString, to copy: ByteString, keepingTimes: Bool) throws(FileError) {
    let bytes = try FileReader.read(original, limit: 1 << 31)
    try AtomicFile.write(bytes, to: copy, replacing: true)
    guard keepingTimes else { return }
    try FileTimes(of: original).give(to: copy)
  }
}
