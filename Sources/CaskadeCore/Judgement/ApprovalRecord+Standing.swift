package import CaskadeContracts
import CaskadeSyntax

extension ApprovalRecord {
  /// - Parameters:
  ///   - tally: the approvals of what judges, for the band of the run.
  ///   - root: where authority was read: `main`.
  ///   - isCallersRoot: the caller named it in the base's place.
  package init(_ standing: ContractStanding, _ tally: ApprovalTally, root: String, isCallersRoot: Bool) {
    let amendment = "it approves the branch's version, which doesn't judge"
    var signatures = tally.counting.map { Signature($0, .counted, why: nil) }
    signatures += tally.refused.map { Signature($0, .notCounted, why: $0.refusal?.message(root: root)) }
    signatures.sort { $0.path < $1.path }
    signatures += standing.pending.entries.map {
      Signature($0, .notCounted, why: $0.refusal?.message(root: root) ?? amendment)
    }
    self.init(
      summary: Self.summary(standing, tally, root: root, isCallersRoot: isCallersRoot),
      needed: Demand(approvals: tally.needed, from: tally.groups), people: tally.people, signatures: signatures)
  }

  private static func summary(
    _ standing: ContractStanding, _ tally: ApprovalTally, root: String, isCallersRoot: Bool
  ) -> String {
    let signers = standing.approvals.signers(atMost: 3)
    let signed = signers.map { "signed by \($0)" }
    switch standing.source {
    case .base:
      let whose = isCallersRoot ? ", the caller's own word (--contract-from)" : ""
      if !tally.isMet {
        let people = "\(tally.people) of \(tally.needed.counted("signature"))"
        let groups = tally.missingGroups.isEmpty ? "" : ", and nobody of \(tally.missingGroups.joined(separator: ", "))"
        return "not approved yet: its bytes are on \(root), with \(people)\(groups)" + whose
      }
      return "approved: its bytes are on \(root)" + whose + (signed.map { ", \($0)" } ?? "")
    case .branch: return signed.map { "approved: \($0), only on the branch" } ?? "self-declared: only on the branch"
    case .file:
      return standing.callersRoot == nil
        ? "self-declared: it doesn't lie at Contracts/NAME.yaml" : "the caller's own word (--contract-from)"
    }
  }
}

extension ApprovalRecord.Signature {
  fileprivate init(_ entry: ContractApprovals.Entry, _ state: ApprovalRecord.State, why: String?) {
    let header = entry.header
    self.init(
      path: entry.path, blob: entry.blob, principal: header?.principal.text, fingerprint: entry.fingerprint,
      band: header?.band, base: header?.base,
      branch: header.map { $0.branches.map(\.pattern.text).joined(separator: " ") }, time: header?.time,
      expires: header?.expires?.text, state: state, why: why)
  }
}
