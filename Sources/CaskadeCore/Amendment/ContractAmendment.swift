package import CaskadeContracts
package import CaskadeInspection
package import CaskadeSyntax

/// A contract's text with what a run turned out to need: its paths one by one, the areas that it stops in, its budget.
///
/// Lines are put in, taken out, and numbers replaced; every other byte stays, comments too. It grants the least: the very
/// path, and the operation that was needed. What is denied, protected, stopped at by name, or holds a secret stays out:
/// judging the change by the amended contract says what that is.
package struct ContractAmendment: Sendable {
  package enum Failure: Error, Hashable, Sendable {
    /// `paths.allow` is not a list with an entry on each line; these are the lines to put in by hand.
    case noPlaceForPaths([String])
    /// The same of `paths.checks_may_change`.
    case noPlaceForChecks([String])
    /// The text that came out doesn't read as what was meant.
    case unreadable
  }

  package let bytes: [UInt8]
  package let contract: Contract
  package let difference: AuthorityDifference

  /// - Parameters:
  ///   - changes: what the run changed, without the contract's own papers.
  ///   - areas: of the policy, and of the lines that the changes add.
  ///   - checks: check files that have to say something else from now on.
  ///   - secrets: the files that hold what looks like a secret: none of them is ever allowed.
  package init(
    _ source: SourceText, _ contract: Contract, changes: [Change], policy: Policy, areas: AreaFinder,
    checks: [RepositoryPath] = [], secrets: Set<RepositoryPath>
  ) throws(Failure) {
    let scope = ScopeRules(contract.paths)
    var needed: [(path: RepositoryPath, operation: Operation)] = []
    var touched: Set<String> = []
    for change in changes where !secrets.contains(change.path) {
      let path = FoldedPath(change.path)
      if areas.index.protectedRule(covering: path) != nil, !scope.opens(path, for: change.operation) { continue }
      let decision = scope.decision(for: change.operation, on: path)
      if !decision.isAllowed {
        guard decision.isAmendable, change.path.isUTF8, !change.path.isNamedLikeGitDirectory else { continue }
        needed.append((change.path, change.operation))
      }
      touched.formUnion(areas.touches(of: change).map(\.area.name))
    }
    var text = AmendedText(source)
    let lines = changes.reduce(0) { $0 + $1.added + $1.deleted }
    let band = RunBand(contract: contract, changes: changes, areas: areas).band
    for (condition, limit, unit) in contract.limits where unit.isBudget && unit != .linesOfCode {
      let used = unit == .files ? changes.count : lines
      let most = policy[band].cap(on: unit)
      if used > limit { text.raise(condition, from: limit, to: most.map { min(used, max($0, limit)) } ?? used) }
    }
    for condition in contract.stopWhen {
      guard case .areas(let names) = condition.kind else { continue }
      let met = names.filter { name in policy.area(named: name).map { touched.contains($0.name) } ?? false }
      if !met.isEmpty { text.remove(met, from: condition, of: names) }
    }
    if text.isWithout(contract.stopWhen) { text.emptyList("stop_when:") }
    let unnamed = checks.filter { path in
      path.isUTF8 && !contract.paths.checksMayChange.contains { $0.pattern.matches(path) }
    }
    // The later list first: what is put in there moves no line before it.
    let isLater = (contract.paths.checksMayChange.last?.line ?? .max) > (contract.paths.allow.last?.line ?? 0)
    if isLater { try text.addChecks(unnamed.map(Self.pattern), to: contract.paths) }
    try text.add(needed.map { Self.entry($0.path, $0.operation) }, to: contract.paths.allow)
    if !isLater { try text.addChecks(unnamed.map(Self.pattern), to: contract.paths) }
    bytes = text.bytes
    let result = ContractReader.read(SourceText(name: source.name, bytes: bytes))
    guard let amended = result.contract else { throw .unreadable }
    let now = ScopeRules(amended.paths)
    guard needed.allSatisfy({ now.decision(for: $0.operation, on: FoldedPath($0.path)).isAllowed }),
      unnamed.allSatisfy({ path in amended.paths.checksMayChange.contains { $0.pattern.matches(path) } })
    else { throw .unreadable }
    self.contract = amended
    difference = AuthorityDifference(from: contract, to: amended, policy: policy)
  }

  /// The entry's two lines, without their indentation.
  private static func entry(_ path: RepositoryPath, _ operation: Operation) -> [String] {
    ["- path: \(YAMLText.line(pattern(path)))", "  may: [\(operation.rawValue)]"]
  }

  /// The very path.
  private static func pattern(_ path: RepositoryPath) -> String {
    var pattern = ""
    for scalar in String(decoding: path.bytes, as: UTF8.self).unicodeScalars {
      if "*?[\\".unicodeScalars.contains(scalar) { pattern.unicodeScalars.append("\\") }
      pattern.unicodeScalars.append(scalar)
    }
    return pattern
  }
}
