package import CaskadeContracts
import CaskadeSyntax

/// The whole judgement of one branch by one contract: a pure function of its input.
package struct Judgement: Hashable, Sendable {
  package let verdict: Verdict
  package let gates: [Gate]
  package let findings: [Finding]
  package let forHuman: [HumanQuestion]
  package let notChecked: [String]
  package let band: RunBand
  package let areas: [AreaRecord]
  /// Who approved what judges, and who has to, in that band.
  package let tally: ApprovalTally

  package init(_ input: JudgementInput) {
    let approval = ApprovalJudgement(input)
    let paths = PathJudgement(input)
    let budget = BudgetJudgement(input, band: approval.band)
    let stop = StopJudgement(input, touched: paths.stopTouched)
    let validation = ValidationJudgement(input, band: approval.band.band)
    let secrets = SecretsJudgement(input)
    let integrity = IntegrityJudgement(input.integrity, unseen: input.unseen(by: .integrity))
    var gates = [approval.gate, Self.scope(paths), Self.protected(paths), budget.gate]
    gates += [secrets.gate, integrity.gate, validation.gate, stop.gate, Self.tools(input.policy)]
    let unstated = Self.unstated(gates, input)
    gates = gates.map { gate in unstated.contains { $0.gate == gate.name } ? Self.demanded(gate) : gate }
    gates = gates.map { input.request.asks(for: $0.name) ? $0 : Self.leftOut($0) }
    let ofAmendment = approval.findings.filter(ChangeFindings.isOfAmendment)
    var findings = approval.findings.filter { !ChangeFindings.isOfAmendment($0) } + budget.findings + secrets.findings
    findings += validation.findings + stop.findings + unstated
    // A gate that the caller left out has no say, also where it would have had most to say.
    let ofChanges = (paths.findings + integrity.findings + ofAmendment).filter { input.request.asks(for: $0.gate) }
    findings = findings.filter { input.request.asks(for: $0.gate) } + ChangeFindings.folded(ofChanges)
    self.gates = gates
    self.findings = findings.sorted(by: Self.precedes)
    verdict = Verdict(gates)
    forHuman = stop.questions
    notChecked = stop.notChecked + input.unseen.map { $0.text(isAccepted: input.acceptsUnseen($0.path)) }
    band = approval.band
    areas = AreaRecord.all(of: input.judgedChanges, by: input.areas)
    tally = approval.tally
  }

  private static func scope(_ paths: PathJudgement) -> Gate {
    let inside = paths.judged - paths.outsideScope
    return Gate(
      .scope, paths.outsideScope == 0 ? .pass : .fail, required: true,
      summary: "\(inside) of \(paths.judged) changed file\(paths.judged == 1 ? "" : "s") "
        + "\(inside == 1 || paths.judged == 1 ? "is" : "are") inside the approved paths")
  }

  private static func protected(_ paths: PathJudgement) -> Gate {
    let count = paths.protectedFiles
    return Gate(
      .protected, count == 0 ? .pass : .fail, required: true,
      summary: count == 0 ? "no protected file changed" : "\(count) protected file\(count == 1 ? "" : "s") changed")
  }

  private static func tools(_ policy: Policy) -> Gate {
    let required = policy.requiredGates.contains(.tools)
    return Gate(
      .tools, .unproven, required: required,
      summary: "no transcript was given (\(required ? "the policy requires one" : "not required"))")
  }

  /// The policy requires a gate, and the contract states nothing that it could judge.
  private static func unstated(_ gates: [Gate], _ input: JudgementInput) -> [Finding] {
    gates.filter { $0.state == .notApplicable && input.policy.requiredGates.contains($0.name) }.map {
      Finding(
        .error, gate: $0.name, rule: "\($0.name.rawValue).unstated", path: input.standing.path,
        "the policy requires gate '\($0.name.rawValue)', and the contract states no condition for it",
        hint: $0.name == .budget ? "add 'more_than: 12 files' below 'stop_when:'" : "add a condition below 'stop_when:'"
      )
    }
  }

  private static func demanded(_ gate: Gate) -> Gate {
    Gate(
      gate.name, .unproven, required: true, summary: "\(gate.summary), and the policy requires it")
  }

  /// A gate that the caller left out is unproven, unless the contract never asked for it.
  private static func leftOut(_ gate: Gate) -> Gate {
    guard gate.required else { return gate }
    return Gate(gate.name, .unproven, required: true, summary: "skipped by the caller (--only)", skipped: true)
  }

  /// Gravest first, then by gate, place and rule.
  private static func precedes(_ one: Finding, _ other: Finding) -> Bool {
    func rank(_ severity: Finding.Severity) -> Int {
      switch severity {
      case .error: 0
      case .warning: 1
      case .note: 2
      }
    }
    func key(_ finding: Finding) -> [Int] {
      [rank(finding.severity), order(finding.gate)]
    }
    func lines(_ finding: Finding) -> [Int] { [finding.line ?? 0, finding.contractLine ?? 0] }
    if key(one) != key(other) { return key(one).lexicographicallyPrecedes(key(other)) }
    if one.path != other.path { return (one.path?.bytes ?? []).lexicographicallyPrecedes(other.path?.bytes ?? []) }
    if lines(one) != lines(other) { return lines(one).lexicographicallyPrecedes(lines(other)) }
    return (one.rule, one.message, one.hint ?? "") < (other.rule, other.message, other.hint ?? "")
  }

  private static func order(_ gate: GateName) -> Int {
    GateName.allCases.firstIndex(of: gate) ?? GateName.allCases.count
  }
}
