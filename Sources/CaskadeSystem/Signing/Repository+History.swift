package import CaskadeCore
package import CaskadeSyntax

extension Repository {
  /// Those of the commits that the tip has in its history. One that isn't there at all is in nobody's.
  package func ancestors(among commits: [ObjectID], of tip: ObjectID) throws(GitError) -> Set<ObjectID> {
    guard !commits.isEmpty else { return [] }
    // What the tip doesn't reach is listed; one call answers for all as long as every commit is there.
    let all = try directory.result(["rev-list", "--stdin"], input: lines(commits.map(\.text) + ["^\(tip.text)"]))
    if all.succeeded, let bytes = all.standardOutput.bytes {
      return Set(commits).subtracting(
        bytes.split(separator: 0x0A).compactMap { ObjectID(String(decoding: $0, as: UTF8.self)) })
    }
    var found: Set<ObjectID> = []
    for commit in commits {
      let one = try directory.result(["merge-base", "--is-ancestor", ByteString(commit.text), ByteString(tip.text)])
      if one.succeeded { found.insert(commit) }
    }
    return found
  }

  /// The blob that each commit has at the path; nil where it has none.
  package func blobs(at path: RepositoryPath, in commits: [ObjectID]) throws(GitError) -> [ObjectID: ObjectID] {
    guard !commits.isEmpty, !path.bytes.contains(0x0A) else { return [:] }
    let input: [UInt8] = commits.flatMap { (commit) -> [UInt8] in
      Array("\(commit.text):".utf8) + path.bytes + [0x0A]
    }
    let bytes = try directory.output(["cat-file", "--batch-check"], input: input)
    let answers = bytes.split(separator: 0x0A)
    guard answers.count == commits.count else {
      throw GitError(.badAnswer(command: "cat-file", reason: "not one answer for each question"))
    }
    var blobs: [ObjectID: ObjectID] = [:]
    for (commit, answer) in zip(commits, answers) {
      let words = answer.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      if words.count == 3, words[1] == "blob", let id = ObjectID(words[0]) { blobs[commit] = id }
    }
    return blobs
  }

  private func lines(_ texts: [String]) -> [UInt8] {
    Array(texts.map { "\($0)\n" }.joined().utf8)
  }
}
