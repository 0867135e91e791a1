package import CaskadeContracts
import CaskadeSyntax

/// Gate `approval`: is this contract approved, in force, for this branch, and for the band of this run?
package struct ApprovalGate: GateRule {
  package static let name = GateName.approval
  package static let question =
    "is the contract approved, in force, for this branch, and for the band that the change turned out to have?"
  package static let demand = GateDemand.always
  package static let rules = FindingRule.ofApproval

  private let input: JudgementInput
  private var findings: [Finding] = []
  private var amendments: [Finding] = []
  private var unproven = false
  private var failed = false

  package static func ruling(on input: JudgementInput) -> Ruling {
    var gate = ApprovalGate(input)
    gate.judgeForce()
    gate.judgeTurn()
    gate.judgeBranch()
    gate.judgeGrants()
    gate.judgeApprovals()
    gate.judgePinning()
    gate.judgeNewerTip()
    gate.judgeAmendment()
    return Ruling(gate.decide(), findings: gate.findings, ofChanges: gate.amendments)
  }

  private init(_ input: JudgementInput) {
    self.input = input
  }

  private var band: RunBand { input.run.band }
  private var tally: ApprovalTally { input.tally }

  private func decide() -> Gate {
    let skipped = isAllowedByCaller && !unproven && !failed
    let state: Gate.State = failed ? .fail : unproven || isAllowedByCaller ? .unproven : .pass
    let summary =
      switch state {
      case .fail, .unproven:
        findings.first { $0.severity == .error }?.message
          ?? "self-declared: nobody has approved this contract\(skipped ? " (allowed by the caller)" : "")"
      case .pass, .notApplicable: whyApproved
      }
    return Gate(.approval, state, required: true, summary: summary, skipped: skipped)
  }

  private var whyApproved: String {
    if tally.people > tally.needed, tally.needed > 0 {
      return "signed by \(tally.people), and band \(band.band) asks for \(tally.needed)"
    }
    if tally.needed > 0 { return "signed by \(tally.people) of \(tally.needed) for band \(band.band)" }
    if let root = input.standing.callersRoot, input.standing.source == .file {
      return "the caller's own word for '\(EscapedText.line(root))', enough for band \(band.band)"
    }
    if input.standing.leastApprovals == 0 { return "its bytes are on \(root), enough for band \(band.band)" }
    return tally.people == 0
      ? "self-declared, which the policy permits" : "signed by \(tally.people) for band \(band.band)"
  }

  /// Where authority was read.
  private var root: String { input.standing.callersRoot ?? input.baseName }

  /// Nobody whom the root names has approved the contract, and the policy asks that somebody has.
  private var isUnapproved: Bool {
    input.standing.leastApprovals > 0 && tally.people == 0 && !input.policy.judgesSelfDeclared
  }

  private var isAllowedByCaller: Bool { isUnapproved && input.request.allowSelfDeclared }

  private mutating func judgeForce() {
    if let expires = input.contract.expires, expires.value < input.today {
      fail(
        .approvalExpired, "the contract expired on \(expires.value.text)",
        hint: "have it approved again with a later 'expires:'", line: expires.line)
    }
    if input.standing.isClosed {
      fail(
        .approvalClosed, "a contract of this name is closed on \(root)",
        hint: "write a contract of another name for work that goes on", line: nil)
    }
  }

  /// A contract isn't in force before its turn.
  private mutating func judgeTurn() {
    for wait in input.standing.turn.waits where !wait.ending.isDone {
      fail(
        .approvalOrder, "it comes after '\(EscapedText.line(wait.name))', \(wait.ending.words(on: root))",
        hint: wait.ending == .open
          ? "wait until that is closed as done on \(root): caskade status shows the order"
          : "ask a person whether the order still holds, and have 'after:' amended on \(root)", line: wait.line)
    }
    for lock in input.standing.turn.locks {
      let name = EscapedText.line(lock.name)
      switch lock.holder {
      case .itself: break
      case .other(let holder):
        fail(
          .approvalLock, "'\(holder.display)' holds the lock '\(name)': it came to \(root) first",
          hint: "wait until that is closed on \(root): caskade status shows the order", line: lock.line)
      case .unknown(let other):
        unproven = true
        note(
          .approvalLock,
          "'\(other.display)' takes the lock '\(name)' too, and the history that is here is too short to say "
            + "which of the two came to \(root) first",
          hint: "fetch the whole history of \(root): git fetch --unshallow", line: lock.line)
      }
    }
  }

  private mutating func judgeBranch() {
    guard let first = input.contract.branch.first else { return }
    let patterns = input.contract.branch.map { "'\($0.pattern.text)'" }.joined(separator: ", ")
    guard let branch = input.branch else {
      unproven = true
      if input.origin.isQueue {
        note(
          .approvalQueueBranch, "a merge queue's branch is nobody's work, and the contract governs \(patterns)",
          hint: WorkOrigin.queueHint, line: first.line)
      } else {
        note(
          .approvalBranchUnknown, "the head is on no branch, and the contract governs \(patterns)",
          hint: "say which branch this is: --branch NAME", line: first.line)
      }
      return
    }
    if !input.contract.governs(branch: branch) {
      fail(
        .approvalBranch, "the contract governs \(patterns), and this is branch '\(branch)'",
        hint: "name the contract of this branch, or have 'branch:' amended on \(input.baseName)", line: first.line)
    }
  }

  /// A contract may not allow what the policy denies, whoever approved it.
  private mutating func judgeGrants() {
    let tools = input.contract.tools
    for (entries, list) in [(tools.allow, "allow"), (tools.ask, "ask")] {
      for entry in entries {
        guard let denied = input.policy.deniedTools.first(where: { $0.tool.covers(entry.tool) }) else { continue }
        fail(
          .approvalPolicyTool,
          "the contract lists '\(EscapedText.line(entry.tool.text))' under 'tools.\(list)', and the policy denies "
            + "'\(EscapedText.line(denied.tool.text))'",
          hint: "have the contract amended: deny beats \(list)", line: entry.line)
      }
    }
  }

  private mutating func judgeApprovals() {
    guard !tally.isMet else { return }
    if isUnapproved {
      if input.request.allowSelfDeclared { return }
      let place = input.standing.source == .branch ? "only on the branch" : "not at Contracts/NAME.yaml"
      note(
        .approvalSelfDeclared, "the contract '\(input.standing.name)' is \(place): nobody has approved it",
        hint: wayToApproval, line: nil)
    } else {
      reportMissing()
    }
    unproven = true
    for entry in tally.refused { report(entry, .error) }
  }

  /// Only what lies at its place can be signed.
  private var wayToApproval: String {
    let way =
      input.standing.source == .branch
      ? "have it signed (\(command)), or have it merged to \(input.baseName)"
      : "move it to \(ContractFolder.folder.display)/NAME.yaml, and have it merged to \(input.baseName)"
    return "\(way); a person who judges by their own word says --allow-self-declared"
  }

  private mutating func reportMissing() {
    if tally.people < tally.needed {
      let asked = tally.needed.counted("signed approval")
      let counted = tally.people == 0 ? "none counts" : "\(tally.people) count\(tally.people == 1 ? "s" : "")"
      note(
        .approvalMissing, "band \(band.band) asks for \(asked), and \(counted) (\(band.reason))",
        hint: input.standing.source == .base ? "\(command), and merge the approval to \(root)" : command,
        line: input.contract.band?.line)
    }
    for group in tally.missingGroups {
      let members = input.policy.groups.first { $0.name == group }?.members ?? []
      note(
        .approvalGroup, "band \(band.band) asks for a signer from '\(group)', and none of them has approved it",
        hint: "one of them has to: \(members.joined(separator: ", "))", line: input.contract.band?.line)
    }
  }

  private mutating func judgePinning() {
    guard input.policy[band.band].pinned, !input.pinned else { return }
    unproven = true
    note(
      .approvalNotPinned, "band \(band.band) asks for a pinned base",
      hint: "give the base as a full object id: --base ID", line: input.contract.band?.line)
  }

  /// What is newer may take away; what it grants never counts.
  private mutating func judgeNewerTip() {
    guard let newer = input.origin.newerTip else { return }
    unproven = true
    note(
      .approvalBaseBehind, newer.message, hint: "give its tip: \(newer.option) \(newer.commit.text)", line: nil)
  }

  private mutating func judgeAmendment() {
    guard let amendment = input.standing.amendment else { return }
    let judges = "the version on \(root) judges"
    let way = "have it approved (\(command)), or merge it to \(input.baseName) first, if it is meant"
    switch amendment {
    case .approved:
      let signers = input.standing.approvals.signers(atMost: 3) ?? "nobody"
      let before = input.standing.earlier.signers(atMost: 3).map { "signed by \($0)" } ?? "approved by being there"
      amended(
        .note,
        "amended on the branch, signed by \(signers): that version judges, not the one on \(root), \(before)", nil)
      reportDifference("the amendment", .note)
    case .closed: amended(.note, "closed as done on the branch: until that is merged, \(judges)", nil)
    case .deleted: amended(.warning, "deleted on the branch, and nobody has approved that: \(judges)", way)
    case .unreadable:
      amended(
        .warning, "amended on the branch into what is no contract: \(judges)",
        "mend it, until 'caskade lint' is silent")
    case .changed:
      let pending = input.standing.pending.tally(for: band.band, policy: input.policy, atLeast: 1)
      let state = input.standing.pending.entries.isEmpty ? "nobody has approved that" : "its approvals don't suffice"
      amended(.warning, "amended on the branch, and \(state): \(judges)", way)
      for entry in pending.refused { report(entry, .warning) }
      reportDifference("waiting for approval", .warning)
    }
  }

  private mutating func reportDifference(_ what: String, _ severity: Finding.Severity) {
    let lines = input.standing.difference?.changes.map(\.text) ?? []
    guard !lines.isEmpty else { return }
    let most = 12
    let name = input.standing.name
    let more = lines.count > most ? "; and \(lines.count - most) more" : ""
    findings.append(
      Finding(
        severity, gate: .approval, rule: .approvalDifference, path: input.standing.path,
        "\(what): \(lines.prefix(most).joined(separator: "; "))\(more)",
        hint: "compare them: caskade diff \(input.baseName):\(name) \(name)", contractLine: nil))
  }

  /// What is said of a changed contract is about that change; the rest is about the contract.
  private mutating func amended(_ severity: Finding.Severity, _ message: String, _ hint: String?) {
    amendments.append(
      Finding(
        severity, gate: .approval, rule: .approvalAmendment, path: input.standing.path, message, hint: hint,
        contractLine: nil))
  }

  private mutating func report(_ entry: ContractApprovals.Entry, _ severity: Finding.Severity) {
    guard let refusal = entry.refusal else { return }
    let approve = "caskade approve \(input.standing.word)"
    findings.append(
      Finding(
        severity, gate: .approval, rule: FindingRule(refusal.kind), path: entry.path, refusal.message(root: root),
        hint: refusal.hint(approve: approve, root: root), contractLine: nil))
  }

  /// What signs the contract for the band of this run.
  private var command: String {
    let plain = ContractBand(input.contract, index: input.areas.index).band
    return "caskade approve \(input.standing.word)" + (band.band > plain ? " --band \(band.band)" : "")
  }

  private mutating func fail(_ rule: FindingRule, _ message: String, hint: String, line: Int?) {
    failed = true
    note(rule, message, hint: hint, line: line)
  }

  private mutating func note(_ rule: FindingRule, _ message: String, hint: String, line: Int?) {
    findings.append(
      Finding(
        .error, gate: .approval, rule: rule, path: input.standing.path, message, hint: hint, contractLine: line))
  }
}

extension ContractTurn.Ending {
  /// - Parameter root: where contracts are read: `main`.
  package func words(on root: String) -> String {
    switch self {
    case .open: "which is still open on \(root)"
    case .closed(.done): "which is done"
    case .closed(.cancelled): "which was cancelled on \(root)"
    case .closed(.takeover): "which a person has taken over on \(root)"
    case .unknown: "and how that ended its file on \(root) doesn't say"
    case .missing: "and \(root) has no contract of that name, open or closed"
    }
  }
}
