import CaskadeSyntax

extension SnapshotTaker {
  /// Puts back the entries of files that are exactly what was checked out for them, where storing them again would
  /// make another content.
  ///
  /// - Parameter listing: the index as it was.
  func keepCheckedOut(
    _ listing: ArraySlice<UInt8>, _ words: AttributeWords, _ index: ByteString
  ) throws(GitError) {
    let now = try IndexListing(try output(IndexListing.arguments, index), index: index).entries
    guard now != listing else { return }
    let stored = Dictionary(TrackedFile.all(in: now).map { ($0.path, $0.line) }) { first, _ in first }
    // Another mode is a change whatever the content is.
    let candidates = TrackedFile.all(in: listing).filter { file in
      stored[file.path].map { $0 != file.line && $0.prefix(6) == file.line.prefix(6) } ?? false
    }
    let kept = try CheckedOutFiles(directory: directory, workTree: location.workTree, endings: endings)
      .among(candidates, words)
    guard !kept.isEmpty else { return }
    try change(index, candidates.filter { kept.contains($0.path) }.map(\.line).nulTerminated())
  }

  /// Files with an encoding of their own that are what was checked out. Git writes a blob as it is that isn't UTF-8, and
  /// can't store it again.
  ///
  /// - Parameters:
  ///   - paths: nil asks about all files of the index.
  ///   - changed: takes a mode that is another.
  func encodedAsCheckedOut(
    _ paths: [ArraySlice<UInt8>]?, _ listing: ArraySlice<UInt8>, _ words: AttributeWords, _ index: ByteString,
    _ changed: inout IndexChanges
  ) throws(GitError) -> Set<ArraySlice<UInt8>> {
    guard words.encoding else { return [] }
    let tracked = TrackedFile.all(in: listing)
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
      let stamp = FileStamp(of: location.workTree.appending(ByteString(bytes: file.path)))
      let mode = Array((stamp.map { $0.mode & 0o100 } == 0 ? "100644" : "100755").utf8)
      if !file.line.starts(with: mode) { changed.set((mode + file.line.dropFirst(6))[...]) }
    }
    return exact
  }

  func converted(_ index: ByteString) throws(GitError) -> Int {
    endings.normalises ? LineEndings.converted(in: try output(["ls-files", "--eol", "-z"], index)) : 0
  }
}
