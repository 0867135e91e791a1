package import CaskadeContracts
import CaskadeSyntax

/// The whole judgement of one branch by one contract: a pure function of its input.
package struct Judgement: Hashable, Sendable {
  package let verdict: Verdict
  package let gates: [Gate]
  package let findings: [Finding]
  package let forHuman: [HumanQuestion]
  package let notChecked: [NotChecked]
  package let band: RunBand
  package let areas: [AreaRecord]
  /// Who approved what judges, and who has to, in that band.
  package let tally: ApprovalTally
  package let acceptance: [AcceptanceRecord]
  package let budget: [BudgetUse]

  package init(_ input: JudgementInput) {
    // A gate that the caller left out has no say, also where it would have had most to say.
    let rulings = Gates.all.map { gate in
      var ruling = gate.ruling(on: input)
      if gate.name == .approval, let rules = input.signedRules { ruling = ruling.asking(for: rules) }
      return input.request.asks(for: gate.name) ? ruling : ruling.leftOut
    }
    gates = rulings.map(\.gate)
    findings = (rulings.flatMap(\.findings) + ChangeFindings.folded(rulings.flatMap(\.ofChanges)))
      .sorted(by: Self.precedes)
    verdict = Verdict(gates)
    forHuman = rulings.flatMap(\.questions)
    notChecked = rulings.flatMap(\.notChecked)
    band = input.run.band
    areas = AreaRecord.all(of: input.run.changes, by: input.areas)
    tally = input.tally
    acceptance = input.acceptance
    budget = BudgetGate.uses(on: input)
  }

  /// Gravest first, then by gate, place and rule.
  private static func precedes(_ one: Finding, _ other: Finding) -> Bool {
    func key(_ finding: Finding) -> [Int] { [finding.severity.rank, order(finding.gate)] }
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
