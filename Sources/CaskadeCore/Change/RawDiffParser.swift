import CaskadeSyntax

/// Git's answer was not what its documentation says; nothing can be judged by it.
package struct RawDiffError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case truncated
    case badHeader
    case badMode
    case badObjectID
    case unexpectedStatus(String)
    case emptyPath
  }

  package let kind: Kind
  /// Byte offset of the record in git's output.
  package let offset: Int
}

/// Reads the output of `git diff-tree -r -z --raw --no-abbrev --no-renames` (git-diff-tree(1), "RAW OUTPUT FORMAT").
///
/// A record is `:OLDMODE NEWMODE OLDID NEWID STATUS` NUL `path` NUL. Anything else, and an output that doesn't end
/// with a complete record, is an error: half a list would hide changes.
package enum RawDiffParser {
  package static func parse(_ bytes: [UInt8]) throws(RawDiffError) -> ChangeSet {
    var changes: [Change] = []
    var index = 0
    while index < bytes.count {
      let start = index
      guard let headerEnd = bytes[index...].firstIndex(of: 0) else {
        throw RawDiffError(kind: .truncated, offset: start)
      }
      let header = bytes[index..<headerEnd]
      index = headerEnd + 1
      guard index < bytes.count, let pathEnd = bytes[index...].firstIndex(of: 0) else {
        throw RawDiffError(kind: .truncated, offset: start)
      }
      let path = RepositoryPath(bytes: bytes[index..<pathEnd])
      index = pathEnd + 1
      if path.bytes.isEmpty { throw RawDiffError(kind: .emptyPath, offset: start) }
      changes.append(try change(header, path: path, offset: start))
    }
    return ChangeSet(changes)
  }

  private static func change(
    _ header: ArraySlice<UInt8>, path: RepositoryPath, offset: Int
  ) throws(RawDiffError) -> Change {
    let fields = header.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard fields.count == 5, fields[0].first == UInt8(ascii: ":") else {
      throw RawDiffError(kind: .badHeader, offset: offset)
    }
    guard let oldMode = mode(fields[0].dropFirst()), let newMode = mode(fields[1]) else {
      throw RawDiffError(kind: .badMode, offset: offset)
    }
    guard let oldID = ObjectID(String(decoding: fields[2], as: UTF8.self)),
      let newID = ObjectID(String(decoding: fields[3], as: UTF8.self))
    else { throw RawDiffError(kind: .badObjectID, offset: offset) }
    let status = String(decoding: fields[4], as: UTF8.self)
    let operation: Operation
    if oldMode == .submodule || newMode == .submodule {
      operation = .submodule
    } else {
      switch status {
      case "A": operation = .create
      case "D": operation = .delete
      case "M", "T": operation = .modify
      default: throw RawDiffError(kind: .unexpectedStatus(status), offset: offset)
      }
    }
    return Change(
      path: path, operation: operation, oldMode: oldMode, newMode: newMode,
      oldID: oldMode == .absent ? nil : oldID, newID: newMode == .absent ? nil : newID)
  }

  private static func mode(_ digits: ArraySlice<UInt8>) -> FileMode? {
    guard digits.count == 6 else { return nil }
    var bits = 0
    for digit in digits {
      guard (0x30...0x37).contains(digit) else { return nil }
      bits = bits * 8 + Int(digit - 0x30)
    }
    return FileMode(bits: bits)
  }
}
