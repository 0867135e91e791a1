import CaskadeContracts
package import CaskadeCore
import CaskadeSyntax

/// Renders evidence for a terminal: one screen, the verdict last, where the eye ends.
///
/// Colour only repeats what the words say. What is left out of a list is counted.
package struct TerminalReport: EvidenceRendering {
  let use = "for a terminal: one screen, the verdict last"

  private let colored: Bool
  private static let mostFindings = 100
  private static let mostItems = 50
  private static let mostOutputs = 10
  private static let mostOutputLines = 30
  /// Scalars of any one text.
  private static let longestText = 1_000
  private static let gateWidth = 13
  private static let width = 92
  private static let narrowestTitle = 40

  package init(colored: Bool) {
    self.colored = colored
  }

  package func render(_ evidence: Evidence, _ provenance: Provenance = .witnessed) -> String {
    let phrases = EvidencePhrases(evidence: evidence, provenance: provenance)
    var blocks = [heading(phrases)]
    if evidence.contract != nil || !evidence.gates.isEmpty { blocks.append(gates(phrases)) }
    blocks += shown(phrases)
    blocks += findings(phrases)
    if let section = PermissionSection(evidence) { blocks.append(section.text(most: Self.mostItems, text)) }
    blocks += acceptance(phrases)
    blocks += outputs(phrases)
    blocks += list("A human still has to decide:", evidence.forHuman.map(\.text))
    blocks += list("Not checked:", evidence.notChecked.map(\.text))
    blocks.append(paint(text(phrases.verdict), verdictStyle(evidence.verdict)))
    return WorkflowCommands.disarmed(blocks.joined(separator: "\n\n") + "\n")
  }

  private func heading(_ phrases: EvidencePhrases) -> String {
    let evidence = phrases.evidence
    var facts = [
      "\(text(evidence.base.name)) \(evidence.base.commit.short) -> \(phrases.head)", phrases.size,
    ]
    if let contract = evidence.contract { facts.append(text(contract.approval.summary)) }
    facts.append(evidence.base.pinned ? "base pinned" : "base not pinned")
    if let isolation = phrases.isolation { facts.append(isolation) }
    let areas = phrases.areas.map { "\nareas: \(text($0))" } ?? ""
    let proven = phrases.acceptance.map { "\n\($0)" } ?? ""
    let first = evidence.contract.map { titleLine(phrases, $0) + "\n" } ?? ""
    return "\(first)\(facts.joined(separator: " · "))\(areas)\(proven)"
  }

  private func titleLine(_ phrases: EvidencePhrases, _ contract: Evidence.ContractRecord) -> String {
    let path = text(contract.path)
    let room = max(Self.narrowestTitle, Self.width - 3 - DisplayWidth.of(path))
    let title = phrases.title.cut(toWidth: room)
    let gap = max(3, Self.width - DisplayWidth.of(title) - DisplayWidth.of(path))
    return paint(title, .strong) + String(repeating: " ", count: gap) + path
  }

  private func shown(_ phrases: EvidencePhrases) -> [String] {
    let files = phrases.shown
    guard !files.isEmpty else { return [] }
    var lines = files.prefix(Self.mostItems).flatMap { file in
      var lines = [text(file.title)] + file.lines.prefix(Self.mostItems).map { "  \(text($0))" }
      if file.lines.count > Self.mostItems { lines.append("  ... and \(file.lines.count - Self.mostItems) more") }
      return lines
    }
    if files.count > Self.mostItems { lines.append("... and \(files.count - Self.mostItems) more files") }
    return [lines.joined(separator: "\n")]
  }

  private func gates(_ phrases: EvidencePhrases) -> String {
    phrases.evidence.gates.prefix(Self.mostItems).map { gate in
      let state = paint(word(gate.state).padded(to: 10), stateStyle(gate))
      let name = gate.name.rawValue.padded(to: Self.gateWidth)
      let summary = text(gate.summary)
      let line = "  \(state)\(name)\(summary)"
      guard gate.name == .validation, let time = phrases.validationTime else { return line }
      let used = 12 + Self.gateWidth + DisplayWidth.of(summary) + DisplayWidth.of(time)
      return line + String(repeating: " ", count: max(2, Self.width - used)) + time
    }.joined(separator: "\n")
  }

  private func word(_ state: Gate.State) -> String {
    switch state {
    case .pass, .unproven: state.rawValue
    case .fail: "FAIL"
    case .notApplicable: "-"
    }
  }

  private func findings(_ phrases: EvidencePhrases) -> [String] {
    let all = phrases.folded
    var blocks: [String] = []
    var hints: Set<String> = []
    for folded in all.prefix(Self.mostFindings) {
      let finding = folded.first
      var lines: [String] = []
      let severity = paint(finding.severity.rawValue, finding.severity == .error ? .bad : .unsure)
      lines.append(
        "\(text(phrases.place(of: finding))): \(severity): \(text(folded.message)) [\(text(finding.rule))]")
      let also = phrases.also(finding)
      lines += also.shown.map { "  also: \(text($0.text)) [\(text($0.rule))]" }
      if also.omitted > 0 { lines.append("  also: ... and \(also.omitted) more; --format json has them all") }
      if let contract = phrases.contractPlace(of: finding) { lines.append("  contract: \(text(contract))") }
      if let hint = folded.hint { lines.append("  hint: \(hints.insert(hint).inserted ? text(hint) : "as above")") }
      if let command = phrases.command(of: finding) { lines.append("  command: \(text(command))") }
      blocks.append(lines.joined(separator: "\n"))
    }
    if all.count > Self.mostFindings {
      blocks.append("... and \(all.count - Self.mostFindings) more; --format json has them all")
    }
    return blocks
  }

  private func acceptance(_ phrases: EvidencePhrases) -> [String] {
    let lines = phrases.evidence.acceptance
    guard !lines.isEmpty else { return [] }
    var shown = lines.prefix(Self.mostItems).map { record in
      let word = EvidencePhrases.word(record.state).padded(to: Self.gateWidth)
      return "  \(paint(word, acceptanceStyle(record.state)))\(text(phrases.text(of: record)))"
    }
    if lines.count > shown.count { shown.append("  ... and \(lines.count - shown.count) more") }
    return [(["Acceptance:"] + shown).joined(separator: "\n")]
  }

  private func outputs(_ phrases: EvidencePhrases) -> [String] {
    let runs = phrases.failedRuns
    let shown = runs.prefix(Self.mostOutputs).map(output)
    guard runs.count > shown.count else { return shown }
    return shown + ["... and \(runs.count - shown.count) more outputs; --format json has them all"]
  }

  private func output(_ name: String, _ run: ValidationRecord.Run) -> String {
    let end = LogEnd(run.log, lines: Self.mostOutputLines)
    let part = ", the last \(end.lines.count.counted("line")) of \(run.log.totalBytes) bytes"
    let note = end.isPart ? part : ""
    let head = "Output of '\(text(name))' (\(text(run.ending))\(note)):"
    if run.log.tail.isEmpty { return "\(head)\n  (none)" }
    return head + "\n" + end.lines.map { "  | \(text($0))" }.joined(separator: "\n")
  }

  private func list(_ title: String, _ items: [String]) -> [String] {
    guard !items.isEmpty else { return [] }
    var lines = [title] + items.prefix(Self.mostItems).map { "  - \(text($0))" }
    if items.count > Self.mostItems { lines.append("  ... and \(items.count - Self.mostItems) more") }
    return [lines.joined(separator: "\n")]
  }

  private func text(_ text: String) -> String { BoundedText.line(text, limit: Self.longestText) }

  // MARK: Colour

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

  private func acceptanceStyle(_ state: AcceptanceRecord.State) -> Style {
    switch state {
    case .proven: .good
    case .failed: .bad
    case .ownTest, .question, .unproven: .unsure
    }
  }

  private func verdictStyle(_ verdict: Verdict) -> Style {
    switch verdict {
    case .kept: .good
    case .broken: .bad
    case .unproven: .unsure
    case .nothing: .strong
    }
  }

  private func paint(_ text: String, _ style: Style) -> String {
    colored ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
