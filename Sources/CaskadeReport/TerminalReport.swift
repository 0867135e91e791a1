package import CaskadeCore
import CaskadeSyntax

/// Renders evidence for a terminal: one screen, the verdict last, where the eye ends.
package struct TerminalReport: Sendable {
  private let colored: Bool
  /// Of each list; what is left out is counted.
  private static let mostFindings = 50
  private static let mostOutputLines = 30
  private static let gateWidth = 13
  private static let width = 92

  package init(colored: Bool) {
    self.colored = colored
  }

  package func render(_ evidence: Evidence, _ provenance: Provenance = .witnessed) -> String {
    let phrases = EvidencePhrases(evidence: evidence, provenance: provenance)
    var blocks = [heading(phrases), gates(phrases)]
    blocks += findings(phrases)
    blocks += phrases.failedRuns.map(output)
    if !evidence.forHuman.isEmpty {
      blocks.append(list("A human still has to decide:", evidence.forHuman.map { EscapedText.line($0.text) }))
    }
    if !evidence.notChecked.isEmpty {
      blocks.append(list("Not checked:", evidence.notChecked.map { EscapedText.line($0) }))
    }
    blocks.append(paint(phrases.verdict, verdictStyle(evidence.verdict)))
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func heading(_ phrases: EvidencePhrases) -> String {
    let evidence = phrases.evidence
    let title = phrases.title
    let path = EscapedText.line(evidence.contract.path)
    let gap = max(3, Self.width - title.count - path.count)
    let first = paint(title, .strong) + String(repeating: " ", count: gap) + path
    let approval = EscapedText.line(evidence.contract.approval)
    return "\(first)\n\(phrases.range) · \(phrases.size) · \(approval) · \(phrases.pinned)"
  }

  private func gates(_ phrases: EvidencePhrases) -> String {
    phrases.evidence.gates.map { gate in
      let word = gate.state == .fail ? "FAIL" : gate.state == .notApplicable ? "-" : gate.state.rawValue
      let state = paint(word.padded(to: 10), stateStyle(gate))
      let line = "  \(state)\(gate.name.rawValue.padded(to: Self.gateWidth))\(EscapedText.line(gate.summary))"
      guard gate.name == .validation, let seconds = phrases.validationSeconds else { return line }
      let plain = 12 + Self.gateWidth + gate.summary.count
      return line + String(repeating: " ", count: max(2, Self.width - plain - seconds.count)) + seconds
    }.joined(separator: "\n")
  }

  private func findings(_ phrases: EvidencePhrases) -> [String] {
    let all = phrases.evidence.findings
    guard !all.isEmpty else { return [] }
    var lines: [String] = []
    for finding in all.prefix(Self.mostFindings) {
      let severity = paint(finding.severity.rawValue, finding.severity == .error ? .bad : .unsure)
      let place = phrases.place(of: finding)
      lines.append("\(place): \(severity): \(EscapedText.line(finding.message)) [\(finding.rule)]")
      if let contract = phrases.contractPlace(of: finding) { lines.append("  by: \(contract)") }
      if let hint = finding.hint { lines.append("  hint: \(EscapedText.line(hint))") }
    }
    if all.count > Self.mostFindings {
      lines.append("... and \(all.count - Self.mostFindings) more; --format json has them all")
    }
    return [lines.joined(separator: "\n")]
  }

  private func output(_ name: String, _ run: ValidationRecord.Run) -> String {
    var lines = run.log.tail.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var note = ""
    if run.log.omittedBytes > 0 || lines.count > Self.mostOutputLines {
      lines = Array(lines.suffix(Self.mostOutputLines))
      note = ", the last \(EvidencePhrases.count(lines.count, "line")) of \(run.log.totalBytes) bytes"
    }
    let head =
      "Output of '\(EscapedText.line(name))' (\(EscapedText.line(ValidationJudgement.ending(of: run)))\(note)):"
    if run.log.totalBytes == 0 { return "\(head)\n  (none)" }
    return head + "\n" + lines.map { "  | \($0)" }.joined(separator: "\n")
  }

  private func list(_ title: String, _ items: [String]) -> String {
    ([title] + items.map { "  - \($0)" }).joined(separator: "\n")
  }

  private enum Style: String {
    case strong = "1"
    case good = "32"
    case bad = "1;31"
    case unsure = "33"
    case quiet = "2"
  }

  private func stateStyle(_ gate: Gate) -> Style {
    switch gate.state {
    case .pass: .good
    case .fail: .bad
    case .unproven: gate.required ? .unsure : .quiet
    case .notApplicable: .quiet
    }
  }

  private func verdictStyle(_ verdict: Verdict) -> Style {
    switch verdict {
    case .kept: .good
    case .broken: .bad
    case .unproven: .unsure
    }
  }

  private func paint(_ text: String, _ style: Style) -> String {
    colored ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}

extension String {
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
