import CaskadeSyntax

/// The entries of an index, with the flags by which git skips files, as `git ls-files -v -s -z` prints them.
struct IndexEntries: Sendable {
  var submodules: [TreeEntry] = []
  var links: [TreeEntry] = []
  /// Paths that git was told to believe unedited: `assume-unchanged`.
  var assumedUnchanged: [RepositoryPath] = []
  /// Paths that are marked as absent on purpose: `skip-worktree`, as a sparse checkout does.
  var skipped: [RepositoryPath] = []
  var unmerged: [RepositoryPath] = []
  /// There is a `.gitattributes` among the files.
  var holdsAttributes = false

  /// A record is `TAG MODE ID STAGE` TAB `path` NUL; a lower-case tag means assume-unchanged, `S` skip-worktree
  /// (git-ls-files(1), `-v`).
  init(_ bytes: ArraySlice<UInt8>) throws(GitError) {
    let records = NULRecords(bytes)
    guard records.isWhole else { throw Self.unreadable }
    for record in records {
      guard let tag = record.first, let tab = record.firstIndex(of: 0x09) else { throw Self.unreadable }
      let isPlain = tag == UInt8(ascii: "H")
      let mode = record.dropFirst(2).prefix(6)
      let isFile = mode.starts(with: "100".utf8)
      if !holdsAttributes { holdsAttributes = Self.isAttributes(record) }
      // The common record, a tracked file without a flag at stage 0, is not looked at further.
      if isPlain, isFile, record[tab - 1] == UInt8(ascii: "0") { continue }
      try add(record, tag: tag, tab: tab)
    }
  }

  /// The path ends with that name: more files than git reads, never fewer.
  private static func isAttributes(_ record: ArraySlice<UInt8>) -> Bool {
    record.last == UInt8(ascii: "s") && record.suffix(14).elementsEqual(".gitattributes".utf8)
  }

  private mutating func add(_ record: ArraySlice<UInt8>, tag: UInt8, tab: Int) throws(GitError) {
    let words = record[..<tab].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    guard words.count == 4, let bits = Int(words[1], radix: 8), let id = ObjectID(words[2]) else {
      throw Self.unreadable
    }
    let path = RepositoryPath(bytes: record[(tab + 1)...])
    if words[3] != "0" {
      if unmerged.last != path { unmerged.append(path) }
      return
    }
    let mode = FileMode(bits: bits)
    if mode == .symlink { links.append(TreeEntry(mode: mode, id: id, path: path)) }
    if mode == .submodule { submodules.append(TreeEntry(mode: mode, id: id, path: path)) }
    if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(tag) { assumedUnchanged.append(path) }
    if tag == UInt8(ascii: "S") || tag == UInt8(ascii: "s") { skipped.append(path) }
  }

  private static let unreadable = GitError(
    .badAnswer(command: "ls-files", reason: "a record is not as documented"))
}
