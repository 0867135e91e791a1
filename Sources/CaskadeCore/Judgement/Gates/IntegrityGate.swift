package import CaskadeContracts
import CaskadeInspection

/// Gate `integrity`: what validates the change wasn't removed or loosened.
package enum IntegrityGate: GateRule {
  package static let name = GateName.integrity
  package static let question =
    "was no check removed, skipped, emptied or loosened, but where `checks_may_change` says so?"
  package static let demand = GateDemand.always
  package static let rules = FindingRule.ofIntegrity
  package static let reproduction = Reproduction.difference

  package static func ruling(on input: JudgementInput) -> Ruling {
    ruling(on: input.integrity, unseen: input.unseen(by: .integrity), special: input.special)
  }

  /// - Parameters:
  ///   - found: nil if the contents were not compared.
  ///   - unseen: checks that had to be read and couldn't be.
  ///   - special: where the code seems to know the answer of a test, which only a person can tell.
  static func ruling(
    on found: [IntegrityFinding]?, unseen: UnseenFiles = UnseenFiles(), special: SpecialCase? = nil
  ) -> Ruling {
    guard let found else {
      return Ruling(
        Gate(.integrity, .unproven, required: true, summary: "the checks were not compared"), findings: [])
    }
    let findings = found.map { finding in
      Finding(
        finding.isError ? .error : .warning, gate: .integrity, rule: FindingRule(finding.fact.kind), path: finding.path,
        line: finding.headLine, finding.message, hint: finding.hint, subject: finding.subject)
    }
    let errors = findings.count { $0.severity == .error }
    let warnings = findings.count - errors
    let removed = "\(errors) check\(errors == 1 ? "" : "s") removed or loosened"
    let none =
      found.contains { $0.fact.kind == .unread }
      ? "no check that is read here was removed or loosened" : "no check was removed or loosened"
    var summary = errors == 0 ? none : removed
    if warnings > 0 { summary += ", \(warnings) to look at" }
    let gate = Gate(
      .integrity, errors == 0 ? unseen.state : .fail, required: true, summary: summary + unseen.summary)
    return Ruling(
      gate, findings: [], ofChanges: findings, questions: special.map { [HumanQuestion($0)] } ?? [],
      notChecked: unseen.notChecked)
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
