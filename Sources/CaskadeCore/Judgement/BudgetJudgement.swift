/// Judges gate `budget`: `more_than: N files` and `more_than: N lines`, added plus deleted; binary files apart.
package struct BudgetJudgement: Sendable {
  package private(set) var findings: [Finding] = []
  package let gate: Gate

  package init(_ input: JudgementInput) {
    let changes = input.judgedChanges
    let lines = changes.reduce(0) { $0 + $1.added + $1.deleted }
    let binary = changes.count(where: \.isBinary)
    var parts: [String] = []
    for condition in input.contract.stopWhen {
      guard case .moreThan(let limit, let unit) = condition.kind, unit.isBudget else { continue }
      let used = unit == .files ? changes.count : lines
      parts.append("\(used) of \(unit.counted(limit))")
      guard used > limit else { continue }
      findings.append(
        Finding(
          .error, gate: .budget, rule: "budget.\(unit.rawValue)",
          "\(unit.counted(used)) changed, and the contract stops at more than \(limit)",
          hint: "make the change smaller, or amend the contract ('more_than: \(used) \(unit.rawValue)')",
          contractLine: condition.line))
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
