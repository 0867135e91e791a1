import CaskadeContracts
import CaskadeCore
import CaskadeSyntax

/// The handoff report in one measure. Every text of the evidence goes through `text`, `code` or a fence.
struct MarkdownPage {
  let report: HandoffReport
  let measure: MarkdownMeasure
  let hasAlerts: Bool

  var phrases: EvidencePhrases { report.phrases }
  var evidence: Evidence { report.evidence }
  var isWell: Bool { evidence.verdict == .kept }

  /// What a program looks for to find this report again.
  static func marker(_ evidence: Evidence) -> String {
    "<!-- caskade:evidence contract=\(evidence.contract?.blob.text ?? "none") -->"
  }

  var lines: [String] {
    var lines = [Self.marker(evidence), heading, binding, ""]
    lines += alert
    lines += goal
    lines += shown
    lines += failures
    lines += PermissionSection(evidence)?.markdown(most: measure.items, { text($0) }, { code($0) }) ?? []
    lines += outputs
    lines += looks
    lines += isWell ? allWell : decisions
    lines += packages
    lines += files
    return lines + record
  }

  private var heading: String {
    let reason = phrases.reason.map { " (\(text($0)))" } ?? ""
    guard evidence.contract != nil else { return "### \(text(phrases.verdict))" }
    return "### \(text(phrases.outcome)): \(text(phrases.title))\(reason)"
  }

  private var binding: String {
    let contract = evidence.contract.map { contract in
      let address = measure.hasLinks ? report.contractAddress(nil) : nil
      return "Contract \(code(contract.path, linkedTo: address)) `\(contract.blob.short)` "
        + "(\(text(contract.approval.summary))\(report.isAmended ? "; amended on the branch" : ""))"
    }
    let base = evidence.base
    return "\(contract ?? "No contract"), "
      + "base \(code(base.name)) `\(base.commit.short)` (\(base.pinned ? "pinned" : "not pinned, so this is advice")), "
      + "head \(phrases.head), tree `\(evidence.head.tree.short)`, \(phrases.size), "
      + "caskade \(text(evidence.toolVersion)), \(text(phrases.place))."
      + (phrases.eligible.map { " \(text($0.prefix(1).uppercased() + $0.dropFirst()))." } ?? "")
  }

  /// What fails, in one line.
  private var alert: [String] {
    guard let failing = report.failing else { return [] }
    guard hasAlerts else { return ["**\(text(failing))**", ""] }
    return ["> [!\(evidence.verdict == .broken ? "CAUTION" : "WARNING")]", "> \(text(failing))", ""]
  }

  // MARK: What was to be true

  private var goal: [String] {
    guard let goal = report.goal else { return [] }
    let ticket = goal.ticket.map { " (ticket \(text($0)))" } ?? ""
    let summary = goal.summary.map { " **\(text($0)).**" } ?? ""
    let first = "Outcome: \(text(goal.outcome))\(ticket)\(summary)"
    // What is proven needs no room where all is well; what a person answers stands among the questions.
    return [first, ""] + (isWell || goal.lines.isEmpty ? [] : acceptance(goal.lines) + [""])
  }

  /// Where all is well: what became of each acceptance line.
  var proven: [String] { acceptance(report.goal?.lines ?? []) }

  private func acceptance(_ records: [AcceptanceRecord]) -> [String] {
    let shown = records.prefix(measure.items).map { record in
      let word = EvidencePhrases.word(record.state)
      return "- \(record.state == .failed ? "**\(word)**" : word): \(text(phrases.text(of: record)))"
    }
    return shown + (records.count > shown.count ? ["- ... and \(records.count - shown.count) more"] : [])
  }

  /// What reviewers have to read, where no contract judges.
  private var shown: [String] {
    let files = phrases.shown
    guard !files.isEmpty else { return [] }
    let entries = files.prefix(measure.items).flatMap { file in
      ["- \(text(file.title))"] + clipped(file.lines).map { "  - \($0)" }
    }
    let more = files.count > measure.items ? ["- ... and \(files.count - measure.items) more files"] : []
    return entries + more + [""]
  }

  // MARK: Gates and lists

  /// What is shown when the contract is kept: one line for each part.
  private var allWell: [String] {
    var lines = questions
    if !evidence.notChecked.isEmpty {
      let shown = clipped(evidence.notChecked.map(\.text))
      let numbered = shown.count == 1 ? shown : shown.enumerated().map { "(\($0 + 1)) \($1)" }
      lines.append("- **Not checked:** \(numbered.joined(separator: "; "))")
    }
    return lines + ["- \(summary)", ""]
  }

  /// What is shown otherwise: what a person decides, what nobody looked at, the gates that are not passed as a table.
  private var decisions: [String] {
    var lines = questions
    lines += list("Not checked", evidence.notChecked.map(\.text))
    let open = [Gate.State.fail, .unproven].flatMap { state in evidence.gates.filter { $0.state == state } }
    if !open.isEmpty { lines += ["| gate | answer | why |", "| --- | --- | --- |"] }
    for gate in open.prefix(measure.items) {
      let word = gate.state == .fail ? "**FAIL**" : gate.state.rawValue
      lines.append("| \(gate.name.rawValue) | \(word) | \(text(gate.summary)) |")
    }
    if !open.isEmpty { lines.append("") }
    if evidence.contract != nil || !evidence.gates.isEmpty { lines += [summary, ""] }
    if evidence.verdict == .broken, let command = phrases.checkAgain {
      lines += ["To check again: \(MarkdownText.code(command))", ""]
    }
    return lines
  }

  /// With boxes to tick.
  private var questions: [String] {
    let items = evidence.forHuman.map(\.text)
    guard !items.isEmpty else { return [] }
    return ["**A human still has to decide:**", ""] + clipped(items).map { "- [ ] \($0)" } + [""]
  }

  private var summary: String {
    func gates(_ state: Gate.State) -> [Gate] {
      Array(evidence.gates.filter { $0.state == state }.prefix(measure.items))
    }
    let passed = gates(.pass).map { "\($0.name.rawValue) (\(text($0.summary)))" }
    var sentences = [passed.isEmpty ? "Passed: none." : "Passed: \(passed.joined(separator: ", "))."]
    let open = gates(.unproven)
    if isWell, !open.isEmpty {
      sentences.append("Unproven, and not required: \(open.map(\.name.rawValue).joined(separator: ", ")).")
    }
    let absent = gates(.notApplicable)
    if !absent.isEmpty { sentences.append("Not asked for: \(absent.map(\.name.rawValue).joined(separator: ", ")).") }
    if let areas = phrases.areas { sentences.append("Areas: \(text(areas)).") }
    return sentences.joined(separator: " ")
  }

  func list(_ title: String, _ items: [String]) -> [String] {
    items.isEmpty ? [] : ["**\(title):**", ""] + clipped(items).map { "- \($0)" } + [""]
  }

  func clipped(_ items: [String]) -> [String] {
    let shown = items.prefix(measure.items).map(text)
    return items.count > shown.count ? shown + ["... and \(items.count - shown.count) more"] : shown
  }

  // MARK: Texts

  var links: ForgeLinks? { measure.hasLinks ? report.links : nil }

  /// No single text may eat the report.
  func text(_ text: String) -> String {
    MarkdownText.escaped(BoundedText.line(text, limit: measure.text))
  }

  func code(_ text: String, linkedTo address: String? = nil) -> String {
    MarkdownText.code(BoundedText.line(text, limit: measure.text), linkedTo: address)
  }
}
