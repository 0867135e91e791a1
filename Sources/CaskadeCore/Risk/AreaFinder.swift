package import CaskadeSyntax

/// Finds the risk areas that a change touches: by its path, by the lines that it adds, by what it is.
package struct AreaFinder: Sendable {
  package let index: PolicyIndex
  private let areas: [Area]
  private let hits: [RepositoryPath: [AreaHit]]
  private let traits: [ChangeTrait: Area]

  package init(_ policy: Policy, hits: [AreaHit]) {
    index = PolicyIndex(policy)
    areas = policy.areas
    self.hits = Dictionary(grouping: hits, by: \.path)
    var traits: [ChangeTrait: Area] = [:]
    for trait in ChangeTrait.allCases { traits[trait] = policy.area(named: trait.rawValue) }
    self.traits = traits
  }

  /// One touch for each area and cause; an area that the path says is not said again by a line.
  package func touches(of change: Change, at path: FoldedPath) -> [AreaTouch] {
    var touches = index.areas(covering: path).map { AreaTouch($0, .path, rule: "area.\($0.name).path") }
    for trait in ChangeTrait.traits(of: change) {
      if let area = traits[trait] { touches.append(AreaTouch(area, .trait(trait), rule: "area.\(area.name).kind")) }
    }
    for hit in hits[change.path] ?? [] where !touches.contains(where: { $0.area.name == hit.area }) {
      if let area = areas.first(where: { $0.name == hit.area }) {
        touches.append(AreaTouch(area, .content(line: hit.line, phrase: hit.phrase), rule: hit.rule))
      }
    }
    return touches
  }
}
