import CaskadeSyntax

/// What `git status --porcelain=v1 -z` says of the working tree beside its index.
struct WorkingTreeStatus: Sendable {
  /// Another content, mode or kind than the index has, or added to it without a content.
  private(set) var changed: [ArraySlice<UInt8>] = []
  /// Gone from disk.
  private(set) var gone: [ArraySlice<UInt8>] = []
  /// What no index knows and no rule ignores; a repository of its own ends with a slash.
  private(set) var untracked: [ArraySlice<UInt8>] = []
  private(set) var ignored: [ArraySlice<UInt8>] = []

  /// One walk over the tree answers all of it. Renames are off, so that every record is one path.
  static let question: [ByteString] = [
    "status", "--porcelain=v1", "-z", "--untracked-files=all", "--ignored=traditional", "--ignore-submodules=all",
    "--no-renames", "--no-ahead-behind",
  ]

  /// A record is `XY PATH` NUL: `X` is what the index has against the commit, which isn't asked here, and `Y` what is on
  /// disk against the index (git-status(1), "Short Format").
  ///
  /// - Parameter counts: what git said beside it; nil where it doesn't.
  init(_ bytes: [UInt8], _ counts: StatusCounts? = nil) throws(GitError) {
    var records = NULRecords(bytes)
    var tracked = 0
    while let record = records.next() {
      let start = record.startIndex
      guard records.lastWasWhole, record.count > 3, record[start + 2] == UInt8(ascii: " ") else {
        throw GitError(.badAnswer(command: "status", reason: "a record is not as documented"))
      }
      let path = record[(start + 3)...]
      let state = record[start + 1]
      if state != UInt8(ascii: "?"), state != UInt8(ascii: "!") { tracked += 1 }
      switch state {
      case UInt8(ascii: " "): break
      case UInt8(ascii: "D"): gone.append(path)
      case UInt8(ascii: "?"): untracked.append(path)
      case UInt8(ascii: "!"): ignored.append(path)
      case _: changed.append(path)
      }
    }
    let seen = StatusCounts(changed: tracked, untracked: untracked.count, ignored: ignored.count)
    guard (counts ?? seen) == seen else {
      throw GitError(.badAnswer(command: "status", reason: "records are missing"))
    }
  }

  /// Takes these for changed too.
  mutating func add(_ paths: [ArraySlice<UInt8>]) {
    let known = Set(changed)
    changed += paths.filter { !known.contains($0) }
  }

  /// Without what lies in this folder, which is written with its slash.
  func without(_ folder: [UInt8]) -> WorkingTreeStatus {
    var rest = self
    rest.untracked.removeAll { $0.starts(with: folder) }
    rest.ignored.removeAll { $0.starts(with: folder) }
    return rest
  }
}
