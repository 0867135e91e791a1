import CaskadeContracts
import CaskadeCore
import CaskadeSystem

extension Evidence.Base {
  init(_ comparison: BaseAndHead) {
    self.init(
      name: comparison.base.name, why: comparison.baseReading, tip: comparison.base.commit,
      commit: comparison.mergeBase, tree: comparison.baseTree, pinned: comparison.base.pinned)
  }
}

extension Evidence.Head {
  init(_ comparison: BaseAndHead) {
    self.init(
      name: comparison.head.name, branch: comparison.branch, commit: comparison.head.commit,
      tree: comparison.headTree, uncommitted: comparison.isUncommitted, ignored: comparison.snapshot?.ignored.count)
  }
}

extension Evidence.ContractRecord {
  /// - Parameter root: where authority was read, by name.
  init(_ governing: GoverningContract, _ judgement: Judgement, root: String, isCallersRoot: Bool) {
    let contract = governing.contract
    self.init(
      title: contract.title.value, outcome: contract.outcome.value, owner: contract.owner?.value,
      ticket: contract.ticket?.value, path: governing.standing.name, blob: governing.blob,
      source: governing.standing.source, why: governing.standing.why,
      approval: ApprovalRecord(governing.standing, judgement.tally, root: root, isCallersRoot: isCallersRoot),
      band: judgement.band.band)
  }
}

extension WorkingTreeSnapshot {
  /// What lies outside of every check of a working tree.
  ///
  /// - Parameter listed: the ignored files are told one by one besides.
  func notChecked(listed: Bool) -> [NotChecked] {
    var lines: [NotChecked] = []
    if !ignored.isEmpty { lines.append(.ignoredFiles(ignored.count, listed: listed)) }
    if sparse > 0 { lines.append(.sparse(sparse)) }
    if trustedFiltered > 0 { lines.append(.filtered(trustedFiltered)) }
    if converted > 0 { lines.append(.converted(converted)) }
    lines += worktrees.map { .worktree($0.path, branch: $0.branch) }
    return lines + unfiltered.map { .filtered($0) }
  }
}
