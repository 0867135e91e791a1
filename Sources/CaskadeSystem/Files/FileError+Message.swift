import CaskadeSyntax

extension FileError {
  /// One line for a person. The path is hostile text.
  package var message: String {
    let name = path == "-" ? "standard stream" : "'\(path.text)'"
    return switch kind {
    case .failed(let operation): "cannot \(operation.verb) \(name): \(SystemCode.text(code))"
    case .missing: "\(name) does not exist"
    case .isFolder: "\(name) is a folder, not a file"
    case .notRegular: "\(name) is not a regular file"
    case .tooLarge(let limit): "\(name) is larger than \(limit) bytes"
    case .exists: "\(name) exists already"
    case .unusablePath: "\(name) is not a path: it holds a NUL byte"
    case .closedPipe: "cannot write \(name): nobody reads it any more"
    case .interrupted: "interrupted while reading \(name)"
    }
  }
}

extension FileError.Operation {
  fileprivate var verb: String {
    switch self {
    case .read: "read"
    case .write: "write"
    case .look: "look at"
    case .create: "create"
    case .remove: "remove"
    }
  }
}
