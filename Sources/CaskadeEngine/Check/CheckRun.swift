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

  /// - Parameter startedAt: seconds since 1970, the only clock that a check reads.
  package init(_ session: Session, _ options: CheckOptions, startedAt: Int) {
    self.session = session
    self.options = options
    self.startedAt = startedAt
    clock = .now
  }

  package func evidence() throws(CommandError) -> Evidence {
    let comparison = try BaseAndHead(options, session)
    let found = try contract(comparison, named: options.contract)
    let facts = try ChangeFacts(comparison, session)
    let governing = try settled(found, comparison, facts)
    let request = try options.request(for: governing.contract)
    return try evidence(comparison, governing, facts, request) { (band) throws(CommandError) in
      try validate(comparison, governing.contract, request, place(comparison, band))
    }
  }

  /// The same for trees, a contract and a request that are known already.
  ///
  /// - Parameter validate: runs the commands, or says what is recorded of them; it is given the band of the change.
  func evidence(
    _ comparison: BaseAndHead, _ governing: GoverningContract, _ facts: ChangeFacts, _ request: JudgementInput.Request,
    validate: (Band) throws(CommandError) -> ValidationOutcome
  ) throws(CommandError) -> Evidence {
    // Everything but validation is read before any command runs: nothing that one does to the repository is seen.
    let checks = try CheckFileReader.findings(facts, comparison, governing.contract, session.repository)
    try session.stopIfInterrupted()
    let band = RunBand(contract: governing.contract, changes: facts.changes.changes, areas: facts.areas).band
    let validation = facts.changes.holdsGitName ? .none : try validate(band)
    let input = JudgementInput(
      contract: governing.contract, standing: governing.standing, policy: comparison.policy, changes: facts.changes,
      links: facts.links, nestedRepositories: comparison.snapshot?.nestedRepositories ?? [],
      branch: comparison.branch, baseName: comparison.base.name, mergeBase: comparison.mergeBase,
      pinned: comparison.base.pinned, today: CalendarDate(secondsSince1970: startedAt), secrets: facts.secrets,
      integrity: checks.found, validation: validation.facts, request: request,
      refused: comparison.snapshot?.refused ?? [], passing: facts.passing,
      unreadableSubmodules: comparison.snapshot?.unreadableSubmodules ?? [], areas: facts.areas,
      unseen: facts.unseen + checks.unseen)
    let judgement = Judgement(input)
    try session.stopIfInterrupted()
    return try evidence(comparison, governing, input, facts, validation, judgement)
  }

  /// - Parameter word: the contract as the caller named it; nil finds the one that governs the branch.
  func contract(_ comparison: BaseAndHead, named word: String?) throws(CommandError) -> GoverningContract {
    let finder = ContractFinder(
      session: session, base: comparison.rootShelf, head: comparison.headShelf, branch: comparison.branch,
      baseName: comparison.root.name, callersRoot: options.contractFrom)
    guard let file = options.vouchedFile else { return try finder.find(word) }
    guard word == nil else {
      throw CommandError(
        "'--contract-from \(file)' names a contract already", hint: "leave '\(word ?? "")' out")
    }
    return try finder.vouchedFor(file)
  }

  /// The contract with its approvals read: which version of it judges, and who signed that.
  func settled(
    _ found: GoverningContract, _ comparison: BaseAndHead, _ facts: ChangeFacts
  ) throws(CommandError) -> GoverningContract {
    try authority(comparison).settled(found, changes: facts.changes.changes, areas: facts.areas)
  }

  private func authority(_ comparison: BaseAndHead) -> VersionInForce {
    VersionInForce(
      session: session, root: comparison.root, rootShelf: comparison.rootShelf, head: comparison.headShelf,
      branch: comparison.branch, policy: comparison.policy, now: startedAt)
  }

  func validate(
    _ comparison: BaseAndHead, _ contract: Contract, _ request: JudgementInput.Request,
    _ place: ValidationRun.Place
  ) throws(CommandError) -> ValidationOutcome {
    let commands = (contract.validation ?? []).filter { request.onlyCommands?.contains($0.name) ?? true }
    guard !request.skipValidation, request.asks(for: .validation), !commands.isEmpty else { return .none }
    let onBase = commands.filter { options.validation.baseline || $0.onBase != nil }
    let steps =
      commands.map { RunStep(.validation, $0.name, place.name) }
      + onBase.map { RunStep(.validation, $0.name, .baseCheckout) }
    let plan = ProgressPlan(isVerbose: options.validation.verbose, steps: steps)
    let progress = session.host.startProgress(session.host, plan)
    defer { progress.stop() }
    if !onBase.isEmpty || place.isCheckout, session.repository.keepsScratchInside {
      throw CommandError(
        "the commands need a clean checkout, and TMPDIR is inside the repository: they would find its files around them",
        hint: "set TMPDIR to a folder outside of it, such as /tmp")
    }
    let shell = try Shell(session)
    let log = try ValidationRun(
      session: session, contract: contract, place: place, headTree: comparison.headTree,
      base: (comparison.mergeBase, comparison.baseTree, comparison.base.pinned), commands: commands,
      options: options.validation,
      shell: shell, progress: progress
    ).run()
    return log.outcome(commands, by: shell, moved: try comparison.moves(options, session))
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

  private func evidence(
    _ comparison: BaseAndHead, _ governing: GoverningContract, _ input: JudgementInput, _ changes: ChangeFacts,
    _ validation: ValidationOutcome, _ judgement: Judgement
  ) throws(CommandError) -> Evidence {
    let contract = governing.contract
    let facts = input.validation
    let snapshot = comparison.snapshot
    let ignored = try listIgnored(comparison)
    return Evidence(
      toolVersion: Version.text, verdict: judgement.verdict, place: session.ci.name,
      programs: [
        Evidence.Program(
          name: "git", path: EscapedText.line(session.repository.git.path.bytes),
          version: session.repository.git.version)
      ] + signing(governing.standing) + validation.programs,
      base: Evidence.Base(
        name: comparison.base.name, why: comparison.baseReading, tip: comparison.base.commit,
        commit: comparison.mergeBase, tree: comparison.baseTree, pinned: comparison.base.pinned),
      head: Evidence.Head(
        name: comparison.head.name, branch: comparison.branch, commit: comparison.head.commit,
        tree: comparison.headTree, uncommitted: comparison.isUncommitted, ignored: snapshot?.ignored.count),
      contract: Evidence.ContractRecord(
        title: contract.title.value, outcome: contract.outcome.value, owner: contract.owner?.value,
        ticket: contract.ticket?.value, path: governing.standing.name, blob: governing.blob,
        source: governing.standing.source, why: governing.standing.why,
        approval: ApprovalRecord(
          governing.standing, judgement.tally, root: comparison.root.name, isCallersRoot: options.contractFrom != nil),
        band: judgement.band.band),
      policy: comparison.policyRecord, changes: input.changes.changes, areas: judgement.areas,
      gates: judgement.gates, findings: judgement.findings, isolation: validation.isolation, setup: facts.setup,
      validation: facts.records,
      moved: facts.moved,
      forHuman: judgement.forHuman,
      notChecked: judgement.notChecked + notChecked(snapshot) + changes.notChecked + ignored
        + validation.notChecked,
      timing: Evidence.Timing(
        started: Timestamp.text(startedAt), milliseconds: clock.duration(to: .now).wholeMilliseconds,
        commands: validation.timing))
  }

  /// OpenSSH's program, where a signature was verified. It has no option that tells its version.
  private func signing(_ standing: ContractStanding) -> [Evidence.Program] {
    let path = standing.approvals.verifier ?? standing.pending.verifier
    return path.map { [Evidence.Program(name: "ssh-keygen", path: $0, version: "it tells none")] } ?? []
  }

  private func listIgnored(_ comparison: BaseAndHead) throws(CommandError) -> [String] {
    guard options.ignored, let snapshot = comparison.snapshot, !snapshot.ignored.isEmpty else { return [] }
    let entries = try asking(session.repository.objects.entries(of: comparison.headTree))
    return IgnoredListing(snapshot.ignored, judged: entries.map(\.path)).lines
  }

  /// What lies outside of every check of a working tree.
  private func notChecked(_ snapshot: WorkingTreeSnapshot?) -> [String] {
    guard let snapshot else { return [] }
    var lines: [String] = []
    if !snapshot.ignored.isEmpty {
      let count = snapshot.ignored.count
      let hint = options.ignored ? "" : " (--ignored lists them)"
      lines.append("\(count) ignored file\(count == 1 ? "" : "s") in the working tree\(hint)")
    }
    if snapshot.sparse > 0 {
      lines.append("\(snapshot.sparse) file\(snapshot.sparse == 1 ? "" : "s") left out by the sparse checkout")
    }
    if snapshot.trustedFiltered > 0 {
      let count = snapshot.trustedFiltered
      lines.append(
        "\(count) file\(count == 1 ? "" : "s") behind a filter (LFS): unchanged by the word of git's stat data")
    }
    for path in snapshot.unfiltered {
      lines.append("what a filter (LFS) would store for '\(path.display)': it is judged as it lies on disk")
    }
    return lines
  }
}

extension BaseAndHead {
  /// One line for each name that no longer stands for what was judged, or can't be read any more.
  func moves(_ options: CheckOptions, _ session: Session) throws(CommandError) -> [String] {
    var lines: [String] = []
    func look(_ name: String, was commit: ObjectID, _ read: () throws(CommandError) -> Revision) throws(CommandError) {
      do throws(CommandError) {
        let now = try read().commit
        if now != commit { lines.append("\(name) moved from \(commit.short) to \(now.short) while the commands ran") }
      } catch {
        if error.interrupted { throw error }
        lines.append("\(name) can't be read any more since the commands ran: \(error.message)")
      }
    }
    try look("the base \(base.name)", was: base.commit) { () throws(CommandError) in
      try Self.base(options.base, session)
    }
    try look("the head", was: head.commit) { () throws(CommandError) in
      try asking { () throws(GitError) in
        if let name = options.head { return try session.repository.revisions.read(name, role: "--head") }
        return try session.repository.revisions.head()
      }
    }
    return lines
  }

  /// How the base was read, and that the merge base was one of several where it was.
  var baseReading: String {
    mergeBaseCount > 1 ? "\(base.why); one of \(mergeBaseCount) merge bases, the one git prefers" : base.why
  }
}
