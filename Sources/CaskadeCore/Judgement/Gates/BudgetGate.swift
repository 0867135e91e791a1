package import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// Gate `budget`: `more_than: N files`, `N lines` and `N lines of code`, added plus deleted; binary files apart.
///
/// The policy's cap of the run's band counts beside what the contract states, and a contract that states more than the cap
/// of its own band is an error whatever changed.
package enum BudgetGate: GateRule {
  package static let name = GateName.budget
  package static let question =
    "is the change within `more_than: N files`, `N lines` and `N lines of code`, and the policy's caps?"
  package static let demand = GateDemand.ifStated
  package static let rules = FindingRule.ofBudget

  package static func ruling(on input: JudgementInput) -> Ruling {
    let changes = input.run.changes
    let band = input.run.band
    let binary = changes.count(where: \.isBinary)
    let own = ContractBand(input.contract, index: input.areas.index).band
    let code = CodeLines(changes, generated: input.generated)
    func used(_ unit: StopCondition.Unit) -> Int { size(input, unit, code) }
    var findings: [Finding] = []
    var parts: [String] = []
    for (condition, limit, unit) in input.contract.limits {
      guard let rule = rule(of: unit) else { continue }
      parts.append("\(used(unit)) of \(unit.counted(limit))")
      if let most = input.policy[own].cap(on: unit), limit > most {
        findings.append(
          Finding(
            .error, gate: .budget, rule: .budgetPolicy, path: input.standing.path,
            "the contract states \(unit.counted(limit)), and the policy permits \(most) in band \(own)",
            hint: "have it amended to 'more_than: \(unit.counted(most))' or less", contractLine: condition.line))
      }
      guard used(unit) > limit else { continue }
      findings.append(
        Finding(
          .error, gate: .budget, rule: rule,
          "\(unit.counted(used(unit))) changed, and the contract stops at more than \(limit)",
          hint: "make the change smaller, or amend the contract"
            + ((unit == .linesOfCode ? nil : input.standing.amendCommand).map { " (\($0)) to" } ?? ": write")
            + " 'more_than: \(unit.counted(used(unit)))' and have it approved again",
          contractLine: condition.line))
    }
    for unit in StopCondition.Unit.allCases {
      guard let most = input.policy[band.band].cap(on: unit) else { continue }
      let stated = input.contract.limits.filter { $0.unit == unit }.map(\.limit).min()
      if let stated, stated <= most { continue }
      parts.append("\(used(unit)) of \(unit.counted(most)) (policy, band \(band.band))")
      guard used(unit) > most else { continue }
      findings.append(
        Finding(
          .error, gate: .budget, rule: .budgetPolicy,
          "\(unit.counted(used(unit))) changed, and the policy permits \(most) in band \(band.band) (\(band.reason))",
          hint: "make the change smaller: no contract can permit more in this band", contractLine: nil))
    }
    guard !parts.isEmpty else {
      return .unstated(.budget, .budgetUnstated, input, hint: "add 'more_than: 12 files' below 'stop_when:'")
    }
    if code.moves > 0 { parts.append(code.moves.counted("pure move")) }
    if input.contract.limits.contains(where: { $0.unit == .linesOfCode }), code.leftOut > 0 {
      parts.append(
        "\(code.leftOut.counted("line")) left out as moved, of a lock file or generated")
    }
    if binary > 0 { parts.append("\(binary.counted("binary file")) apart") }
    let gate = Gate(
      .budget, findings.isEmpty ? .pass : .fail, required: true, summary: parts.joined(separator: ", "))
    return Ruling(gate, findings: findings)
  }

  /// How much of each limit the change uses: of the contract's in their order, then of the policy's for the run's band.
  static func uses(on input: JudgementInput) -> [BudgetUse] {
    let code = CodeLines(input.run.changes, generated: input.generated)
    let stated = input.contract.limits.filter(\.unit.isBudget).map { condition, limit, unit in
      BudgetUse(unit, used: size(input, unit, code), limit: limit, by: .contract, contractLine: condition.line)
    }
    let caps = StopCondition.Unit.allCases.compactMap { unit in
      input.policy[input.run.band.band].cap(on: unit).map { limit in
        BudgetUse(unit, used: size(input, unit, code), limit: limit, by: .policy)
      }
    }
    return stated + caps
  }

  private static func size(_ input: JudgementInput, _ unit: StopCondition.Unit, _ code: CodeLines) -> Int {
    switch unit {
    case .files: input.run.changes.count
    case .lines: input.run.lines
    case .linesOfCode, .minutes, .failedValidations, .toolCalls, .tokens, .dollars: code.count
    }
  }

  /// Nil for what two trees can't show.
  private static func rule(of unit: StopCondition.Unit) -> FindingRule? {
    switch unit {
    case .files: .budgetFiles
    case .lines, .linesOfCode: .budgetLines
    case .minutes, .failedValidations, .toolCalls, .tokens, .dollars: nil
    }
  }
}
