package import CaskadeSyntax

/// One path that one commit changed against every parent it has.
package struct HistoryRecord: Hashable, Sendable {
  package let commit: ObjectID
  package let path: RepositoryPath
  /// What the first parent has; nil where the path is absent there.
  private let oldID: ObjectID?
  /// What the other parents of a merge have.
  private let otherOldIDs: [ObjectID?]
  /// Nil where the commit leaves the path absent.
  package let newID: ObjectID?
  package let newMode: FileMode

  /// One for each parent; nil where the path is absent there.
  package var oldIDs: [ObjectID?] { [oldID] + otherOldIDs }

  /// The blobs that a parent has at the path, and the commit has not as a file.
  package var lost: [ObjectID] {
    let isFile = newID != nil && newMode.kind == FileMode.regular.kind
    return oldIDs.compactMap { $0 }.filter { $0 != newID || !isFile }
  }

  init(commit: ObjectID, path: RepositoryPath, oldIDs: [ObjectID?], newID: ObjectID?, newMode: FileMode) {
    self.init(
      commit: commit, path: path, oldID: oldIDs.first ?? nil, otherOldIDs: Array(oldIDs.dropFirst()), newID: newID,
      newMode: newMode)
  }

  fileprivate init(
    commit: ObjectID, path: RepositoryPath, oldID: ObjectID?, otherOldIDs: [ObjectID?], newID: ObjectID?,
    newMode: FileMode
  ) {
    self.commit = commit
    self.path = path
    self.oldID = oldID
    self.otherOldIDs = otherOldIDs
    self.newID = newID
    self.newMode = newMode
  }
}

/// Reads the output of `git diff-tree --stdin -r -c --root -z --raw --no-abbrev --no-renames`, fed with commits.
///
/// Each commit's id and a NUL come before its records. A record begins with a colon for each parent: that many modes and
/// ids come before the commit's own, and that many letters make the status (git-diff-tree(1), "DIFF FORMAT FOR
/// MERGES"). A merge lists only what differs from all its parents: what it merely brought in isn't its own.
package enum HistoryReader {
  package static func read(_ bytes: [UInt8]) throws(RawDiffError) -> [HistoryRecord] {
    try read(bytes[...])
  }

  package static func read(_ bytes: ArraySlice<UInt8>) throws(RawDiffError) -> [HistoryRecord] {
    var fields = NULRecords(bytes)
    guard fields.isWhole else { throw RawDiffError(kind: .truncated, offset: bytes.count) }
    var records: [HistoryRecord] = []
    var commit: ObjectID?
    while let field = fields.next() {
      guard field.first == UInt8(ascii: ":") else {
        commit = ObjectID(digits: field)
        if commit == nil { throw RawDiffError(kind: .badHeader, offset: field.startIndex) }
        continue
      }
      guard let commit, let path = fields.next() else {
        throw RawDiffError(kind: .truncated, offset: field.startIndex)
      }
      records.append(try record(field, path: path, of: commit))
    }
    return records
  }

  private static func record(
    _ field: ArraySlice<UInt8>, path: ArraySlice<UInt8>, of commit: ObjectID
  ) throws(RawDiffError) -> HistoryRecord {
    func fault(_ kind: RawDiffError.Kind) -> RawDiffError { RawDiffError(kind: kind, offset: field.startIndex) }
    let parents = field.prefix { $0 == UInt8(ascii: ":") }.count
    var rest = field.dropFirst(parents)
    func word() throws(RawDiffError) -> ArraySlice<UInt8> {
      guard let space = rest.firstIndex(of: UInt8(ascii: " ")), space > rest.startIndex else { throw fault(.badHeader) }
      defer { rest = rest[(space + 1)...] }
      return rest[..<space]
    }
    func id() throws(RawDiffError) -> ObjectID? {
      guard let id = ObjectID(digits: try word()) else { throw fault(.badObjectID) }
      return id.isZero ? nil : id
    }
    for _ in 0..<parents { _ = try word() }
    guard let mode = FileMode(octal: try word()) else { throw fault(.badMode) }
    let oldID = try id()
    var others: [ObjectID?] = []
    for _ in 1..<parents { others.append(try id()) }
    let newID = try id()
    guard !rest.isEmpty, !rest.contains(UInt8(ascii: " ")) else { throw fault(.badHeader) }
    guard !path.isEmpty else { throw fault(.impossiblePath) }
    return HistoryRecord(
      commit: commit, path: RepositoryPath(bytes: path), oldID: oldID, otherOldIDs: others, newID: newID, newMode: mode)
  }
}
