import CaskadeContracts
package import CaskadeCore
import CaskadeInspection
import CaskadeSyntax

/// An audit as CSV (RFC 4180): a line for each change, the newest first.
package struct AuditCSV: Sendable {
  private let audit: Audit

  package init(_ audit: Audit) {
    self.audit = audit
  }

  package var text: String {
    let head = [
      "commit", "time", "author", "subject", "standing", "covered", "contract", "contract_blob", "band", "approver",
      "signatures", "landed", "record", "record_time", "head", "agent", "signs",
    ]
    let rows = audit.changes.map { change -> [String] in
      let record = change.record
      return [
        change.commit.id.text, InstantText.text(milliseconds: change.commit.seconds * 1_000), change.commit.author,
        change.commit.subject, change.standing.rawValue, change.isCovered ? "yes" : "no",
        AuditPhrases.contract(change) ?? "", record?.contract?.blob.text ?? "",
        record?.contract?.band.rawValue ?? "", AuditPhrases.approver(change) ?? "",
        AuditPhrases.people(change) ?? "", AuditPhrases.landing(change) ?? "", record?.evidence ?? "",
        record.map { InstantText.text(milliseconds: $0.started * 1_000) } ?? "", record?.head.commit.text ?? "",
        record?.agent ?? "", change.signs.joined(separator: "; "),
      ]
    }
    return ([head] + rows).map(CSVText.line).joined()
  }
}
