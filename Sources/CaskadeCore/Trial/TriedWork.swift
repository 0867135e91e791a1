package import CaskadeContracts
package import CaskadeInspection
import CaskadeSyntax

/// A piece of work that is over, as far as a policy can be tried on it.
package struct TriedWork: Sendable {
  package enum Source: String, Hashable, Sendable, CaseIterable {
    /// A commit of the base's first-parent history.
    case merged
    /// A note that a check left.
    case record
    /// A file.
    case evidence
  }

  package let source: Source
  /// What people know it by: a commit's short id and subject, a file's name. Hostile text.
  package let name: String
  /// Nil where they aren't known one by one.
  package let changes: [Change]?
  package let files: Int
  /// Added and deleted, binary files apart.
  package let lines: Int
  /// The band that a check found; nil where none looked.
  package let band: Band?
  /// What the lines that it adds say of areas.
  package let hits: [AreaHit]
  /// How many people signed; nil where nobody knows.
  package let people: Int?
  /// What gate `tools` said; nil where it wasn't asked.
  package let tools: Gate.State?
  /// Nil where no check is kept whole.
  package let evidence: Evidence?

  package init(merged name: String, changes: [Change], hits: [AreaHit]) {
    source = .merged
    self.name = name
    self.changes = changes
    files = changes.count
    lines = Self.sum(changes)
    band = nil
    self.hits = hits
    (people, tools, evidence) = (nil, nil, nil)
  }

  package init(_ evidence: Evidence, name: String) {
    source = .evidence
    self.name = name
    changes = evidence.changes
    files = evidence.changes.count
    lines = Self.sum(evidence.changes)
    band = evidence.contract?.band
    hits = []
    people = evidence.contract?.approval.people
    tools = evidence.gates.first { $0.name == .tools }?.state
    self.evidence = evidence
  }

  package init(_ record: EvidenceRecord) {
    source = .record
    name = "\(record.head.commit.short) (\(record.started.prefix(10)))"
    let isWhole = record.omitted == 0 && record.outside.isEmpty
    changes =
      isWhole
      ? record.inside.map {
        Change(
          path: $0.path, operation: $0.operation, oldMode: .regular, newMode: .regular, oldID: nil, newID: nil,
          lines: .counted(added: $0.added, deleted: $0.deleted))
      } : nil
    files = record.size.files
    lines = min(record.size.added, 1 << 50) + min(record.size.deleted, 1 << 50)
    band = record.contract?.band
    hits = []
    people = record.contract?.people
    tools = record.gates.first { $0.name == GateName.tools.rawValue }?.state
    evidence = nil
  }

  private static func sum(_ changes: [Change]) -> Int { changes.reduce(0) { min($0 + $1.added + $1.deleted, 1 << 52) } }
}
