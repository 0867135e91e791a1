package import CaskadeCore
import CaskadeSyntax

/// Renders evidence as the handoff report: the text of a pull request.
///
/// The first line is the verdict in words, the second binds it. Failures come first; what a person has to decide and
/// what wasn't checked stand unfolded; times are folded at the end, so that the same branch gives the same text above
/// them. It fits a pull request by leaving out output first, then findings, and never the verdict.
package struct MarkdownReport: Sendable {
  /// GitHub's limit is 65,536 characters without saying what a character is; this many UTF-8 bytes are right either way.
  package static let mostBytes = 60_000

  /// How much of each part is shown, from all down to almost nothing.
  private struct Measure {
    let outputLines: Int
    let findings: Int
    let listItems: Int

    static let steps = [
      Measure(outputLines: 60, findings: 200, listItems: 100), Measure(outputLines: 20, findings: 200, listItems: 100),
      Measure(outputLines: 0, findings: 100, listItems: 50), Measure(outputLines: 0, findings: 25, listItems: 20),
      Measure(outputLines: 0, findings: 5, listItems: 5), Measure(outputLines: 0, findings: 0, listItems: 0),
    ]
  }

  package init() {}

  package func render(_ evidence: Evidence, _ provenance: Provenance = .witnessed) -> String {
    let phrases = EvidencePhrases(evidence: evidence, provenance: provenance)
    var text = ""
    for measure in Measure.steps {
      text = render(phrases, measure)
      if text.utf8.count <= Self.mostBytes { return text }
    }
    return text
  }

  private func render(_ phrases: EvidencePhrases, _ measure: Measure) -> String {
    let evidence = phrases.evidence
    var lines = [
      "### \(MarkdownText.escaped(clipped(phrases.verdict))): \(MarkdownText.escaped(clipped(phrases.title)))"
    ]
    lines += [binding(phrases), ""]
    lines += findings(phrases, measure)
    lines += gates(evidence)
    lines += outputs(phrases, measure)
    lines += list("A human still has to decide", evidence.forHuman.map(\.text), measure)
    lines += list("Not checked", evidence.notChecked, measure)
    lines.append(times(evidence, measure) + "<!-- caskade:evidence contract=\(evidence.contract.blob.text) -->")
    return lines.joined(separator: "\n") + "\n"
  }

  private func binding(_ phrases: EvidencePhrases) -> String {
    let evidence = phrases.evidence
    let contract = MarkdownText.code(clipped(evidence.contract.path))
    let head =
      evidence.head.uncommitted
      ? "working tree on `\(evidence.head.commit.short)` (tree `\(evidence.head.tree.short)`)"
      : "`\(evidence.head.commit.short)`"
    return
      "Contract \(contract) `\(evidence.contract.blob.short)` (\(MarkdownText.escaped(clipped(evidence.contract.approval)))), "
      + "base \(MarkdownText.code(clipped(evidence.base.name))) `\(evidence.base.commit.short)` "
      + "(\(evidence.base.pinned ? "pinned" : "not pinned")), head \(head), \(phrases.size), "
      + "caskade \(MarkdownText.escaped(evidence.toolVersion)), \(MarkdownText.escaped(evidence.place))."
  }

  private func findings(_ phrases: EvidencePhrases, _ measure: Measure) -> [String] {
    let all = phrases.evidence.findings
    guard !all.isEmpty else { return [] }
    var lines: [String] = []
    for finding in all.prefix(measure.findings) {
      let place = MarkdownText.code(clipped(phrases.place(of: finding)))
      lines.append(
        "- **\(finding.severity.rawValue)** \(place) \(MarkdownText.escaped(clipped(finding.message))) `\(finding.rule)`"
      )
      if let contract = phrases.contractPlace(of: finding) {
        lines.append("  - by \(MarkdownText.code(clipped(contract)))")
      }
      if let hint = finding.hint { lines.append("  - hint: \(MarkdownText.escaped(clipped(hint)))") }
    }
    if all.count > measure.findings { lines.append("- ... and \(all.count - measure.findings) more findings") }
    return lines + [""]
  }

  /// All well: one sentence. Else a table, failures first.
  private func gates(_ evidence: Evidence) -> [String] {
    let passed = evidence.gates.filter { $0.state == .pass }
    if evidence.verdict == .kept {
      let summaries = passed.map { "\($0.name.rawValue) (\(MarkdownText.escaped($0.summary)))" }
      let rest = evidence.gates.filter { $0.state == .unproven }.map(\.name.rawValue)
      let open = rest.isEmpty ? "" : " Unproven and not required: \(rest.joined(separator: ", "))."
      return ["Passed: \(summaries.joined(separator: ", ")).\(open)", ""]
    }
    let order: [Gate.State] = [.fail, .unproven, .pass, .notApplicable]
    var lines = ["| gate | state | |", "| --- | --- | --- |"]
    for state in order {
      for gate in evidence.gates where gate.state == state {
        let word = state == .fail ? "**fail**" : state.rawValue
        let note = gate.required || state == .notApplicable ? "" : " (not required)"
        lines.append("| \(gate.name.rawValue) | \(word)\(note) | \(MarkdownText.escaped(clipped(gate.summary))) |")
      }
    }
    return lines + [""]
  }

  private func outputs(_ phrases: EvidencePhrases, _ measure: Measure) -> [String] {
    phrases.failedRuns.flatMap { name, run in
      let title =
        "Output of \(MarkdownText.escaped(clipped(name))), which \(MarkdownText.escaped(ValidationJudgement.ending(of: run)))"
      guard run.log.totalBytes > 0 else { return ["\(title): none.", ""] }
      guard measure.outputLines > 0 else { return ["\(title): \(run.log.totalBytes) bytes, not shown here.", ""] }
      let lines = run.log.tail.split(separator: "\n", omittingEmptySubsequences: false)
      let shown = lines.suffix(measure.outputLines).joined(separator: "\n")
      let part = lines.count > measure.outputLines || run.log.omittedBytes > 0 ? " (its end)" : ""
      return ["<details open><summary>\(title)\(part)</summary>", "", MarkdownText.block(shown), "</details>", ""]
    }
  }

  private func list(_ title: String, _ items: [String], _ measure: Measure) -> [String] {
    guard !items.isEmpty else { return [] }
    let shown = items.prefix(measure.listItems).map { MarkdownText.escaped(clipped($0)) }
    let more = items.count > shown.count ? ["... and \(items.count - shown.count) more"] : []
    if items.count == 1, let only = shown.first { return ["\(title): \(only)", ""] }
    return ["\(title):", ""] + (shown + more).map { "- \($0)" } + [""]
  }

  private func times(_ evidence: Evidence, _ measure: Measure) -> String {
    let timing = evidence.timing
    let commands = timing.commands.prefix(measure.listItems).map {
      "\(MarkdownText.escaped(clipped($0.name))) (\($0.place)) \(EvidencePhrases.seconds($0.wallMilliseconds))"
    }
    let parts = ["began \(timing.started)", "took \(EvidencePhrases.seconds(timing.milliseconds))"] + commands
    return "<details><summary>Times</summary>\(parts.joined(separator: "; "))</details>"
  }

  /// No single text may eat the report.
  private func clipped(_ text: String) -> String {
    text.count <= 400 ? text : "\(text.prefix(400))..."
  }
}
