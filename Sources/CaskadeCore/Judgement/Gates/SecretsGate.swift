package import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// Gate `secrets`: no secret in anything that the range adds, but those that the base's policy allows.
package enum SecretsGate: GateRule {
  package static let name = GateName.secrets
  package static let question =
    "is there no secret in what the change adds, in any commit of the range?"
  package static let demand = GateDemand.always
  package static let rules = FindingRule.ofSecrets
  package static let reproduction = Reproduction.difference

  package static func ruling(on input: JudgementInput) -> Ruling {
    guard let scan = input.secrets else {
      return Ruling(
        Gate(.secrets, .unproven, required: true, summary: "the added lines were not scanned"), findings: [])
    }
    let (findings, allowed) = judged(scan, input.policy, today: input.today)
    let lines = scan.addedLines.counted("added line")
    let count = findings.count
    var summary = count == 0 ? "none in \(lines)" : "\(count) in \(lines)"
    if allowed > 0 { summary += ", \(allowed) allowed by the policy" }
    let unseen = input.unseen(by: .secrets)
    let gate = Gate(
      .secrets, findings.isEmpty ? unseen.state : .fail, required: true, summary: summary + unseen.summary)
    return Ruling(gate, findings: findings, notChecked: unseen.notChecked)
  }

  /// What a scan found but for what the policy's allowances cover, and how much that is.
  package static func judged(
    _ scan: SecretScan, _ policy: Policy, today: CalendarDate
  ) -> (findings: [Finding], allowed: Int) {
    var findings: [Finding] = []
    var allowed = 0
    for hit in scan.hits {
      let allowances = policy.secretAllowances.filter { allowance in
        hit.path.map { allowance.pattern.matches($0) } ?? false
      }
      if allowances.contains(where: { $0.expires >= today }) {
        allowed += 1
        continue
      }
      let expired = allowances.max { $0.expires < $1.expires }
      findings.append(
        Finding(
          .error, gate: .secrets, rule: FindingRule(hit.kind), path: hit.shownPath, line: hit.headLine,
          hit.message,
          hint: expired.map { "the policy's allowance for '\($0.pattern.text)' expired on \($0.expires.text)" }
            ?? hit.hint))
    }
    return (findings, allowed)
  }
}
