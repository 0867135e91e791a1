import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax

/// A finding for readers that know nothing but files and lines.
///
/// A fact about the change as a whole stands at the contract's line that decided, and so does one about a file that is gone:
/// nobody can show a line of it.
struct PlacedFinding {
  /// The same for the same finding in every check.
  let id: String
  let finding: Finding
  /// Nil where it has no place in the repository at all.
  let path: RepositoryPath?
  /// From 1.
  let line: Int
  /// What it is about, where that is gone.
  let gone: RepositoryPath?
  /// The message; one line that is never empty.
  let message: String
  let hint: String?

  /// Scalars of any one text.
  private static let longest = 1_000

  /// Gravest first, else as in the evidence.
  static func all(_ evidence: Evidence) -> [PlacedFinding] {
    let deleted = Set(evidence.changes.filter { $0.operation == .delete }.map(\.path))
    let known = evidence.knownFindings
    let contract = evidence.contract.flatMap { $0.source == .file ? nil : RepositoryPath($0.path) }
    return Finding.Severity.allCases.flatMap { severity in
      known.filter { $0.finding.severity == severity }.map { PlacedFinding($0, deleted, contract) }
    }
  }

  private init(_ known: KnownFinding, _ deleted: Set<RepositoryPath>, _ contract: RepositoryPath?) {
    id = known.id
    finding = known.finding
    let own = finding.path.flatMap { $0.bytes.isEmpty ? nil : $0 }
    if let own, !deleted.contains(own) || contract == nil {
      (path, gone) = (own, nil)
      line = max(1, finding.line ?? (own == contract ? finding.contractLine ?? 1 : 1))
    } else {
      (path, gone) = (contract, own)
      line = max(1, finding.contractLine ?? 1)
    }
    let also = finding.untold.prefix(5).map { "; \($0.message)" }.joined()
    let message = BoundedText.line(finding.message, limit: Self.longest) + BoundedText.line(also, limit: Self.longest)
    self.message = message.isEmpty ? Self.rule(of: finding) : message
    hint = finding.hint.map { BoundedText.line($0, limit: Self.longest) }
  }

  /// Its rule, safe to print and never empty.
  var rule: String { Self.rule(of: finding) }

  private static func rule(of finding: Finding) -> String {
    finding.rule.isEmpty ? "unknown" : BoundedText.line(finding.rule, limit: 255)
  }
}
