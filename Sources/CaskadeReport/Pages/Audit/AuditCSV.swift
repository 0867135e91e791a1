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

  /// - Parameter make: makes parts of it, in the order of their numbers; side by side, if the caller can.
  package func text(
    parts make: (Range<Int>, @escaping @Sendable (Int) -> String) -> [String] = { $0.map($1) }
  ) -> String {
    let head = [
      "commit", "time", "author", "subject", "standing", "covered", "contract", "contract_blob", "band", "approver",
      "signatures", "landed", "record", "record_time", "head", "agent", "signs",
    ]
    let (changes, size) = (audit.changes, 1_000)
    let rows = make(0..<((changes.count + size - 1) / size)) { part in
      changes.dropFirst(part * size).prefix(size).map { CSVText.line(Self.cells($0)) }.joined()
    }
    return CSVText.line(head) + rows.joined()
  }

  private static func cells(_ change: AuditedChange) -> [String] {
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
}
