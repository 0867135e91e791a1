package import CaskadeCore
import CaskadeSyntax

/// Renders evidence as the handoff report: the text of a pull request.
///
/// The first line is the verdict in words, the second binds it. Failures come first; what a person has to decide and
/// what wasn't checked stand unfolded; times are folded at the end, so that the same branch gives the same text above
/// them. A kept contract takes ten lines. It fits a pull request by leaving out output first, then findings, then what
/// else comes in lists, and never the verdict.
package struct MarkdownReport: EvidenceRendering {
  /// GitHub's limit is 65,536 characters without saying what a character is; this many UTF-8 bytes are right either way.
  package static let mostBytes = 60_000

  let use = "for a pull request: the verdict first, at most \(Self.mostBytes) bytes"

  package init() {}

  package func render(_ evidence: Evidence, _ provenance: Provenance = .witnessed) -> String {
    let phrases = EvidencePhrases(evidence: evidence, provenance: provenance)
    var text = ""
    for measure in MarkdownMeasure.steps {
      let page = MarkdownPage(phrases: phrases, measure: measure)
      text = WorkflowCommands.disarmed(page.lines.joined(separator: "\n") + "\n")
      if text.utf8.count <= Self.mostBytes { return text }
    }
    return text
  }
}

/// How much of each part is shown, from all that a person reads down to what always fits.
struct MarkdownMeasure {
  let outputLines: Int
  let findings: Int
  let items: Int
  /// Scalars of any one text.
  let text: Int

  static let steps = [
    MarkdownMeasure(outputLines: 60, findings: 200, items: 100, text: 400),
    MarkdownMeasure(outputLines: 20, findings: 200, items: 100, text: 400),
    MarkdownMeasure(outputLines: 5, findings: 200, items: 100, text: 400),
    MarkdownMeasure(outputLines: 0, findings: 200, items: 100, text: 400),
    MarkdownMeasure(outputLines: 0, findings: 50, items: 50, text: 400),
    MarkdownMeasure(outputLines: 0, findings: 20, items: 20, text: 200),
    MarkdownMeasure(outputLines: 0, findings: 5, items: 10, text: 100),
  ]
}
