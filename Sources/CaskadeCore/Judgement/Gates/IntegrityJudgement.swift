import CaskadeContracts
package import CaskadeInspection

/// Judges gate `integrity`: what validates the change wasn't removed or loosened.
package struct IntegrityJudgement: Sendable {
  package let findings: [Finding]
  package let gate: Gate

  /// - Parameters:
  ///   - found: nil if the contents were not compared.
  ///   - unseen: checks that had to be read and couldn't be.
  package init(_ found: [IntegrityFinding]?, unseen: [Unseen] = []) {
    guard let found else {
      findings = []
      gate = Gate(.integrity, .unproven, required: true, summary: "the checks were not compared")
      return
    }
    findings = found.map { finding in
      Finding(
        finding.isError ? .error : .warning, gate: .integrity, rule: finding.rule, path: finding.path,
        line: finding.headLine,
        finding.message, hint: finding.hint)
    }
    let errors = findings.count { $0.severity == .error }
    let warnings = findings.count - errors
    let removed = "\(errors) check\(errors == 1 ? "" : "s") removed or loosened"
    var summary = errors == 0 ? "no check was removed or loosened" : removed
    if warnings > 0 { summary += ", \(warnings) to look at" }
    summary += unseen.summary
    let state: Gate.State = errors > 0 ? .fail : unseen.isEmpty ? .pass : .unproven
    gate = Gate(.integrity, state, required: true, summary: summary)
  }
}

extension IntegrityFinding {
  /// Nil where the head has no line to point at.
  fileprivate var headLine: Int? {
    switch place {
    case .head(let line): line
    case .base, .file: nil
    }
  }
}
