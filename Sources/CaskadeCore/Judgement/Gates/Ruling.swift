import CaskadeContracts

/// What a gate says: its answer, and all that belongs to it.
package struct Ruling: Hashable, Sendable {
  package let gate: Gate
  /// Facts of their own.
  package let findings: [Finding]
  /// What is said of one change each: it is told together with what other gates say of the same change.
  package let ofChanges: [Finding]
  /// What a person has to answer.
  package let questions: [HumanQuestion]
  package let notChecked: [NotChecked]

  package init(
    _ gate: Gate, findings: [Finding], ofChanges: [Finding] = [], questions: [HumanQuestion] = [],
    notChecked: [NotChecked] = []
  ) {
    self.gate = gate
    self.findings = findings
    self.ofChanges = ofChanges
    self.questions = questions
    self.notChecked = notChecked
  }

  /// Of a gate for which the contract states nothing: not applicable, unless the policy requires it.
  ///
  /// - Parameters:
  ///   - rule: of the finding where the policy requires it.
  ///   - summary: what the contract states instead.
  ///   - hint: what to state.
  static func unstated(
    _ name: GateName, _ rule: FindingRule, _ input: JudgementInput, summary: String = "the contract states none",
    hint: String
  ) -> Ruling {
    guard input.policy.requiredGates.contains(name) else {
      return Ruling(Gate(name, .notApplicable, required: false, summary: summary), findings: [])
    }
    return Ruling(
      Gate(name, .unproven, required: true, summary: "\(summary), and the policy requires it"),
      findings: [
        Finding(
          .error, gate: name, rule: rule, path: input.standing.path,
          "the policy requires gate '\(name.rawValue)', and the contract states no condition for it", hint: hint)
      ])
  }

  /// The same of a change that has to be signed besides: it fails where the signatures are missing.
  func asking(for rules: SignedRules) -> Ruling {
    guard rules.gate.state == .fail else { return self }
    let summary = gate.state == .fail ? "\(gate.summary); \(rules.gate.summary)" : rules.gate.summary
    return Ruling(
      Gate(gate.name, .fail, required: true, summary: summary), findings: findings + rules.findings,
      ofChanges: ofChanges, questions: questions, notChecked: notChecked)
  }

  /// The same of a gate that the caller left out: it has no say, and is unproven unless the contract never asked for it.
  var leftOut: Ruling {
    let skipped = Gate(gate.name, .unproven, required: true, summary: "skipped by the caller (--only)", skipped: true)
    return Ruling(gate.required ? skipped : gate, findings: [], questions: questions, notChecked: notChecked)
  }
}
