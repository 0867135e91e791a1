package import CaskadeSyntax

/// What a run is watched by: cheap questions about a few files, as the person's git has it.
extension Repository {
  /// Files that differ from a commit, those that are in no commit and aren't ignored among them.
  ///
  /// - Parameter paths: nil for all; they are compared, and nothing else.
  package func differences(
    from commit: ObjectID, at paths: [RepositoryPath]?
  ) throws(GitError) -> [(path: RepositoryPath, operation: Operation)] {
    let words = paths.map { ["--"] + $0.map { ByteString(bytes: $0.bytes) } } ?? []
    let tracked = try records(
      [
        "--literal-pathspecs", "diff", "--name-status", "-z", "--no-renames", "--no-ext-diff", "--no-textconv",
        "--ignore-submodules=dirty", ByteString(commit.text),
      ] + words)
    var found: [(path: RepositoryPath, operation: Operation)] = []
    for place in stride(from: 0, to: tracked.count - 1, by: 2) {
      let operation: Operation =
        switch tracked[place].first {
        case UInt8(ascii: "A"): .create
        case UInt8(ascii: "D"): .delete
        case _: .modify
        }
      found.append((RepositoryPath(bytes: tracked[place + 1]), operation))
    }
    let others = try records(["--literal-pathspecs", "ls-files", "-z", "-o", "--exclude-standard"] + words)
    // A folder that is a repository of its own ends with a slash, and is other work.
    found += others.filter { $0.last != UInt8(ascii: "/") }.map { (RepositoryPath(bytes: $0), Operation.create) }
    return found
  }

  /// Lines that differ from a commit, added and deleted, without files that git doesn't know.
  package func lines(from commit: ObjectID) throws(GitError) -> Int {
    let rows = try records([
      "diff", "--numstat", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", ByteString(commit.text),
    ])
    return rows.reduce(0) { sum, row in
      sum + row.split(separator: 0x09).prefix(2).reduce(0) { $0 + (Int(String(decoding: $1, as: UTF8.self)) ?? 0) }
    }
  }

  /// Folders with nothing but what is ignored.
  package func ignoredFolders() throws(GitError) -> Set<ByteString> {
    let rows = try records(["ls-files", "-z", "-o", "-i", "--exclude-standard", "--directory"])
    return Set(
      rows.filter { $0.last == UInt8(ascii: "/") }.map {
        location.workTree.appending(RepositoryPath(bytes: $0.dropLast()))
      })
  }

  /// Makes a worktree on a new branch, or on one that is there.
  package func addWorktree(at folder: ByteString, branch: String, from commit: ObjectID) throws(GitError) {
    let isThere = try git.ask(
      in: location.workTree, ["rev-parse", "-q", "--verify", ByteString("refs/heads/\(branch)")]
    ).succeeded
    let words: [ByteString] =
      isThere
      ? ["worktree", "add", "-q", folder, ByteString(branch)]
      : ["worktree", "add", "-q", "-b", ByteString(branch), folder, ByteString(commit.text)]
    let result = try git.ask(in: location.workTree, words)
    guard result.succeeded else { throw GitError(.failed(command: "worktree", reason: GitProgram.reason(result))) }
  }

  private func records(_ words: [ByteString]) throws(GitError) -> [ArraySlice<UInt8>] {
    let result = try git.ask(in: location.workTree, words)
    guard result.succeeded, let bytes = result.standardOutput.bytes, bytes.isEmpty || bytes.last == 0 else {
      throw GitError(
        .failed(
          command: words.first { !$0.bytes.starts(with: "--".utf8) }?.text ?? "", reason: GitProgram.reason(result)))
    }
    return bytes.split(separator: 0)
  }
}
