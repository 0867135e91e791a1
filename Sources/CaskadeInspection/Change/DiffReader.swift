import CaskadeSyntax

/// Reads `git diff-tree -r -z --raw -p` as it streams in: the records first, all of them, then the patch.
///
/// The records end with a NUL byte where the next one's colon would stand (git's diff.c, `diff_flush`). They alone
/// decide what has changed; the patch has to belong to them.
package struct DiffReader {
  package enum Fault: Error, Hashable, Sendable {
    case records(RawDiffError)
    case patch(PatchError)
  }

  private var records: [UInt8] = []
  /// Where the record that is not yet complete begins.
  private var start = 0
  /// Nil until the records have ended.
  private var patch: PatchReader?

  package init() {}

  /// Takes the next bytes, in any portions.
  ///
  /// - Parameter begin: is given the changes when the last of the records has come, before the first line.
  package mutating func consume(
    _ chunk: ArraySlice<UInt8>, begin: (ChangeSet) -> Void, each: (PatchReader.Line) -> Void
  ) throws(Fault) {
    var rest = chunk
    if patch == nil {
      guard let end = take(chunk) else { return }
      rest = chunk[end...]
      let changes = try parse()
      begin(changes)
      patch = PatchReader(changes: changes.changes)
    }
    do throws(PatchError) {
      try patch?.consume(rest, each: each)
    } catch {
      throw .patch(error)
    }
  }

  /// Ends the answer: an empty one says that nothing differs, and any other has a patch.
  package mutating func finish() throws(Fault) -> [Change.Lines] {
    guard patch != nil || records.isEmpty else {
      throw .records(RawDiffError(kind: .truncated, offset: records.count))
    }
    do throws(PatchError) {
      return try patch?.finish() ?? []
    } catch {
      throw .patch(error)
    }
  }

  /// Adds to the records. Answers where the patch begins, once it does.
  private mutating func take(_ chunk: ArraySlice<UInt8>) -> Int? {
    let before = records.count
    records += chunk
    while start < records.count {
      if records[start] == 0 {
        let end = chunk.startIndex + (start + 1 - before)
        records.removeSubrange(start...)
        return end
      }
      // A record is two texts, its header and its path, and a NUL byte behind each.
      guard let header = records[...].place(of: 0, from: start),
        let path = records[...].place(of: 0, from: header + 1)
      else { return nil }
      start = path + 1
    }
    return nil
  }

  private mutating func parse() throws(Fault) -> ChangeSet {
    do throws(RawDiffError) {
      return try RawDiffParser.parse(records)
    } catch {
      throw .records(error)
    }
  }
}
