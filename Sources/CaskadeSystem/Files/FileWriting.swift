/// Writes whole texts to descriptors.
enum FileWriting {
  /// Writes all bytes: after a partial write or a signal it goes on, where the descriptor would
  /// have it wait it waits. Answers 0 or the system's `errno`.
  static func writeAll(_ bytes: [UInt8], to number: Int32) -> Int32 {
    writeAll(bytes[...], to: number)
  }

  static func writeAll(_ bytes: ArraySlice<UInt8>, to number: Int32) -> Int32 {
    bytes.withUnsafeBytes { all in
      var rest = all[...]
      while !rest.isEmpty {
        // Writes of more than 2 GB are cut or refused.
        let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 24))
        let count = write(number, piece.baseAddress, piece.count)
        guard count < 0 else {
          rest = rest.dropFirst(count)
          continue
        }
        guard errno != EINTR else { continue }
        guard errno == EAGAIN else { return errno }
        var entry = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
        _ = poll(&entry, 1, -1)
      }
      return 0
    }
  }
}
