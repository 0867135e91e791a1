package import CaskadeSyntax

/// Proposes a contract's scope from a ticket and what the repository knows. Reads nothing: the same facts give the same
/// proposal.
package struct ScopeProposer: Sendable {
  private let facts: ScopeFacts
  private let signals: ScopeSignals
  private let index: PolicyIndex
  private let areas: [Area]
  private let isShallow: Bool
  private let changelogCounts: Bool

  var tree: ScopeTree { facts.tree }

  private static let mostCandidates = 12
  private static let leastOdds = 0.002
  private static let mostChoices = 5

  /// - Parameter isShallow: the history isn't there because of that.
  package init(_ facts: ScopeFacts, policy: Policy, isShallow: Bool = false) {
    self.facts = facts
    self.isShallow = isShallow
    signals = ScopeSignals(facts)
    index = PolicyIndex(policy)
    areas = policy.areas
    changelogCounts = UnaskedFile.isChangelogUsual(facts.history) || UnaskedFile.isChangelogAsked(facts.query)
  }

  /// - Parameter given: patterns of the person, valid, in their order. One that names a file or a folder is a hint, and the
  ///   draft adds to it; one with a wildcard says that the person knows the scope.
  /// - Parameter known: what surely changes, and isn't granted by that.
  package func proposal(given: [PathPattern] = [], known: [ScopeHint] = []) -> ScopeProposal {
    let tree = facts.tree
    var proposal = ScopeProposal()
    proposal.tracked = tree.tracked.count
    let granted = given.map { entry(for: $0) }
    let hints = known + given.compactMap(hint)
    proposal.isGiven = hints.count - known.count < given.count
    proposal.allow = given.map { ScopeProposal.Line(pattern: $0.text) }
    if facts.history == nil {
      proposal.gaps.append(isShallow ? .shallow : .noHistory)
    }
    guard !facts.query.isTooVague || !hints.isEmpty, !tree.files.isEmpty else {
      proposal.gaps.insert(.vague, at: 0)
      measure(&proposal, granted.flatMap(\.places))
      return proposal
    }
    let ranking = ScopeRanking(signals, tree, hints: hints)
    let likely = likely(ranking)
    let budget = ScopeFold.budget(of: tree.tracked.count)
    let fold = ScopeFold(ranking, given: granted, likely: proposal.isGiven ? [] : likely, budget: budget)
    let proposed = fold.entries.compactMap { entry in entry.file.map { line(entry, $0, ranking) } }
    proposal.allow += proposed
    if !proposal.isGiven { proposal.confidence = ScopeConfidence(certainty: ranking.certainty) }
    measure(&proposal, fold.covered.indices.filter { fold.covered[$0] })
    let covered = Set(fold.covered.indices.lazy.filter { fold.covered[$0] }.map { tree.tracked[$0] })
    let rest = likely.lazy.filter { ranking.odds[$0] >= Self.leastOdds && !covered.contains(tree.files[$0]) }
    proposal.candidates = rest.prefix(Self.mostCandidates).compactMap { line($0, ranking) }
    proposal.choices = likely.prefix(Self.mostChoices).compactMap { line($0, ranking) }
    return proposal
  }

  /// The likeliest files that a draft may propose, as many as it can need.
  private func likely(_ ranking: ScopeRanking) -> [Int] {
    var found: [Int] = []
    for place in ranking.order {
      if found.count == 100 { break }
      let path = ranking.tree.files[place]
      guard ScopePattern.file(path) != nil, index.protectedRule(covering: FoldedPath(path)) == nil,
        !path.isInside(ContractFolder.folder)
      else { continue }
      let isNamed = signals.values[ScopeSignals.Signal.named.rawValue][place] > 0
      if !isNamed, UnaskedFile.isOne(path, changelogCounts: changelogCounts) { continue }
      found.append(place)
    }
    return found
  }

  private func measure(_ proposal: inout ScopeProposal, _ places: [Int]) {
    let places = Set(places)
    proposal.width = places.count
    var met: Set<String> = []
    for place in places { met.formUnion(index.areas(covering: facts.tree.tracked[place]).map(\.name)) }
    proposal.areas = areas.filter { met.contains($0.name) }
  }

  private func line(_ place: Int, _ ranking: ScopeRanking) -> ScopeProposal.Line? {
    guard let pattern = ScopePattern.file(facts.tree.files[place]) else { return nil }
    return ScopeProposal.Line(pattern: pattern, reason: ScopeReason(place, in: ranking, facts.query).message)
  }

  private func line(_ entry: ScopeFold.Entry, _ file: Int, _ ranking: ScopeRanking) -> ScopeProposal.Line {
    let reason = ScopeReason(file, in: ranking, facts.query).message
    guard entry.isFolder else { return ScopeProposal.Line(pattern: entry.pattern, reason: reason) }
    let path = facts.tree.files[file].display
    return ScopeProposal.Line(
      pattern: entry.pattern, reason: "\(entry.places.count.counted("file")), among them \(path): \(reason)")
  }

  // MARK: What the person gave

  private func hint(_ pattern: PathPattern) -> ScopeHint? {
    guard let path = pattern.namedPath else {
      guard pattern.text.hasSuffix("/"), let folder = try? PathPattern(String(pattern.text.dropLast())) else {
        return nil
      }
      return folder.namedPath.map { .folder($0) }
    }
    return facts.tree.hasFolder(path.bytes) ? .folder(path) : .file(path)
  }

  private func entry(for pattern: PathPattern) -> ScopeFold.Entry {
    let tracked = facts.tree.tracked
    let places = tracked.indices.filter { pattern.matches(tracked[$0]) }
    return ScopeFold.Entry(pattern: pattern.text, places: places, file: nil, isFolder: pattern.namedPath == nil)
  }
}
