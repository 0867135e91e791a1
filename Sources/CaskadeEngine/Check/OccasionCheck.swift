import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// Finds out what a check has before it, and makes the evidence of all that no contract judges.
struct OccasionCheck {
  let run: CheckRun
  let comparison: BaseAndHead

  enum Outcome {
    case evidence(Evidence)
    /// Work, and the contract that judges it.
    case judged(GoverningContract, ChangeFacts)
  }

  init(_ run: CheckRun, _ comparison: BaseAndHead) {
    self.run = run
    self.comparison = comparison
  }

  private var session: Session { run.session }
  private var base: String { comparison.base.name }

  func outcome() throws(CommandError) -> Outcome {
    let span = span
    let facts = span == .differs ? try ChangeFacts(comparison, session) : nil
    let touched = touched(facts?.changes)
    let first = Occasion(
      base: Self.isSetUp(comparison.rootShelf), head: Self.isSetUp(comparison.headShelf), isCI: session.ci.isCI,
      isPush: session.ci.system != nil && session.ci.occasion == .other, span: span, touched: touched)
    switch first {
    case .nothing(let kind): return .evidence(try evidence(kind, facts))
    case .refused(let refusal): throw error(refusal)
    case .judged, .ungoverned, nil: break
    }
    guard let facts else { throw error(.sameCommit) }
    return try ofWork(facts, touched)
  }

  private func ofWork(_ facts: ChangeFacts, _ touched: Touched) throws(CommandError) -> Outcome {
    let search = try run.finder(comparison, root: comparison.rootShelf).governing()
    if case .contract(let found) = search, match(search) == .forBranch { return .judged(found, facts) }
    let work = try OccasionWork(comparison, facts, touched, session).work
    let governance = Governance(comparison.policy.governed, work)
    switch (Occasion(match: match(search), isGoverned: governance.isGoverned), search) {
    case (.judged, .contract(let found)): return .judged(found, facts)
    case (.nothing(let kind), _):
      return .evidence(
        try evidence(OccasionRecord(kind, why: governance.message(work)), facts))
    default:
      return .evidence(
        try ungoverned(facts, why: governance.message(work), hint: governance.hint(base: base)))
    }
  }

  /// True where any file of caskade's is there, in whatever form.
  private static func isSetUp(_ shelf: ContractTree) -> Bool { shelf.paths.contains { ContractFile($0) != nil } }

  private var span: Occasion.Span {
    guard comparison.headTree == comparison.baseTree else { return .differs }
    // Commits that a head hasn't itself were merged or never made, and what can't be looked into may be anything.
    return comparison.head.commit == comparison.mergeBase || hidesWork ? .sameCommit : .sameTree
  }

  /// The working tree holds what stands in no tree.
  private var hidesWork: Bool {
    guard let snapshot = comparison.snapshot else { return false }
    return !(snapshot.refused.isEmpty && snapshot.nestedRepositories.isEmpty && snapshot.unreadableSubmodules.isEmpty)
  }

  private func touched(_ changes: ChangeSet?) -> Touched {
    let seen = changes.map { Touched($0) } ?? Touched(rules: false, work: false)
    return Touched(rules: seen.rules, work: seen.work || hidesWork, grants: seen.grants)
  }

  private func match(_ search: ContractFinder.Search) -> Occasion.Match {
    guard case .contract(let found) = search else { return .none }
    let isForBranch = comparison.branch.map(found.contract.governs) ?? false
    if isForBranch || found.contract.branch.isEmpty { return .forBranch }
    // One that this very work brings for another branch was never meant for it.
    return found.standing.source == .branch ? .none : .forOthers
  }

  private func error(_ refusal: Occasion.Refusal) -> CommandError {
    let head = comparison.snapshot == nil ? comparison.head.name : "the working tree"
    let same =
      "nothing differs between \(base) \(comparison.mergeBase.short) and \(head): there is nothing to judge"
    switch refusal {
    case .misaimed:
      return CommandError(
        "there is no open contract, neither on \(base) nor on the head",
        hint: "write one: caskade draft 'What has to be done'")
    case .sameCommit:
      return ChangeFacts.nothing(comparison)
    case .baseItself:
      return CommandError(
        "\(same); this is a job for a push to the base itself",
        hint: "check pull requests; what has reached the base is for an audit of its history")
    }
  }

  // MARK: Evidence

  private func evidence(_ kind: Occasion.Kind, _ facts: ChangeFacts?) throws(CommandError) -> Evidence {
    switch kind {
    case .notSetUp:
      let why = "\(base) has neither contracts nor policy; 'caskade init' writes what it takes"
      return try evidence(OccasionRecord(kind, why: why), facts)
    case .empty:
      return try evidence(OccasionRecord(kind, why: "the commits since \(base) leave its tree as it was"), facts)
    case .notGoverned: return try evidence(OccasionRecord(kind, why: ""), facts)
    case .contractFilesOnly, .policyChange:
      guard let facts else { throw error(.sameCommit) }
      let files = try OccasionFiles(run, comparison, facts)
      let why =
        kind == .policyChange
        ? "only policy, signers and contracts change" : "only contracts and what belongs to them change"
      var gates: [Gate] = []
      var findings = files.findings
      var verifier: String?
      if kind == .policyChange {
        let change = try RuleChange(run, comparison, facts.changes)
        gates.append(change.signed.gate)
        findings += change.signed.findings
        verifier = change.verifier
      }
      return try evidence(
        OccasionRecord(kind, why: why, shown: files.shown), facts, gates: gates, findings: findings, verifier: verifier)
    }
  }

  private func ungoverned(_ facts: ChangeFacts, why: String, hint: String) throws(CommandError) -> Evidence {
    let finding = Finding(
      .error, gate: .approval, rule: .approvalNoContract, "no contract governs this work: \(why)", hint: hint)
    let gate = Gate(.approval, .unproven, required: true, summary: "no contract governs this work")
    return try evidence(nil, facts, gates: [gate], findings: [finding])
  }

  private func evidence(
    _ record: OccasionRecord?, _ facts: ChangeFacts?, gates: [Gate] = [], findings: [Finding] = [],
    verifier: String? = nil
  ) throws(CommandError) -> Evidence {
    let unseen = try run.notChecked(comparison)
    return Evidence(
      toolVersion: Version.text, verdict: record == nil ? .unproven : .nothing, place: session.ci.name,
      programs: run.programs(verifier: verifier), request: try run.options.request(for: nil),
      base: Evidence.Base(comparison), head: Evidence.Head(comparison), contract: nil, occasion: record,
      policy: comparison.policyRecord, changes: facts?.changes.changes ?? [], gates: gates, findings: findings,
      validation: [], forHuman: [], notChecked: unseen.altogether + (facts?.notChecked ?? []) + unseen.listed,
      timing: Evidence.Timing(
        started: Timestamp.text(run.startedAt), milliseconds: run.milliseconds, commands: []),
      permissions: try facts.flatMap { (facts) throws(CommandError) in
        try PermissionFiles.changes(facts.changes, session.repository)
      })
  }
}
