package import CaskadeSyntax

/// Commits of the head that another branch has too: they aren't this branch's alone, and may be nobody's of it.
package struct BroughtWork: Hashable, Sendable {
  /// Of the other branch: `dev`, `origin/main`.
  package let name: String
  /// The newest commit that both have.
  package let commit: ObjectID
  /// The other is a later state of the base.
  package let isBase: Bool
  /// How many commits both have beyond the merge base, and how many the head has.
  package let commits: Int
  package let of: Int
  /// The head's parents, where the head is a merge of that commit; else empty.
  package let merge: [ObjectID]
  /// Paths that are on the head as that commit has them.
  package let paths: Set<RepositoryPath>

  package init(
    name: String, commit: ObjectID, isBase: Bool, commits: Int, of: Int, merge: [ObjectID], paths: Set<RepositoryPath>
  ) {
    self.name = name
    self.commit = commit
    self.isBase = isBase
    self.commits = commits
    self.of = of
    self.merge = merge
    self.paths = paths
  }

  /// - Parameter base: its name, as the caller gave it.
  func message(base: String) -> String {
    let count = "\(commits) of the head's \(of) commits beyond \(base)"
    if isBase, !merge.isEmpty {
      let others = merge.filter { $0 != commit }.map(\.short).joined(separator: ", ")
      return "the head is a merge commit of \(name) \(commit.short) and \(others), and the base given is behind that: "
        + "\(count) are not the branch's work alone"
    }
    return isBase
      ? "\(count) \(commits == 1 ? "is" : "are") on \(name) already, and the base given is behind that"
      : "\(count) \(commits == 1 ? "is" : "are") on branch '\(name)' too"
  }

  /// The way that leaves the other's work alone.
  func hint(branch: String?) -> String {
    if isBase { return "give the base that the head was made with: --base \(commit.text)" }
    return "if the branch was cut from '\(name)', that has to be merged first; work for the base alone is put on it by "
      + "git rebase --onto BASE \(commit.short) \(branch.map { EscapedText.line($0) } ?? "BRANCH")"
  }

  /// For a change that came with it.
  var way: String {
    isBase
      ? "leave it as it is: it came with \(name), not from this branch; give --base \(commit.text)"
      : "leave it as it is: it came with branch '\(name)', and belongs to the work there; ask whoever does that"
  }
}
