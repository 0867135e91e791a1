package import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// Gate `stop`: no change meets a stop condition. It lists what it can't judge: free text for a person, and conditions that
/// need a recorded run.
package enum StopGate: GateRule {
  package static let name = GateName.stop
  package static let question =
    "was no condition of `touching` and `area` met? The rest is listed"
  package static let demand = GateDemand.ifStated
  package static let rules = FindingRule.ofStop
  package static let reproduction = Reproduction.difference
  package static let rankOfWholeChange: Int? = 2

  package static func ruling(on input: JudgementInput) -> Ruling {
    let met = input.paths.changes.compactMap { finding($0, input.wording) }
    var findings: [Finding] = []
    var questions: [HumanQuestion] = []
    var notChecked: [NotChecked] = []
    for condition in input.contract.stopWhen {
      switch condition.kind {
      case .question(let text): questions.append(HumanQuestion(text: text, contractLine: condition.line))
      case .moreThan(let limit, let unit) where !unit.isBudget:
        notChecked.append(.stop("more than \(unit.counted(limit))", because: "no run was recorded"))
      case .moreThan, .touching, .areas: break
      }
    }
    let unknownAreas = input.paths.stops.unknownAreas
    let known = input.policy.areas.map(\.title)
    for unknown in unknownAreas {
      findings.append(
        Finding(
          .error, gate: .stop, rule: .stopUnknownArea, path: input.standing.path,
          "no area is called '\(unknown.name)', so the condition can't be judged",
          hint: Suggestion.closest(to: unknown.name, among: known).map { "did you mean '\($0)'?" }
            ?? "known: \(known.sorted().joined(separator: ", "))", contractLine: unknown.line))
    }
    let judged = input.contract.stopWhen.contains {
      switch $0.kind {
      case .touching, .areas: true
      case .moreThan, .question: false
      }
    }
    guard judged || !questions.isEmpty || !notChecked.isEmpty else {
      let summary =
        input.contract.stopWhen.isEmpty ? "the contract states none" : "the contract states none but the budget"
      return .unstated(
        .stop, .stopUnstated, input, summary: summary, hint: "add a condition below 'stop_when:'")
    }
    var parts: [String] = []
    if !met.isEmpty { parts.append("\(met.count) changed file\(met.count == 1 ? " meets" : "s meet") a condition") }
    if !unknownAreas.isEmpty { parts.append("\(unknownAreas.count) condition can't be judged") }
    if parts.isEmpty { parts.append(judged ? "no condition met" : "no condition that two trees can show") }
    if !questions.isEmpty { parts[0] += "; \(questions.count) for a human to answer" }
    if !notChecked.isEmpty { parts.append("\(notChecked.count) not checked") }
    let state: Gate.State = !met.isEmpty ? .fail : !unknownAreas.isEmpty ? .unproven : .pass
    return Ruling(
      Gate(.stop, state, required: true, summary: parts.joined(separator: ", ")), findings: findings, ofChanges: met,
      questions: questions, notChecked: notChecked)
  }

  private static func finding(_ decision: PathDecision, _ wording: PathWording) -> Finding? {
    guard let condition = decision.stop else { return nil }
    let change = decision.change
    return Finding(
      .error, gate: .stop, rule: condition.rule, path: change.path, line: condition.line,
      wording.stop(change, condition), hint: wording.undo(change, isAmendable: false),
      contractLine: condition.contractLine)
  }
}
