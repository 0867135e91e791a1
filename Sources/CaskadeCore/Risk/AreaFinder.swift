package import CaskadeContracts
package import CaskadeInspection
import CaskadeSyntax

/// Finds the risk areas that a change touches: by its path, by the lines that it adds, by what it is.
package struct AreaFinder: Sendable {
  package let index: PolicyIndex
  private let areas: [Area]
  private let hits: [RepositoryPath: [AreaHit]]
  private let traits: [ChangeTrait: Area]
  /// The changes that touch anything; nil where they weren't given.
  private var touched: [RepositoryPath: [AreaTouch]]?

  package init(_ policy: Policy, hits: [AreaHit]) {
    self.init(policy, index: PolicyIndex(policy), hits: hits)
  }

  /// - Parameters:
  ///   - index: of this policy.
  ///   - changes: all that will ever be asked about, which are then looked at once.
  package init(_ policy: Policy, index: PolicyIndex, hits: [AreaHit], changes: [Change]) {
    self.init(policy, index: index, hits: hits)
    var touched: [RepositoryPath: [AreaTouch]] = [:]
    for change in changes {
      let touches = find(change)
      if !touches.isEmpty { touched[change.path] = touches }
    }
    self.touched = touched
  }

  private init(_ policy: Policy, index: PolicyIndex, hits: [AreaHit]) {
    self.index = index
    areas = policy.areas
    self.hits = Dictionary(grouping: hits, by: \.path)
    var traits: [ChangeTrait: Area] = [:]
    for trait in ChangeTrait.allCases { traits[trait] = policy.area(named: trait.rawValue) }
    self.traits = traits
  }

  /// One touch for each area and cause; an area that the path says is not said again by a line.
  package func touches(of change: Change) -> [AreaTouch] {
    guard let touched else { return find(change) }
    return touched[change.path] ?? []
  }

  private func find(_ change: Change) -> [AreaTouch] {
    var touches = index.areas(covering: change.path).map { AreaTouch($0, .path, rule: "area.\($0.name).path") }
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
