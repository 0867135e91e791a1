import CaskadeContracts
package import CaskadeCore
import CaskadeInspection
package import CaskadeSyntax
import CaskadeSystem

/// Looks whether evidence still holds: judges what it names again, and compares every claim that needs no command.
///
/// The recorded runs are taken as the file says them. So validation stays that file's word, and what follows from it
/// (gate, findings, verdict) has to follow.
package struct Verification {
  /// What is no longer as it was when the evidence was made.
  package private(set) var stale: [String] = []
  /// What the evidence says otherwise than the repository.
  package private(set) var differs: [String] = []
  /// What can't be told from here.
  package private(set) var unknown: [String] = []
  /// What rested on references that are gone, and so can't be told again.
  package private(set) var gone: [String] = []
  /// What can't be told because the evidence was written without it.
  package private(set) var missing: [String] = []
  /// Whether anything could be judged again.
  package private(set) var isRecomputed = false
  /// What running the commands here showed; nil when nobody asked for it.
  package private(set) var rerun: String?
  /// What the signature under it is worth here; nil where that can't be told, and for none.
  package private(set) var signature: RunnerSignatures.Standing?

  private let session: Session
  private let recorded: Evidence
  private let document: JSONValue
  private var run: CheckRun

  /// - Parameter document: the same evidence as it stands in its file.
  package init(
    _ recorded: Evidence, _ document: JSONValue, _ session: Session, base: String?, head: String?, rerun: Bool,
    startedAt: Int
  ) throws(CommandError) {
    self.session = session
    self.recorded = recorded
    self.document = document
    missing = recorded.notChecked.filter { $0.kind == .notRecorded }.map { EscapedText.line($0.text) }
    var validation = ValidationOptions()
    validation.isolated = recorded.request?.isolated ?? false
    run = CheckRun(
      session,
      CheckOptions(
        branch: recorded.head.branch, validation: validation, merged: recorded.merged == nil ? .never : .always),
      startedAt: startedAt)
    // A transcript isn't here to be read again: what the file says of it is taken as its word.
    run.recorded = recorded
    try lookAtBase(base)
    guard let head = try lookAtHead(head) else { return }
    try recompute(head, rerun: rerun)
  }

  // MARK: What has moved

  /// The base is the one that a check would take here, or that the caller names: evidence that was made against another
  /// one is of no use, whatever it says.
  private mutating func lookAtBase(_ word: String?) throws(CommandError) {
    let now: Revision
    do throws(CommandError) {
      now = try BaseAndHead.base(word, session)
    } catch {
      if error.interrupted { throw error }
      unknown.append("whether the base has moved: \(error.message)")
      return
    }
    let tip = recorded.base.tip
    guard now.commit != tip else { return }
    let name = EscapedText.line(now.name)
    let objects = session.repository.objects
    do throws(GitError) {
      guard try objects.mergeBases(tip, now.commit).contains(tip) else {
        differs.append("base.tip: \(tip.short) is not on \(name), which is at \(now.commit.short)")
        return
      }
    } catch {
      if error.kind == .interrupted { throw CommandError(error) }
      unknown.append("the base: commit \(tip.short) is not in this repository")
      return
    }
    let merge = try mergeWord(now.commit, name)
    stale.append("\(name) has moved from \(tip.short) to \(now.commit.short)\(merge)")
    guard let contract = recorded.contract, contract.source == .base else { return }
    let path = RepositoryPath(contract.path)
    let blob = try ContractTree(of: now.commit, objects).blob(at: path)
    if blob != contract.blob {
      stale.append("the contract '\(path.display)' was \(blob == nil ? "removed" : "amended") on \(name)")
    }
  }

  /// Whether the merge with the base's new tip is still what was run; empty where no merge was.
  private func mergeWord(_ tip: ObjectID, _ name: String) throws(CommandError) -> String {
    guard let merged = recorded.merged, merged.state == .clean else { return "" }
    let tree = recorded.head.uncommitted ? recorded.head.tree : nil
    let found: TreeMerge
    do throws(GitError) {
      found = try session.repository.merge(recorded.head.commit, tree: tree, into: tip)
    } catch {
      if error.kind == .interrupted { throw CommandError(error) }
      return ", and whether the merge still gives the tree that was run can't be told: what was judged isn't here"
    }
    switch found {
    case .clean(merged.tree, _): return ", and the merge still gives the tree that was run"
    case .clean(let tree, _):
      return ", and the merge gives another tree: \(merged.tree?.short ?? "none") was run, and it is \(tree.short) now"
    case .conflict(let paths):
      return ", and \(paths.count.counted("file")) can't be merged with it"
    case .unavailable(let reason):
      return ", and whether the merge still gives the tree that was run can't be told: \(reason)"
    }
  }

  /// The head to judge again: the recorded one, where it is still to be had.
  private mutating func lookAtHead(_ word: String?) throws(CommandError) -> RecordedHead? {
    let repository = session.repository
    let now = try asking { () throws(GitError) in
      if let word { return try repository.revisions.read(word, role: "--head") }
      return try repository.revisions.head()
    }
    if let branch = recorded.head.branch, let here = now.branch ?? session.ci.sourceBranch, branch != here {
      differs.append(
        "head.branch: the evidence is of branch '\(EscapedText.line(branch))', and this is '\(EscapedText.line(here))'")
    }
    let tree = try asking(repository.objects.tree(of: now.commit))
    if word == nil, recorded.head.ignored != nil {
      let thorough = recorded.base.pinned || session.ci.isCI || recorded.request?.thorough == true
      let snapshot = try asking(repository.snapshots(of: now.commit, thorough: thorough).take(number: 0))
      if snapshot.tree == recorded.head.tree { return RecordedHead(revision: now, tree: tree, snapshot: snapshot) }
      stale.append(
        "the working tree has changed: \(recorded.head.tree.short) was judged, and it is \(snapshot.tree.short) now")
    } else if tree != recorded.head.tree {
      stale.append("the head is \(now.commit.short) now, and \(recorded.head.commit.short) was judged")
    } else {
      return RecordedHead(revision: now, tree: tree, snapshot: nil)
    }
    return try recordedCommit()
  }

  /// The commit that was judged, when it was one and its objects are here.
  private mutating func recordedCommit() throws(CommandError) -> RecordedHead? {
    if recorded.head.uncommitted { return nil }
    let commit = recorded.head.commit
    do throws(GitError) {
      let tree = try session.repository.objects.tree(of: commit)
      let revision = Revision(
        name: recorded.head.name, why: "the evidence names it", commit: commit, branch: recorded.head.branch,
        pinned: false)
      return RecordedHead(revision: revision, tree: tree, snapshot: nil)
    } catch {
      if error.kind == .interrupted { throw CommandError(error) }
      unknown.append("what was judged: commit \(commit.short) is not in this repository")
      return nil
    }
  }

  // MARK: Judging again

  private mutating func recompute(_ head: RecordedHead, rerun: Bool) throws(CommandError) {
    guard recorded.contract != nil else { return try recomputeOccasion(head) }
    let outcome = ValidationOutcome(
      facts: ValidationFacts(
        records: recorded.validation, setup: recorded.setup, moved: recorded.moved, joined: recorded.joined),
      isolation: recorded.isolation, notChecked: [], timing: [], programs: [], hunks: recorded.hunks)
    let comparison: BaseAndHead
    let (governing, request): (GoverningContract, CheckRequest)
    let here: Evidence
    var baseChecks: BaseChecksTrees?
    do throws(CommandError) {
      comparison = try BaseAndHead(recorded, head, session)
      try lookAtSignature(comparison)
      let facts = try ChangeFacts(comparison, session)
      let settled = try run.settled(contract(comparison), comparison, facts)
      (governing, request) = (settled, self.request(for: settled.contract))
      let isOlder = document["request"]?["no_base_checks"] == nil
      here = try run.evidence(comparison, governing, facts, request, knowsBaseChecks: !isOlder, runsCommands: rerun) {
        _, trees, _ in
        baseChecks = trees
        return outcome
      }
    } catch {
      if error.interrupted { throw error }
      unknown.append("what was judged: \(error.message)")
      return
    }
    isRecomputed = true
    compare(here)
    if rerun { try runAgain(comparison, governing, request, here, baseChecks) }
  }

  /// By the signers and the policy of the base that the evidence names.
  private mutating func lookAtSignature(_ comparison: BaseAndHead) throws(CommandError) {
    guard recorded.signature != nil else { return }
    let signatures = try RunnerSignatures(comparison.rootShelf, comparison.policy, session, now: run.startedAt)
    signature = try signatures.standing(of: recorded, document)
    if signature == .bad { differs.append("signature: the evidence is not as it was signed") }
  }

  /// What no contract judged has to be that again.
  private mutating func recomputeOccasion(_ head: RecordedHead) throws(CommandError) {
    do throws(CommandError) {
      let comparison = try BaseAndHead(recorded, head, session)
      try lookAtSignature(comparison)
      switch try OccasionCheck(run, comparison).outcome() {
      case .evidence(let here):
        isRecomputed = true
        compare(here)
      case .judged(let found, _):
        isRecomputed = true
        differs.append("contract: recorded null, here '\(found.standing.name)' judges")
      }
    } catch {
      if error.interrupted { throw error }
      unknown.append("what was judged: \(error.message)")
    }
  }

  /// The contract as the check found it; one that its caller named is named here too.
  private mutating func contract(_ comparison: BaseAndHead) throws(CommandError) -> GoverningContract {
    if let request = recorded.request {
      if let root = request.contractFrom {
        differs.append(
          "request.contract_from: it rests on the caller's own word for '\(EscapedText.line(root))', not on the base")
      }
      return try run.contract(comparison, named: request.contract)
    }
    do throws(CommandError) {
      let found = try run.contract(comparison, named: nil)
      if found.standing.name == recorded.contract?.path { return found }
    } catch {
      if error.interrupted { throw error }
    }
    missing.append("whether the caller named the contract: it doesn't govern by itself")
    return try run.contract(comparison, named: recorded.contract?.path)
  }

  private mutating func request(for contract: Contract) -> CheckRequest {
    if let request = recorded.request { return request }
    let guess = CheckRequest.guessed(from: recorded.gates, recorded.validation, for: contract)
    missing += guess.unknown
    return guess.request
  }

  /// Places that tell of the caller, the clock or the machine, or that are said above already; and
  /// hints, which name references as they stand.
  private static let incomparable: Set<String> = [
    "tool", "timing", "request", "base.name", "base.why", "head.name", "head.branch", "head.ignored",
    "head.ignored_outside", "head.left", "contract.why", "isolation", "not_checked", "validation", "setup",
    "findings[].hint", "forge",
  ]

  private mutating func compare(_ here: Evidence) {
    var ignored = Self.incomparable
    // Work that was judged before it was committed is the same work.
    if recorded.head.tree == here.head.tree { ignored.formUnion(["head.commit", "head.uncommitted"]) }
    // An older caskade quoted no lines, and read no lock files.
    if recorded.contract?.lines.isEmpty == true { ignored.insert("contract.lines") }
    // Nor did it look at permissions where no contract judged.
    if recorded.contract == nil, document["permissions"] == nil { ignored.insert("permissions") }
    if recorded.dependencies == nil { ignored.insert("dependencies") }
    // Another git may merge what this one can't.
    if recorded.merged?.state == .unavailable || here.merged?.state == .unavailable { ignored.insert("merged") }
    // An older caskade recorded no signatures.
    if let contract = recorded.contract, contract.approval.needed == nil {
      ignored.formUnion(["needed", "people", "signatures"].map { "contract.approval.\($0)" })
    }
    if recorded.request == nil { ignored.formUnion(unrecorded) }
    // Nor how much of a limit is used, and whether a person has to look.
    for key in ["budget", "eligible"] where document[key] == nil { ignored.insert(key) }
    // What other branches have is no fact of the trees: a branch may be gone since, or have come.
    let isOfBranches = { (finding: Finding) in finding.rule == FindingRule.scopeOtherWork.id }
    let now = here.findings.filter(isOfBranches).map(\.message)
    gone += recorded.findings.filter { isOfBranches($0) && !now.contains($0.message) }.map {
      "whether other branches have its commits: no branch here shows that \(EscapedText.line($0.message))"
    }
    let found = EvidenceDifference.all(
      recorded: document.withoutFindings(of: .scopeOtherWork),
      recomputed: EvidenceWriter.value(here).withoutFindings(of: .scopeOtherWork), ignoring: ignored)
    differs += found.map { "\($0.place): recorded \($0.recorded), here \($0.recomputed)" }
    let unsaid = here.notChecked.filter { line in
      !line.isOfThisTree && !recorded.notChecked.contains { line.isSaid(by: $0) }
    }
    differs += unsaid.map { "not_checked: not recorded: \(EscapedText.line($0.text))" }
  }

  /// Places that say what came with the request, in evidence of a caskade that recorded none.
  private var unrecorded: [String] {
    // What its commands ran is known of none, so that the gate's line says less of it.
    ["findings[].id", "findings[].subject", "gates[validation].summary"]
      + recorded.gates.filter(\.skipped).map { "gates[\($0.name.rawValue)].summary" }
  }

  // MARK: Running again

  private mutating func runAgain(
    _ comparison: BaseAndHead, _ governing: GoverningContract, _ request: CheckRequest, _ here: Evidence,
    _ baseChecks: BaseChecksTrees?
  ) throws(CommandError) {
    guard let contract = here.contract, !here.changes.contains(where: \.isGitName) else {
      rerun = "no command ran here: the head holds a name that git refuses to check out"
      return
    }
    let landing = try run.landing(comparison, governing.contract, request, contract.band)
    let outcome = try run.validate(
      comparison, governing.contract, request, run.place(comparison, contract.band), contract.band, baseChecks,
      landing?.trees)
    let count = outcome.facts.records.count
    if let fault = outcome.facts.failedSetup { differs.append("setup: \(fault)") }
    for record in recorded.validation {
      let name = EscapedText.line(record.name)
      guard let now = outcome.facts.records.first(where: { $0.name == record.name }) else {
        differs.append("validation[\(name)]: recorded \(record.run.state.rawValue), and it doesn't run here")
        continue
      }
      if now.run.state != record.run.state || now.run.exitStatus != record.run.exitStatus {
        differs.append(
          "validation[\(name)]: recorded \(Self.words(record.run)), here \(Self.words(now.run))")
      }
      if now.onBase?.state != record.onBase?.state, record.expectedOnBase != nil {
        differs.append(
          "validation[\(name)].on_base: recorded \(record.onBase.map(Self.words) ?? "nothing"), here "
            + (now.onBase.map(Self.words) ?? "nothing"))
      }
      // What evidence lacks may be younger than it.
      let younger = ["turned", "turned_on_base", "as_shipped"].filter { record.otherRun($0) != nil }
      for key in ["base_checks", "own_scripts"] + younger {
        let (before, after) = (record.otherRun(key), now.otherRun(key))
        guard before?.state != after?.state else { continue }
        differs.append(
          "validation[\(name)].\(key): recorded \(before.map(Self.words) ?? "nothing"), here "
            + (after.map(Self.words) ?? "nothing"))
      }
      for path in now.run.disturbed where !record.run.disturbed.contains(path) {
        differs.append("validation[\(name)]: here it changed '\(path.display)'")
      }
    }
    rerun = "\(count.counted("command")) ran here"
  }

  private static func words(_ run: ValidationRecord.Run) -> String {
    "'\(run.state.rawValue)'\(run.exitStatus.map { " (exit status \($0))" } ?? "")"
  }
}

/// The head that a verification judges: the one that the evidence names, found again.
struct RecordedHead {
  let revision: Revision
  let tree: ObjectID
  /// Nil for a committed head.
  let snapshot: WorkingTreeSnapshot?
}

extension BaseAndHead {
  /// The trees that evidence names, found again by the ids in it.
  init(_ recorded: Evidence, _ head: RecordedHead, _ session: Session) throws(CommandError) {
    let repository = session.repository
    let base = Revision(
      name: recorded.base.name, why: recorded.base.why, commit: recorded.base.tip, branch: nil,
      pinned: recorded.base.pinned)
    self.base = base
    self.head = head.revision
    (mergeBase, mergeBaseCount) = try asking(repository.mergeBase(base: base, head: head.revision))
    let mergeBase = self.mergeBase
    commits = try asking(repository.commits(from: base.commit, to: head.revision.commit))
    baseTree = try asking(repository.objects.tree(of: mergeBase))
    headTree = head.snapshot?.tree ?? head.tree
    snapshot = head.snapshot
    isUncommitted = head.snapshot.map { $0.tree != head.tree } ?? false
    branch = recorded.head.branch
    isQueue = recorded.findings.contains { $0.rule == FindingRule.approvalQueueBranch.id }
    root = base
    rootShelf = try ContractTree(of: base.commit, repository.objects)
    headShelf = try ContractTree(headTree, beside: rootShelf)
    forkShelf = try baseTree == rootShelf.tree ? rootShelf : ContractTree(baseTree, beside: rootShelf)
    (policy, policyRecord) = try rootShelf.policy()
    // A tip that was made since then is told as what it is: the base has moved.
    let wasBehind = recorded.findings.contains { $0.rule == FindingRule.approvalBaseBehind.id }
    newer = wasBehind ? try Self.newer(than: base, policy, session) : nil
  }
}

extension JSONValue {
  /// The same document of evidence without the findings of one rule.
  fileprivate func withoutFindings(of rule: FindingRule) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(
      members.map { member in
        guard member.key == "findings", let findings = member.value.array else { return member }
        return JSONMember(member.key, .array(findings.filter { $0["rule"]?.string != rule.id }))
      })
  }
}
