import CaskadeCore

extension FileSystem {
  /// Gives a file other content and leaves its permissions; one that isn't there is made, in a folder that is.
  ///
  /// For files of our own that nobody reads meanwhile: it isn't atomic. A link is refused, wherever it leads.
  package static func overwrite(_ path: ByteString, with bytes: [UInt8]) throws(FileError) {
    guard !path.holdsNUL else { throw FileError(.unusablePath, path: path) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
    let file = Descriptor(path.withCString { open($0, flags, 0o644) })
    guard file.isOpen else { throw FileError(.create, path: path, code: errno) }
    let code = FileWriting.writeAll(bytes, to: file.number)
    guard code == 0 else { throw FileError(.write, path: path, code: code) }
  }
}
