package import CaskadeSyntax

/// A change that was made already, as the narrowest scope that would have allowed it.
package struct PastWork: Sendable {
  package struct Change: Sendable {
    let path: RepositoryPath
    let operation: Operation
    let added: Int
    let deleted: Int

    package init(path: RepositoryPath, operation: Operation, added: Int, deleted: Int) {
      (self.path, self.operation, self.added, self.deleted) = (path, operation, added, deleted)
    }
  }

  private let changes: [Change]
  /// As the person named it: `main..fix/login`.
  private let name: String

  /// A page of more lines is nothing that anybody reads: above it, folders take the place of their files.
  package static let mostLines = 200
  /// What changes more is no work of one contract.
  package static let mostChanges = 20_000

  package init(_ changes: [Change], name: String) {
    self.changes = changes.sorted { $0.path < $1.path }
    self.name = name
  }

  /// Each path by its name, and only what was done to it. A protected one isn't opened by that: it stands there for a person
  /// to open it.
  package func proposal(policy: Policy, tracked: Int) -> ScopeProposal {
    let index = PolicyIndex(policy)
    var proposal = ScopeProposal()
    proposal.past = "What \(EscapedText.line(name)) changed: \(changes.count.counted("file")), +\(added) -\(deleted)."
    proposal.tracked = tracked
    var met: Set<String> = []
    var open: [Change] = []
    for change in changes {
      guard let pattern = ScopePattern.file(change.path) else { continue }
      let folded = FoldedPath(change.path)
      met.formUnion(index.areas(covering: folded).map(\.name))
      if let rule = index.protectedRule(covering: folded) {
        proposal.candidates.append(
          ScopeProposal.Line(pattern: pattern, reason: "\(rule.what), protected", operations: [change.operation]))
      } else {
        open.append(change)
      }
    }
    proposal.allow = PastFold(open, atMost: Self.mostLines).lines
    proposal.areas = policy.areas.filter { met.contains($0.name) }
    return proposal
  }

  package var limits: [DraftLimit] {
    let why = "As many as \(EscapedText.line(name)) changed."
    return [DraftLimit(changes.count, .files, why: why), DraftLimit(max(1, added + deleted), .lines, why: why)]
  }

  private var added: Int { changes.reduce(0) { $0 + $1.added } }
  private var deleted: Int { changes.reduce(0) { $0 + $1.deleted } }
}
