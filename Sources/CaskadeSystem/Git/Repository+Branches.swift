package import CaskadeSyntax

/// A branch of the repository, or one of a remote's as it was last seen.
package struct BranchTip: Hashable, Sendable {
  /// Without the remote's name: `fix/login`.
  package let name: String
  package let commit: ObjectID
}

extension Repository {
  /// The branches whose tips a commit hasn't in its history, those first that were committed to last.
  package func branches(beyond commit: ObjectID, atMost most: Int) throws(GitError) -> [BranchTip] {
    let result = try git.ask(
      in: location.workTree,
      [
        "for-each-ref", "--no-merged=\(commit.text)", "--sort=-committerdate", "--count=\(most)",
        "--format=%(objectname) %(objecttype)%00%(symref)%00%(refname)", "refs/heads", "refs/remotes",
      ].map { ByteString($0) }, isolated: false)
    guard result.succeeded, let bytes = result.standardOutput.bytes else {
      throw GitError(.failed(command: "for-each-ref", reason: GitProgram.reason(result)))
    }
    guard bytes.isEmpty || bytes.last == 0x0A else {
      throw GitError(.badAnswer(command: "for-each-ref", reason: "it is cut off"))
    }
    var seen: Set<BranchTip> = []
    return bytes.split(separator: 0x0A).compactMap { line in
      let fields = line.split(separator: 0, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
      // A symbolic one, such as `origin/HEAD`, is another's second name.
      guard fields.count == 3, fields[1].isEmpty, let name = Self.shortName(fields[2]) else { return nil }
      let words = fields[0].split(separator: " ").map(String.init)
      guard words.count == 2, words[1] == "commit", let id = ObjectID(words[0]) else { return nil }
      let tip = BranchTip(name: name, commit: id)
      return seen.insert(tip).inserted ? tip : nil
    }
  }

  private static func shortName(_ reference: String) -> String? {
    let parts = reference.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count > 2, parts[0] == "refs" else { return nil }
    let rest = parts[1] == "heads" ? parts.dropFirst(2) : parts.dropFirst(3)
    return rest.isEmpty ? nil : rest.joined(separator: "/")
  }

  /// The tree that each commit has at the path; nil where it has none.
  package func trees(at path: RepositoryPath, in commits: [ObjectID]) throws(GitError) -> [ObjectID: ObjectID] {
    guard !commits.isEmpty, !path.bytes.contains(0x0A) else { return [:] }
    let input: [UInt8] = commits.flatMap { Array("\($0.text):".utf8) + path.bytes + [0x0A] }
    let bytes = try directory.output(["cat-file", "--buffer", "--batch-check"], input: input)
    let answers = bytes.split(separator: 0x0A)
    guard answers.count == commits.count, bytes.last == 0x0A else {
      throw GitError(.badAnswer(command: "cat-file", reason: "not one answer for each question"))
    }
    var trees: [ObjectID: ObjectID] = [:]
    for (commit, answer) in zip(commits, answers) {
      let words = answer.split(separator: 0x20)
      if words.count == 3, words[1].elementsEqual("tree".utf8), let id = ObjectID(digits: words[0]) {
        trees[commit] = id
      }
    }
    return trees
  }
}
