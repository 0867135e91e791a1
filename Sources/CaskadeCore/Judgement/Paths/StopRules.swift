package import CaskadeContracts
package import CaskadeSyntax

/// The stop conditions that a path can meet: `touching` and `area`.
package struct StopRules: Sendable {
  /// A condition that a change meets.
  package struct Condition: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case touching(PathPattern)
      case area(AreaTouch)
    }

    package let kind: Kind
    package let contractLine: Int

    package var rule: FindingRule {
      switch kind {
      case .touching: .stopTouching
      case .area: .stopArea
      }
    }

    /// The line of the changed file, where one meets the condition.
    package var line: Int? {
      if case .area(let touch) = kind, case .content(let line, _) = touch.cause { line } else { nil }
    }
  }

  private let touching: [(pattern: PathPattern, line: Int)]
  /// By their keys in the policy.
  private let areas: [(name: String, line: Int)]
  /// Names that no area of the policy has: the condition can't be judged.
  package let unknownAreas: [(name: String, line: Int)]

  package init(contract: Contract, policy: Policy) {
    var touching: [(PathPattern, Int)] = []
    var areas: [(String, Int)] = []
    var unknown: [(String, Int)] = []
    for condition in contract.stopWhen {
      switch condition.kind {
      case .touching(let pattern): touching.append((pattern, condition.line))
      case .areas(let names):
        for name in names {
          if let area = policy.area(named: name) {
            areas.append((area.name, condition.line))
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

  /// The first condition that the change meets: by its path, then by its areas.
  ///
  /// - Parameter touching: the areas that it touches; asked only where a condition names one.
  package func condition(for path: FoldedPath, touching touches: () -> [AreaTouch]) -> Condition? {
    if let hit = touching.first(where: { $0.pattern.matchesFolded(path) }) {
      return Condition(kind: .touching(hit.pattern), contractLine: hit.line)
    }
    if areas.isEmpty { return nil }
    let touches = touches()
    for area in areas {
      if let touch = touches.first(where: { $0.area.name == area.name }) {
        return Condition(kind: .area(touch), contractLine: area.line)
      }
    }
    return nil
  }
}
