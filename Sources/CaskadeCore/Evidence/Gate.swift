package import CaskadeContracts

/// One question and its answer.
package struct Gate: Hashable, Sendable {
  package enum State: String, Hashable, Sendable, CaseIterable {
    case pass, fail, unproven
    case notApplicable = "not applicable"
  }

  package let name: GateName
  package let state: State
  package let required: Bool
  /// One line, without a final period.
  package let summary: String
  /// The caller left the question out by name; the answer is unproven, and that alone doesn't fail a check.
  package let skipped: Bool
  /// What the answer rests on: this run's own look, or what somebody says.
  package let claim: Claim

  package init(
    _ name: GateName, _ state: State, required: Bool, summary: String, skipped: Bool = false,
    claim: Claim = .witnessed
  ) {
    self.name = name
    self.state = state
    self.required = required
    self.summary = summary
    self.skipped = skipped
    self.claim = claim
  }
}
