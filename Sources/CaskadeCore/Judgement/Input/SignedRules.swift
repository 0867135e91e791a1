/// Whether a change of policy or signers has the signatures that the base's policy asks for.
package struct SignedRules: Hashable, Sendable {
  package let gate: Gate
  package let findings: [Finding]

  package init(gate: Gate, findings: [Finding]) {
    self.gate = gate
    self.findings = findings
  }
}
