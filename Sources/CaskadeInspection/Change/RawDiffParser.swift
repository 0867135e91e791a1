import CaskadeSyntax

/// Git's answer was not what its documentation says; nothing can be judged by it.
package struct RawDiffError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case truncated
    case badHeader
    case badMode
    case badObjectID
    /// The status letter is unknown, or isn't the one that the modes call for.
    case unexpectedStatus(String)
    /// The path has a component that is empty, `.` or `..`: every reader may take it for another file, so whatever is
    /// judged of it is judged of something else. A component that looks like `.git` has one meaning, and is judged.
    case impossiblePath
    /// A path that isn't after the one before it: the tree is damaged, and what is read of it depends on who reads.
    case outOfOrder
  }

  package let kind: Kind
  /// Byte offset of the record in git's output.
  package let offset: Int

  package var message: String {
    switch kind {
    case .impossiblePath: "a tree holds a path with a component that is empty, '.' or '..'"
    case .outOfOrder: "a tree's entries are out of order, or one stands there twice"
    case .truncated, .badHeader, .badMode, .badObjectID, .unexpectedStatus: "\(kind) at byte \(offset)"
    }
  }
}

/// Reads the output of `git diff-tree -r -z --raw --no-abbrev --no-renames` (git-diff-tree(1), "RAW OUTPUT FORMAT").
///
/// A record is `:OLDMODE NEWMODE OLDID NEWID STATUS` NUL `path` NUL, and records come sorted by path. Anything else, and
/// an output that ends within a record, is an error: half a list would hide changes. An output that ends between two
/// records reads as a shorter list: whoever asked has to know that it is whole.
package enum RawDiffParser {
  package static func parse(_ bytes: [UInt8]) throws(RawDiffError) -> ChangeSet {
    var changes: [Change] = []
    var records = NULRecords(bytes)
    var offset = 0
    while let header = records.next() {
      guard let name = records.next(), records.lastWasWhole else {
        throw RawDiffError(kind: .truncated, offset: offset)
      }
      let path = RepositoryPath(bytes: name)
      if !isPossible(path) { throw RawDiffError(kind: .impossiblePath, offset: offset) }
      if let last = changes.last, !(last.path < path) { throw RawDiffError(kind: .outOfOrder, offset: offset) }
      changes.append(try change(header, path: path, offset: offset))
      offset = records.offset
    }
    return ChangeSet(sorted: changes)
  }

  private static func change(
    _ header: ArraySlice<UInt8>, path: RepositoryPath, offset: Int
  ) throws(RawDiffError) -> Change {
    guard let fields = RawDiffHeader(header) else { throw RawDiffError(kind: .badHeader, offset: offset) }
    guard let oldMode = FileMode(octal: fields.oldMode), let newMode = FileMode(octal: fields.newMode) else {
      throw RawDiffError(kind: .badMode, offset: offset)
    }
    guard let oldID = ObjectID(digits: fields.oldID), let newID = ObjectID(digits: fields.newID),
      oldID.isAsLong(as: newID), oldID.isZero == (oldMode == .absent), newID.isZero == (newMode == .absent)
    else { throw RawDiffError(kind: .badObjectID, offset: offset) }
    guard let operation = operation(fields.status, oldMode, newMode) else {
      throw RawDiffError(kind: .unexpectedStatus(String(decoding: fields.status, as: UTF8.self)), offset: offset)
    }
    return Change(
      path: path, operation: operation, oldMode: oldMode, newMode: newMode,
      oldID: oldMode == .absent ? nil : oldID, newID: newMode == .absent ? nil : newID)
  }

  /// The modes decide; a letter that says something else is nil.
  private static func operation(_ status: ArraySlice<UInt8>, _ oldMode: FileMode, _ newMode: FileMode) -> Operation? {
    let expected: (letter: Character, operation: Operation)
    switch (oldMode, newMode) {
    case (.absent, .absent): return nil
    case (.absent, _): expected = ("A", .create)
    case (_, .absent): expected = ("D", .delete)
    case (_, _) where oldMode.kind != newMode.kind: expected = ("T", .modify)
    case (_, _): expected = ("M", .modify)
    }
    guard status.elementsEqual(String(expected.letter).utf8) else { return nil }
    return oldMode == .submodule || newMode == .submodule ? .submodule : expected.operation
  }

  private static func isPossible(_ path: RepositoryPath) -> Bool {
    var start = 0
    for place in 0...path.bytes.count where place == path.bytes.count || path.bytes[place] == UInt8(ascii: "/") {
      switch place - start {
      case 0: return false
      case 1, 2: if path.bytes[start..<place].allSatisfy({ $0 == UInt8(ascii: ".") }) { return false }
      default: break
      }
      start = place + 1
    }
    return true
  }
}

/// `:OLDMODE NEWMODE OLDID NEWID STATUS`, cut at its spaces.
private struct RawDiffHeader {
  let oldMode, newMode, oldID, newID, status: ArraySlice<UInt8>

  /// Nil unless there are exactly these fields; none is looked into.
  init?(_ header: ArraySlice<UInt8>) {
    guard header.first == UInt8(ascii: ":") else { return nil }
    var rest = header.dropFirst()
    func field() -> ArraySlice<UInt8>? {
      guard let space = rest.firstIndex(of: UInt8(ascii: " ")) else { return nil }
      defer { rest = rest[(space + 1)...] }
      return rest[..<space]
    }
    guard let oldMode = field(), let newMode = field(), let oldID = field(), let newID = field(), field() == nil
    else { return nil }
    (self.oldMode, self.newMode, self.oldID, self.newID, status) = (oldMode, newMode, oldID, newID, rest)
  }
}
