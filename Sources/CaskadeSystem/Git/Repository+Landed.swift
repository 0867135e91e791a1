package import CaskadeInspection
package import CaskadeSyntax

extension Repository {
  /// The paths at which two commits differ, for each pair.
  package func paths(between pairs: [(ObjectID, ObjectID)]) throws(GitError) -> [Set<RepositoryPath>] {
    guard let last = pairs.last else { return [] }
    var found: [[ObjectID]: Set<RepositoryPath>] = [:]
    // A commit can be asked for with several others: each call asks for it once.
    var rest = pairs
    while !rest.isEmpty {
      var seen: Set<ObjectID> = []
      var (now, later): ([(ObjectID, ObjectID)], [(ObjectID, ObjectID)]) = ([], [])
      for pair in rest {
        if seen.insert(pair.0).inserted {
          now.append(pair)
        } else if found[[pair.0, pair.1]] == nil {
          later.append(pair)
        }
      }
      let others = Dictionary(now.map { ($0.0, $0.1) }) { first, _ in first }
      for pair in now { found[[pair.0, pair.1]] = [] }
      let question = now.flatMap { Array("\($0.0.text) \($0.1.text)\n".utf8) }
      for record in try records(of: question, to: last.0, ["--ignore-submodules=none"]) {
        guard let other = others[record.commit] else { continue }
        found[[record.commit, other], default: []].insert(record.path)
      }
      rest = later.filter { found[[$0.0, $0.1]] == nil }
    }
    return pairs.map { found[[$0.0, $0.1]] ?? [] }
  }

  /// References of notes, by the objects that have notes there.
  ///
  /// - Parameter isMeant: by the whole name of the reference.
  package func notes(of isMeant: (String) -> Bool) throws(GitError) -> [ObjectID: [String]] {
    let result = try git.ask(
      in: location.workTree,
      ["for-each-ref", "--format=%(refname)", "refs/notes"].map { ByteString($0) })
    guard result.succeeded, let bytes = result.standardOutput.bytes else {
      throw GitError(.failed(command: "for-each-ref", reason: GitProgram.reason(result)))
    }
    var found: [ObjectID: [String]] = [:]
    let names = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }.filter(isMeant)
    for name in names.prefix(Self.mostNotes) {
      for note in try NotesReference(name, of: self).content().notes where found[note.object]?.last != name {
        found[note.object, default: []].append(name)
      }
    }
    return found
  }

  /// References of notes that are looked into.
  private static let mostNotes = 16

  /// The first-parent commits that brought a path below a folder, oldest first: their ids, times and authors. One that
  /// changed it counts too.
  package func arrivingCommits(
    below folder: RepositoryPath, to tip: ObjectID
  ) throws(GitError) -> [RepositoryPath: [LandedCommit]] {
    let answer = try history([
      "log", "--first-parent", "-m", "--no-color", "--no-show-signature", "--no-notes", "--diff-filter=AM",
      "--no-renames", "--no-ext-diff", "--no-textconv", "--name-only", "-z", "--encoding=UTF-8",
      "--format=%x01%H %T %ct %an", "--end-of-options", ByteString(tip.text), "--", ByteString(bytes: folder.bytes),
    ])
    var found: [RepositoryPath: [LandedCommit]] = [:]
    var commit: LandedCommit?
    for record in NULRecords(answer) {
      var line = record.drop { $0 == 0x0A }
      if line.first == 0x01 {
        let head = line.dropFirst().prefix { $0 != 0x0A }
        commit = Self.commit(head)
        line = line[head.endIndex...].drop { $0 == 0x0A }
      }
      if let commit, !line.isEmpty { found[RepositoryPath(bytes: line), default: []].append(commit) }
    }
    return found.mapValues { $0.sorted { $0.seconds < $1.seconds } }
  }

  private static func commit(_ line: ArraySlice<UInt8>) -> LandedCommit? {
    let words = line.split(separator: 0x20, maxSplits: 3, omittingEmptySubsequences: false)
    guard words.count == 4, let id = ObjectID(digits: words[0]), let tree = ObjectID(digits: words[1]),
      let seconds = Int(String(decoding: words[2], as: UTF8.self))
    else { return nil }
    return LandedCommit(
      id: id, tree: tree, parents: [], seconds: seconds, author: String(decoding: words[3], as: UTF8.self),
      authorMail: "", committer: "", committerMail: "", message: [])
  }
}

extension Repository {
  /// Hands on the patches of first-parent commits, oldest first and without context, each behind a NUL and its id, as they
  /// come.
  ///
  /// - Parameter start: what it has in its history is left out; nil for nothing.
  package func patches(
    of tip: ObjectID, beyond start: ObjectID?, each: (ArraySlice<UInt8>) -> Void
  ) throws(GitError) {
    var question: [ByteString] = [
      "log", "--first-parent", "-m", "--reverse", "-p", "-U0", "-M", "--no-color", "--no-show-signature", "--no-notes",
      "--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "--src-prefix=a/", "--dst-prefix=b/",
      "--format=%x00%H", "--end-of-options", ByteString(tip.text),
    ]
    if let start { question.append(ByteString("^\(start.text)")) }
    guard !location.isShallow else { return each(try history(question)[...]) }
    let request = directory.git.request(
      question, gitDirectory: directory.path, workTree: nil, index: nil, input: nil)
    let result = try GitProgram.result(of: request, runner: directory.git.runner, name: "log", streaming: each)
    guard result.succeeded else { throw GitError(.failed(command: "log", reason: GitProgram.reason(result))) }
  }
}
