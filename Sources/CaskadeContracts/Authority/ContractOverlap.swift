package import CaskadeSyntax

/// A contract's paths, made ready to be compared with those of many others.
package struct ComparedPaths: Sendable {
  fileprivate let paths: Contract.Paths
  private let rules: ScopeRules

  package init(_ paths: Contract.Paths) {
    self.paths = paths
    rules = ScopeRules(paths)
  }

  fileprivate func opens(_ path: FoldedPath) -> Bool { Operation.allCases.contains { rules.opens(path, for: $0) } }
}

/// Whether some path could be changed under two contracts.
///
/// It is decided on their patterns, for files that are there and files that may come: some entry of each allows the path,
/// no entry of either denies it, and neither finds it protected.
package struct ContractOverlap: Sendable {
  private let one: ComparedPaths
  private let other: ComparedPaths
  private let policy: PolicyIndex

  package init(_ one: ComparedPaths, _ other: ComparedPaths, policy: PolicyIndex) {
    self.one = one
    self.other = other
    self.policy = policy
  }

  /// A path that both could change: the first that is found, entry by entry, in the order of the two contracts.
  package var answer: PatternOverlap.Answer {
    var isUndecided = false
    for left in one.paths.allow {
      for right in other.paths.allow {
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
    let denied = (one.paths.deny + other.paths.deny).map(\.pattern).filter { $0.matchesFolded(path) }
    guard denied.isEmpty else { return denied }
    let protected = policy.protectedPatterns(covering: path)
    // A protected path is open only to a contract that names it.
    return protected.isEmpty || (one.opens(path) && other.opens(path)) ? [] : protected
  }
}
