package import CaskadeContracts

/// Gate `tools`: the run used the tools that the contract lists. No transcript is read yet, so it is never proven.
package enum ToolsGate: GateRule {
  package static let name = GateName.tools
  package static let question =
    "was what the agent used allowed? From a transcript"
  package static let demand = GateDemand.byPolicy
  package static let rules: [FindingRule] = []

  package static func ruling(on input: JudgementInput) -> Ruling {
    let required = input.policy.requiredGates.contains(.tools)
    let why = required ? "the policy requires one" : "not required"
    return Ruling(
      Gate(.tools, .unproven, required: required, summary: "no transcript was given (\(why))"), findings: [])
  }
}
