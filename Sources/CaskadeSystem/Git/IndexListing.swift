import CaskadeSyntax

/// What `git ls-files -v -s -z` lists, with `-o` first the files that no index knows, then the index itself.
///
/// Nothing ends the list of the others but the index behind it, and that one's end is known by its number of entries,
/// which stands in its header (gitformat-index(5)). So an answer that lost its end isn't believed, wherever it was cut.
struct IndexListing: Sendable {
  /// Paths that the index doesn't have.
  let others: [ArraySlice<UInt8>]
  /// `TAG MODE ID STAGE` TAB `path` NUL for each entry.
  let entries: ArraySlice<UInt8>

  static let arguments: [ByteString] = ["ls-files", "-v", "-s", "-z"]
  static let withOthers = arguments + ["-o"]
  static let withUntracked = withOthers + ["--exclude-standard"]

  /// - Parameter index: the file that git was given; it needn't exist.
  init(_ answer: [UInt8], index: ByteString) throws(GitError) {
    guard answer.isEmpty || answer.last == 0 else { throw Self.cut }
    var others: [ArraySlice<UInt8>] = []
    var start = answer.startIndex
    let tag = Array("? ".utf8)
    while answer[start...].starts(with: tag), let end = answer[start...].firstIndex(of: 0) {
      others.append(answer[(start + tag.count)..<end])
      start = end + 1
    }
    self.others = others
    entries = answer[start...]
    // A split index counts its own share only, and of a sparse one folders are listed as their files.
    let found = entries.withUnsafeBufferPointer { $0.reduce(0) { $0 + ($1 == 0 ? 1 : 0) } }
    guard found >= Self.count(index) else { throw Self.cut }
  }

  /// `DIRC`, the version and the number of entries, four bytes each; 0 for a file that isn't there.
  private static func count(_ index: ByteString) -> Int {
    let file = Descriptor(index.withCString { open($0, O_RDONLY | O_CLOEXEC) })
    var header = [UInt8](repeating: 0, count: 12)
    guard file.isOpen, systemRead(file.number, &header) == header.count else { return 0 }
    return header[8...].reduce(0) { $0 << 8 | Int($1) }
  }

  private static let cut = GitError(.badAnswer(command: "ls-files", reason: "it is cut off"))
}

/// What `git diff-files` calls changed by stat data.
///
/// Its exit status says whether there is anything at all; of a list that lost its end between two records only what
/// read it knows (`ProcessResult.outputEnded`).
enum IndexDifferences {
  static let arguments: [ByteString] = [
    "diff-files", "-z", "--raw", "--exit-code", "--no-renames", "--ignore-submodules=all",
  ]

  /// - Parameter ask: runs git; any exit status is an answer.
  static func among(
    _ ask: ([ByteString]) throws(GitError) -> ProcessResult
  ) throws(GitError) -> (changed: [ArraySlice<UInt8>], gone: [ArraySlice<UInt8>]) {
    let result = try ask(arguments)
    try UnseenFiles.refuse(in: result.standardError.head, of: "diff-files")
    guard let records = result.standardOutput.bytes else { throw cut }
    switch result.termination {
    case .exited(0): guard records.isEmpty else { throw cut }
    case .exited(1): guard !records.isEmpty, records.last == 0 else { throw cut }
    case .exited, .signalled, .timedOut, .interrupted:
      throw GitError(.failed(command: "diff-files", reason: GitProgram.reason(result)))
    }
    var changed: [ArraySlice<UInt8>] = []
    var gone: [ArraySlice<UInt8>] = []
    var fields = records.split(separator: 0).makeIterator()
    while let header = fields.next() {
      guard header.first == UInt8(ascii: ":"), let path = fields.next() else { throw cut }
      if header.last == UInt8(ascii: "D") { gone.append(path) } else { changed.append(path) }
    }
    return (changed, gone)
  }

  private static let cut = GitError(.badAnswer(command: "diff-files", reason: "it is cut off"))
}
