import CaskadeCore
import CaskadeSyntax

extension TreeWatch {
  /// Those of the paths, which stat data can't call unchanged, whose content or mode isn't what is remembered.
  ///
  /// A file is unchanged if git would store for it what the index has, or if it is what was checked out for that, or if
  /// a filter stands between the two and it lies on disk as it did.
  ///
  /// - Parameter directory: this look's own. It borrows no objects, which a command could have overwritten: those that
  ///   are needed are stored in it by what they are.
  func changed(
    _ paths: [ArraySlice<UInt8>], _ directory: PrivateGitDirectory, _ index: ByteString
  ) throws(GitError) -> [ArraySlice<UInt8>] {
    let ask = { (arguments: [ByteString], input: [UInt8]) throws(GitError) in
      try directory.output(arguments, workTree: folder, index: index, input: input)
    }
    let asBefore = try opaque.unchanged(among: paths, in: folder, ask: ask)
    var rest = paths.filter { !asBefore.contains($0) }
    guard !rest.isEmpty else { return [] }
    // Git itself compares most of them. It fails the ones for which it needs an object that isn't there.
    let refreshed = try directory.result(["update-index", "-q", "--refresh"], workTree: folder, index: index)
    // Status 1 says that some differ (git-update-index(1)).
    guard refreshed.succeeded || refreshed.termination == .exited(1) else {
      throw GitError(.failed(command: "update-index", reason: GitProgram.reason(refreshed)))
    }
    let differences = try IndexDifferences.among { (question) throws(GitError) in
      try directory.result(question, workTree: folder, index: index)
    }
    let gone = differences.gone.filter(Set(rest).contains)
    rest = rest.filter(Set(differences.changed).contains)
    guard !rest.isEmpty else { return gone }
    let listing = try IndexListing(try ask(IndexListing.arguments, []), index: index)
    let tracked = TrackedFile.all(in: listing.entries)
    let suspects = Set(rest)
    let files = tracked.filter { suspects.contains($0.path) }
    try supply(files, to: directory)
    // First what was checked out: git can't store every file again that it wrote.
    let candidates = files.filter { file in
      let stamp = FileStamp(of: folder.appending(ByteString(bytes: file.path)))
      return stamp.map { file.line.starts(with: $0.indexMode) } ?? false
    }
    let words = AttributeWords(among: tracked.lazy.map(\.path), in: folder)
    let kept = try CheckedOutFiles(directory: directory, workTree: folder, endings: endings).among(candidates, words)
    let others = files.filter { !kept.contains($0.path) }
    let stored = try self.stored(others, directory)
    let unknown = suspects.subtracting(files.map(\.path))
    return gone + unknown + others.filter { stored[$0.path] != $0.line }.map(\.path)
  }

  /// Gives the directory the blobs that tell how content is converted. What can't be read is left out, and then the file
  /// counts as changed.
  private func supply(_ files: [TrackedFile], to directory: PrivateGitDirectory) throws(GitError) {
    let ids = Set(files.filter { $0.line.starts(with: "100".utf8) }.compactMap(\.id)).sorted()
    guard let sizes = try? objects.sizes(ids) else { return }
    let small = zip(ids, sizes).filter { $1 <= Self.mostBytes }.map(\.0)
    guard let blobs = try? objects.blobs(small) else { return }
    try directory.store(blobs)
  }

  /// What git would store now, by path; a file that it can't store isn't there.
  private func stored(
    _ files: [TrackedFile], _ directory: PrivateGitDirectory
  ) throws(GitError) -> [ArraySlice<UInt8>: ArraySlice<UInt8>] {
    let present = files.filter { file in
      guard let stamp = FileStamp(of: folder.appending(ByteString(bytes: file.path))) else { return false }
      return [UInt32(S_IFREG), UInt32(S_IFLNK)].contains(stamp.mode & UInt32(S_IFMT))
    }
    let index = directory.path.appending("index-stored")
    let ask = { (arguments: [ByteString], input: [UInt8]?) throws(GitError) in
      try directory.output(arguments, workTree: folder, index: index, input: input)
    }
    _ = try ask(["update-index", "-z", "--index-info"], present.map(\.line).nulTerminated())
    let added = try directory.result(
      ["update-index", "--add", "--remove", "--replace", "-z", "--stdin"], workTree: folder, index: index,
      input: present.map(\.path).nulTerminated())
    guard added.succeeded else { return [:] }
    let listing = try IndexListing(try ask(IndexListing.arguments, nil), index: index)
    return Dictionary(TrackedFile.all(in: listing.entries).map { ($0.path, $0.line) }) { first, _ in first }
  }

  private static let mostBytes = 64 << 20
}
