import CaskadeSyntax

extension SnapshotTaker {
  struct Filtered {
    /// Changed or new.
    var unfiltered: Set<ArraySlice<UInt8>> = []
    /// Unchanged by the word of stat data; of those that are unchanged anyhow, only when thorough.
    var trusted: Set<ArraySlice<UInt8>> = []
  }

  /// Files behind a filter driver.
  ///
  /// - Parameter all: what the index has, which may be left out when it holds no attributes file.
  func filtered(
    _ seen: WorkingTreeStatus, _ all: [TrackedFile], _ untracked: [ArraySlice<UInt8>], _ words: AttributeWords,
    _ index: ByteString
  ) throws(GitError) -> Filtered {
    guard words.filter else { return Filtered() }
    let tracked = all.map(\.path)
    let touched = seen.changed + untracked
    let ask = { (arguments: [ByteString], input: [UInt8]) throws(GitError) in
      try output(arguments, index, input: input)
    }
    let filtered = try FilteredPaths.among(thorough ? tracked + untracked : touched, ask: ask)
    guard !filtered.isEmpty else { return Filtered() }
    let racy =
      try filtered.isDisjoint(with: seen.changed) ? [] : racilyClean(filtered.intersection(seen.changed), index)
    let unfiltered = filtered.intersection(touched).subtracting(racy)
    return Filtered(unfiltered: unfiltered, trusted: filtered.subtracting(unfiltered).subtracting(seen.gone))
  }

  /// Those that are called changed only because they are as young as the index: there git compares the content
  /// (racy-git.txt), which tells nothing of a file behind a filter. An index that is younger by far has its word, to the
  /// second; within the second the nanoseconds decide that git has recorded.
  private func racilyClean(
    _ paths: Set<ArraySlice<UInt8>>, _ index: ByteString
  ) throws(GitError) -> Set<ArraySlice<UInt8>> {
    let young = ByteString(bytes: index.bytes + Array("-young".utf8))
    do throws(FileError) {
      try FileSystem.copyFile(index, to: young, keepingTimes: false)
      try FileSystem.setModified(young, secondsSince1970: 1 << 32 - 2)
    } catch {
      throw GitError(.failed(command: "diff-files", reason: error.message))
    }
    let differences = try IndexDifferences.among { (question) throws(GitError) in try result(question, young) }
    let same = paths.subtracting(differences.changed)
    guard !same.isEmpty else { return [] }
    let stamps = IndexStamps(try output(IndexStamps.arguments, index), of: same)
    return same.filter { stamps.isUntouched($0, in: location.workTree) }
  }
}
