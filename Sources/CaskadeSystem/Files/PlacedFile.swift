package import CaskadeSyntax

/// A file of which parts are read, each where it lies. It is never mapped: one that is cut meanwhile ends no process.
package final class PlacedFile {
  private let descriptor: Descriptor
  package let size: Int

  /// Nil for what is no regular file, or can't be read.
  package init?(_ path: ByteString) {
    guard !path.holdsNUL else { return nil }
    descriptor = Descriptor(path.withCString { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) })
    var status = stat()
    guard descriptor.isOpen, fstat(descriptor.number, &status) == 0, FileKind(status) == .regular else { return nil }
    size = Int(status.st_size)
  }

  /// Exactly that many bytes from there on; nil where there are fewer.
  package func read(_ count: Int, at start: Int) -> [UInt8]? {
    guard count >= 0, start >= 0, start <= size, count <= size - start else { return nil }
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let part = pread(
          descriptor.number, buffer.baseAddress?.advanced(by: filled), count - filled, off_t(start + filled))
        if part > 0 { filled += part } else if part == 0 || errno != EINTR { break }
      }
      isWhole = filled == count
    }
    return isWhole ? bytes : nil
  }
}
