import CaskadeSyntax

/// Something about a file or folder did not work.
package struct FileError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The system refused the operation; `code` says why.
    case failed(Operation)
    case missing
    case isFolder
    /// A FIFO, a socket or a device.
    case notRegular
    case tooLarge(limit: Int)
    /// Something is there already, and was not to be replaced.
    case exists
    /// A path with a NUL byte in it.
    case unusablePath
    /// Nobody reads what is written, as in `caskade report | head`.
    case closedPipe
    /// A person or the system asked caskade to stop meanwhile.
    case interrupted
  }

  package enum Operation: Hashable, Sendable {
    case read, write, look, create, remove
  }

  package let kind: Kind
  /// The file, or `-` for a standard stream.
  package let path: ByteString
  /// The system's `errno`; 0 where the system wasn't asked.
  package let code: Int32

  package init(_ kind: Kind, path: ByteString, code: Int32 = 0) {
    self.kind = kind
    self.path = path
    self.code = code
  }

  /// What an `errno` means for an operation on a path.
  init(_ operation: Operation, path: ByteString, code: Int32) {
    let kind: Kind =
      switch code {
      case ENOENT: .missing
      case EEXIST: .exists
      case EISDIR: .isFolder
      case EPIPE: .closedPipe
      default: .failed(operation)
      }
    self.init(kind, path: path, code: code)
  }
}
