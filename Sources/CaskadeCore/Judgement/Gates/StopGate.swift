package import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// Gate `stop`: no change meets a stop condition. It lists what it can't judge: free text for a person, and conditions that
/// need a recorded run.
package enum StopGate: GateRule {
  package static let name = GateName.stop
  package static let question =
    "was no condition of `touching` and `area` met, and no limit exceeded that a transcript tells? The rest is listed"
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
        let (found, left) = judged("more than \(unit.counted(limit))", condition, input)
        findings += found
        notChecked += left
      case .moreThan, .touching, .areas: break
      }
    }
    let exceeded = findings.count
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
    guard judged || !questions.isEmpty || !notChecked.isEmpty || exceeded > 0 else {
      let summary =
        input.contract.stopWhen.isEmpty ? "the contract states none" : "the contract states none but the budget"
      return .unstated(
        .stop, .stopUnstated, input, summary: summary, hint: "add a condition below 'stop_when:'")
    }
    var parts: [String] = []
    if !met.isEmpty { parts.append("\(met.count) changed file\(met.count == 1 ? " meets" : "s meet") a condition") }
    if exceeded > 0 {
      parts.append("\(exceeded.counted("limit")) exceeded, by the word of \(input.tools?.names ?? "a transcript")")
    }
    if !unknownAreas.isEmpty { parts.append("\(unknownAreas.count) condition can't be judged") }
    if parts.isEmpty { parts.append(judged ? "no condition met" : "no condition that two trees can show") }
    if !questions.isEmpty { parts[0] += "; \(questions.count) for a human to answer" }
    if !notChecked.isEmpty { parts.append("\(notChecked.count) not checked") }
    let state: Gate.State = !met.isEmpty || exceeded > 0 ? .fail : !unknownAreas.isEmpty ? .unproven : .pass
    return Ruling(
      Gate(.stop, state, required: true, summary: parts.joined(separator: ", ")), findings: findings, ofChanges: met,
      questions: questions, notChecked: notChecked)
  }

  /// A limit on the run itself. What a transcript tells may break it; that one isn't exceeded is its word, and stays open.
  private static func judged(
    _ text: String, _ condition: StopCondition, _ input: JudgementInput
  ) -> (findings: [Finding], notChecked: [NotChecked]) {
    guard let record = input.tools, record.sources.contains(where: { $0.standing == .read }) else {
      return ([], [.stop(text, because: "no run was recorded")])
    }
    let found = record.limits.first { $0.condition == text && $0.contractLine == condition.line }
    guard let found, let value = found.value, case .moreThan(_, let unit) = condition.kind else {
      return ([], [.stop(text, because: "\(record.names) doesn't tell it")])
    }
    guard found.isMet else {
      return ([], [.stop(text, because: "not met (\(unit.counted(value))) by the word of \(record.names) alone")])
    }
    let went = found.after == 0 ? "" : ", and went on for \(found.after.counted("call"))"
    let finding = Finding(
      .error, gate: .stop, rule: .stopRun, path: input.standing.path,
      "the run took \(unit.counted(value))\(went), and the contract stops at \(text), by the word of \(record.names)",
      hint: "ask the person who approved the contract whether the work may stand", contractLine: condition.line)
    return ([finding], [])
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
