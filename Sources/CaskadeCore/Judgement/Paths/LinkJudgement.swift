import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// Judges a changed link by where it leads: the file, or the folder and every path below it.
struct LinkJudgement {
  private let links: LinkMap?
  private let index: PolicyIndex
  private let scope: ScopeRules
  private let denied: [(entry: PathEntry, reach: PatternReach)]
  private let protected: [(rule: ProtectedRule, reach: PatternReach)]
  /// What is known of a place already: many links may lead to one large folder.
  private var places: [RepositoryPath: LinkFault?] = [:]

  init(contract: Contract, policy: Policy, scope: ScopeRules, index: PolicyIndex, links: LinkMap?) {
    self.links = links
    self.index = index
    self.scope = scope
    guard links != nil else {
      (denied, protected) = ([], [])
      return
    }
    denied = contract.paths.deny.map { ($0, PatternReach($0.pattern)) }
    protected = policy.protected.flatMap { rule in rule.patterns.map { (rule, PatternReach($0)) } }
  }

  /// Nil for a change that leaves no link, and for a link that leads only where the contract lets the run write.
  mutating func fault(of change: Change) -> LinkFault? {
    guard change.isLink else { return nil }
    guard let links else { return .unread }
    switch links.destination(of: change.path) {
    case .outside: return .outsideRepository
    case .endless: return .endless
    case .inside(let target):
      // A link that the map doesn't hold.
      if target == change.path { return .unread }
      if let known = places[target] { return known }
      let fault = fault(at: target, links)
      places[target] = .some(fault)
      return fault
    }
  }

  private func fault(at target: RepositoryPath, _ links: LinkMap) -> LinkFault? {
    let below = links.paths(below: target)
    for path in [target] + below {
      let folded = FoldedPath(path)
      if let rule = index.protectedRule(covering: folded) { return .protected(path, rule) }
      if let entry = scope.deniedEntry(covering: folded) { return .denied(path, entry) }
    }
    if !links.isFile(target) {
      // A folder that holds such a place, even one where nothing stands yet.
      if let hit = protected.first(where: { $0.reach.mayMatch(below: target) }) { return .protected(target, hit.rule) }
      if let hit = denied.first(where: { $0.reach.mayMatch(below: target) }) { return .denied(target, hit.entry) }
    }
    if target.bytes.isEmpty { return .outsideScope(target) }
    return (below.isEmpty ? [target] : below).allSatisfy(isGranted) ? nil : .outsideScope(target)
  }

  /// Writing through a link is an edit of the target.
  private func isGranted(_ path: RepositoryPath) -> Bool {
    scope.decision(for: .modify, on: FoldedPath(path)).isAllowed
  }
}

/// Whether a pattern may match below a folder.
///
/// A pattern for any depth (`**/x/y`) may match below every folder there is; it counts only where the folder's own path
/// has begun to match what follows the `**/`, as `a/x` has.
struct PatternReach: Sendable {
  private let pattern: PathPattern
  private let isForAnyDepth: Bool

  init(_ pattern: PathPattern) {
    var text = Substring(pattern.text)
    while text.hasPrefix("**/") { text = text.dropFirst(3) }
    isForAnyDepth = text.utf8.count < pattern.text.utf8.count
    self.pattern = (try? PathPattern(String(text))) ?? pattern
  }

  /// The empty folder is the root.
  func mayMatch(below folder: RepositoryPath) -> Bool {
    guard isForAnyDepth else { return pattern.mayMatchInsideFolded(folder: folder) }
    let parts = folder.components
    return parts.indices.contains { start in
      let rest = parts[start...].joined(separator: [UInt8(ascii: "/")])
      return pattern.mayMatchInsideFolded(folder: RepositoryPath(bytes: rest))
    }
  }
}
