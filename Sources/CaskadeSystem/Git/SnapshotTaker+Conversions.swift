import CaskadeSyntax

extension SnapshotTaker {
  /// Puts back the entries of files that are exactly what was checked out for them, where storing them again made
  /// another content.
  ///
  /// - Parameters:
  ///   - paths: what was stored again.
  ///   - all: the index as it was.
  func keepCheckedOut(
    _ paths: [ArraySlice<UInt8>], _ all: [TrackedFile], _ words: AttributeWords, _ index: ByteString
  ) throws(GitError) {
    guard !paths.isEmpty, !all.isEmpty else { return }
    let stored = Set(paths)
    // Another mode is a change whatever the content is.
    let candidates = all.filter {
      stored.contains($0.path) && $0.line.starts(with: "100".utf8) && $0.line.starts(with: mode($0.path))
    }
    let kept = try CheckedOutFiles(directory: directory, workTree: location.workTree, endings: endings)
      .among(candidates, words)
    try change(index, candidates.filter { kept.contains($0.path) }.map(\.line).nulTerminated())
  }

  /// As an index has it for a file.
  private func mode(_ path: ArraySlice<UInt8>) -> [UInt8] {
    FileStamp(of: location.workTree.appending(ByteString(bytes: path)))?.indexMode ?? []
  }

  /// Files with an encoding of their own that are what was checked out. Git writes a blob as it is that isn't UTF-8, and
  /// can't store it again.
  ///
  /// - Parameters:
  ///   - paths: nil asks about all files of the index.
  ///   - changed: takes a mode that is another.
  func encodedAsCheckedOut(
    _ paths: [ArraySlice<UInt8>]?, _ tracked: [TrackedFile], _ words: AttributeWords, _ index: ByteString,
    _ changed: inout IndexChanges
  ) throws(GitError) -> Set<ArraySlice<UInt8>> {
    guard words.encoding else { return [] }
    let asked = paths.map { Set($0) } ?? Set(tracked.map(\.path))
    let encoded = try FilteredPaths.among(
      asked.sorted { $0.lexicographicallyPrecedes($1) }, attribute: "working-tree-encoding"
    ) { (arguments, input) throws(GitError) in
      try output(arguments, index, input: input)
    }
    let files = tracked.filter { encoded.contains($0.path) && $0.line.starts(with: "100".utf8) }
    let exact = try CheckedOutFiles(directory: directory, workTree: location.workTree, endings: endings)
      .among(files, words)
    for file in files where exact.contains(file.path) {
      let mode = mode(file.path)
      if !file.line.starts(with: mode) { changed.set((mode + file.line.dropFirst(6))[...]) }
    }
    return exact
  }

  func converted(_ index: ByteString) throws(GitError) -> Int {
    endings.normalises ? LineEndings.converted(in: try output(["ls-files", "--eol", "-z"], index)) : 0
  }
}
