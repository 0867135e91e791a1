package import CaskadeContracts
package import CaskadeSyntax
import CaskadeSystem

/// Reads what a draft's scope is proposed from: the tracked files, once, beside the log.
package struct ScopeReader {
  package let proposer: ScopeProposer
  /// Everything that is tracked; nothing before the first commit.
  package let tracked: [RepositoryPath]
  /// How large the repository's own changes are.
  package let sizes: ChangeSizes

  /// Lines cost git a comparison of contents, so they are asked of fewer commits.
  private static let mostCommitsWithLines = 100

  /// Only the commits behind the one that is checked out are looked at: what other branches hold isn't known here yet.
  package init(_ query: ScopeQuery, _ session: Session) throws(CommandError) {
    let repository = session.repository
    guard let head = try Self.head(repository) else {
      let tree = ScopeTree(regular: [], others: [])
      proposer = ScopeProposer(
        ScopeFacts(query: query, tree: tree, contents: WordCounts(), history: nil), policy: BuiltInPolicy.policy)
      tracked = []
      sizes = ChangeSizes(nil)
      return
    }
    let isShallow = repository.location.isShallow
    let log = Errand { () throws(GitError) in
      try Self.unlessMissing(isShallow) { () throws(GitError) in
        PastCommits(log: try repository.past(of: head, atMost: PastCommits.most, format: PastCommits.format))
      }
    }
    let lines = Errand { () throws(GitError) in
      try Self.unlessMissing(isShallow) { () throws(GitError) in
        try repository.linesOfPast(of: head, atMost: Self.mostCommitsWithLines)
      }
    }
    let entries = try asking { () throws(GitError) in
      try repository.objects.entries(of: repository.objects.tree(of: head))
    }
    var regular: [RepositoryPath] = []
    var others: [RepositoryPath] = []
    for entry in entries {
      if entry.mode.kind == FileMode.regular.kind { regular.append(entry.path) } else { others.append(entry.path) }
    }
    let tree = ScopeTree(regular: regular, others: others)
    let contents = TextCounting.count(tree.files, below: repository.location.workTree, with: query.counter)
    let history = try asking(log.result())
    tracked = tree.tracked
    sizes = ChangeSizes(history, lines: try asking(lines.result()) ?? [])
    proposer = ScopeProposer(
      ScopeFacts(query: query, tree: tree, contents: contents, history: history),
      policy: try LintFacts.workingPolicy(session), isShallow: isShallow)
  }

  private static func head(_ repository: Repository) throws(CommandError) -> ObjectID? {
    do throws(GitError) {
      return try repository.revisions.head().commit
    } catch {
      if error.kind == .noCommits { return nil }
      throw CommandError(error)
    }
  }

  /// Nil where commits or trees aren't there, as in a shallow or partial clone: less is known then.
  private static func unlessMissing<Value>(
    _ isShallow: Bool, _ read: () throws(GitError) -> Value
  ) throws(GitError) -> Value? {
    if isShallow { return nil }
    do throws(GitError) {
      return try read()
    } catch {
      if error.kind == .interrupted { throw error }
      return nil
    }
  }
}
