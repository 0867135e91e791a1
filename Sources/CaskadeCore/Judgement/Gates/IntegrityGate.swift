package import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// Gate `integrity`: what validates the change wasn't removed or loosened, and the base's own checks pass on it.
package enum IntegrityGate: GateRule {
  package static let name = GateName.integrity
  package static let question =
    "was no check removed, skipped, emptied or loosened, but where `checks_may_change` says so, and do the base's checks pass?"
  package static let demand = GateDemand.always
  package static let rules = FindingRule.ofIntegrity
  package static let reproduction = Reproduction.difference

  package static func ruling(on input: JudgementInput) -> Ruling {
    let checks = BaseChecksJudgement(input)
    let found = ruling(
      on: input.integrity, unseen: input.unseen(by: .integrity), provenByBase: checks.isGreen, special: input.special)
    let turned = TurnedChecksJudgement(input)
    return found.joined(
      with: checks, turned, AsShippedJudgement(input), input.joint.map { Self.finding($0, input) })
  }

  /// Nothing of this branch is wrong with it; whoever reads the report should know which checks guard less than it seems.
  private static func finding(_ joint: JointWork, _ input: JudgementInput) -> Finding {
    let name = EscapedText.line(joint.name)
    let more = joint.checks == 1 ? "" : " and \(joint.checks - 1) more"
    let what =
      joint.isDone
      ? "contract '\(name)', done on \(input.baseName) since, was let loosen checks"
      : "the open contract '\(name)' lets somebody loosen checks"
    return Finding(
      .note, gate: .integrity, rule: .integrityJoint, path: input.standing.path,
      "\(what) that guard what this contract may change: \(joint.example.display)\(more)",
      hint: joint.isDone
        ? "read what became of it before this is merged: git diff \(input.mergeBase.short) \(input.baseName) -- "
          + ShellWord.quoted(joint.example) : "have one done before the other: caskade status shows the order",
      contractLine: nil)
  }

  /// What was found without running anything.
  ///
  /// - Parameters:
  ///   - found: nil if the contents were not compared.
  ///   - unseen: checks that had to be read and couldn't be.
  ///   - provenByBase: the base's checks stood in the place of the branch's, and the code passed them.
  ///   - special: where the code seems to know the answer of a test, which only a person can tell.
  static func ruling(
    on found: [IntegrityFinding]?, unseen: UnseenFiles = UnseenFiles(), provenByBase: Bool = false,
    special: SpecialCase? = nil
  ) -> Ruling {
    guard let found else {
      return Ruling(
        Gate(.integrity, .unproven, required: true, summary: "the checks were not compared"), findings: [])
    }
    let findings = found.map { finding in
      Finding(
        severity(of: finding, provenByBase), gate: .integrity, rule: FindingRule(finding.fact.kind), path: finding.path,
        line: finding.headLine, finding.message, hint: finding.hint, subject: finding.subject)
    }
    let errors = found.count(where: \.isError)
    let unread = provenByBase ? 0 : found.count { $0.fact.kind == .unread }
    let warnings = findings.count { $0.severity == .warning }
    let removed = "\(errors.counted("check")) removed or loosened"
    let none =
      found.contains { $0.fact.kind == .unread }
      ? "no check that is read here was removed or loosened" : "no check was removed or loosened"
    var summary = errors == 0 ? none : removed
    let doubts = found.count(where: \.isDoubt)
    if unread > 0 { summary += ", \(unread) that \(unread == 1 ? "isn't" : "aren't") read here" }
    if doubts > 0 { summary += ", \(doubts) that only a person can judge" }
    if warnings > 0 { summary += ", \(warnings) to look at" }
    let state = errors > 0 ? .fail : unread + doubts > 0 ? .unproven : unseen.state
    let gate = Gate(.integrity, state, required: true, summary: summary + unseen.summary)
    return Ruling(
      gate, findings: [], ofChanges: findings, questions: special.map { [HumanQuestion($0)] } ?? [],
      notChecked: unseen.notChecked)
  }

  /// What nobody reads is no pass, unless the base's own version of it passes on this code.
  private static func severity(of finding: IntegrityFinding, _ provenByBase: Bool) -> Finding.Severity {
    if finding.isError || finding.isDoubt { return .error }
    guard finding.fact.kind == .unread else { return .warning }
    return provenByBase ? .note : .error
  }
}

extension Ruling {
  fileprivate func joined(
    with checks: BaseChecksJudgement, _ turned: TurnedChecksJudgement, _ shipped: AsShippedJudgement,
    _ joint: [Finding]
  ) -> Ruling {
    let states = [gate.state, checks.state, turned.state, shipped.state]
    let state: Gate.State = states.contains(.fail) ? .fail : states.contains(.unproven) ? .unproven : .pass
    return Ruling(
      Gate(
        gate.name, state, required: true,
        summary: ([gate.summary] + checks.words + turned.words + shipped.words).joined(separator: ", "),
        skipped: checks.isSkipped && gate.state == .pass && turned.state == .pass && shipped.state == .pass
          && state == .unproven),
      findings: findings + checks.findings + turned.findings + shipped.findings + joint, ofChanges: ofChanges,
      questions: questions, notChecked: notChecked + turned.notChecked)
  }
}

extension IntegrityFinding {
  /// Nil where the head has no line to point at.
  fileprivate var headLine: Int? {
    switch place {
    case .head(let line): line
    case .base, .file: nil
    }
  }
}
