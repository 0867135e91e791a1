import CaskadeSyntax

extension Comparison where Value == Contract.Located<Band>? {
  /// A lower band asks for less.
  static var band: Comparison {
    Comparison { old, new, context in
      let (old, new) = (old?.value ?? .low, new?.value ?? .low)
      return old == new ? [] : [context.change(grew: new < old, "band \(old.rawValue) → \(new.rawValue)")]
    }
  }
}

extension Comparison where Value == Contract.Located<CalendarDate>? {
  static var expires: Comparison {
    Comparison { old, new, context in
      let (old, new) = (old?.value, new?.value)
      guard old != new else { return [] }
      let grew = new.map { after in old.map { after > $0 } ?? false } ?? true
      return [context.change(grew: grew, "expires \(old?.text ?? "never") → \(new?.text ?? "never")")]
    }
  }
}

extension Comparison where Value == [BranchPattern] {
  /// No branch at all means every branch.
  static var branches: Comparison {
    Comparison { old, new, context in
      if new.isEmpty, !old.isEmpty { return [context.grew("governs any branch")] }
      if old.isEmpty, !new.isEmpty { return [context.shrank("governs named branches only")] }
      return BranchCover(old).uncovered(new).map { context.grew("also governs branch \($0.pattern.text)") }
        + BranchCover(new).uncovered(old).map { context.shrank("no longer governs branch \($0.pattern.text)") }
    }
  }
}

extension Comparison where Value == [Contract.Located<String>] {
  /// What is waited for holds the work back.
  static var waits: Comparison { words(gained: "comes after", lost: "no longer comes after") }
  static var locks: Comparison { words(gained: "takes the lock", lost: "no longer takes the lock") }

  /// Words that hold the work back, in any order.
  private static func words(gained: String, lost: String) -> Comparison {
    Comparison { old, new, context in
      let (old, new) = (old.map(\.value), new.map(\.value))
      return context.list(
        old.filter { !new.contains($0) }.map { "\(lost) \($0)" },
        new.filter { !old.contains($0) }.map { "\(gained) \($0)" }, grows: .byLosing)
    }
  }

  static var setup: Comparison {
    Comparison { old, new, context in
      old.map(\.value) == new.map(\.value) ? [] : [context.grew("changes the setup")]
    }
  }
}

extension Comparison where Value == [PathEntry] {
  /// - Parameters:
  ///   - gained: what is said of a pattern that is new.
  ///   - lost: what is said of one that is gone.
  static func entries(gained: String, lost: String, grows: ComparisonContext.ListGrowth) -> Comparison {
    Comparison { old, new, context in
      let (old, new) = (old.map(\.pattern), new.map(\.pattern))
      return context.list(
        PatternCover(new).uncovered(old).map { "\(lost) \($0.text)" },
        PatternCover(old).uncovered(new).map { "\(gained) \($0.text)" }, grows: grows)
    }
  }
}

extension Comparison where Value == Contract.Paths {
  static var allowed: Comparison {
    Comparison { old, new, context in
      let grants = (Grants(old.allow), Grants(new.allow))
      let gained = grants.1.beyond(grants.0, context.index).map { grant in
        grants.0.holds(grant.pattern)
          ? "allows to \(grant.operations) \(grant.pattern.text)" : "adds \(grant.pattern.text)\(grant.note)"
      }
      let lost = grants.0.beyond(grants.1, context.index).map { grant in
        grants.1.holds(grant.pattern)
          ? "no longer allows to \(grant.operations) \(grant.pattern.text)" : "drops \(grant.pattern.text)\(grant.note)"
      }
      return context.list(lost, gained, grows: .byGaining)
    }
  }
}

/// What a list of entries allows, pattern by pattern.
private struct Grants {
  /// In the list's order, each pattern once.
  private let patterns: [PathPattern]
  /// What an entry of its own grants.
  private let entries: [PathEntry]
  private let operations: [PathPattern: Operations]
  private let cover: PatternCover

  init(_ entries: [PathEntry]) {
    self.entries = entries
    var operations: [PathPattern: Operations] = [:]
    var patterns: [PathPattern] = []
    for entry in entries {
      if operations[entry.pattern] == nil { patterns.append(entry.pattern) }
      operations[entry.pattern, default: []].formUnion(entry.may)
    }
    self.operations = operations
    self.patterns = patterns
    cover = PatternCover(patterns)
  }

  func holds(_ pattern: PathPattern) -> Bool { operations[pattern] != nil }

  struct Grant: Hashable {
    let pattern: PathPattern
    private let may: [Operation]

    init(_ pattern: PathPattern, _ may: [Operation]) {
      self.pattern = pattern
      self.may = may
    }

    var operations: String {
      may.map { $0 == .submodule ? "change the submodule" : $0.rawValue }.joined(separator: ", ")
    }

    /// Nothing for what a plain pattern grants.
    var note: String {
      Operations(may) == Operation.plain ? "" : " (\(may.map(\.rawValue).joined(separator: ", ")))"
    }
  }

  /// What these entries grant and the others don't. Only its very name opens a protected file.
  func beyond(_ others: Grants, _ policy: PolicyIndex) -> [Grant] {
    var known: [PathPattern: Operations] = [:]
    for pattern in patterns {
      let isProtected = pattern.namesOnePath && policy.protectedRule(covering: FoldedPath(pattern.folder)) != nil
      var granted = others.operations[pattern] ?? []
      if !isProtected {
        for index in others.cover.covering(pattern) {
          granted.formUnion(others.operations[others.patterns[index]] ?? [])
        }
      }
      known[pattern] = granted
    }
    var seen: Set<Grant> = []
    return entries.compactMap { entry in
      let may = Operation.allCases.filter { entry.may.contains($0) && !(known[entry.pattern] ?? []).contains($0) }
      let grant = Grant(entry.pattern, may)
      return may.isEmpty || !seen.insert(grant).inserted ? nil : grant
    }
  }
}
