/// Reads whole files of bounded size.
package enum FileReader {
  /// The content of a regular file of at most `limit` bytes. Links are followed; a folder, a FIFO
  /// or a device is refused without waiting for it.
  package static func read(_ path: ByteString, limit: Int) throws(FileError) -> [UInt8] {
    let (file, status) = try opened(path)
    let size = Int(status.st_size)
    guard size <= limit else { throw FileError(.tooLarge(limit: limit), path: path) }
    return try readAll(from: file.number, path: path, limit: limit, expected: size, interruption: nil)
  }

  /// The same of a file of any size, a piece at a time.
  package static func stream(_ path: ByteString, _ use: (UnsafeRawBufferPointer) -> Void) throws(FileError) {
    let (file, _) = try opened(path)
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = systemRead(file.number, &piece)
      if count == 0 { return }
      if count > 0 {
        piece.withUnsafeBytes { use(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      } else if errno != EINTR, errno != EAGAIN {
        throw failure(at: path, code: errno)
      }
    }
  }

  /// What a file that grows has from a place on, at most so many bytes of it. Nothing where it isn't that long any more.
  ///
  /// - Returns: the place behind what was read, and how long the file is.
  package static func stream(
    _ path: ByteString, from start: Int, atMost most: Int, _ use: (UnsafeRawBufferPointer) -> Void
  ) throws(FileError) -> (end: Int, size: Int) {
    let (file, status) = try opened(path)
    let size = Int(status.st_size)
    var end = start
    guard size > start else { return (end, size) }
    var piece = [UInt8](repeating: 0, count: min(1 << 20, most, size - start))
    while end < min(size, start + most) {
      let count = pread(file.number, &piece, min(piece.count, start + most - end), off_t(end))
      if count == 0 { break }
      if count > 0 {
        piece.withUnsafeBytes { use(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        end += count
      } else if errno != EINTR, errno != EAGAIN {
        throw failure(at: path, code: errno)
      }
    }
    return (end, size)
  }

  private static func opened(_ path: ByteString) throws(FileError) -> (file: Descriptor, status: stat) {
    guard !path.holdsNUL else { throw FileError(.unusablePath, path: path) }
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    let file = Descriptor(path.withCString { open($0, flags) })
    var status = stat()
    guard file.isOpen, fstat(file.number, &status) == 0 else { throw failure(at: path, code: errno) }
    switch FileKind(status) {
    case .regular: break
    case .folder: throw FileError(.isFolder, path: path)
    case .link, .other: throw FileError(.notRegular, path: path)
    }
    return (file, status)
  }

  /// All of standard input, whatever it is connected to; `interrupted` if a person stops it.
  package static func readStandardInput(limit: Int, interruption: Interruption? = nil) throws(FileError) -> [UInt8] {
    try readAll(from: 0, path: "-", limit: limit, expected: 0, interruption: interruption)
  }

  /// The size is only what the file said; it may grow meanwhile, or hold more as in `/proc`.
  private static func readAll(
    from number: Int32, path: ByteString, limit: Int, expected: Int, interruption: Interruption?
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(expected)
    // Most files are small, and what is made for them has to be touched.
    var chunk = [UInt8](repeating: 0, count: expected == 0 ? 65536 : min(65536, max(4_096, expected + 1)))
    while true {
      if let interruption { try wait(for: number, path: path, interruption) }
      let count = systemRead(number, &chunk)
      if count == 0 { return bytes }
      if count > 0 {
        guard bytes.count + count <= limit else { throw FileError(.tooLarge(limit: limit), path: path) }
        bytes += chunk[..<count]
      } else if errno == EAGAIN {
        var entry = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
        _ = poll(&entry, 1, -1)
      } else if errno != EINTR {
        throw failure(at: path, code: errno)
      }
    }
  }

  private static func wait(for number: Int32, path: ByteString, _ interruption: Interruption) throws(FileError) {
    var entries = [number, interruption.descriptor].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    repeat {
      guard interruption.signal == nil else { throw FileError(.interrupted, path: path) }
    } while poll(&entries, 2, -1) < 0 || entries[0].revents == 0
  }

  private static func failure(at path: ByteString, code: Int32) -> FileError {
    // A socket can't be opened at all.
    code == ENXIO ? FileError(.notRegular, path: path, code: code) : FileError(.read, path: path, code: code)
  }
}

/// `read(2)` under a name that a method called `read` doesn't hide.
func systemRead(_ number: Int32, _ buffer: inout [UInt8]) -> Int {
  read(number, &buffer, buffer.count)
}
