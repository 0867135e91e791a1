import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// Reads the changes whose lines git's patch doesn't have as an editor would: those that it calls binary, and those with
/// carriage returns within a line. Both sides are fetched and compared here.
struct FilesReadAgain {
  private let changes: [Change]
  private let indices: [Int]

  /// - Parameter indices: of the changes to read.
  init(_ indices: some Sequence<Int>, of changes: [Change]) {
    self.changes = changes
    self.indices = indices.sorted().filter { changes[$0].newMode != .submodule && changes[$0].oldMode != .submodule }
  }

  /// What takes the lines and the content.
  struct Readers {
    var search: SecretSearch
    var content: AreaContentScanner
  }

  /// Takes over the counts of lines; a file that is no text has none, and is looked at as bytes.
  func read(
    _ lines: inout [Change.Lines], _ readers: inout Readers, _ repository: Repository
  ) throws(CommandError) {
    guard !indices.isEmpty else { return }
    let versions = indices.flatMap { index in
      [changes[index].newID, changes[index].oldID].compactMap { $0 }.map { FileVersion(changes[index].path, $0) }
    }
    let looked = try ReadableVersions(Array(Set(versions)).sorted { $0.id < $1.id }, repository)
    func isReadable(_ index: Int, _ id: ObjectID?) -> Bool {
      id.map { looked.unseen[FileVersion(changes[index].path, $0)] == nil } ?? true
    }
    var wanted: [(index: Int, isNew: Bool, id: ObjectID)] = []
    for index in indices {
      let change = changes[index]
      if let id = change.newID {
        let version = FileVersion(change.path, id)
        if let reason = looked.unseen[version] {
          readers.search.take([Unseen(by: .secrets, change.path, reason)])
          lines[index] = .binary
          continue
        }
        wanted.append((index, true, id))
      }
      if let id = change.oldID, isReadable(index, id) { wanted.append((index, false, id)) }
    }
    var counted = lines
    var taken = readers
    var new: [UInt8]?
    try asking(
      repository.objects.stream(wanted.map(\.id)) { place, blob in
        let (index, isNew, _) = wanted[place]
        if isNew { new = blob }
        if isNew, place + 1 < wanted.count, wanted[place + 1].index == index { return }
        counted[index] = Self.compare(changes[index], index, old: isNew ? nil : blob, new: new, &taken)
        new = nil
      })
    lines = counted
    readers = taken
  }

  private static func compare(
    _ change: Change, _ index: Int, old: [UInt8]?, new: [UInt8]?, _ readers: inout Readers
  ) -> Change.Lines {
    let before = old.map(EditorText.init)
    guard let new else { return before.flatMap { $0 }.map { .counted(added: 0, deleted: $0.lines.count) } ?? .binary }
    let text = SecretText(new, path: change.path)
    guard let after = EditorText(new), !(before.map { $0 == nil } ?? false) else {
      // Bytes: what the old version had in them is not new.
      let known = old.map { SecretText($0, path: change.path) }
      let values = known.map { known in Set(readers.search.scanner.spans(in: known).map(known.value)) } ?? []
      readers.search.look(text, of: index, change.path) { !values.contains(text.value(of: $0)) }
      return .binary
    }
    var added = Array(after.lines.indices)
    var deleted = 0
    if let old = before.flatMap({ $0 }) {
      if change.changesKind {
        deleted = old.lines.count
      } else {
        let difference = LineDifference(old: old, new: after)
        added = difference.added
        deleted = difference.deleted
      }
    }
    for line in added {
      let bytes = after.bytes[after.lines[line]]
      readers.content.read(
        PatchReader.Line(change: index, added: true, number: line + 1, bytes: bytes), path: change.path)
    }
    let numbers = Set(added.map { $0 + 1 })
    readers.search.look(text, of: index, change.path) { numbers.contains($0.line) }
    return .counted(added: added.count, deleted: deleted)
  }
}
