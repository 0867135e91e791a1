package import CaskadeSyntax

/// Whether some path could be changed under two contracts.
///
/// It is decided on their patterns, for files that are there and files that may come: some entry of each allows the path,
/// no entry of either denies it, and neither finds it protected.
package struct ContractOverlap: Sendable {
  private let one: Contract.Paths
  private let other: Contract.Paths
  private let rules: (ScopeRules, ScopeRules)
  private let policy: PolicyIndex

  package init(_ one: Contract.Paths, _ other: Contract.Paths, policy: PolicyIndex) {
    self.one = one
    self.other = other
    rules = (ScopeRules(one), ScopeRules(other))
    self.policy = policy
  }

  /// A path that both could change: the first that is found, entry by entry, in the order of the two contracts.
  package var answer: PatternOverlap.Answer {
    var isUndecided = false
    for left in one.allow {
      for right in other.allow {
        switch PatternOverlap(left.pattern, right.pattern).answer(refusals: refusals) {
        case .path(let path): return .path(path)
        case .undecided: isUndecided = true
        case .none: break
        }
      }
    }
    return isUndecided ? .undecided : .none
  }

  private func refusals(_ path: FoldedPath) -> [PathPattern] {
    let denied = (one.deny + other.deny).map(\.pattern).filter { $0.matchesFolded(path) }
    guard denied.isEmpty else { return denied }
    // A protected path is open only to a contract that names it.
    return isOpened(path, by: rules.0) && isOpened(path, by: rules.1) ? [] : policy.protectedPatterns(covering: path)
  }

  private func isOpened(_ path: FoldedPath, by rules: ScopeRules) -> Bool {
    Operation.allCases.contains { rules.opens(path, for: $0) }
  }
}
