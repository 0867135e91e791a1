package import CaskadeCore

/// The forms in which evidence is rendered: a file each in this folder, and a case here. Options, help, errors and the
/// goldens follow the cases.
package enum EvidenceFormat: String, Hashable, Sendable, CaseIterable {
  case text, markdown, json

  /// - Parameter colored: for a form that a terminal shows; others have no colour.
  package func render(_ evidence: Evidence, _ provenance: Provenance, colored: Bool = false) -> String {
    switch self {
    case .text: TerminalReport(colored: colored).render(evidence, provenance)
    case .markdown: MarkdownReport().render(evidence, provenance)
    case .json: JSONReport().render(evidence)
    }
  }

  /// What it is for, in a few words.
  package var use: String {
    switch self {
    case .text: "for a terminal: one screen, the verdict last"
    case .markdown: "for a pull request: the verdict first, at most \(MarkdownReport.mostBytes) bytes"
    case .json: "for programs: all that was found, as the schema of `caskade schema --evidence` says"
    }
  }
}
