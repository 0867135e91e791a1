import CaskadeSyntax

extension Comparison where Value == Bool {
  /// What the policy asks for when it is true.
  static var demand: Comparison { .value({ "\($0)" }, grew: { _, new in !new }) }
}

extension Comparison where Value == Int? {
  static var cap: Comparison {
    .value({ $0.map(String.init) ?? "no cap" }, grew: { old, new in (new ?? .max) > (old ?? .max) })
  }
}

extension Comparison where Value == [String] {
  /// Lists whose order doesn't count: `bands.high.from: no longer asks for security`.
  static func names(gained: String, lost: String, grows: ComparisonContext.ListGrowth) -> Comparison {
    Comparison { old, new, context in
      let known = (Set(old), Set(new))
      return context.list(
        old.filter { !known.1.contains($0) }.map { "\(context.key): \(lost) \($0)" },
        new.filter { !known.0.contains($0) }.map { "\(context.key): \(gained) \($0)" }, grows: grows)
    }
  }
}

extension Comparison where Value == [PathPattern] {
  /// Paths for which more is asked.
  static var guarded: Comparison {
    Comparison { old, new, context in
      context.list(
        PatternCover(new).uncovered(old).map { "\(context.key): drops \($0.text)" },
        PatternCover(old).uncovered(new).map { "\(context.key): adds \($0.text)" }, grows: .byLosing)
    }
  }
}

extension Comparison where Value == Policy {
  static var areas: Comparison {
    Comparison { old, new, context in
      let before = Dictionary(old.areas.map { ($0.name, $0) }) { first, _ in first }
      let after = Dictionary(new.areas.map { ($0.name, $0) }) { first, _ in first }
      let lost = old.areas.filter { after[$0.name] == nil }.map { context.grew("drops the area \($0.name)") }
      return lost
        + new.areas.flatMap { area -> [AuthorityChange] in
          guard let earlier = before[area.name] else { return [context.shrank("adds the area \(area.name)")] }
          let inner = context.inside(area.name)
          let bands = Comparison<Band>.value({ $0.rawValue }, grew: { old, new in new < old })
          return bands.changes(earlier.band, area.band, inner.inside("band"))
            + Comparison<[PathPattern]>.guarded.changes(earlier.patterns, area.patterns, inner.inside("paths"))
            + (earlier.title == area.title ? [] : [inner.neutral("renames the area \(earlier.title) to \(area.title)")])
        }
    }
  }

  static var protected: Comparison {
    Comparison<[PathPattern]>.guarded.of(\.protectedPatterns)
  }
}

extension Policy {
  fileprivate var protectedPatterns: [PathPattern] { protected.flatMap(\.patterns) }
}
