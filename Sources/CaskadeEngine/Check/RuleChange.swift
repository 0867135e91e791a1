import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// A change of policy or signers, and whether those have signed it whom the base's policy asks (`policy_changes:`).
///
/// Each file that changes is signed by itself, as it will be; a deletion as empty bytes. Signers and the demand are the
/// base's: what the branch says of either has no effect on the branch.
struct RuleChange {
  let signed: SignedRules
  private(set) var verifier: String?

  init(_ run: CheckRun, _ comparison: BaseAndHead, _ changes: ChangeSet) throws(CommandError) {
    let rule = comparison.policy.policyChanges
    var policy = comparison.policy
    policy.high = Policy.BandRule(approvals: rule.approvals, from: rule.from)
    let desk = try ApprovalReader(
      run.session, tip: comparison.root.commit, rootShelf: comparison.rootShelf, branch: comparison.branch,
      now: run.startedAt)
    let root = comparison.root.name
    var summaries: [String] = []
    var findings: [Finding] = []
    for path in changes.changes.map(\.path) where ContractFile(path)?.isRule ?? false {
      let bytes = try comparison.headShelf.source(of: path)?.bytes ?? []
      let roll = try desk.roll(of: path, bytes: bytes, in: comparison.headShelf, isAmendment: true)
      verifier = verifier ?? roll.verifier
      let tally = roll.tally(for: .high, policy: policy, atLeast: 0)
      summaries.append(
        tally.needed == 0
          ? "no signature is asked for \(path.display)"
          : "\(tally.people) of \(tally.needed) signed \(path.display)")
      guard !tally.isMet else { continue }
      let command = "caskade approve \(path.display)"
      let counted = tally.people == 0 ? "none counts" : "\(tally.people) count\(tally.people == 1 ? "s" : "")"
      let asked = tally.needed.counted("approval")
      let group = tally.missingGroups.first.map { ", one of them from '\(EscapedText.line($0))'" } ?? ""
      findings.append(
        Finding(
          .error, gate: .approval, rule: .approvalPolicyChange, path: path,
          "a change of it asks for \(asked)\(group), and \(counted)",
          hint: "revert it, or ask those whom \(root) names to review and sign it: \(command)"))
      findings += tally.refused.compactMap { entry in
        entry.refusal.map { refusal in
          Finding(
            .warning, gate: .approval, rule: FindingRule(refusal.kind), path: entry.path, refusal.message(root: root),
            hint: refusal.hint(approve: command, root: root))
        }
      }
    }
    let gate = Gate(
      .approval, findings.isEmpty ? .pass : .fail, required: true, summary: summaries.joined(separator: ", "))
    signed = SignedRules(gate: gate, findings: findings)
  }
}
