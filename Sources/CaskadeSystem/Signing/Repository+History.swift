package import CaskadeSyntax

extension Repository {
  /// Those of the commits that the tip has in its history. One that isn't there at all is in nobody's.
  package func ancestors(among commits: [ObjectID], of tip: ObjectID) throws(GitError) -> Set<ObjectID> {
    guard !commits.isEmpty else { return [] }
    let answers = try Concurrent.map(commits) { (commit) throws(GitError) -> Bool in
      let arguments: [ByteString] = ["merge-base", "--is-ancestor", ByteString(commit.text), ByteString(tip.text)]
      let result = try directory.result(arguments)
      switch result.termination {
      case .exited(0): return true
      // 128 for a commit that isn't there (git-merge-base(1), "--is-ancestor").
      case .exited(1), .exited(128): return false
      case .exited, .signalled, .timedOut, .interrupted:
        throw GitError(.failed(command: "merge-base", reason: GitProgram.reason(result)))
      }
    }
    return Set(zip(commits, answers).filter(\.1).map(\.0))
  }

  /// The blob that each commit has at the path; nil where it has none.
  package func blobs(at path: RepositoryPath, in commits: [ObjectID]) throws(GitError) -> [ObjectID: ObjectID] {
    guard !commits.isEmpty, !path.bytes.contains(0x0A) else { return [:] }
    let input: [UInt8] = commits.flatMap { (commit) -> [UInt8] in
      Array("\(commit.text):".utf8) + path.bytes + [0x0A]
    }
    let bytes = try directory.output(["cat-file", "--batch-check"], input: input)
    let answers = bytes.split(separator: 0x0A)
    guard answers.count == commits.count, bytes.last == 0x0A else {
      throw GitError(.badAnswer(command: "cat-file", reason: "not one answer for each question"))
    }
    var blobs: [ObjectID: ObjectID] = [:]
    for (commit, answer) in zip(commits, answers) {
      let words = answer.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      if words.count == 3, words[1] == "blob", let id = ObjectID(words[0]) { blobs[commit] = id }
    }
    return blobs
  }
}
