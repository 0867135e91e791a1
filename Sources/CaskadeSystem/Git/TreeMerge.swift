package import CaskadeSyntax

/// What git makes of two commits put together, without a working tree and without a word of the repository's attributes.
package enum TreeMerge: Hashable, Sendable {
  /// - Parameter commit: of the merged tree, with both as its parents.
  case clean(tree: ObjectID, commit: ObjectID)
  /// Sorted.
  case conflict([RepositoryPath])
  /// One line that says why git can't say.
  case unavailable(String)
}

extension Repository {
  /// The oldest git that merges two commits into a tree (`merge-tree --write-tree`, 2.38).
  private static let oldestMerging = (2, 38)

  package var mergesTrees: Bool {
    let numbers = git.version.split(separator: ".").prefix(2).compactMap { Int($0) }
    return numbers.count == 2 && (numbers[0], numbers[1]) >= Self.oldestMerging
  }

  /// Merges the head into the tip of the base, as a merge of the branch would.
  ///
  /// - Parameter tree: of the head, where it holds work that its commit doesn't.
  package func merge(_ head: ObjectID, tree: ObjectID? = nil, into tip: ObjectID) throws(GitError) -> TreeMerge {
    guard mergesTrees else { return .unavailable("git \(git.version) can't merge two trees, which 2.38 can") }
    var head = head
    if let tree { head = try directory.commit(tree, parents: [head]) }
    let arguments: [ByteString] = [
      "merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", ByteString(tip.text), ByteString(head.text),
    ]
    let result = try directory.result(arguments)
    guard let output = result.standardOutput.bytes, case .exited(let status) = result.termination, status < 2 else {
      return .unavailable("git can't merge them: \(GitProgram.reason(result))")
    }
    // Git's answer: the tree, and after a conflict every path that has one (git-merge-tree(1), "OUTPUT").
    let fields = output.split(separator: 0)
    guard let first = fields.first, let merged = ObjectID(String(decoding: first, as: UTF8.self)) else {
      throw GitError(.badAnswer(command: "merge-tree", reason: "no object id"))
    }
    guard status == 0 else {
      return .conflict(Set(fields.dropFirst().map { RepositoryPath(bytes: Array($0)) }).sorted())
    }
    return .clean(tree: merged, commit: try directory.commit(merged, parents: [tip, head]))
  }
}
