package import CaskadeSyntax

/// Remembers how the files of a tree are on disk, and finds what has changed since.
///
/// What is remembered is an index with the files' stat data (gitformat-index(5)), kept in memory. Every look writes it
/// to a git directory made for that look. So no command that ran meanwhile can have forged what it is compared with, and
/// a file that was rewritten with its old size and time still has another time of change, which nobody can set.
///
/// Where stat data doesn't say that a file is unchanged, its content does (`TreeWatch+Content`): so a young index, a new
/// time, a link, a filter or a conversion is no change.
package struct TreeWatch: Sendable {
  private(set) var folder: ByteString
  private let scratch: ByteString
  /// What caskade writes on the side, from the folder's root: it may lie in there, when `TMPDIR` does.
  private let ownFolder: [UInt8]?
  private let git: GitProgram
  private let objectFormat: String
  let objects: ObjectReader
  let endings: LineEndings
  let opaque: OpaqueFiles
  private var index: [UInt8]
  /// Git compares a file's time with the index's own to find files that changed in the same instant (racy-git).
  private var times: FileTimes
  /// Nil where untracked files don't count.
  private var untracked: Set<ArraySlice<UInt8>>?
  /// Rules that hide what is left: of the person, and in ignored files as long as these hold the same. As advice only.
  private let outside: OutsideRules?
  private var hiddenRules: [ArraySlice<UInt8>: [UInt8]] = [:]

  /// - Parameters:
  ///   - index: an index of that folder, with stat data.
  ///   - isWorkingTree: a file that appears and that nothing ignores is a change too, and filters may have run.
  ///   - outside: rules of neither tree that are obeyed; nil obeys none.
  init(
    _ folder: ByteString, index file: ByteString, isWorkingTree: Bool, endings: LineEndings, outside: OutsideRules?,
    control: PrivateGitDirectory, repository: Repository
  ) throws(GitError) {
    self.outside = outside
    self.folder = folder
    scratch = repository.scratch
    let root = folder.appending("").bytes
    ownFolder = scratch.bytes.starts(with: root) ? scratch.bytes.dropFirst(root.count) + [UInt8(ascii: "/")] : nil
    git = repository.git
    objectFormat = repository.location.objectFormat
    objects = ObjectReader(control)
    self.endings = endings
    if try Self.isSplit(control) {
      _ = try control.output(["update-index", "--no-split-index"], workTree: folder, index: file)
    }
    do throws(FileError) {
      index = try FileReader.read(file, limit: 1 << 31)
      times = try FileTimes(of: file)
    } catch {
      throw GitError(.failed(command: "update-index", reason: error.message))
    }
    let ask = { (arguments: [ByteString], input: [UInt8]?) throws(GitError) in
      try control.output(arguments, workTree: folder, index: file, input: input)
    }
    opaque =
      isWorkingTree
      ? try OpaqueFiles(
        among: TrackedFile.all(in: IndexListing(try ask(IndexListing.arguments, nil), index: file).entries).map(\.path),
        in: folder, ask: ask) : .none
    guard isWorkingTree else { return }
    untracked = []
    let found = try look { (directory, index) throws(GitError) in try others(directory, index) }
    untracked = Set(found.untracked)
    guard outside != nil else { return }
    for rules in found.hiddenRules { hiddenRules[rules] = content(of: rules) }
  }

  private func content(of path: ArraySlice<UInt8>) -> [UInt8]? {
    try? FileReader.read(folder.appending(ByteString(bytes: path)), limit: 1 << 20)
  }

  /// The same files in another place, to which their folder was moved.
  package func moved(to folder: ByteString) -> TreeWatch {
    var watch = self
    watch.folder = folder
    return watch
  }

  /// The same files in a copy of their folder, made by `FolderCopy`, whose stat data is another.
  ///
  /// What the copy has else than is remembered stays a change: stat data is taken over for content that was read.
  package func copied(to folder: ByteString) throws(GitError) -> TreeWatch {
    var watch = moved(to: folder)
    (watch.index, watch.times) = try watch.look { (directory, index) throws(GitError) in
      let result = try directory.result(["update-index", "-q", "--refresh"], workTree: folder, index: index)
      // Status 1 says that some differ (git-update-index(1)).
      guard result.succeeded || result.termination == .exited(1) else {
        throw GitError(.failed(command: "update-index", reason: GitProgram.reason(result)))
      }
      do throws(FileError) {
        return (try FileReader.read(index, limit: 1 << 31), try FileTimes(of: index))
      } catch {
        throw GitError(.failed(command: "update-index", reason: error.message))
      }
    }
    return watch
  }

  /// What differs from what is remembered, sorted.
  package struct Changes: Hashable, Sendable {
    /// Files that were there and have other bytes, another mode, or are gone.
    package let changed: [RepositoryPath]
    /// Files of the working tree that were not there, and that nothing ignores.
    package let left: [RepositoryPath]
  }

  package func changes() throws(GitError) -> Changes {
    try look { (directory, index) throws(GitError) in
      let ask = { (arguments: [ByteString]) throws(GitError) in
        try directory.result(arguments, workTree: folder, index: index)
      }
      let found = try IndexDifferences.among(ask)
      var paths = found.gone
      if !found.changed.isEmpty { paths += try changed(found.changed, directory, index) }
      let known = untracked
      let left = try known.map { known throws(GitError) in
        try others(directory, index).untracked.filter { !known.contains($0) }
      }
      return Changes(
        changed: paths.map { RepositoryPath(bytes: $0) }.sorted(),
        left: (left ?? []).map { RepositoryPath(bytes: $0) }.sorted())
    }
  }

  /// Files that nothing ignores. What a rule hides counts too if that rule is hidden itself and wasn't there before: a
  /// command may have written it, to cover what it left.
  private func others(
    _ directory: PrivateGitDirectory, _ index: ByteString
  ) throws(GitError) -> UntrackedFiles {
    let questions = [IndexListing.withUntracked, IndexListing.withOthers]
    let others = try Concurrent.map(questions) { (question) throws(GitError) in
      let result = try directory.result(question, workTree: folder, index: index)
      guard result.succeeded, let bytes = result.standardOutput.bytes else {
        throw GitError(.failed(command: "ls-files", reason: GitProgram.reason(result)))
      }
      try UnseenFiles.refuse(in: result.standardError.head, of: "ls-files")
      return try IndexListing(bytes, index: index).others
    }
    let seen = Set(others[0])
    let isOwn = { (path: ArraySlice<UInt8>) in ownFolder.map { path.starts(with: $0) } ?? false }
    return try UntrackedFiles(
      untracked: others[0].filter { !isOwn($0) }, ignored: others[1].filter { !seen.contains($0) && !isOwn($0) },
      believing: { path in hiddenRules[path].map { $0 == content(of: path) } ?? false }
    ) { (arguments, input) throws(GitError) in
      let result = try directory.result(arguments, workTree: folder, index: index, input: input)
      // Status 1 says that nothing is ignored (git-check-ignore(1)).
      guard result.succeeded || result.termination == .exited(1), let bytes = result.standardOutput.bytes else {
        throw GitError(.failed(command: "check-ignore", reason: GitProgram.reason(result)))
      }
      return bytes
    }
  }

  private func look<Value>(
    _ body: (PrivateGitDirectory, ByteString) throws(GitError) -> Value
  ) throws(GitError) -> Value {
    let place = scratch.appending("look-\(UInt64.random(in: 0 ... .max))")
    defer { try? FileSystem.remove(place) }
    let directory: PrivateGitDirectory
    let copy = place.appending("index-look")
    do throws(FileError) {
      directory = try PrivateGitDirectory(at: place, borrowing: [], objectFormat: objectFormat, git: git)
        .with(endings.storing)
      try ScratchFile.write(index, to: copy)
      try times.give(to: copy)
    } catch {
      throw GitError(.failed(command: "diff-files", reason: error.message))
    }
    // A command that has run meanwhile may have made them.
    try outside?.write(into: directory)
    var blocking = BlockingFiles(in: folder)
    try blocking.refuse { () throws(GitError) in
      let answer = try directory.output(IndexListing.arguments, workTree: folder, index: copy)
      return try IndexListing(answer, index: copy).entries
    }
    return try body(directory, copy)
  }

  private static func isSplit(_ control: PrivateGitDirectory) throws(GitError) -> Bool {
    guard let names = try? FileSystem.entries(of: control.path) else { return false }
    return names.contains { $0.text.hasPrefix("sharedindex.") }
  }
}

extension Repository {
  /// Watches the working tree from its snapshot on.
  package func watch(_ snapshot: WorkingTreeSnapshot) throws(GitError) -> TreeWatch {
    try TreeWatch(
      location.workTree, index: snapshot.index, isWorkingTree: true, endings: snapshot.endings,
      outside: snapshot.outside, control: directory, repository: self)
  }

  /// Watches the tracked files of a checkout: a product of a command is none.
  package func watch(_ checkout: CleanCheckout) throws(GitError) -> TreeWatch {
    try TreeWatch(
      checkout.folder, index: checkout.index, isWorkingTree: false, endings: .asStored, outside: nil,
      control: checkout.control, repository: self)
  }
}
