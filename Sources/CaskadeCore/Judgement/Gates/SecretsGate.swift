package import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// Gate `secrets`: no secret in any line that the range adds, but those that the base's policy allows.
package enum SecretsGate: GateRule {
  package static let name = GateName.secrets
  package static let question =
    "is there no secret in a line that the change adds, in any commit of the range?"
  package static let demand = GateDemand.always
  package static let rules = FindingRule.ofSecrets
  package static let reproduction = Reproduction.difference

  package static func ruling(on input: JudgementInput) -> Ruling {
    guard let scan = input.secrets else {
      return Ruling(
        Gate(.secrets, .unproven, required: true, summary: "the added lines were not scanned"), findings: [])
    }
    let (findings, allowed) = judged(scan, input.policy, today: input.today)
    let lines = "\(scan.addedLines) added line\(scan.addedLines == 1 ? "" : "s")"
    let count = findings.count
    var summary = count == 0 ? "none in \(lines)" : "\(count) in \(lines)"
    if allowed > 0 { summary += ", \(allowed) allowed by the policy" }
    let gate = Gate(.secrets, findings.isEmpty ? .pass : .fail, required: true, summary: summary)
    return Ruling(gate, findings: findings)
  }

  /// What a scan found but for what the policy's allowances cover, and how much that is.
  package static func judged(
    _ scan: SecretScan, _ policy: Policy, today: CalendarDate
  ) -> (findings: [Finding], allowed: Int) {
    var findings: [Finding] = []
    var allowed = 0
    for hit in scan.hits {
      let allowances = policy.secretAllowances.filter { $0.pattern.matches(hit.path) }
      if allowances.contains(where: { $0.expires >= today }) {
        allowed += 1
        continue
      }
      let expired = allowances.max { $0.expires < $1.expires }
      findings.append(
        Finding(
          .error, gate: .secrets, rule: FindingRule(hit.kind), path: hit.path, line: hit.commit == nil ? hit.line : nil,
          message(hit),
          hint: expired.map { "the policy's allowance for '\($0.pattern.text)' expired on \($0.expires.text)" }
            ?? "take it out of the branch's history and revoke it, or have the policy allow the file (secrets.allow)"))
    }
    return (findings, allowed)
  }

  private static func message(_ hit: SecretScan.Hit) -> String {
    guard let commit = hit.commit else { return "looks like \(hit.kind.name)" }
    return "looks like \(hit.kind.name), in line \(hit.line) of commit \(commit.short): gone from the head, but in the "
      + "history that is pushed"
  }
}
