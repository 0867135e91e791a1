import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// Judges gate `secrets`: no secret in anything that the range adds, but those that the base's policy allows.
package struct SecretsJudgement: Sendable {
  package private(set) var findings: [Finding] = []
  package let gate: Gate

  package init(_ input: JudgementInput) {
    guard let scan = input.secrets else {
      gate = Gate(.secrets, .unproven, required: true, summary: "the added lines were not scanned")
      return
    }
    var allowed = 0
    for hit in scan.hits {
      let allowances = input.policy.secretAllowances.filter { allowance in
        hit.path.map { allowance.pattern.matches($0) } ?? false
      }
      if allowances.contains(where: { $0.expires >= input.today }) {
        allowed += 1
        continue
      }
      let expired = allowances.max { $0.expires < $1.expires }
      findings.append(
        Finding(
          .error, gate: .secrets, rule: "secrets.\(hit.kind.id)", path: hit.shownPath, line: hit.headLine, hit.message,
          hint: expired.map { "the policy's allowance for '\($0.pattern.text)' expired on \($0.expires.text)" }
            ?? hit.hint))
    }
    let lines = "\(scan.addedLines) added line\(scan.addedLines == 1 ? "" : "s")"
    let count = findings.count
    var summary = count == 0 ? "none in \(lines)" : "\(count) in \(lines)"
    if allowed > 0 { summary += ", \(allowed) allowed by the policy" }
    let unseen = input.unseen(by: .secrets)
    summary += unseen.summary
    let state: Gate.State = !findings.isEmpty ? .fail : unseen.isEmpty ? .pass : .unproven
    gate = Gate(.secrets, state, required: true, summary: summary)
  }
}
