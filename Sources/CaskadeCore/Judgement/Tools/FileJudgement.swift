import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// Judges one file that a call would read or write.
struct FileJudgement {
  private let contract: Contract
  private let policy: Policy
  private let stops: StopRules

  init(_ contract: Contract, _ policy: Policy) {
    self.contract = contract
    self.policy = policy
    stops = StopRules(contract: contract, policy: policy)
  }

  func reason(_ place: CallPlace) -> CallReason? {
    if place.path.deed == .read {
      return AgentPath(place.path.text, in: "/").isCredential ? .credential(place.shown) : nil
    }
    switch place.spot {
    case .temporary: return nil
    case .git: return .gitFolder(place.shown)
    case .otherWork: return .otherWork(place.shown)
    case .outside: return .outside(place.shown)
    case .many: return .tooMany(place.shown)
    case .unknown: return .lost(place.shown)
    case .inside(let path): return reason(path, place)
    }
  }

  private func reason(_ path: RepositoryPath, _ place: CallPlace) -> CallReason? {
    let operation: Operation =
      switch place.path.deed {
      case .delete: .delete
      case .read, .write: place.exists && !place.isFolder ? .modify : .create
      }
    // A folder is what may come to lie in it.
    let asFolder =
      place.isFolder || !place.exists && place.path.mayBeFolder
      ? FoldedPath(RepositoryPath(bytes: path.bytes + Array("/new-file".utf8))) : nil
    let folded = FoldedPath(path)
    if path.isNamedLikeGitDirectory { return .gitFolder(place.shown) }
    // What a folder holds is judged file by file; the folder itself is nothing to git.
    if place.isFolder, operation == .delete { return nil }
    let decision = contract.paths.decision(for: operation, on: folded)
    let isAllowed =
      decision.isAllowed || (asFolder.map { contract.paths.decision(for: .create, on: $0).isAllowed } ?? false)
    if let rule = policy.protected.first(where: { $0.covers(folded) }),
      !(decision.isAllowed && contract.paths.namesExactly(path))
    {
      return .protected(place.shown, what: rule.what, rule: rule.rule)
    }
    guard isAllowed else { return .scope(place.shown, operation, decision) }
    if operation == .delete, CheckFileKind(path) != nil,
      !contract.paths.checksMayChange.contains(where: { $0.pattern.matches(path) })
    {
      return .check(place.shown)
    }
    let stop = stops.condition(for: folded) {
      policy.areas.filter { $0.covers(folded) }.map { AreaTouch($0, .path, rule: "area.\($0.name).path") }
    }
    guard let stop else { return nil }
    switch stop.kind {
    case .touching(let pattern):
      return .stop(place.shown, "touching: \(pattern.text)", stop.rule, line: stop.contractLine)
    case .area(let touch): return .stop(place.shown, "area: \(touch.area.title)", stop.rule, line: stop.contractLine)
    }
  }
}
