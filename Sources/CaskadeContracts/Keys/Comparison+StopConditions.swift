import CaskadeSyntax

extension Comparison where Value == [StopCondition] {
  static var conditions: Comparison {
    Comparison { old, new, context in
      let limits = StopCondition.Unit.allCases.compactMap { unit -> AuthorityChange? in
        let (before, after) = (lowest(old, unit), lowest(new, unit))
        guard before != after else { return nil }
        let words =
          "\(unit.rawValue) \(before.map(String.init) ?? "no limit") → \(after.map(String.init) ?? "no limit")"
        return context.change(grew: (after ?? .max) > (before ?? .max), words)
      }
      let (before, after) = (Conditions(old, context.policy), Conditions(new, context.policy))
      return limits
        + context.list(
          before.beyond(after).map { "no longer stops at: \($0)" }, after.beyond(before).map { "stops at: \($0)" },
          grows: .byLosing)
    }
  }

  /// The lowest of several limits is the one that counts.
  private static func lowest(_ conditions: [StopCondition], _ unit: StopCondition.Unit) -> Int? {
    conditions.compactMap { condition in
      if case .moreThan(let limit, unit) = condition.kind { limit } else { nil }
    }.min()
  }
}

/// The stop conditions that are no limits, area by area.
private struct Conditions {
  var patterns: [PathPattern] = []
  var areas: [String] = []
  var questions: [String] = []

  /// An area that the repository renamed is the same one by either name.
  init(_ conditions: [StopCondition], _ policy: Policy) {
    let titles = Dictionary(policy.areas.flatMap { [($0.title, $0.title), ($0.name, $0.title)] }) { first, _ in first }
    for condition in conditions {
      switch condition.kind {
      case .touching(let pattern): patterns.append(pattern)
      case .areas(let names): areas += names.map { titles[$0] ?? $0 }
      case .question(let text): questions.append(text)
      case .moreThan: break
      }
    }
  }

  /// What stops here and wouldn't by the others, as the contract writes it.
  func beyond(_ others: Conditions) -> [String] {
    let known = (Set(others.areas), Set(others.questions))
    return PatternCover(others.patterns).uncovered(patterns).map { "touching: \($0.text)" }
      + areas.filter { !known.0.contains($0) }.map { "area: \($0)" } + questions.filter { !known.1.contains($0) }
  }
}
