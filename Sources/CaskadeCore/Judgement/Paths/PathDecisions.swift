import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// Every changed path decided once: by scope, protected set, the links' destinations and the stop conditions.
struct PathDecisions: Sendable {
  private(set) var changes: [PathDecision] = []
  private(set) var passing: [PassingDecision] = []
  let stops: StopRules

  /// - Parameters:
  ///   - changes: the run's own.
  ///   - passing: without the contract's own papers.
  init(
    contract: Contract, policy: Policy, scope: ScopeRules, areas: AreaFinder, changes: [Change], links: LinkMap?,
    passing: [PassingChange]
  ) {
    stops = StopRules(contract: contract, policy: policy)
    var linked = LinkJudgement(contract: contract, policy: policy, scope: scope, index: areas.index, links: links)
    for change in changes {
      let path = FoldedPath(change.path)
      let rule = areas.index.protectedRule(covering: path)
      self.changes.append(
        PathDecision(
          change: change, scope: scope.decision(for: change.operation, on: path), rule: rule,
          isGuarded: rule != nil && !scope.opens(path, for: change.operation), link: linked.fault(of: change),
          stop: stops.condition(for: path, touching: { areas.touches(of: change) })))
    }
    self.passing = passing.map { change in
      let path = FoldedPath(change.path)
      let isNamed = areas.index.protectedRule(covering: path) != nil && !scope.opens(path, for: .modify)
      return PassingDecision(
        change: change, scope: scope.decision(for: .modify, on: path),
        isGuarded: isNamed || change.path.isNamedLikeGitDirectory)
    }
  }
}
