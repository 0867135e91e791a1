package import CaskadeSyntax

/// What an amendment changes in the authority that a contract grants: paths, tools, checks, limits, conditions, time.
///
/// It grew when anything that was asked for before isn't any more, or anything may be done that might not before. Where
/// that can't be told from the two texts, as with a reworded command, it counts as grown. An entry that another one of
/// the same list covers neither adds nor takes anything; but only its very name opens a protected file.
package struct AuthorityDifference: Hashable, Sendable {
  /// Grown first within each part; the parts in the order of the format.
  package private(set) var changes: [AuthorityChange] = []

  package var grew: Bool { changes.contains { $0.effect == .grew } }

  package init(from old: Contract, to new: Contract, policy: Policy) {
    compareForce(old, new)
    comparePaths(old.paths, new.paths, policy)
    compareTools(old.tools, new.tools)
    compareCommands(old, new)
    compareLimits(old, new)
    compareConditions(old, new, policy)
    compareWords(old, new)
  }

  private mutating func add(_ kind: AuthorityChange.Kind, _ effect: AuthorityChange.Effect) {
    changes.append(AuthorityChange(kind: kind, effect: effect))
  }

  private mutating func compareForce(_ old: Contract, _ new: Contract) {
    let bands = (old.band?.value ?? .low, new.band?.value ?? .low)
    if bands.0 != bands.1 { add(.band(bands.0, bands.1), bands.1 < bands.0 ? .grew : .shrank) }
    compareBranches(old.branch, new.branch)
    let days = (old.expires?.value, new.expires?.value)
    guard days.0 != days.1 else { return }
    switch days {
    case (let before?, let after?): add(.expires(before, after), after > before ? .grew : .shrank)
    case (_, nil): add(.expires(days.0, nil), .grew)
    case (nil, _): add(.expires(nil, days.1), .shrank)
    }
  }

  /// No branch at all means every branch.
  private mutating func compareBranches(_ old: [BranchPattern], _ new: [BranchPattern]) {
    func covers(_ one: BranchPattern, _ other: BranchPattern) -> Bool {
      one.pattern == other.pattern || (other.pattern.namesOnePath && one.matches(other.pattern.text))
    }
    if new.isEmpty, !old.isEmpty { return add(.anyBranch, .grew) }
    if old.isEmpty, !new.isEmpty { return add(.someBranches, .shrank) }
    for branch in new where !old.contains(where: { covers($0, branch) }) {
      add(.branchAdded(branch.pattern.text), .grew)
    }
    for branch in old where !new.contains(where: { covers($0, branch) }) {
      add(.branchDropped(branch.pattern.text), .shrank)
    }
  }

  private mutating func comparePaths(_ old: Contract.Paths, _ new: Contract.Paths, _ policy: Policy) {
    for (pattern, operations) in Self.beyond(old.allow, in: new.allow, policy) {
      let isKnown = old.allow.contains { $0.pattern == pattern }
      add(.allowed(pattern.text, operations, isKnown: isKnown), .grew)
    }
    for (pattern, operations) in Self.beyond(new.allow, in: old.allow, policy) {
      let isKnown = new.allow.contains { $0.pattern == pattern }
      add(.noLongerAllowed(pattern.text, operations, isKnown: isKnown), .shrank)
    }
    for entry in Self.uncovered(old.deny, by: new.deny) { add(.denyDropped(entry.pattern.text), .grew) }
    for entry in Self.uncovered(new.deny, by: old.deny) { add(.denyAdded(entry.pattern.text), .shrank) }
    for entry in Self.uncovered(new.checksMayChange, by: old.checksMayChange) {
      add(.checksOpened(entry.pattern.text), .grew)
    }
    for entry in Self.uncovered(old.checksMayChange, by: new.checksMayChange) {
      add(.checksClosed(entry.pattern.text), .shrank)
    }
  }

  /// What the entries grant and the others don't, pattern by pattern.
  private static func beyond(
    _ others: [PathEntry], in entries: [PathEntry], _ policy: Policy
  ) -> [(pattern: PathPattern, operations: [Operation])] {
    var found: [(pattern: PathPattern, operations: [Operation])] = []
    for entry in entries {
      let path = entry.pattern.namesOnePath ? entry.pattern.folder : nil
      let isProtected = path.map { path in policy.protected.contains { $0.covers(FoldedPath(path)) } } ?? false
      let granted = others.filter { isProtected ? $0.pattern == entry.pattern : $0.pattern.covers(entry.pattern) }
      let operations = Operation.allCases.filter { operation in
        entry.may.contains(operation) && !granted.contains { $0.may.contains(operation) }
      }
      if !operations.isEmpty, !found.contains(where: { $0 == (entry.pattern, operations) }) {
        found.append((entry.pattern, operations))
      }
    }
    return found
  }

  private static func uncovered(_ entries: [PathEntry], by others: [PathEntry]) -> [PathEntry] {
    entries.filter { entry in !others.contains { $0.pattern.covers(entry.pattern) } }
  }

  private mutating func compareTools(_ old: Contract.Tools, _ new: Contract.Tools) {
    func uncovered(_ entries: [ToolEntry], by others: [ToolEntry]) -> [Tool] {
      entries.map(\.tool).filter { tool in !others.contains { $0.tool.covers(tool) } }
    }
    for tool in uncovered(new.allow, by: old.allow) {
      let wasAsked = old.ask.contains { $0.tool.covers(tool) }
      add(wasAsked ? .noLongerAsked(tool) : .toolAllowed(tool), .grew)
    }
    for tool in uncovered(old.allow, by: new.allow) where !new.ask.contains(where: { $0.tool.covers(tool) }) {
      add(.toolDropped(tool), .shrank)
    }
    for tool in uncovered(new.ask, by: old.ask) {
      let wasAllowed = old.allow.contains { $0.tool.covers(tool) }
      add(.toolAsked(tool), wasAllowed ? .shrank : .grew)
    }
    for tool in uncovered(old.ask, by: new.ask) where !new.allow.contains(where: { $0.tool.covers(tool) }) {
      add(.toolDropped(tool), .shrank)
    }
    for tool in uncovered(old.deny, by: new.deny) { add(.toolDenyDropped(tool), .grew) }
    for tool in uncovered(new.deny, by: old.deny) { add(.toolDenyAdded(tool), .shrank) }
  }

  private mutating func compareCommands(_ old: Contract, _ new: Contract) {
    if old.setup.map(\.value) != new.setup.map(\.value) { add(.setupChanged, .grew) }
    let before = old.validation ?? []
    let after = new.validation ?? []
    if old.validation == nil, after.isEmpty, new.validation != nil { add(.validationWaived, .grew) }
    if old.validation?.isEmpty ?? false, new.validation == nil { add(.validationNoLongerWaived, .shrank) }
    let pairs = Self.pairs(before, after)
    for (one, other) in pairs {
      guard let other else {
        add(.checkDropped(one.name), .grew)
        continue
      }
      for (part, effect) in Self.differences(one, other) { add(.checkChanged(other.name, part), effect) }
    }
    for command in after where !pairs.contains(where: { $0.1 == command }) { add(.checkAdded(command.name), .shrank) }
  }

  /// Each earlier command with the later one of the same name, or else of the same text.
  private static func pairs(
    _ before: [ValidationCommand], _ after: [ValidationCommand]
  ) -> [(ValidationCommand, ValidationCommand?)] {
    before.map { command in
      let named = after.first { $0.name == command.name }
      return (
        command,
        named
          ?? after.first { other in
            other.run == command.run && !before.contains { $0.name == other.name }
          }
      )
    }
  }

  private static func differences(
    _ old: ValidationCommand, _ new: ValidationCommand
  ) -> [(AuthorityChange.CheckPart, AuthorityChange.Effect)] {
    var found: [(AuthorityChange.CheckPart, AuthorityChange.Effect)] = []
    if old.run != new.run { found.append((.run(old.run, new.run), .grew)) }
    if old.onBase != new.onBase { found.append((.onBase(old.onBase, new.onBase), old.onBase == nil ? .shrank : .grew)) }
    if old.expect != new.expect { found.append((.expect(old.expect, new.expect), .grew)) }
    if old.directory != new.directory { found.append((.directory(old.directory, new.directory), .grew)) }
    if old.environment != new.environment { found.append((.environment, .grew)) }
    if old.carry.map(\.pattern) != new.carry.map(\.pattern) { found.append((.carry, .grew)) }
    if old.timeout != new.timeout { found.append((.timeout(old.timeout, new.timeout), .neutral)) }
    return found
  }

  private mutating func compareLimits(_ old: Contract, _ new: Contract) {
    for unit in StopCondition.Unit.allCases {
      let limits = (Self.limit(old, unit), Self.limit(new, unit))
      guard limits.0 != limits.1 else { continue }
      add(.limit(unit, limits.0, limits.1), (limits.1 ?? .max) > (limits.0 ?? .max) ? .grew : .shrank)
    }
  }

  /// The lowest of several limits is the one that counts.
  private static func limit(_ contract: Contract, _ unit: StopCondition.Unit) -> Int? {
    contract.stopWhen.compactMap { condition in
      if case .moreThan(let limit, unit) = condition.kind { limit } else { nil }
    }.min()
  }

  private mutating func compareConditions(_ old: Contract, _ new: Contract, _ policy: Policy) {
    let before = Conditions(old, policy)
    let after = Conditions(new, policy)
    for text in before.beyond(after) { add(.conditionDropped(text), .grew) }
    for text in after.beyond(before) { add(.conditionAdded(text), .shrank) }
  }

  /// Words that grant nothing, and that a reviewer should see have changed.
  private mutating func compareWords(_ old: Contract, _ new: Contract) {
    if old.title.value != new.title.value { add(.reworded("title"), .neutral) }
    if old.outcome.value != new.outcome.value { add(.reworded("outcome"), .neutral) }
    if old.ticket?.value != new.ticket?.value { add(.reworded("ticket"), .neutral) }
    if old.owner?.value != new.owner?.value { add(.reworded("owner"), .neutral) }
    if old.notes != new.notes { add(.reworded("notes"), .neutral) }
  }
}

/// The stop conditions that are no limits, area by area.
private struct Conditions {
  var patterns: [PathPattern] = []
  var areas: [String] = []
  var questions: [String] = []

  /// An area that the repository renamed is the same one by either name.
  init(_ contract: Contract, _ policy: Policy) {
    for condition in contract.stopWhen {
      switch condition.kind {
      case .touching(let pattern): patterns.append(pattern)
      case .areas(let names): areas += names.map { policy.area(named: $0)?.title ?? $0 }
      case .question(let text): questions.append(text)
      case .moreThan: break
      }
    }
  }

  /// What stops here and wouldn't by the others, as the contract writes it.
  func beyond(_ others: Conditions) -> [String] {
    patterns.filter { pattern in !others.patterns.contains { $0.covers(pattern) } }.map { "touching: \($0.text)" }
      + areas.filter { !others.areas.contains($0) }.map { "area: \($0)" }
      + questions.filter { !others.questions.contains($0) }
  }
}
