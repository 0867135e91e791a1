import CaskadeContracts
import CaskadeSyntax

extension ApprovalRecord {
  static let keys = ObjectForm<ApprovalRecord>(
    "who stands for it",
    FormKey("summary", .text, "for people", \.summary), FormKey(ifAny: "needed", Demand.keys.form, nil, \.needed),
    FormKey(ifAny: "people", .count, "different people who signed what counts", \.people),
    FormKey(
      "signatures", .list(Signature.keys), older: [], "every file that is meant as an approval, sorted by path",
      \.signatures)
  ) { ApprovalRecord(summary: $0, needed: $1, people: $2, signatures: $3) }
}

extension ApprovalRecord.Demand {
  fileprivate static let keys = ObjectForm<Self>(
    "what the policy asks for in the band of the run",
    FormKey("approvals", .count, "signatures by different people", \.approvals),
    FormKey("from", .list(.text), "groups of which one member each has to have signed", \.from)
  ) { Self(approvals: $0, from: $1) }
}

extension ApprovalRecord.Signature {
  fileprivate static let keys = ObjectForm<Self>(
    "one approval; null what its header doesn't tell",
    FormKey(all: RepositoryPath.keys, \.path), FormKey("blob", .orNull(.objectID), "of the file", \.blob),
    FormKey("principal", .orNull(.text), "who signed, as Contracts/allowed_signers names them", \.principal),
    FormKey("fingerprint", .orNull(.text), "of the key; null: the signature isn't known to be good", \.fingerprint),
    FormKey("band", .orNull(.word), "the highest that it covers", \.band),
    FormKey("base", .orNull(.objectID), "the tip of the base on which it was given", \.base),
    FormKey("branch", .orNull(.text), "patterns parted by blanks; empty: every branch", \.branch),
    FormKey("time", .orNull(.text), "as the signer's clock had it, RFC 3339 in UTC", \.time),
    FormKey("expires", .orNull(.text), "the last day on which it counts", \.expires),
    FormKey("state", .word(else: .notCounted), "in the band of this run", \.state),
    FormKey("why", .orNull(.text), "null: it counts", \.why)
  ) {
    Self(
      path: $0, blob: $1, principal: $2, fingerprint: $3, band: $4, base: $5, branch: $6, time: $7, expires: $8,
      state: $9, why: $10)
  }
}
