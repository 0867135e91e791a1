import CaskadeSyntax

/// Judges gate `approval`: is this contract approved, in force, for this branch, and for the band of this run?
package struct ApprovalJudgement: Sendable {
  package private(set) var findings: [Finding] = []
  package let band: RunBand
  package private(set) var gate: Gate

  private let input: JudgementInput
  private var unproven = false
  private var failed = false

  package init(_ input: JudgementInput) {
    self.input = input
    band = RunBand(contract: input.contract, changes: input.judgedChanges, areas: input.areas)
    gate = Gate(.approval, .unproven, required: true, summary: "")
    judgeForce()
    judgeBranch()
    judgeBand()
    judgeSource()
    judgeAmendment()
    gate = decide()
  }

  private func decide() -> Gate {
    let skipped = input.request.allowSelfDeclared && isUnapproved && !unproven && !failed
    let state: Gate.State = failed ? .fail : unproven || isUnapproved ? .unproven : .pass
    let summary =
      switch state {
      case .fail, .unproven:
        findings.first { $0.severity == .error }?.message
          ?? "self-declared: nobody has approved this contract\(skipped ? " (allowed by the caller)" : "")"
      case .pass, .notApplicable:
        isSelfDeclared
          ? "self-declared, which the policy permits"
          : "its bytes are on \(input.baseName), enough for band \(band.band)"
      }
    return Gate(.approval, state, required: true, summary: summary, skipped: skipped)
  }

  private var isSelfDeclared: Bool {
    switch input.standing.source {
    case .base: false
    case .branch, .file: true
    }
  }

  private var isUnapproved: Bool { isSelfDeclared && !input.policy.judgesSelfDeclared }

  private mutating func judgeForce() {
    if let expires = input.contract.expires, expires.value < input.today {
      fail(
        "approval.expired", "the contract expired on \(expires.value.text)",
        hint: "have it approved again with a later 'expires:'", line: expires.line)
    }
  }

  private mutating func judgeBranch() {
    guard let first = input.contract.branch.first else { return }
    let patterns = input.contract.branch.map { "'\($0.pattern.text)'" }.joined(separator: ", ")
    guard let branch = input.branch else {
      unproven = true
      note(
        "approval.branch-unknown", "the head is on no branch, and the contract governs \(patterns)",
        hint: "say which branch this is: --branch NAME", line: first.line)
      return
    }
    if !input.contract.governs(branch: branch) {
      fail(
        "approval.branch", "the contract governs \(patterns), and this is branch '\(branch)'",
        hint: "name the contract of this branch, or have 'branch:' amended on \(input.baseName)", line: first.line)
    }
  }

  private mutating func judgeBand() {
    let rule = input.policy[band.band]
    // A group's member among the signers is a signature too.
    let approvals = max(rule.approvals, rule.from.isEmpty ? 0 : 1)
    if approvals > 0, !isUnapproved {
      unproven = true
      note(
        "approval.missing",
        "band \(band.band) asks for \(approvals) signed approval\(approvals == 1 ? "" : "s"), and none was read"
          + " (\(band.reason))",
        hint: "this version reads no signatures: lower the policy's 'approvals:' or merge by hand",
        line: input.contract.band?.line)
    }
    if rule.pinned, !input.pinned {
      unproven = true
      note(
        "approval.not-pinned", "band \(band.band) asks for a pinned base",
        hint: "give the base as a full object id: --base ID", line: input.contract.band?.line)
    }
  }

  private mutating func judgeSource() {
    guard isUnapproved, !input.request.allowSelfDeclared else { return }
    let place = input.standing.source == .branch ? "only on the branch" : "outside the repository"
    note(
      "approval.self-declared", "the contract '\(input.standing.name)' is \(place): nobody has approved it",
      hint: "merge it to \(input.baseName) first, or judge it as your own word with --allow-self-declared", line: nil)
    unproven = true
  }

  private mutating func judgeAmendment() {
    guard let amendment = input.standing.amendment else { return }
    let what = amendment == .changed ? "amended" : "deleted"
    findings.append(
      Finding(
        .warning, gate: .approval, rule: "approval.amendment", path: input.standing.path,
        "\(what) on the branch, and nobody has approved that: the version on \(input.baseName) judges",
        hint: "merge the amendment to \(input.baseName) first if it is meant", contractLine: nil))
  }

  private mutating func fail(_ rule: String, _ message: String, hint: String, line: Int?) {
    failed = true
    note(rule, message, hint: hint, line: line)
  }

  private mutating func note(_ rule: String, _ message: String, hint: String, line: Int?) {
    findings.append(
      Finding(
        .error, gate: .approval, rule: rule, path: input.standing.path, message, hint: hint, contractLine: line))
  }
}
