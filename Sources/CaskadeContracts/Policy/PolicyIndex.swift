package import CaskadeSyntax

/// A policy's protected rules and risk areas, compiled to look up many paths.
package struct PolicyIndex: Sendable {
  private let protected: [ProtectedRule]
  private let areas: [Area]
  private let protectedPatterns: PatternSet
  private let areaPatterns: PatternSet
  /// For each pattern of the set, the rule or area that it belongs to.
  private let ruleOfPattern: [Int]
  private let areaOfPattern: [Int]
  /// What was looked up already.
  private var known: [RepositoryPath: Answer] = [:]

  private static let few = 70

  private struct Answer: Sendable {
    /// The index of the protected rule.
    let rule: Int?
    /// The indexes of the areas.
    let areas: [Int]
  }

  package init(_ policy: Policy) { self.init(policy, forFew: false) }

  /// - Parameter forFew: paths, so few that it doesn't pay to compile every pattern.
  private init(_ policy: Policy, forFew: Bool) {
    protected = policy.protected
    areas = policy.areas
    func set(_ patterns: [PathPattern]) -> PatternSet {
      forFew ? PatternSet(patterns, forFew: true) : PatternSet(patterns.map(\.compiled))
    }
    protectedPatterns = set(policy.protected.flatMap(\.patterns))
    areaPatterns = set(policy.areas.flatMap(\.patterns))
    ruleOfPattern = policy.protected.enumerated().flatMap { rule in rule.element.patterns.map { _ in rule.offset } }
    areaOfPattern = policy.areas.enumerated().flatMap { area in area.element.patterns.map { _ in area.offset } }
  }

  /// The same, with the answers for paths that will be asked about more than once.
  package init(_ policy: Policy, knowing paths: [RepositoryPath]) {
    self.init(policy, forFew: paths.count <= Self.few)
    var known: [RepositoryPath: Answer] = [:]
    known.reserveCapacity(paths.count)
    for path in paths {
      let folded = FoldedPath(path)
      known[path] = Answer(rule: lookUpRule(folded), areas: lookUpAreas(folded))
    }
    self.known = known
  }

  /// The first rule that covers the path.
  package func protectedRule(covering path: FoldedPath) -> ProtectedRule? {
    guard let answer = known[path.path] else { return lookUpRule(path).map { protected[$0] } }
    return answer.rule.map { protected[$0] }
  }

  /// The patterns by which the path is protected; none for one that isn't.
  package func protectedPatterns(covering path: FoldedPath) -> [PathPattern] {
    protectedPatterns.allMatchesFolded(path).filter {
      BuiltInProtected.holds(protected[ruleOfPattern[$0]].rule, for: path)
    }.map { protectedPatterns.patterns[$0] }
  }

  /// Every area that covers the path, in the policy's order.
  package func areas(covering path: FoldedPath) -> [Area] {
    (known[path.path]?.areas ?? lookUpAreas(path)).map { areas[$0] }
  }

  /// Every area that covers the path, in the policy's order.
  package func areas(covering path: RepositoryPath) -> [Area] {
    (known[path]?.areas ?? lookUpAreas(FoldedPath(path))).map { areas[$0] }
  }

  private func lookUpRule(_ path: FoldedPath) -> Int? {
    protectedPatterns.allMatchesFolded(path).lazy.map { ruleOfPattern[$0] }
      .first { BuiltInProtected.holds(protected[$0].rule, for: path) }
  }

  private func lookUpAreas(_ path: FoldedPath) -> [Int] {
    var found: [Int] = []
    for pattern in areaPatterns.allMatchesFolded(path) where found.last != areaOfPattern[pattern] {
      let area = areaOfPattern[pattern]
      if areas[area].holds(areaPatterns.patterns[pattern], for: path) { found.append(area) }
    }
    return found
  }
}
