import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
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
      tree: comparison.headTree, uncommitted: comparison.isUncommitted, ignored: comparison.snapshot?.allIgnored,
      foreignRules: comparison.snapshot?.foreignRules ?? [], left: comparison.snapshot?.left ?? [])
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
      band: judgement.band.band, lines: ContractLine.all(of: judgement.findings, in: governing.source))
  }
}

extension WorkingTreeSnapshot {
  /// How many files are ignored, by whatever rule.
  var allIgnored: Int { ignored.count + foreign.count }

  var foreignRules: [ForeignRule] { ForeignRule.counted(foreign.map(\.origin)) }

  /// What lies outside of every check of a working tree.
  ///
  /// - Parameter listed: the ignored files are told one by one besides.
  func notChecked(listed: Bool) -> [NotChecked] {
    var lines: [NotChecked] = []
    if allIgnored > 0 { lines.append(.ignoredFiles(allIgnored, by: foreignRules, listed: listed)) }
    lines += leftovers
    if sparse > 0 { lines.append(.sparse(sparse)) }
    if trustedFiltered > 0 { lines.append(.filtered(trustedFiltered)) }
    if converted > 0 { lines.append(.converted(converted)) }
    lines += worktrees.map { .worktree($0.path, branch: $0.branch) }
    return lines + unfiltered.map { .filtered($0) }
  }

  /// A folder at a time, and no more than a person reads.
  private var leftovers: [NotChecked] {
    var byCommand: [String: [RepositoryPath]] = [:]
    for one in left { byCommand[one.command, default: []].append(one.path) }
    let lines = byCommand.sorted { $0.key < $1.key }.flatMap { command, paths in
      LeftFolder.folded(paths).map {
        NotChecked.left($0.path, files: $0.files == 1 ? nil : $0.files, by: command)
      }
    }
    let more = lines.count - Self.mostLeftovers
    let fault = memoryFault.map { NotChecked.forgotten(Self.memoryName, because: $0) }
    return lines.prefix(Self.mostLeftovers) + (more > 0 ? [.left(more: more)] : []) + [fault].compactMap(\.self)
  }

  private static let mostLeftovers = 20
}
