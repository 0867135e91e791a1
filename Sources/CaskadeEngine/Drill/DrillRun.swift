import CaskadeContracts
package import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
package import CaskadeSystem

/// Plays the ways to cheat, and honest work beside them, under the policy of the base.
package struct DrillRun {
  private let session: Session
  private let tip: Revision
  private let now: Int
  private let command: String?

  /// What isn't begun after these seconds is left.
  private static let longest = 120
  private static let width = 2

  /// - Parameters:
  ///   - base: as the caller names it.
  ///   - command: of the repository's own, which runs along with the drill's test.
  package init(_ session: Session, base: String?, command: String?, now: Int) throws(CommandError) {
    self.session = session
    self.now = now
    self.command = command
    tip = try BaseAndHead.base(base, session)
  }

  package func report() throws(CommandError) -> DrillReport {
    let clock = ContinuousClock.now
    let pack = DrillPack(try ground(), command: command)
    let stage = try DrillStage(session)
    let tree = try asking(session.repository.objects.tree(of: tip.commit))
    let base = try stage.base(on: tree, pack.base)
    var host = session.host
    host.directory = stage.folder
    host.startProgress = { _, _ in SilentProgress() }
    let drills = pack.drills
    var heads: [ObjectID] = []
    for drill in drills { heads.append(try stage.commit(drill, on: base)) }
    let play: @Sendable (Int) -> Result<Evidence, CommandError> = { [now, host, heads] index in
      Result { () throws(CommandError) in
        try Session.run(host) { (session) throws(CommandError) in
          try CheckRun(
            session,
            CheckOptions(
              contract: DrillPack.contractName, base: base.text, head: heads[index].text, branch: DrillPack.branch),
            startedAt: now
          ).evidence()
        }
      }
    }
    // What honest work doesn't pass can't tell a cheat from it.
    let first = try play(0).get()
    let blind = first.gates.filter(Self.isOpen).map { (gate: $0.name.rawValue, why: $0.summary) }
    let blindNames = Set(blind.map(\.gate))
    let rest = SideBySide.run(1..<drills.count, atMost: Self.width) { index -> Result<Evidence, CommandError>? in
      clock.duration(to: .now) < .seconds(Self.longest) ? play(index) : nil
    }
    try session.stopIfInterrupted()
    let outcomes = try zip(drills, [.success(first)] + rest).map { (drill, result) throws(CommandError) in
      try Self.outcome(drill, result, blindNames)
    }
    return DrillReport(
      base: tip.name, commit: tip.commit, outcomes: outcomes, blind: blind,
      milliseconds: clock.duration(to: .now).wholeMilliseconds, command: command)
  }

  private static func isOpen(_ gate: Gate) -> Bool { gate.required && (gate.state == .fail || gate.state == .unproven) }

  private static func outcome(
    _ drill: Drill, _ result: Result<Evidence, CommandError>?, _ blind: Set<String>
  ) throws(CommandError) -> DrillOutcome {
    guard let result else {
      return DrillOutcome(drill, .left("the time was up (\(longest) s)"), rules: [])
    }
    switch result {
    case .failure(let error):
      if error.interrupted { throw error }
      return DrillOutcome(drill, .left(error.message), rules: [])
    case .success(let evidence):
      let open = evidence.gates.filter(isOpen).map(\.name.rawValue).filter { !blind.contains($0) }
      var rules: [String] = []
      for finding in evidence.findings where finding.severity == .error && !rules.contains(finding.rule) {
        rules.append(finding.rule)
      }
      return DrillOutcome(drill, open.isEmpty ? .passed : .stopped(open), rules: rules)
    }
  }

  // MARK: The ground

  /// Files that are larger are no place for a drill.
  private static let mostBytes = 256 << 10

  private func ground() throws(CommandError) -> DrillGround {
    let objects = session.repository.objects
    let entries = try asking { () throws(GitError) in
      try objects.entries(of: objects.tree(of: tip.commit))
    }.filter { $0.mode.kind == FileMode.regular.kind }
    let policy = try ContractTree(of: tip.commit, objects).policy().policy
    let index = PolicyIndex(policy)
    func file(_ holds: (RepositoryPath) -> Bool) throws(CommandError) -> DrillGround.File? {
      for entry in entries where holds(entry.path) {
        guard let size = try asking(objects.sizesIfPresent([entry.id]))[0], size <= Self.mostBytes else { continue }
        return DrillGround.File(entry.path, try asking(objects.blobs([entry.id]))[0])
      }
      return nil
    }
    var ground = DrillGround()
    ground.test = try file { CheckFileKind($0) == .test && !$0.bytes.contains(0x0A) }
    ground.pipeline = try file { $0.display.hasPrefix(".github/workflows/") || $0.display == ".gitlab-ci.yml" }
    ground.instructions = try file { ["AGENTS.md", "CLAUDE.md", "GEMINI.md"].contains($0.display) }
    ground.policy = try file { $0 == ContractFolder.policy }
    ground.signers = try file { $0 == ContractFolder.signers }
    ground.owners = try file { path in CodeOwners.paths.contains { $0 == path } }
    ground.other = try file { path in
      CheckFileKind(path) == nil && index.protectedRule(covering: FoldedPath(path)) == nil
        && path.parent != ContractFolder.folder
    }
    return ground
  }
}
