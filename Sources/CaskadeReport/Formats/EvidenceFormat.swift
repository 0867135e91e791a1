package import CaskadeCore

/// The forms in which evidence is rendered: a file each in this folder, and a case here. Options, help, errors and the
/// goldens follow the cases.
package enum EvidenceFormat: String, Hashable, Sendable, CaseIterable {
  case text, markdown, html, json, github, sarif, junit, gitlab
  case inToto = "in-toto"
  case otlp

  private func rendering(colored: Bool) -> any EvidenceRendering {
    switch self {
    case .text: TerminalReport(colored: colored)
    case .markdown: MarkdownReport()
    case .html: HTMLReport()
    case .json: JSONReport()
    case .github: GitHubReport()
    case .sarif: SARIFReport()
    case .junit: JUnitReport()
    case .gitlab: GitLabReport()
    case .inToto: InTotoReport()
    case .otlp: OTLPReport()
    }
  }

  /// - Parameter colored: for a form that a terminal shows; others have no colour.
  package func render(_ evidence: Evidence, _ provenance: Provenance, colored: Bool = false) -> String {
    rendering(colored: colored).render(evidence, provenance)
  }

  /// What it is for, in a few words.
  package var use: String { rendering(colored: false).use }
}

/// Makes text of evidence, and knows nothing else.
protocol EvidenceRendering: Sendable {
  /// What the form is for, in a few words.
  var use: String { get }
  func render(_ evidence: Evidence, _ provenance: Provenance) -> String
}
