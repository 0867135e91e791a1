package import CaskadeCore
package import CaskadeSyntax

/// The working tree as a tree object: every tracked, staged and untracked file that isn't ignored.
package struct WorkingTreeSnapshot: Hashable, Sendable {
  package let tree: ObjectID
  /// Ignored files, which are outside of every check.
  package let ignored: Int
  /// Folders that are repositories of their own and no submodules: what is in them can't be judged.
  package let nestedRepositories: [RepositoryPath]
  /// Files that are absent because a sparse checkout leaves them out; taken for unchanged.
  package let sparse: Int
  package let submodules: [RepositoryPath]
  /// The index of the tree, with stat data.
  let index: ByteString
}

/// Takes snapshots through a private git directory; the repository's own index, objects and references stay untouched.
///
/// The index is a copy of the repository's, so that stat data saves hashing what didn't change. Whoever can write
/// `.git` can forge that data: such a snapshot is advice. A thorough one begins with an index without stat data, and
/// hashes every file. `assume-unchanged` is never obeyed; `skip-worktree` only for a file that is absent from disk in a
/// repository that says it is sparse, and not when thorough.
package struct SnapshotTaker: Sendable {
  private let location: RepositoryLocation
  private let directory: PrivateGitDirectory
  private let git: GitProgram
  private let thorough: Bool

  init(location: RepositoryLocation, directory: PrivateGitDirectory, git: GitProgram, thorough: Bool) {
    self.location = location
    self.directory = directory
    self.git = git
    self.thorough = thorough
  }

  /// - Parameter number: tells this snapshot's index from those of others in the same directory.
  package func take(number: Int) throws(GitError) -> WorkingTreeSnapshot {
    let index = directory.path.appending("index-\(number)")
    let copied = try copyIndex(to: index)
    let listing = copied ? try output(["ls-files", "-v", "-s", "-z"], index) : []
    let entries = try IndexEntries(listing)
    guard entries.unmerged.isEmpty else { throw GitError(.unmergedPaths(entries.unmerged.map(\.display))) }
    let sparse = thorough ? [] : try absentOnPurpose(entries.skipped)
    if thorough {
      try rebuild(index, from: listing)
    } else {
      try clearFlags(entries, keeping: Set(sparse), index)
    }
    let others = try output(["ls-files", "-o", "-z", "--exclude-standard"], index).split(separator: 0)
    let nested = others.filter { $0.last == UInt8(ascii: "/") }
    let untracked = others.filter { $0.last != UInt8(ascii: "/") }
    try update(index, untracked: untracked, submodules: entries.submodules)
    let ignored = try output(["ls-files", "-o", "-i", "-z", "--exclude-standard"], index).count { $0 == 0 }
    let tree = try output(["write-tree"], index)
    guard let id = ObjectReader.id(tree) else { throw GitError(.badAnswer(command: "write-tree", reason: "no id")) }
    return WorkingTreeSnapshot(
      tree: id, ignored: ignored,
      nestedRepositories: nested.map { RepositoryPath(bytes: $0.dropLast()) }.sorted(), sparse: sparse.count,
      submodules: entries.submodules.map(\.path), index: index)
  }

  private func output(
    _ arguments: [ByteString], _ index: ByteString, input: [UInt8]? = nil
  ) throws(GitError) -> [UInt8] {
    try directory.output(arguments, workTree: location.workTree, index: index, input: input)
  }

  /// Copies the index with its time of modification: git compares that with the files' times to find entries that were
  /// written in the same instant as a file (git's racy-git.txt). False when the repository has no index.
  private func copyIndex(to copy: ByteString) throws(GitError) -> Bool {
    do throws(FileError) {
      guard FileTree.exists(location.index) else { return false }
      try FileTree.copyFile(location.index, to: copy, keepingTimes: true)
      for name in try FileTree.entries(of: location.gitDirectory) where name.text.hasPrefix("sharedindex.") {
        try FileTree.copyFile(
          location.gitDirectory.appending(name), to: directory.path.appending(name), keepingTimes: true)
      }
      return true
    } catch {
      throw GitError(.failed(command: "ls-files", reason: error.message))
    }
  }

  /// A new index with the same entries and no stat data: every file has to be read.
  private func rebuild(_ index: ByteString, from listing: [UInt8]) throws(GitError) {
    do throws(FileError) {
      if FileTree.exists(index) { try FileTree.remove(index) }
    } catch {
      throw GitError(.failed(command: "update-index", reason: error.message))
    }
    // `TAG MODE ID STAGE\tPATH` without its tag is what --index-info reads (git-update-index(1)).
    var lines: [UInt8] = []
    lines.reserveCapacity(listing.count)
    for record in listing.split(separator: 0) {
      lines += record.dropFirst(2)
      lines.append(0)
    }
    _ = try output(["update-index", "-z", "--index-info"], index, input: lines)
  }

  private func clearFlags(
    _ entries: IndexEntries, keeping sparse: Set<RepositoryPath>, _ index: ByteString
  ) throws(GitError) {
    let skipped = entries.skipped.filter { !sparse.contains($0) }
    for (flag, paths) in [("--no-assume-unchanged", entries.assumedUnchanged), ("--no-skip-worktree", skipped)]
    where !paths.isEmpty {
      _ = try output(["update-index", ByteString(flag), "-z", "--stdin"], index, input: Self.list(paths))
    }
  }

  /// Of the files marked `skip-worktree`, those that are absent in a repository whose configuration says it is sparse.
  private func absentOnPurpose(_ skipped: [RepositoryPath]) throws(GitError) -> [RepositoryPath] {
    guard !skipped.isEmpty else { return [] }
    let setting = try git.ask(in: location.workTree, ["config", "--type=bool", "--get", "core.sparseCheckout"])
    guard setting.standardOutput.head.starts(with: "true".utf8) else { return [] }
    return skipped.filter { !FileTree.exists(location.workTree.appending(ByteString(bytes: $0.bytes))) }
  }

  /// Brings the index in line with the files: first what is gone, so that a folder may take a file's place, then the rest.
  private func update(
    _ index: ByteString, untracked: [ArraySlice<UInt8>], submodules: [IndexEntries.Entry]
  ) throws(GitError) {
    let records = try output(["diff-files", "-z", "--raw", "--no-renames", "--ignore-submodules=all"], index)
    var gone: [UInt8] = []
    var present: [UInt8] = []
    var fields = records.split(separator: 0).makeIterator()
    let nothing = String(repeating: "0", count: location.objectFormat == "sha256" ? 64 : 40)
    while let header = fields.next(), let path = fields.next() {
      if header.last == UInt8(ascii: "D") {
        gone += Array("0 \(nothing)\t".utf8) + path + [0]
      } else {
        present += path + [0]
      }
    }
    for path in untracked { present += path + [0] }
    for entry in submodules {
      switch try submodule(entry) {
      case .unchanged: break
      case .gone: gone += Array("0 \(nothing)\t".utf8) + entry.path.bytes + [0]
      case .at(let commit): gone += Array("160000 \(commit.text)\t".utf8) + entry.path.bytes + [0]
      }
    }
    if !gone.isEmpty { _ = try output(["update-index", "-z", "--index-info"], index, input: gone) }
    if !present.isEmpty {
      _ = try output(["update-index", "--add", "--remove", "--replace", "-z", "--stdin"], index, input: present)
    }
  }

  private enum SubmoduleState {
    case unchanged
    case gone
    case at(ObjectID)
  }

  /// A submodule's commit is read from its own `HEAD`; nothing in it is descended into, so none of its filters run.
  private func submodule(_ entry: IndexEntries.Entry) throws(GitError) -> SubmoduleState {
    let folder = location.workTree.appending(ByteString(bytes: entry.path.bytes))
    // A link in its place is a file of its own, not the submodule.
    guard case .success(let status) = FileTree.status(of: folder, followingLinks: false), FileKind(status) == .folder
    else { return .gone }
    guard FileTree.exists(folder.appending(".git")) else { return .unchanged }
    let result = try git.ask(in: folder, ["rev-parse", "--verify", "-q", "HEAD"])
    guard result.succeeded, let commit = ObjectReader.id(result.standardOutput.head) else { return .unchanged }
    return commit == entry.id ? .unchanged : .at(commit)
  }

  private static func list(_ paths: [RepositoryPath]) -> [UInt8] {
    var bytes: [UInt8] = []
    for path in paths { bytes += path.bytes + [0] }
    return bytes
  }
}
