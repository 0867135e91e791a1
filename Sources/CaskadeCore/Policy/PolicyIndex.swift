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

  package init(_ policy: Policy) {
    protected = policy.protected
    areas = policy.areas
    protectedPatterns = PatternSet(policy.protected.flatMap(\.patterns))
    areaPatterns = PatternSet(policy.areas.flatMap(\.patterns))
    ruleOfPattern = policy.protected.enumerated().flatMap { rule in rule.element.patterns.map { _ in rule.offset } }
    areaOfPattern = policy.areas.enumerated().flatMap { area in area.element.patterns.map { _ in area.offset } }
  }

  /// The first rule that covers the path.
  package func protectedRule(covering path: FoldedPath) -> ProtectedRule? {
    protectedPatterns.firstMatchFolded(path).map { protected[ruleOfPattern[$0]] }
  }

  /// Every area that covers the path, in the policy's order.
  package func areas(covering path: FoldedPath) -> [Area] {
    var found: [Int] = []
    for pattern in areaPatterns.allMatchesFolded(path) where found.last != areaOfPattern[pattern] {
      let area = areaOfPattern[pattern]
      if areas[area].holds(areaPatterns.patterns[pattern], for: path.path) { found.append(area) }
    }
    return found.map { areas[$0] }
  }
}
