package import CaskadeSyntax

/// One path that one commit changed against every parent it has.
package struct HistoryRecord: Hashable, Sendable {
  package let commit: ObjectID
  package let path: RepositoryPath
  /// One for each parent; nil where the path is absent there.
  package let oldIDs: [ObjectID?]
  /// Nil where the commit leaves the path absent.
  package let newID: ObjectID?
  package let newMode: FileMode
}

/// Reads the output of `git diff-tree --stdin -r -c --root -z --raw --no-abbrev --no-renames`, fed with commits.
///
/// Each commit's id and a NUL come before its records. A record begins with a colon for each parent: that many modes and
/// ids come before the commit's own, and that many letters make the status (git-diff-tree(1), "DIFF FORMAT FOR
/// MERGES"). A merge lists only what differs from all its parents: what it merely brought in isn't its own.
package enum HistoryReader {
  package static func read(_ bytes: [UInt8]) throws(RawDiffError) -> [HistoryRecord] {
    guard bytes.isEmpty || bytes.last == 0 else { throw RawDiffError(kind: .truncated, offset: bytes.count) }
    var records: [HistoryRecord] = []
    var commit: ObjectID?
    var fields = bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast().makeIterator()
    while let field = fields.next() {
      guard field.first == UInt8(ascii: ":") else {
        commit = ObjectID(String(decoding: field, as: UTF8.self))
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
    let parents = field.prefix { $0 == UInt8(ascii: ":") }.count
    let words = field.dropFirst(parents).split(separator: UInt8(ascii: " ")).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard words.count == 2 * (parents + 1) + 1 else {
      throw RawDiffError(kind: .badHeader, offset: field.startIndex)
    }
    guard !path.isEmpty else { throw RawDiffError(kind: .impossiblePath, offset: field.startIndex) }
    guard let mode = FileMode(octal: words[parents].utf8) else {
      throw RawDiffError(kind: .badMode, offset: field.startIndex)
    }
    let ids = words[(parents + 1)...(2 * parents + 1)].compactMap { ObjectID($0) }
    guard ids.count == parents + 1 else { throw RawDiffError(kind: .badObjectID, offset: field.startIndex) }
    let present = ids.map { $0.isZero ? nil : $0 }
    return HistoryRecord(
      commit: commit, path: RepositoryPath(bytes: path), oldIDs: Array(present.dropLast()), newID: present[parents],
      newMode: mode)
  }
}
