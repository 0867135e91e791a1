import CaskadeContracts
package import CaskadeCore
import CaskadeSyntax

/// Renders evidence for a terminal: what fails gravest first, the gates below it, the verdict last, where the eye ends.
///
/// Colour only repeats what the words say. What is left out of a list is counted. Lines are broken at the terminal's width;
/// where there is none each stands whole, for those that search in them.
package struct TerminalReport: EvidenceRendering {
  let use = "for a terminal: one screen, the verdict last"

  private var screen: TerminalScreen
  private static let mostFindings = 100
  private static let mostItems = 50
  private static let mostOutputs = 10
  private static let mostOutputLines = 30
  private static let mostFiles = 24
  /// Scalars of any one text.
  private static let longestText = 1_000
  private static let gateWidth = 13
  /// How far a terminal is filled, however wide it is.
  private static let widest = 120
  /// The same where nobody knows the width.
  private static let usualWidth = 92

  package init(_ screen: TerminalScreen = TerminalScreen()) {
    self.screen = screen
    self.screen.width = screen.width.map { min($0, Self.widest) }
  }

  package func render(_ evidence: Evidence, _ provenance: Provenance = .witnessed) -> String {
    let report = HandoffReport(evidence, provenance)
    var blocks = [heading(report)]
    blocks += goal(report)
    blocks += shown(report.phrases)
    let failures = report.groups(report.failures, most: Self.mostFindings)
    blocks += failures.shown.flatMap { group($0, report) }
    blocks += outputs(report.phrases)
    let looks = report.groups(report.looks, most: Self.mostFindings - failures.shown.reduce(0) { $0 + $1.lines })
    blocks += looks.shown.flatMap { group($0, report) }
    let omitted = failures.omitted + looks.omitted
    if omitted > 0 { blocks.append("... and \(omitted) more; --format json has them all") }
    if let section = PermissionSection(evidence) { blocks.append(section.text(most: Self.mostItems) { text($0) }) }
    blocks += list("A human still has to decide:", evidence.forHuman.map(\.text))
    blocks += list("Not checked:", evidence.notChecked.map(\.text))
    blocks += packages(report)
    blocks += files(report)
    if evidence.contract != nil || !evidence.gates.isEmpty { blocks.append(gates(report.phrases)) }
    blocks.append(line(text(report.phrases.verdict), verdictStyle(evidence.verdict)))
    return WorkflowCommands.disarmed(blocks.joined(separator: "\n\n") + "\n")
  }

  // MARK: What it is bound to

  private func heading(_ report: HandoffReport) -> String {
    let evidence = report.evidence
    let phrases = report.phrases
    var facts = ["\(text(evidence.base.name)) \(evidence.base.commit.short) -> \(phrases.head)", phrases.size]
    facts += report.authority.map(text)
    if let isolation = phrases.isolation { facts.append(isolation) }
    var lines = evidence.contract.map { [titleLine(report, $0)] } ?? []
    lines.append(screen.text(of: ScreenLine(parted(facts), hang: 2)))
    if let areas = phrases.areas { lines.append(line("areas: \(text(areas))", hang: 2)) }
    if let eligible = phrases.eligible { lines.append(line(text(eligible), hang: 2)) }
    if let runs = phrases.agentRuns { lines.append(line(text(runs), hang: 2)) }
    return lines.joined(separator: "\n")
  }

  /// Facts of which each stays on one line where it fits.
  private func parted(_ facts: [String]) -> [ScreenLine.Piece] {
    let room = screen.width ?? .max
    return facts.enumerated().flatMap { number, fact in
      let isLast = number == facts.count - 1
      let whole = isLast ? fact : "\(fact) ·"
      let piece = ScreenLine.Piece(text: whole, isWhole: DisplayWidth.of(whole) <= room)
      return isLast ? [piece] : [piece, ScreenLine.Piece(text: " ")]
    }
  }

  private func titleLine(_ report: HandoffReport, _ contract: Evidence.ContractRecord) -> String {
    let path = text(contract.path)
    let width = screen.width ?? Self.usualWidth
    let place = ScreenLine.Piece(text: path, link: report.contractAddress(nil))
    let wide = DisplayWidth.of(path)
    let full = report.phrases.title
    guard screen.width != nil, DisplayWidth.of(full) + 3 + wide > width else {
      let title = full.cut(toWidth: max(Self.narrowestTitle, width - 3 - wide))
      let gap = String(repeating: " ", count: max(3, width - DisplayWidth.of(title) - wide))
      return screen.text(
        of: ScreenLine([.init(text: title, style: .strong), .init(text: gap, isWhole: true), place]))
    }
    return [line(full, .strong), screen.text(of: ScreenLine([place]))].joined(separator: "\n")
  }

  private static let narrowestTitle = 40

  // MARK: What was to be true

  private func goal(_ report: HandoffReport) -> [String] {
    guard let goal = report.goal else { return [] }
    let ticket = goal.ticket.map { " (\(text($0)))" } ?? ""
    var lines = [line(text(goal.outcome) + ticket, lead: "Outcome: ", hang: 2)]
    if let summary = goal.summary { lines.append(line(summary)) }
    lines += goal.lines.prefix(Self.mostItems).map { record in
      let word = EvidencePhrases.word(record.state).padded(to: Self.gateWidth)
      return screen.text(
        of: ScreenLine(
          [.init(text: text(report.phrases.text(of: record)))],
          lead: [.init(text: "  "), .init(text: word, style: acceptanceStyle(record.state))],
          hang: 2 + Self.gateWidth))
    }
    if goal.lines.count > Self.mostItems { lines.append("  ... and \(goal.lines.count - Self.mostItems) more") }
    return [lines.joined(separator: "\n")]
  }

  private func shown(_ phrases: EvidencePhrases) -> [String] {
    let files = phrases.shown
    guard !files.isEmpty else { return [] }
    var lines = files.prefix(Self.mostItems).flatMap { file in
      var lines = [line(text(file.title), hang: 4)]
      lines += file.lines.prefix(Self.mostItems).map { line(text($0), lead: "  ", hang: 4) }
      if file.lines.count > Self.mostItems { lines.append("  ... and \(file.lines.count - Self.mostItems) more") }
      return lines
    }
    if files.count > Self.mostItems { lines.append("... and \(files.count - Self.mostItems) more files") }
    return [lines.joined(separator: "\n")]
  }

  // MARK: Findings

  /// A block for each hint, the first with the heading.
  private func group(_ group: FindingGroup, _ report: HandoffReport) -> [String] {
    let title = line(group.concern.title, .strong)
    return group.clusters.enumerated().map { number, cluster in
      var lines = number == 0 ? [title] : []
      lines += cluster.findings.flatMap { finding($0, report) }
      if let hint = cluster.hint { lines.append(line(text(hint.text), lead: "  hint: ", hang: 8)) }
      return lines.joined(separator: "\n")
    }
  }

  private func finding(_ folded: FoldedFinding, _ report: HandoffReport) -> [String] {
    let finding = folded.first
    let phrases = report.phrases
    let style: TerminalPaint.Style = finding.severity == .error ? .bad : .unsure
    let link = report.address(of: finding)
    var lines = [
      screen.text(
        of: ScreenLine(
          [
            .init(text: text(phrases.place(of: finding)), link: link, isWhole: true), .init(text: ": "),
            .init(text: finding.severity.rawValue, style: style),
            .init(text: ": \(text(folded.message)) [\(text(finding.rule))]"),
          ], hang: 4))
    ]
    let also = phrases.also(finding)
    lines += also.shown.map { line("\(text($0.text)) [\(text($0.rule))]", lead: "  also: ", hang: 8) }
    if also.omitted > 0 { lines.append("  also: ... and \(also.omitted) more; --format json has them all") }
    if let contract = phrases.contractWords(of: finding) {
      lines.append(line(text(contract), lead: "  contract: ", hang: 8))
    }
    if let command = phrases.command(of: finding) { lines.append(line(text(command), lead: "  command: ", hang: 8)) }
    return lines
  }

  private func outputs(_ phrases: EvidencePhrases) -> [String] {
    let runs = phrases.failedRuns
    let shown = runs.prefix(Self.mostOutputs).map(output)
    guard runs.count > shown.count else { return shown }
    return shown + ["... and \(runs.count - shown.count) more outputs; --format json has them all"]
  }

  /// What a command printed stays as it printed it.
  private func output(_ name: String, _ run: ValidationRecord.Run) -> String {
    let end = LogEnd(run.log, lines: Self.mostOutputLines)
    let part = ", the last \(end.lines.count.counted("line")) of \(run.log.totalBytes) bytes"
    let note = end.isPart ? part : ""
    let head = line("Output of '\(text(name))' (\(text(run.ending))\(note)):", hang: 4)
    if run.log.tail.isEmpty { return "\(head)\n  (none)" }
    return head + "\n" + end.lines.map { "  | \(text($0))" }.joined(separator: "\n")
  }

  private func list(_ title: String, _ items: [String]) -> [String] {
    guard !items.isEmpty else { return [] }
    var lines = [line(title, .strong)]
    lines += items.prefix(Self.mostItems).map { line(text($0), lead: "  - ", hang: 4) }
    if items.count > Self.mostItems { lines.append("  ... and \(items.count - Self.mostItems) more") }
    return [lines.joined(separator: "\n")]
  }

  // MARK: What changed

  private func packages(_ report: HandoffReport) -> [String] {
    guard let summary = report.packageSummary else { return [] }
    let lines = report.packages.map { "\($0.text), \(text($0.path.display))" }
    let unread = (report.evidence.dependencies?.unread ?? []).map { "not read: \($0.path.display): \($0.why)" }
    let all = list("Packages (\(summary)):", unread + lines)
    return all.isEmpty ? [line("Packages: \(summary)")] : all
  }

  private func files(_ report: HandoffReport) -> [String] {
    guard report.tree.files > 0, report.evidence.contract != nil else { return [] }
    let (rows, omitted) = report.tree.rows(most: Self.mostFiles)
    let names = rows.map { String(repeating: "  ", count: $0.depth + 1) + text($0.name) }
    let column = min(names.map { DisplayWidth.of($0) }.max() ?? 0, Self.widestName)
    let sizes = rows.map { row in
      [row.isFolder && row.files > 0 ? row.files.counted("file") : nil, row.what, row.size.isEmpty ? nil : row.size]
        .compactMap { $0 }.joined(separator: " ")
    }
    let sizeColumn = sizes.map { DisplayWidth.of($0) }.max() ?? 0
    var lines = [line("Changed files\(report.tree.summary.map { " (\($0))" } ?? ""):", .strong)]
    for (row, (name, size)) in zip(rows, zip(names, sizes)) {
      let marks = row.marks.joined(separator: ", ")
      var pieces = [ScreenLine.Piece(text: size.isEmpty ? name : name.padded(to: column), isWhole: true)]
      if !size.isEmpty {
        let tail = marks.isEmpty ? size : size.padded(to: sizeColumn)
        pieces.append(.init(text: "  \(tail)", style: .quiet, isWhole: true))
      }
      if !marks.isEmpty { pieces.append(.init(text: "  \(marks)", style: .bad, isWhole: true)) }
      lines.append(screen.text(of: ScreenLine(pieces)))
    }
    if omitted > 0 { lines.append("  ... and \(omitted) more") }
    return [lines.joined(separator: "\n")]
  }

  private static let widestName = 60

  // MARK: Gates

  private func gates(_ phrases: EvidencePhrases) -> String {
    phrases.evidence.gates.prefix(Self.mostItems).map { gate in
      let lead: [ScreenLine.Piece] = [
        .init(text: "  "), .init(text: word(gate.state).padded(to: 10), style: stateStyle(gate)),
        .init(text: gate.name.rawValue.padded(to: Self.gateWidth)),
      ]
      let summary = ScreenLine([.init(text: text(gate.summary))], lead: lead, hang: 12 + Self.gateWidth)
      guard gate.name == .validation, let time = phrases.validationTime else { return screen.text(of: summary) }
      let width = screen.width ?? Self.usualWidth
      let last = summary.broken(at: screen.width).last ?? []
      let used = last.reduce(0) { $0 + DisplayWidth.of($1.text) }
      let isFull = screen.width != nil && used + 2 + DisplayWidth.of(time) > width
      let gap = max(2, width - (isFull ? 0 : used) - DisplayWidth.of(time))
      return screen.text(of: summary) + (isFull ? "\n" : "") + String(repeating: " ", count: gap) + time
    }.joined(separator: "\n")
  }

  private func word(_ state: Gate.State) -> String {
    switch state {
    case .pass, .unproven: state.rawValue
    case .fail: "FAIL"
    case .notApplicable: "-"
    }
  }

  // MARK: Texts

  private func text(_ text: String) -> String { BoundedText.line(text, limit: Self.longestText) }

  private func line(_ text: String, _ style: TerminalPaint.Style? = nil, lead: String = "", hang: Int = 0) -> String {
    screen.text(of: ScreenLine(text, style, lead: lead, hang: hang))
  }

  // MARK: Colour

  private func stateStyle(_ gate: Gate) -> TerminalPaint.Style {
    switch gate.state {
    case .pass: .good
    case .fail: .bad
    case .unproven: gate.required ? .unsure : .quiet
    case .notApplicable: .quiet
    }
  }

  private func acceptanceStyle(_ state: AcceptanceRecord.State) -> TerminalPaint.Style {
    switch state {
    case .proven: .good
    case .failed: .bad
    case .ownTest, .question, .unproven: .unsure
    }
  }

  private func verdictStyle(_ verdict: Verdict) -> TerminalPaint.Style {
    switch verdict {
    case .kept: .good
    case .broken: .bad
    case .unproven: .unsure
    case .nothing: .strong
    }
  }
}
