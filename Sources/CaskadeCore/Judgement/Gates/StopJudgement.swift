import CaskadeContracts
import CaskadeSyntax

/// Judges gate `stop`, and lists what it can't judge: free text for a person, and conditions that need a recorded run.
package struct StopJudgement: Sendable {
  package private(set) var findings: [Finding] = []
  package let questions: [HumanQuestion]
  package let notChecked: [String]
  package let gate: Gate

  /// - Parameter touched: the number of changes that meet a `touching` or `area` condition.
  package init(_ input: JudgementInput, touched: Int) {
    var questions: [HumanQuestion] = []
    var notChecked: [String] = []
    for condition in input.contract.stopWhen {
      switch condition.kind {
      case .question(let text): questions.append(HumanQuestion(text: text, contractLine: condition.line))
      case .moreThan(let limit, let unit) where !unit.isBudget:
        let reason = unit == .linesOfCode ? "lines of code aren't counted yet" : "no run was recorded"
        notChecked.append("stop condition 'more than \(unit.counted(limit))': \(reason)")
      case .moreThan, .touching, .areas: break
      }
    }
    let stops = StopRules(contract: input.contract, policy: input.policy)
    let known = input.policy.areas.map(\.title)
    for unknown in stops.unknownAreas {
      findings.append(
        Finding(
          .error, gate: .stop, rule: "stop.unknown-area", path: input.standing.path,
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
    let stated = judged || !questions.isEmpty || !notChecked.isEmpty
    var parts: [String] = []
    if touched > 0 { parts.append("\(touched) changed file\(touched == 1 ? " meets" : "s meet") a condition") }
    if !stops.unknownAreas.isEmpty { parts.append("\(stops.unknownAreas.count) condition can't be judged") }
    if parts.isEmpty { parts.append(judged ? "no condition met" : "no condition that two trees can show") }
    if !questions.isEmpty { parts[0] += "; \(questions.count) for a human to answer" }
    if !notChecked.isEmpty { parts.append("\(notChecked.count) not checked") }
    let state: Gate.State =
      touched > 0 ? .fail : !stops.unknownAreas.isEmpty ? .unproven : stated ? .pass : .notApplicable
    gate = Gate(
      .stop, state, required: stated, summary: stated ? parts.joined(separator: ", ") : "the contract states none")
    self.questions = questions
    self.notChecked = notChecked
  }
}
