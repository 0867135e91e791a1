import CaskadeSyntax

/// The whole judgement of one branch by one contract: a pure function of its input.
package struct Judgement: Hashable, Sendable {
  package let verdict: Verdict
  package let gates: [Gate]
  package let findings: [Finding]
  package let forHuman: [HumanQuestion]
  package let notChecked: [String]
  package let band: RunBand

  package init(_ input: JudgementInput) {
    let approval = ApprovalJudgement(input)
    let paths = PathJudgement(input)
    let budget = BudgetJudgement(input)
    let stop = StopJudgement(input, touched: paths.stopTouched)
    let validation = ValidationJudgement(input)
    let secrets = SecretsJudgement(input)
    var gates = [approval.gate, Self.scope(paths), Self.protected(paths), budget.gate]
    gates += [secrets.gate, validation.gate, stop.gate, Self.tools(input.policy)]
    gates = gates.map { input.request.asks(for: $0.name) ? $0 : Self.leftOut($0) }
    var findings = approval.findings + paths.findings + budget.findings + secrets.findings
    findings += validation.findings + stop.findings
    findings = findings.filter { input.request.asks(for: $0.gate) }
    var notChecked = stop.notChecked
    notChecked.append("checks removed or loosened by the change: gate integrity is not part of this version")
    self.gates = gates
    self.findings = findings.sorted(by: Self.precedes)
    verdict = Verdict(gates)
    forHuman = stop.questions
    self.notChecked = notChecked
    band = approval.band
  }

  private static func scope(_ paths: PathJudgement) -> Gate {
    let inside = paths.judged - paths.outsideScope
    return Gate(
      .scope, paths.outsideScope == 0 ? .pass : .fail, required: true,
      summary: "\(inside) of \(paths.judged) changed file\(paths.judged == 1 ? "" : "s") "
        + "\(inside == 1 ? "is" : "are") inside the approved paths")
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
    let left = (rank(one.severity), order(one.gate), one.line ?? 0)
    let right = (rank(other.severity), order(other.gate), other.line ?? 0)
    if left.0 != right.0 || left.1 != right.1 { return (left.0, left.1) < (right.0, right.1) }
    if one.path != other.path { return (one.path?.bytes ?? []).lexicographicallyPrecedes(other.path?.bytes ?? []) }
    if left.2 != right.2 { return left.2 < right.2 }
    return (one.rule, one.message) < (other.rule, other.message)
  }

  private static func order(_ gate: GateName) -> Int {
    GateName.allCases.firstIndex(of: gate) ?? GateName.allCases.count
  }
}
