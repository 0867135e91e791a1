package import CaskadeContracts
package import CaskadeSyntax

/// What the figures need of one record. A hundred thousand of them are read for a page, so no more is taken from a line.
package struct RecordFacts: Hashable, Sendable {
  package struct Run: Hashable, Sendable {
    /// See `CommandID`.
    package let id: String
    package let state: ValidationRecord.State
    package let milliseconds: Int
  }

  /// See `EvidenceDigest`.
  package let evidence: String
  /// Seconds since 1970.
  package let started: Int
  package let milliseconds: Int
  package let place: String
  package let verdict: Verdict
  package let contract: EvidenceRecord.ContractPart?
  package let base: EvidenceRecord.Base
  package let head: EvidenceRecord.Head
  package let agent: String?
  /// Required gates that failed or stayed unproven, and those that the caller left out.
  package let failed: [String]
  package let unproven: [String]
  package let skipped: [String]
  package let areas: [String]
  package let findings: [EvidenceRecord.FindingPart]
  package let size: EvidenceRecord.Size
  package let inside: [RepositoryPath]
  package let outside: [EvidenceRecord.FolderPart]
  package let questions: Int
  package let notChecked: Int
  package let runs: [Run]
  package let merged: EvidenceRecord.MergedPart?
  package let tools: EvidenceRecord.ToolsPart?
  /// Not verified.
  package let signature: EvidenceSignature?

  /// As the signature says, which nobody has verified.
  package var signer: String? { signature?.principal.text }

  package var isKept: Bool { verdict == .kept }

  package var lines: Int { size.added + size.deleted }

  /// Some of it lies outside of what its contract allows.
  package var isEscaped: Bool { contract != nil && !outside.isEmpty }

  package init(_ record: EvidenceRecord, started: Int, signature: EvidenceSignature? = nil) {
    (evidence, self.started, milliseconds) = (record.evidence, started, record.milliseconds)
    (place, verdict, contract, base, head) = (record.place, record.verdict, record.contract, record.base, record.head)
    agent = record.agent
    let required = record.gates.filter(\.required)
    failed = required.filter { $0.state == .fail }.map(\.name)
    unproven = required.filter { $0.state == .unproven }.map(\.name)
    skipped = record.gates.filter(\.skipped).map(\.name)
    areas = record.areas.map(\.name)
    (findings, size, inside, outside) = (record.findings, record.size, record.inside.map(\.path), record.outside)
    (questions, notChecked) = (record.questions, record.notChecked)
    runs = record.runs.map { Run(id: $0.id, state: $0.state, milliseconds: $0.milliseconds) }
    (merged, tools, self.signature) = (record.merged, record.tools, signature)
  }
}
