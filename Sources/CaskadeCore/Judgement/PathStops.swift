package import CaskadeSyntax

/// The stop conditions that a path can meet: `touching` and `area`.
package struct PathStops: Sendable {
  package struct Condition: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case touching(PathPattern)
      case area(String)
    }

    package let kind: Kind
    package let line: Int

    package var rule: String {
      switch kind {
      case .touching: "stop.touching"
      case .area: "stop.area"
      }
    }
  }

  private let touching: [(pattern: PathPattern, line: Int)]
  private let areas: [(area: Area, line: Int)]
  /// Names that no area of the policy has: the condition can't be judged.
  package let unknownAreas: [(name: String, line: Int)]
  package var isEmpty: Bool { touching.isEmpty && areas.isEmpty && unknownAreas.isEmpty }

  package init(contract: Contract, policy: Policy) {
    var touching: [(PathPattern, Int)] = []
    var areas: [(Area, Int)] = []
    var unknown: [(String, Int)] = []
    for condition in contract.stopWhen {
      switch condition.kind {
      case .touching(let pattern): touching.append((pattern, condition.line))
      case .areas(let names):
        for name in names {
          if let area = policy.area(named: name) {
            areas.append((area, condition.line))
          } else {
            unknown.append((name, condition.line))
          }
        }
      case .moreThan, .question: break
      }
    }
    self.touching = touching
    self.areas = areas
    unknownAreas = unknown
  }

  package func condition(for path: FoldedPath) -> Condition? {
    if let hit = touching.first(where: { $0.pattern.matchesFolded(path) }) {
      return Condition(kind: .touching(hit.pattern), line: hit.line)
    }
    if let hit = areas.first(where: { $0.area.covers(path) }) {
      return Condition(kind: .area(hit.area.name), line: hit.line)
    }
    return nil
  }
}
