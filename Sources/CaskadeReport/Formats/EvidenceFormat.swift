package import CaskadeCore

/// The forms in which evidence is rendered: a file each in this folder, and a case here. Options, help, errors and the
/// goldens follow the cases.
package enum EvidenceFormat: String, Hashable, Sendable, CaseIterable {
  case text, markdown, html, json, github, sarif, junit, gitlab
  case inToto = "in-toto"
  case otlp

  private func rendering(_ screen: TerminalScreen, _ flavor: MarkdownFlavor) -> any EvidenceRendering {
    switch self {
    case .text: TerminalReport(screen)
    case .markdown: MarkdownReport(flavor)
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

  /// - Parameters:
  ///   - screen: for a form that a terminal shows; others have neither colour nor width.
  ///   - flavor: for Markdown.
  package func render(
    _ evidence: Evidence, _ provenance: Provenance, on screen: TerminalScreen = TerminalScreen(),
    flavor: MarkdownFlavor = .auto
  ) -> String {
    rendering(screen, flavor).render(evidence, provenance)
  }

  /// What it is for, in a few words.
  package var use: String { rendering(TerminalScreen(), .auto).use }
}

/// Makes text of evidence, and knows nothing else.
protocol EvidenceRendering: Sendable {
  /// What the form is for, in a few words.
  var use: String { get }
  func render(_ evidence: Evidence, _ provenance: Provenance) -> String
}
