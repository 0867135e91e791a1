import CaskadeContracts
import CaskadeCore
import CaskadeSyntax

/// The handoff report in one measure. Every text of the evidence goes through `text`, `code` or a fence.
struct MarkdownPage {
  let phrases: EvidencePhrases
  let measure: MarkdownMeasure

  private var evidence: Evidence { phrases.evidence }

  var lines: [String] {
    var lines = [heading, binding] + reached + [""]
    lines += shown
    lines += findings
    lines += PermissionSection(evidence)?.markdown(most: measure.items, text, code) ?? []
    lines += acceptance
    lines += evidence.verdict == .kept ? allWell : decisions
    lines += outputs
    return lines + times
  }

  private var heading: String {
    let reason = phrases.reason.map { " (\(text($0)))" } ?? ""
    guard evidence.contract != nil else { return "### \(text(phrases.verdict))" }
    return "### \(text(phrases.outcome)): \(text(phrases.title))\(reason)"
  }

  private var binding: String {
    let contract = evidence.contract.map { contract in
      "Contract \(code(contract.path)) `\(contract.blob.short)` (\(text(contract.approval.summary)))"
    }
    let base = evidence.base
    return "\(contract ?? "No contract"), "
      + "base \(code(base.name)) `\(base.commit.short)` (\(base.pinned ? "pinned" : "not pinned, so this is advice")), "
      + "head \(phrases.head), tree `\(evidence.head.tree.short)`, \(phrases.size), "
      + "caskade \(text(evidence.toolVersion)), \(text(phrases.place))."
  }

  /// What was to be true, and how much of it is proven; an empty list where the contract says it in one piece only.
  private var reached: [String] {
    guard let summary = phrases.acceptance, let contract = evidence.contract else { return [] }
    return ["", "\(text(contract.outcome)) **\(text(summary)).**"]
  }

  private var acceptance: [String] {
    let lines = evidence.acceptance
    guard !lines.isEmpty else { return [] }
    let shown = lines.prefix(measure.items).map { record in
      let word = EvidencePhrases.word(record.state)
      return "- \(record.state == .failed ? "**\(word)**" : word): \(text(phrases.text(of: record)))"
    }
    let more = lines.count > shown.count ? ["- ... and \(lines.count - shown.count) more"] : []
    return ["**Acceptance:**", ""] + shown + more + [""]
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

  // MARK: Findings

  private var findings: [String] {
    let all = phrases.folded
    guard !all.isEmpty else { return [] }
    var hints: Set<String> = []
    var lines = all.prefix(measure.findings).flatMap { finding in
      entry(finding, hint: finding.hint.map { hints.insert($0).inserted ? text($0) : "as above" })
    }
    if all.count > measure.findings {
      lines.append("- ... and \((all.count - measure.findings).counted("more finding"))")
    }
    if evidence.verdict == .broken, let command = phrases.checkAgain {
      lines += ["", "To check again: \(MarkdownText.code(command))"]
    }
    return lines + [""]
  }

  private func entry(_ folded: FoldedFinding, hint: String?) -> [String] {
    let finding = folded.first
    var lines = ["- **\(finding.severity.rawValue)** \(code(phrases.place(of: finding))): \(text(folded.message))"]
    let also = phrases.also(finding)
    lines += also.shown.map { "  - **also:** \(text($0.text)), rule \(code($0.rule))" }
    if also.omitted > 0 { lines.append("  - **also:** ... and \(also.omitted) more") }
    if let hint { lines.append("  - **hint:** \(hint)") }
    var facts = ["rule \(code(finding.rule))"]
    if let place = phrases.contractPlace(of: finding) { facts.append("contract \(code(place))") }
    if let command = phrases.reproduction(of: folded) { facts.append("reproduce with \(MarkdownText.code(command))") }
    return lines + ["  - \(facts.joined(separator: ", "))"]
  }

  // MARK: Gates and lists

  /// What is shown when the contract is kept: one line for each part.
  private var allWell: [String] {
    var lines = ["- \(summary)"]
    let lists = [
      ("A human still has to decide", evidence.forHuman.map(\.text)), ("Not checked", evidence.notChecked.map(\.text)),
    ]
    for (title, items) in lists where !items.isEmpty {
      let shown = clipped(items)
      let numbered = shown.count == 1 ? shown : shown.enumerated().map { "(\($0 + 1)) \($1)" }
      lines.append("- **\(title):** \(numbered.joined(separator: "; "))")
    }
    // What may be long and has to be seen all the same stands on its own.
    return phrases.findings.isEmpty && phrases.failedRuns.isEmpty ? lines : lines + [""]
  }

  /// What is shown otherwise: the gates that are not passed as a table, failures first, and lists.
  private var decisions: [String] {
    let open = [Gate.State.fail, .unproven].flatMap { state in evidence.gates.filter { $0.state == state } }
    var lines = open.isEmpty ? [] : ["| gate | answer | why |", "| --- | --- | --- |"]
    for gate in open.prefix(measure.items) {
      let word = gate.state == .fail ? "**FAIL**" : gate.state.rawValue
      lines.append("| \(gate.name.rawValue) | \(word) | \(text(gate.summary)) |")
    }
    if !open.isEmpty { lines.append("") }
    if evidence.contract != nil || !evidence.gates.isEmpty { lines += [summary, ""] }
    lines += list("A human still has to decide", evidence.forHuman.map(\.text))
    return lines + list("Not checked", evidence.notChecked.map(\.text))
  }

  private var summary: String {
    func gates(_ state: Gate.State) -> [Gate] {
      Array(evidence.gates.filter { $0.state == state }.prefix(measure.items))
    }
    let passed = gates(.pass).map { "\($0.name.rawValue) (\(text($0.summary)))" }
    var sentences = [passed.isEmpty ? "Passed: none." : "Passed: \(passed.joined(separator: ", "))."]
    let open = gates(.unproven)
    if evidence.verdict == .kept, !open.isEmpty {
      sentences.append("Unproven, and not required: \(open.map(\.name.rawValue).joined(separator: ", ")).")
    }
    let absent = gates(.notApplicable)
    if !absent.isEmpty { sentences.append("Not asked for: \(absent.map(\.name.rawValue).joined(separator: ", ")).") }
    if let areas = phrases.areas { sentences.append("Areas: \(text(areas)).") }
    return sentences.joined(separator: " ")
  }

  private func list(_ title: String, _ items: [String]) -> [String] {
    items.isEmpty ? [] : ["**\(title):**", ""] + clipped(items).map { "- \($0)" } + [""]
  }

  private func clipped(_ items: [String]) -> [String] {
    let shown = items.prefix(measure.items).map(text)
    return items.count > shown.count ? shown + ["... and \(items.count - shown.count) more"] : shown
  }

  // MARK: Output and times

  private var outputs: [String] {
    let runs = phrases.failedRuns
    var lines = runs.prefix(measure.items).flatMap { name, run in
      let ending = run.ending
      if run.log.tail.isEmpty { return ["\(code(name)) \(text(ending)), and printed nothing.", ""] }
      if measure.outputLines == 0 {
        return ["\(code(name)) \(text(ending)); what it printed has no room here (\(run.log.totalBytes) bytes).", ""]
      }
      let end = LogEnd(run.log, lines: measure.outputLines)
      let shown = end.lines.map { BoundedText.line($0, limit: 600) }
      return [
        "<details open><summary>\(end.isPart ? "The end of what" : "What") "
          + "\(MarkdownText.codeInHTML(BoundedText.line(name, limit: measure.text))) printed</summary>",
        "", "It \(text(ending)):", "", MarkdownText.block(shown.joined(separator: "\n")), "</details>", "",
      ]
    }
    if runs.count > measure.items { lines += ["... and \(runs.count - measure.items) more commands that failed.", ""] }
    return lines
  }

  private var times: [String] {
    let timing = evidence.timing
    var parts = ["began \(code(timing.started))", "took \(EvidencePhrases.seconds(timing.milliseconds))"]
    parts += timing.commands.prefix(measure.items).map {
      "\(code($0.name)) (\(text($0.place))) \(EvidencePhrases.seconds($0.wallMilliseconds))"
    }
    if timing.commands.count > measure.items { parts.append("... and \(timing.commands.count - measure.items) more") }
    return [
      "<details><summary>Times</summary>", "", parts.joined(separator: "; "),
      "</details><!-- caskade:evidence contract=\(evidence.contract?.blob.text ?? "none") -->",
    ]
  }

  // MARK: Texts

  /// No single text may eat the report.
  private func text(_ text: String) -> String {
    MarkdownText.escaped(BoundedText.line(text, limit: measure.text))
  }

  private func code(_ text: String) -> String {
    MarkdownText.code(BoundedText.line(text, limit: measure.text))
  }
}
