import CaskadeContracts
import CaskadeInspection

/// Judges gate `budget`: `more_than: N files` and `more_than: N lines`, added plus deleted; binary files apart.
///
/// The policy's cap of the run's band counts beside what the contract states, and a contract that states more than the cap
/// of its own band is an error whatever changed.
package struct BudgetJudgement: Sendable {
  package private(set) var findings: [Finding] = []
  package let gate: Gate

  package init(_ input: JudgementInput, band: RunBand) {
    let changes = input.judgedChanges
    let lines = changes.reduce(0) { $0 + $1.added + $1.deleted }
    let binary = changes.count(where: \.isBinary)
    let own = ContractBand(input.contract, index: input.areas.index).band
    func used(_ unit: StopCondition.Unit) -> Int { unit == .files ? changes.count : lines }
    var parts: [String] = []
    for (condition, limit, unit) in input.contract.limits where unit.isBudget {
      parts.append("\(used(unit)) of \(unit.counted(limit))")
      if let most = input.policy[own].cap(on: unit), limit > most {
        findings.append(
          Finding(
            .error, gate: .budget, rule: "budget.policy", path: input.standing.path,
            "the contract states \(unit.counted(limit)), and the policy permits \(most) in band \(own)",
            hint: "have it amended to 'more_than: \(unit.counted(most))' or less", contractLine: condition.line))
      }
      guard used(unit) > limit else { continue }
      findings.append(
        Finding(
          .error, gate: .budget, rule: "budget.\(unit.rawValue)",
          "\(unit.counted(used(unit))) changed, and the contract stops at more than \(limit)",
          hint: "make the change smaller, or amend the contract"
            + (input.standing.amendCommand.map { " (\($0)) to" } ?? ": write")
            + " 'more_than: \(unit.counted(used(unit)))'",
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
          .error, gate: .budget, rule: "budget.policy",
          "\(unit.counted(used(unit))) changed, and the policy permits \(most) in band \(band.band) (\(band.reason))",
          hint: "make the change smaller: no contract can permit more in this band", contractLine: nil))
    }
    if parts.isEmpty {
      gate = Gate(.budget, .notApplicable, required: false, summary: "the contract states none")
    } else {
      if binary > 0 { parts.append("\(binary) binary file\(binary == 1 ? "" : "s") apart") }
      gate = Gate(
        .budget, findings.isEmpty ? .pass : .fail, required: true, summary: parts.joined(separator: ", "))
    }
  }
}
