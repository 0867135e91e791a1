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

  func converted(_ index: ByteString) throws(GitError) -> Int {
    endings.normalises ? LineEndings.converted(in: try output(["ls-files", "--eol", "-z"], index)) : 0
  }
}
