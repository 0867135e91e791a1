package import CaskadeSyntax

/// One step of a branch's first-parent history: a merge, or a commit that was made on the branch itself.
package struct MergedStep: Hashable, Sendable {
  package let commit: ObjectID
  package let parent: ObjectID
  /// Its first line; hostile text.
  package let subject: String
}

extension Repository {
  /// The newest steps to the tip, newest first; the first commit of all, which changed nothing that was there, is none.
  package func merged(to tip: ObjectID, atMost most: Int) throws(GitError) -> [MergedStep] {
    let answer = try revisionList([
      "rev-list", "--first-parent", "--max-count=\(most)", "--format=%H %P%x00%s", "--end-of-options",
      ByteString(tip.text),
    ])
    return answer.split(separator: 0x0A).compactMap { line in
      // Each commit has a line of git's own before it, `commit ID`.
      let parts = line.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
      let words = parts[0].split(separator: 0x20)
      guard parts.count == 2, words.count >= 2, let commit = ObjectID(digits: words[0]),
        let parent = ObjectID(digits: words[1])
      else { return nil }
      return MergedStep(commit: commit, parent: parent, subject: String(decoding: parts[1], as: UTF8.self))
    }
  }
}
