import CaskadeContracts
package import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// One check from end to end: gathers the facts, has them judged, and makes the evidence.
package struct CheckRun {
  let session: Session
  let options: CheckOptions
  let clock: ContinuousClock.Instant
  let startedAt: Int
  /// Evidence whose word is taken for what transcripts tell, in place of reading any.
  var recorded: Evidence?

  /// - Parameter startedAt: seconds since 1970, the only clock that a check reads.
  package init(_ session: Session, _ options: CheckOptions, startedAt: Int) {
    self.session = session
    self.options = options
    self.startedAt = startedAt
    clock = .now
  }

  var milliseconds: Int { clock.duration(to: .now).wholeMilliseconds }

  package func evidence() throws(CommandError) -> Evidence {
    let comparison = try BaseAndHead(options, session)
    let beside = BesideFacts(session, comparison)
    let facts: ChangeFacts
    let governing: GoverningContract
    if options.asksForOccasion {
      switch try OccasionCheck(self, comparison).outcome() {
      case .evidence(let evidence): return evidence
      case .judged(let found, let changes):
        facts = changes
        governing = try settled(found, comparison, facts)
      }
    } else {
      let found = try contract(comparison, named: options.contract)
      facts = try ChangeFacts(comparison, session)
      governing = try settled(found, comparison, facts)
    }
    let request = try self.request(for: governing.contract)
    return try evidence(
      comparison, governing, facts, request, beside: beside
    ) { (band, baseChecks, landing) throws(CommandError) in
      guard options.join.isEmpty else { return try joined(comparison, governing, request, landing) }
      return try validate(
        comparison, governing.contract, request, place(comparison, band), band, baseChecks, landing, hunksOf: facts)
    }
  }

  /// The same for trees, a contract and a request that are known already.
  ///
  /// - Parameter validate: runs the commands, or says what is recorded of them; it is given the band of the change, what
  ///   makes the judged tree one with the base's checks, where the commands are to run so too, and the trees of the merge
  ///   where they run on that.
  /// - Parameter beside: begun before; nil to begin it here.
  /// - Parameter runsCommands: false where what `validate` gives was run before: then no trees are made to run more on.
  /// - Parameter knowsBaseChecks: false for evidence of a caskade that never ran them.
  func evidence(
    _ comparison: BaseAndHead, _ governing: GoverningContract, _ facts: ChangeFacts, _ request: CheckRequest,
    beside: BesideFacts? = nil, knowsBaseChecks: Bool = true, runsCommands: Bool = true,
    validate: (Band, BaseChecksTrees?, Landing.Trees?) throws(CommandError) -> ValidationOutcome
  ) throws(CommandError) -> Evidence {
    // Everything but validation is read before any command runs: nothing that one does to the repository is seen.
    let beside = beside ?? BesideFacts(session, comparison)
    let checks = try CheckFileReader.findings(facts, comparison, governing.contract, session.repository)
    try session.stopIfInterrupted()
    let run = JudgedRun(
      contract: governing.contract, standing: governing.standing, changes: facts.changes, areas: facts.areas)
    let countsCode = governing.contract.limits.contains { $0.unit == .linesOfCode }
    let generated =
      countsCode
      ? try asking(session.repository.generated(run.changes.map(\.path), by: comparison.baseTree)) : []
    let origin = WorkOrigin(
      newerTip: try newerTip(comparison, governing, request.contract), isQueue: comparison.isQueue,
      brought: try beside.brought(facts.changes))
    let forge = try beside.forge()
    let rules = Touched(facts.changes).rules ? try RuleChange(self, comparison, facts.changes) : nil
    let baseChecks = try BaseChecksReader(facts, comparison, governing.contract, session.repository)
    let landing = try landing(comparison, governing.contract, request, run.band.band)
    let demand = comparison.policy.baseChecks(in: run.band.band)
    var fault =
      session.repository.keepsScratchInside
      ? "the commands need a clean checkout for that, and TMPDIR is inside the repository" : nil
    var trees = baseChecks.trees
    if trees != nil, let landing = landing?.trees {
      trees = try baseChecks.trees(atTip: landing.base.tree, from: comparison.baseTree, session.repository)
      if trees == nil { fault = "a build file was changed on both sides of the merge" }
    }
    let integrityIsAsked = request.onlyGates?.contains(.integrity) ?? true
    let runsBaseChecks = demand != .off && fault == nil && !request.noBaseChecks && integrityIsAsked
    var runs = runsBaseChecks ? trees : nil
    let mayRunMore =
      runsBaseChecks && knowsBaseChecks && runsCommands && options.join.isEmpty && !request.skipValidation
    let headTree = landing?.trees?.merged.tree ?? comparison.headTree
    let baseTree = landing?.trees?.base.tree ?? comparison.baseTree
    if mayRunMore, comparison.policy.asksForTurned(in: run.band.band, checks.reachesOut) {
      runs = try TurnedTrees.added(to: runs, headTree, baseTree, session.repository)
    }
    if mayRunMore, checks.tellsApart, comparison.policy.asksAsShipped(in: run.band.band) {
      runs = try ShippedTree.added(to: runs, headTree, facts.changes, tip: baseTree, session.repository)
    }
    let record = knowsBaseChecks ? baseChecks.record(demand, fault: fault) : nil
    let isRunnable = !facts.changes.holdsGitName && landing?.record.state != .conflict
    let validation =
      isRunnable ? try validate(run.band.band, runs, landing?.trees) : .none
    let tools = try toolsRecord(comparison, governing.contract, run, facts.changes, validation.facts)
    let judgement = Judgement(
      JudgementInput(
        contract: governing.contract, standing: governing.standing, policy: comparison.policy, changes: facts.changes,
        run: run, links: facts.links, nestedRepositories: comparison.snapshot?.nestedRepositories ?? [],
        branch: comparison.branch, baseName: comparison.base.name, mergeBase: comparison.mergeBase,
        pinned: comparison.base.pinned, today: CalendarDate(secondsSince1970: startedAt), secrets: facts.secrets,
        integrity: checks.found + baseChecks.findings, validation: validation.facts,
        request: JudgementInput.Request(request),
        refused: comparison.snapshot?.refused ?? [], passing: facts.passing,
        unreadableSubmodules: comparison.snapshot?.unreadableSubmodules ?? [], generated: generated, origin: origin,
        areas: facts.areas, unseen: facts.unseen + checks.unseen, signedRules: rules?.signed,
        baseChecks: record, special: checks.special, merged: landing?.record, tools: tools,
        joint: try JointReader(comparison, session, now: startedAt).works(beside: governing)))
    try session.stopIfInterrupted()
    let unseen = try notChecked(comparison)
    let dependencies = try DependencyReader.record(facts.changes, session.repository)
    let standing = governing.standing
    return Evidence(
      toolVersion: Version.text, verdict: judgement.verdict, place: session.ci.name,
      programs: programs(verifier: standing.approvals.verifier ?? standing.pending.verifier) + validation.programs,
      request: request,
      base: Evidence.Base(comparison), head: Evidence.Head(comparison),
      contract: Evidence.ContractRecord(
        governing, judgement, root: comparison.root.name, isCallersRoot: options.contractFrom != nil),
      policy: comparison.policyRecord, changes: facts.changes.changes, areas: judgement.areas, gates: judgement.gates,
      findings: judgement.findings, budget: judgement.budget, isolation: validation.isolation,
      setup: validation.facts.setup, validation: validation.facts.records, baseChecks: record, merged: landing?.record,
      hunks: validation.hunks,
      acceptance: judgement.acceptance, moved: validation.facts.moved,
      forHuman: judgement.forHuman,
      notChecked: judgement.notChecked + unseen.altogether + facts.notChecked + unseen.listed + validation.notChecked
        + (validation.hunks?.notChecked ?? []),
      timing: Evidence.Timing(
        started: Timestamp.text(startedAt), milliseconds: milliseconds,
        commands: validation.timing), joined: validation.facts.joined, tools: tools,
      permissions: try PermissionFiles.changes(facts.changes, session.repository), forge: forge,
      dependencies: dependencies,
      agentRuns: agentRuns(comparison, standing)
    ).judged(for: comparison.policy.fastLane)
  }

  /// What transcripts tell of the run; nil where there is none. A policy that asks for one has them looked for, but in CI,
  /// where none of them can be. What evidence tells is asserted, whatever it says of itself: a file can be rewritten.
  private func toolsRecord(
    _ comparison: BaseAndHead, _ contract: Contract, _ run: JudgedRun, _ changes: ChangeSet, _ facts: ValidationFacts
  ) throws(CommandError) -> ToolsRecord? {
    if let recorded {
      var told = recorded.tools
      told?.claim = .asserted
      return told
    }
    let isAsked = comparison.policy.tools(in: run.band.band) != nil && !session.ci.isCI
    let files = TranscriptFiles(session, comparison)
    // What was heard stands alone: what a file says beside it would be no more than asserted.
    let heard = options.transcripts.isEmpty ? options.heard.map(TranscriptFiles.heard) : nil
    let words = options.transcripts.isEmpty && isAsked ? [TranscriptFiles.auto] : options.transcripts
    guard heard != nil || !words.isEmpty else { return nil }
    let given: [GivenTranscript]
    if let heard { given = [heard] } else { given = try files.read(words) }
    guard !given.isEmpty else { return nil }
    var record = ToolAudit.record(
      given, contract: contract, policy: comparison.policy, changes: changes, validation: facts, setting: files.setting)
    if heard != nil { record.claim = .witnessed }
    return record
  }

  /// - Parameter word: the contract as the caller named it; nil finds the one that governs the branch.
  func contract(_ comparison: BaseAndHead, named word: String?) throws(CommandError) -> GoverningContract {
    let finder = finder(comparison, root: comparison.rootShelf)
    guard let file = options.vouchedFile else { return try finder.find(word) }
    guard word == nil else {
      throw CommandError(
        "'--contract-from \(file)' names a contract already", hint: "leave '\(word ?? "")' out")
    }
    return try finder.vouchedFor(file)
  }

  func finder(_ comparison: BaseAndHead, root: ContractTree) -> ContractFinder {
    ContractFinder(
      session: session, base: root, head: comparison.headShelf, fork: comparison.forkShelf, branch: comparison.branch,
      isQueue: comparison.isQueue, baseName: comparison.root.name, callersRoot: options.contractFrom)
  }

  /// The contract with its approvals read: which version of it judges, and who signed that.
  func settled(
    _ found: GoverningContract, _ comparison: BaseAndHead, _ facts: ChangeFacts
  ) throws(CommandError) -> GoverningContract {
    let settled = try authority(comparison).settled(found, changes: facts.changes, areas: facts.areas)
    let turns = TurnReader(session, root: comparison.root, shelf: comparison.rootShelf, now: startedAt)
    var governing = settled
    governing.standing = settled.standing.with(turn: try turns.turn(of: settled.contract, at: settled.standing.path))
    return governing
  }

  private func authority(_ comparison: BaseAndHead) -> VersionInForce {
    VersionInForce(
      session: session, root: comparison.root, rootShelf: comparison.rootShelf, head: comparison.headShelf,
      branch: comparison.branch, policy: comparison.policy, now: startedAt)
  }

  /// - Parameter facts: of the change whose hunks may be taken back; nil where none is.
  func validate(
    _ comparison: BaseAndHead, _ contract: Contract, _ request: CheckRequest,
    _ place: ValidationRun.Place, _ band: Band, _ baseChecks: BaseChecksTrees?, _ landing: Landing.Trees?,
    hunksOf facts: ChangeFacts? = nil
  ) throws(CommandError) -> ValidationOutcome {
    let commands = (contract.validation ?? []).filter { request.onlyCommands?.contains($0.name) ?? true }
    let isAsked = request.onlyGates?.contains(.validation) ?? true
    guard !request.skipValidation, isAsked, !commands.isEmpty else { return .none }
    let place = landing.map { .checkout(tree: $0.merged.tree, commit: $0.merged.commit) } ?? place
    let base = landing?.base ?? (commit: comparison.mergeBase, tree: comparison.baseTree)
    let steps = ValidationRun.steps(
      commands, of: contract, at: place, baseline: options.validation.baseline,
      baseChecks: baseChecks?.checks.isEmpty == false)
    let plan = ProgressPlan(isVerbose: options.validation.verbose, steps: steps)
    let progress = session.host.startProgress(session.host, plan)
    defer { progress.stop() }
    if steps.contains(where: { $0.place != .workingTree }), session.repository.keepsScratchInside {
      throw CommandError(
        "the commands need a clean checkout, and TMPDIR is inside the repository: they would find its files around them",
        hint: "set TMPDIR to a folder outside of it, such as /tmp")
    }
    let shell = try Shell(session)
    let environment = ValidationEnvironment(from: session.host.environment, adding: options.validation.passed)
    let limits = CommandLimits(
      comparison.policy, band, environment, session, hiding: options.validation.hidden)
    let log = try ValidationRun(
      session: session, contract: contract, place: place, headTree: landing?.merged.tree ?? comparison.headTree,
      base: (base.commit, base.tree, comparison.base.pinned), commands: commands,
      baseChecks: baseChecks, options: options.validation, limits: limits,
      environment: environment, shell: shell, progress: progress, clock: clock
    ).run()
    if case .workingTree(let snapshot) = place {
      try asking(session.repository.remember(log.leftovers(commands), since: snapshot))
    }
    var hunks: HunkTrialRecord?
    if let facts, let most = request.hunks ?? comparison.policy.hunkSample(in: band) {
      let means = RunMeans(
        session: session,
        runner: CommandRunner(
          runner: session.host.runner, shell: shell.path, environment: environment, clock: clock),
        limits: limits, progress: SilentProgress(), logs: LogNames(in: nil))
      hunks = try HunkTrial(
        session: session, comparison: comparison, setup: contract.setup, commands: commands, changes: facts.changes,
        areas: facts.areas, means: means, jobs: options.validation.jobs, most: most
      ).record(log.facts(commands).records)
    }
    var outcome = log.outcome(commands, by: shell, caches: limits.caches, moved: try comparison.moves(options, session))
    outcome.hunks = hunks
    return outcome
  }

  /// In place only for a working tree that a person has before them; what CI or a pinned base judges runs in a checkout.
  func place(_ comparison: BaseAndHead, _ band: Band) -> ValidationRun.Place {
    guard let snapshot = comparison.snapshot else {
      return .checkout(tree: comparison.headTree, commit: comparison.head.commit)
    }
    let isIsolated = options.validation.isolated || comparison.policy[band].isolated
    if isIsolated || session.ci.isCI || comparison.base.pinned {
      return .checkout(tree: comparison.headTree, commit: nil)
    }
    return .workingTree(snapshot)
  }

  /// What the check relies on; OpenSSH's program where a signature was verified. That has no option that tells its version.
  func programs(verifier: String?) -> [Evidence.Program] {
    let git = session.repository.git
    return [Evidence.Program(name: "git", path: EscapedText.line(git.path.bytes), version: git.version)]
      + [verifier].compactMap { $0 }.map { Evidence.Program(name: "ssh-keygen", path: $0, version: "it tells none") }
  }

  /// What lies outside of every check of a working tree: altogether, and the ignored files one by one where asked for.
  func notChecked(
    _ comparison: BaseAndHead
  ) throws(CommandError) -> (altogether: [NotChecked], listed: [NotChecked]) {
    guard let snapshot = comparison.snapshot else { return ([], []) }
    let altogether = snapshot.notChecked(listed: options.ignored)
    guard options.ignored, snapshot.allIgnored > 0 else { return (altogether, []) }
    let entries = try asking(session.repository.objects.entries(of: comparison.headTree))
    let listing = IgnoredListing(snapshot.ignored, foreign: snapshot.foreign, judged: entries.map(\.path))
    return (altogether, listing.lines)
  }
}
