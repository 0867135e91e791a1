package import CaskadeInspection
package import CaskadeSyntax

/// The commits that the head has and the base's tip has not, oldest first.
package struct RangeHistory: Sendable {
  package let commits: [ObjectID]
  /// What each of them changed, merges against all their parents.
  package let records: [HistoryRecord]
}

extension RangeHistory {
  /// One commit, whose changes are told elsewhere.
  package init(ofOne commit: ObjectID) { self.init(commits: [commit], records: []) }
}

extension Repository {
  /// - Parameter commits: each with its parents, the newest first.
  package func history(of commits: [[ObjectID]]) throws(GitError) -> RangeHistory {
    let ids = Array(commits.compactMap(\.first).reversed())
    guard let head = ids.last else { return RangeHistory(commits: [], records: []) }
    let question = ids.flatMap { Array("\($0.text)\n".utf8) }
    return RangeHistory(commits: ids, records: try records(of: question, to: head, ["-c", "--ignore-submodules=none"]))
  }

  /// What the commits between two changed in a folder, newest first: those that the tip has in its history, and the base
  /// has not. A merge stands there once for each parent from which it differs.
  ///
  /// No commit is left out: a path-limited `git log` passes over a merge that is like one of its parents, and with it over
  /// what it took from the other.
  package func changes(
    below folder: RepositoryPath, from base: ObjectID, to tip: ObjectID
  ) throws(GitError) -> [HistoryRecord] {
    try records(of: listing(from: base, to: tip), to: tip, ["-m", "--", ByteString(bytes: folder.bytes)]).reversed()
  }

  /// Every line of the messages of the commits that the head has and the base has not.
  package func messageLines(from base: ObjectID, to head: ObjectID) throws(GitError) -> [String] {
    guard base != head else { return [] }
    let answer = try directory.output([
      "rev-list", "--topo-order", "--reverse", "--format=%x00%B%x00", "--end-of-options", ByteString(head.text),
      ByteString("^\(base.text)"),
    ])
    // git allows no NUL in a message; what stands between two pairs is its own heading of a commit.
    let parts = answer.split(separator: 0, omittingEmptySubsequences: false)
    // The head comes last, with its message and a line break.
    let isWhole =
      parts.count > 2 && parts.count % 2 == 1 && parts[parts.count - 1].elementsEqual("\n".utf8)
      && parts[parts.count - 3].suffix(head.text.utf8.count + 1).elementsEqual("\(head.text)\n".utf8)
    if !isWhole {
      guard answer.isEmpty, try objects.mergeBases(base, head) == [head] else { throw Self.cut("rev-list") }
    }
    let messages = parts.indices.filter { $0 % 2 == 1 }.map { parts[$0] }
    return messages.flatMap { message in
      message.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// An id in each line, as git lists them and takes them.
  ///
  /// - Parameter withParents: behind each id those of its parents.
  func listing(
    from base: ObjectID, to head: ObjectID, withParents: Bool = false
  ) throws(GitError) -> [UInt8] {
    guard base != head else { return [] }
    if let fork = directory.stored({ $0.fork(of: base, head) }) {
      let parents = fork.other.dropFirst() + [fork.meeting]
      let lines = zip(fork.other, parents).map { withParents ? "\($0.text) \($1.text)\n" : "\($0.text)\n" }
      return Array(lines.reversed().joined().utf8)
    }
    let range: [ByteString] =
      ["rev-list", "--topo-order", "--reverse"] + (withParents ? ["--parents"] : [])
      + ["--end-of-options", ByteString(head.text), ByteString("^\(base.text)")]
    let commits = try directory.output(range)
    guard !commits.isEmpty else {
      // Nothing to list only where the base has the head already.
      guard try objects.mergeBases(base, head) == [head] else { throw Self.cut("rev-list") }
      return []
    }
    // Nothing comes behind the commit from which all others are reached.
    let last = commits.dropLast().split(separator: 0x0A).last ?? []
    guard commits.last == 0x0A, last.starts(with: head.text.utf8) else { throw Self.cut("rev-list") }
    return commits
  }

  /// - Parameter commits: one on each line, with the parents that it is compared with where those aren't all of its own.
  func records(
    of commits: [UInt8], to head: ObjectID, _ options: [ByteString]
  ) throws(GitError) -> [HistoryRecord] {
    guard !commits.isEmpty else { return [] }
    let end = TreePair.end(like: head)
    let question: [ByteString] = [
      "diff-tree", "--stdin", "-r", "--root", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff",
      "--no-textconv",
    ]
    let answer = try directory.output(question + options, input: commits + end)
    guard let records = AnswerFrame.content(of: answer, trailer: end) else { throw Self.cut("diff-tree") }
    do throws(RawDiffError) {
      return try HistoryReader.read(records)
    } catch {
      throw GitError(.badAnswer(command: "diff-tree", reason: "\(error.kind) at byte \(error.offset)"))
    }
  }

  private static func cut(_ command: String) -> GitError {
    GitError(.badAnswer(command: command, reason: "it is cut off"))
  }
}
