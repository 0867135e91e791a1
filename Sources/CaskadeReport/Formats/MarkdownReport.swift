package import CaskadeCore
import CaskadeSyntax

/// Which Markdown the report is written in.
package enum MarkdownFlavor: String, Hashable, Sendable, CaseIterable {
  /// As the evidence's forge reads it, and plain where none is known.
  case auto
  /// With GitHub's alerts.
  case github
  case plain
}

/// Renders evidence as the handoff report: the text of a pull request.
///
/// A hidden first line tells whose report it is. The first visible one is the verdict in words, the second binds it.
/// Failures come first, in groups; what a person has to decide and what wasn't checked stand unfolded; evidence and times
/// are folded at the end, so that the same branch gives the same text above them. A kept contract takes ten visible
/// lines. It fits a pull request by leaving out output first, then the changed files, then findings and what else comes
/// in lists, and never the verdict.
package struct MarkdownReport: EvidenceRendering {
  /// GitHub's limit is 65,536 characters without saying what a character is; this many UTF-8 bytes are right either way.
  package static let mostBytes = 60_000

  let use = "for a pull request: the verdict first, at most \(Self.mostBytes) bytes"

  private let flavor: MarkdownFlavor

  package init(_ flavor: MarkdownFlavor = .auto) {
    self.flavor = flavor
  }

  package func render(_ evidence: Evidence, _ provenance: Provenance = .witnessed) -> String {
    let report = HandoffReport(evidence, provenance)
    let hasAlerts = flavor == .github || flavor == .auto && evidence.forge?.kind == .gitHub
    var text = ""
    for measure in MarkdownMeasure.steps {
      let page = MarkdownPage(report: report, measure: measure, hasAlerts: hasAlerts)
      text = WorkflowCommands.disarmed(page.lines.joined(separator: "\n") + "\n")
      if text.utf8.count <= Self.mostBytes { return text }
    }
    return text
  }
}

/// How much of each part is shown, from all that a person reads down to what always fits.
struct MarkdownMeasure {
  let outputLines: Int
  let files: Int
  let findings: Int
  let items: Int
  /// Scalars of any one text.
  let text: Int
  let hasLinks: Bool

  static let steps = [
    MarkdownMeasure(outputLines: 60, files: 80, findings: 200, items: 100, text: 400, hasLinks: true),
    MarkdownMeasure(outputLines: 20, files: 80, findings: 200, items: 100, text: 400, hasLinks: true),
    MarkdownMeasure(outputLines: 5, files: 80, findings: 200, items: 100, text: 400, hasLinks: true),
    MarkdownMeasure(outputLines: 0, files: 40, findings: 200, items: 100, text: 400, hasLinks: true),
    MarkdownMeasure(outputLines: 0, files: 0, findings: 200, items: 100, text: 400, hasLinks: false),
    MarkdownMeasure(outputLines: 0, files: 0, findings: 50, items: 50, text: 400, hasLinks: false),
    MarkdownMeasure(outputLines: 0, files: 0, findings: 20, items: 20, text: 200, hasLinks: false),
    MarkdownMeasure(outputLines: 0, files: 0, findings: 5, items: 10, text: 100, hasLinks: false),
  ]
}
