import CaskadeSyntax

/// Takes snapshots through a private git directory; the repository's own index, objects and references stay untouched.
///
/// The index is a copy of the repository's, so that stat data saves hashing what didn't change. Whoever can write
/// `.git` can forge that data: such a snapshot is advice, and ignores what git ignores by rules of neither tree, and what
/// commands of earlier checks left. A thorough one hashes every file, but those behind a filter
/// driver that stat data calls unchanged: what the filter makes of them can't be known. `assume-unchanged` is never
/// obeyed; `skip-worktree` only for a file that is absent from disk in a repository that says it is sparse, and not when
/// thorough.
package struct SnapshotTaker: Sendable {
  let location: RepositoryLocation
  private(set) var directory: PrivateGitDirectory
  let git: GitProgram
  let thorough: Bool
  /// The commit that is checked out; nil where no snapshot is taken.
  private let head: ObjectID?
  /// What caskade writes on the side, from the work tree's root: it may lie in the working tree, when `TMPDIR` does.
  private let ownFolder: [UInt8]?
  private(set) var endings = LineEndings.asStored

  init(
    location: RepositoryLocation, directory: PrivateGitDirectory, git: GitProgram, scratch: ByteString, head: ObjectID?,
    thorough: Bool
  ) {
    self.location = location
    self.directory = directory
    self.git = git
    self.thorough = thorough
    self.head = head
    let root = location.workTree.appending("").bytes
    ownFolder = scratch.bytes.starts(with: root) ? scratch.bytes.dropFirst(root.count) + [UInt8(ascii: "/")] : nil
  }

  /// - Parameter number: tells this snapshot's index from those of others in the same directory.
  package func take(number: Int) throws(GitError) -> WorkingTreeSnapshot {
    try withEndings().snapshot(number: number)
  }

  func withEndings() throws(GitError) -> SnapshotTaker {
    var taker = self
    taker.endings = try LineEndings(of: location, git: git)
    taker.directory = directory.with(taker.endings.storing)
    return taker
  }

  private func snapshot(number: Int) throws(GitError) -> WorkingTreeSnapshot {
    let workTree = location.workTree
    let walk = Errand<BlockingFiles, Never> { BlockingFiles(in: workTree) }
    let index = directory.path.appending("index-\(number)")
    try copyIndex(to: index)
    // Git's status compares the index with the commit too. Without one it would list every entry.
    do throws(FileError) {
      if let head { try ScratchFile.replace(directory.path.appending("HEAD"), with: Array("\(head.text)\n".utf8)) }
    } catch {
      throw GitError(.failed(command: "status", reason: error.message))
    }
    let listing = try IndexListing(try output(IndexListing.arguments, index), index: index).entries
    var blocking = walk.result()
    try blocking.refuse { () throws(GitError) in listing }
    // Few indexes hold a flag or a conflict that makes this look worthless.
    let first = Errand { () throws(GitError) in try look(index) }
    let asked = thorough ? nil : Errand { () throws(GitError) in try OutsideRules(of: location, git: git) }
    let entries = try IndexEntries(listing)
    guard entries.unmerged.isEmpty else { throw GitError(.unmergedPaths(entries.unmerged.map(\.display))) }
    var all = thorough || entries.holdsAttributes || endings.normalises ? TrackedFile.all(in: listing) : []
    // What git walks the tree for meanwhile hardly ever matters to it.
    let plain = thorough && isPlain(all) ? Errand { [all] () throws(GitError) in try unchanged(all) } : nil
    let sparse = thorough ? [] : try absentOnPurpose(entries.skipped)
    let cleared = try clearFlags(entries, keeping: Set(sparse), index)
    let touched = entries.holdsAttributes ? Errand { () throws(GitError) in try self.touched(index) } : nil
    var seen = try cleared ? look(index) : first.result()
    let outside = try asked?.result()
    let others = try others(seen, outside, index, number: number)
    let untracked = others.untracked
    if let touched {
      seen.add(try touched.result())
    } else if untracked.contains(where: AttributeWords.isAttributes) {
      seen.add(try self.touched(index))
      if all.isEmpty { all = TrackedFile.all(in: listing) }
    }
    let attributes = entries.holdsAttributes ? all.map(\.path).filter(AttributeWords.isAttributes) : []
    let words = AttributeWords(among: attributes + untracked, in: location.workTree)
    let nested = others.repositories + (seen.gone + seen.changed).filter(isRepository)

    let folders = Set(nested).map { RepositoryPath(bytes: $0) }.sorted()
    let worktrees = folders.compactMap { OtherWorktree($0, of: location) }
    let foreign = Set(folders).subtracting(worktrees.map(\.path)).sorted()

    var replaced: [ArraySlice<UInt8>] = []
    var unreadable: [RepositoryPath] = []
    var changed = IndexChanges(objectFormat: location.objectFormat)
    for path in seen.gone { changed.remove(path) }
    for entry in entries.submodules {
      switch try submodule(entry) {
      case .unchanged: break
      case .gone: changed.remove(entry.path.bytes[...])
      case .replaced:
        changed.remove(entry.path.bytes[...])
        replaced.append(entry.path.bytes[...])
      case .at(let commit): changed.set(entry.path, to: commit)
      case .unreadable: unreadable.append(entry.path)
      }
    }
    let filters = try filtered(seen, entries.holdsAttributes ? all : [], untracked, words, index)
    let exact = try encodedAsCheckedOut(thorough ? nil : seen.changed, all, words, index, &changed)
    try change(index, changed.lines)
    var refused: [RepositoryPath]
    let stored: [ArraySlice<UInt8>]
    if thorough {
      let kept = filters.trusted.union(exact).union(seen.gone)
      let tracked = kept.isEmpty ? all : all.filter { !kept.contains($0.path) }
      let early = try plain?.result()
      let hashed = try hashAll(
        tracked, untracked + replaced, unchanged: words.mayHideContent ? nil : early, number: number)
      refused = hashed.refused
      let changes = hashed.changes(from: tracked, objectFormat: location.objectFormat)
      try change(index, changes.lines)
      stored = changes.paths
    } else {
      stored = seen.changed.filter { !filters.trusted.contains($0) && !exact.contains($0) }
      refused = try add(stored + untracked + replaced, to: index)
    }
    try keepCheckedOut(stored, all, words, index)
    let tree = try output(["write-tree", "--missing-ok"], index)
    guard let id = ObjectReader.id(tree) else { throw GitError(.badAnswer(command: "write-tree", reason: "no id")) }
    return WorkingTreeSnapshot(
      tree: id, ignored: others.ignored.map { RepositoryPath(bytes: $0) }, foreign: others.foreign, left: others.left,
      memoryFault: others.memoryFault, nestedRepositories: foreign, worktrees: worktrees, refused: refused.sorted(),
      unfiltered: filters.unfiltered.map { RepositoryPath(bytes: $0) }.sorted(),
      trustedFiltered: thorough ? filters.trusted.count : 0, converted: try converted(index),
      sparse: sparse.count, submodules: entries.submodules.map(\.path), unreadableSubmodules: unreadable.sorted(),
      links: entries.links, index: index, endings: endings, outside: outside)
  }

  /// No attribute keeps content from being known.
  private func isPlain(_ files: [TrackedFile]) -> Bool {
    !AttributeWords(among: files.lazy.map(\.path), in: location.workTree).mayHideContent
  }

  static let slash = UInt8(ascii: "/")

  func output(
    _ arguments: [ByteString], _ index: ByteString, input: [UInt8]? = nil
  ) throws(GitError) -> [UInt8] {
    try result(arguments, index, input: input).standardOutput.head
  }

  /// The result of a call that ended with status 0, with all its output.
  func result(
    _ arguments: [ByteString], _ index: ByteString, input: [UInt8]? = nil, variables: [String: String] = [:]
  ) throws(GitError) -> ProcessResult {
    let name = arguments.first?.text ?? ""
    let result = try directory.result(
      arguments, workTree: location.workTree, index: index, input: input, variables: variables)
    // Status 1 is an answer of these: nothing is ignored (git-check-ignore(1)), something differs (git-diff-files(1)).
    let mayDiffer = name == "check-ignore" || name == "diff-files"
    guard result.succeeded || (mayDiffer && result.termination == .exited(1)) else {
      throw GitError(.failed(command: name, reason: GitProgram.reason(result)))
    }
    guard result.standardOutput.omitted == 0, result.standardError.omitted == 0 else {
      throw GitError(.badAnswer(command: name, reason: "it is longer than \(GitProgram.mostOutput) bytes"))
    }
    return result
  }

  // MARK: The index

  /// Copies the index with its time of modification: git compares that with the files' times to find entries that were
  /// written in the same instant as a file (git's racy-git.txt). A repository may have no index.
  func copyIndex(to copy: ByteString) throws(GitError) {
    do throws(FileError) {
      guard FileSystem.exists(location.index) else { return }
      try FileSystem.copyFile(location.index, to: copy, keepingTimes: true)
      for name in try FileSystem.entries(of: location.gitDirectory) where name.text.hasPrefix("sharedindex.") {
        try FileSystem.copyFile(
          location.gitDirectory.appending(name), to: directory.path.appending(name), keepingTimes: true)
      }
    } catch {
      throw GitError(.failed(command: "ls-files", reason: error.message))
    }
  }

  /// Answers whether there were any to clear: then git hasn't looked at all files yet.
  private func clearFlags(
    _ entries: IndexEntries, keeping sparse: Set<RepositoryPath>, _ index: ByteString
  ) throws(GitError) -> Bool {
    let skipped = entries.skipped.filter { !sparse.contains($0) }
    for (flag, paths) in [("--no-assume-unchanged", entries.assumedUnchanged), ("--no-skip-worktree", skipped)]
    where !paths.isEmpty {
      let input = paths.map(\.bytes).nulTerminated()
      _ = try output(["update-index", ByteString(flag), "-z", "--stdin"], index, input: input)
    }
    return !entries.assumedUnchanged.isEmpty || !skipped.isEmpty
  }

  /// Of the files marked `skip-worktree`, those that are absent in a repository whose configuration says it is sparse.
  private func absentOnPurpose(_ skipped: [RepositoryPath]) throws(GitError) -> [RepositoryPath] {
    guard !skipped.isEmpty else { return [] }
    let setting = try git.ask(in: location.workTree, ["config", "--type=bool", "--get", "core.sparseCheckout"])
    guard setting.standardOutput.head.starts(with: "true".utf8) else { return [] }
    return skipped.filter(isAbsent)
  }

  /// What can't be looked at may be there.
  private func isAbsent(_ path: RepositoryPath) -> Bool {
    let file = location.workTree.appending(path)
    guard case .failure(let error) = FileSystem.status(of: file, followingLinks: false) else { return false }
    return [ENOENT, ENOTDIR].contains(error.code)
  }

  func change(_ index: ByteString, _ lines: [UInt8]) throws(GitError) {
    if !lines.isEmpty { _ = try output(["update-index", "-z", "--index-info"], index, input: lines) }
  }

  /// Stores the files as `git add` does, in the index given, and answers those that git refused to.
  func add(_ paths: [ArraySlice<UInt8>], to index: ByteString) throws(GitError) -> [RepositoryPath] {
    guard !paths.isEmpty else { return [] }
    let arguments: [ByteString] = ["update-index", "--add", "--remove", "--replace", "-z", "--stdin"]
    let result = try result(arguments, index, input: paths.nulTerminated())
    return Self.refused(result.standardError.head)
  }

  /// Git says `Ignoring path PATH` of a name that it never stores, and ends with status 0 (builtin/update-index.c).
  private static func refused(_ errors: [UInt8]) -> [RepositoryPath] {
    let phrase = Array("Ignoring path ".utf8)
    var paths: [[UInt8]] = []
    for line in errors.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.starts(with: phrase) {
        paths.append(Array(line.dropFirst(phrase.count)))
      } else if let last = paths.indices.last, !line.isEmpty {
        paths[last] += [0x0A] + line
      }
    }
    return paths.map { RepositoryPath(bytes: $0) }
  }

  // MARK: The files

  /// A few dozen events.
  private static let mostTrace = 1 << 20

  /// What is changed, what is gone from disk, and what no index knows; without what caskade wrote itself.
  private func look(_ index: ByteString) throws(GitError) -> WorkingTreeStatus {
    // In a file of its own, since git appends to one that is there.
    let trace = ByteString(bytes: index.bytes + Array(".trace".utf8))
    try? FileSystem.remove(trace)
    let result = try result(WorkingTreeStatus.question, index, variables: ["GIT_TRACE2_EVENT": trace.text])
    try UnseenFiles.refuse(in: result.standardError.head, of: "status")
    let counts = (try? FileReader.read(trace, limit: Self.mostTrace)).flatMap { StatusCounts(trace: $0) }
    let seen = try WorkingTreeStatus(result.standardOutput.head, counts)
    return ownFolder.map(seen.without) ?? seen
  }

  /// What stat data calls changed. A status leaves out what has the stored content by the attributes in force, which may
  /// be gone, or say nothing of what a filter would store.
  private func touched(_ index: ByteString) throws(GitError) -> [ArraySlice<UInt8>] {
    try IndexDifferences.among { (question) throws(GitError) in try result(question, index) }.changed
  }

  /// In the place of a tracked file git lists no repository as untracked. A link to one is a link.
  private func isRepository(_ path: ArraySlice<UInt8>) -> Bool {
    let folder = location.workTree.appending(ByteString(bytes: path))
    guard case .success(let status) = FileSystem.status(of: folder, followingLinks: false) else { return false }
    return FileKind(status) == .folder && FileSystem.exists(folder.appending(".git"))
  }

  // MARK: Submodules

  private enum SubmoduleState {
    case unchanged
    case gone
    /// Something stands in its place that is no folder: a file of its own.
    case replaced
    case at(ObjectID)
    /// It has a `.git`, and git finds no commit there.
    case unreadable
  }

  /// A submodule's commit is read from its own `HEAD`; nothing in it is descended into, so none of its filters run.
  private func submodule(_ entry: TreeEntry) throws(GitError) -> SubmoduleState {
    let folder = location.workTree.appending(entry.path)
    guard case .success(let status) = FileSystem.status(of: folder, followingLinks: false) else { return .gone }
    guard FileKind(status) == .folder else { return .replaced }
    guard FileSystem.exists(folder.appending(".git")) else { return .unchanged }
    // A `.git` that is no repository is passed over by git, which then answers for the one around it: the prefix tells.
    let result = try git.ask(in: folder, ["rev-parse", "--show-prefix", "HEAD"])
    let answer = result.standardOutput.head
    guard result.succeeded, answer.first == 0x0A, let commit = ObjectReader.id(Array(answer.dropFirst())) else {
      return .unreadable
    }
    return commit == entry.id ? .unchanged : .at(commit)
  }
}
