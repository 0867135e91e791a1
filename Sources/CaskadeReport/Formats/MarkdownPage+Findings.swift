import CaskadeContracts
import CaskadeCore
import CaskadeSyntax

/// What fails, by what is done about it, and what the commands printed.
extension MarkdownPage {
  var failures: [String] {
    let (shown, omitted) = report.groups(report.failures, most: measure.findings)
    return shown.flatMap(section) + more(omitted)
  }

  var looks: [String] {
    let used = report.failures.reduce(0) { $0 + $1.lines }
    let (shown, omitted) = report.groups(report.looks, most: max(0, measure.findings - used))
    return shown.flatMap(section) + more(omitted)
  }

  private func more(_ omitted: Int) -> [String] {
    omitted == 0 ? [] : ["... and \(omitted.counted("more finding"))", ""]
  }

  private func section(_ group: FindingGroup) -> [String] {
    ["#### \(group.concern.title)", ""] + group.clusters.flatMap(cluster)
  }

  private func cluster(_ cluster: FindingGroup.Cluster) -> [String] {
    var lines = cluster.findings.flatMap(entry)
    guard let hint = cluster.hint else { return lines + [""] + difference(cluster) }
    let hasRoom = hint.commands.allSatisfy { $0.utf8.count <= Self.longestCommand }
    if hint.commands.isEmpty || !hasRoom {
      lines +=
        cluster.findings.count == 1 ? ["  - **hint:** \(text(hint.text))", ""] : ["", "Hint: \(text(hint.text))", ""]
      return lines + difference(cluster)
    }
    let commands = hint.commands.map { EscapedText.line($0) }.joined(separator: "\n")
    lines += ["", "To take it back:", "", MarkdownText.block(commands, "sh")]
    if let other = hint.otherwise {
      let first = other.prefix(1).uppercased()
      lines += ["", "\(text(first + other.dropFirst()))."]
    }
    return lines + [""]
  }

  private static let longestCommand = 2_000

  /// Where no command mends it and no link shows it, one command does.
  private func difference(_ cluster: FindingGroup.Cluster) -> [String] {
    guard links == nil, let command = phrases.difference(of: cluster.findings.flatMap(\.all)) else { return [] }
    return ["To see it: \(MarkdownText.code(command))", ""]
  }

  private func entry(_ folded: FoldedFinding) -> [String] {
    let finding = folded.first
    let address = measure.hasLinks ? report.address(of: finding) : nil
    let place = code(phrases.place(of: finding), linkedTo: address)
    var lines = [
      "- **\(finding.severity.rawValue)** \(place): \(text(folded.message)), rule \(code(finding.rule))"
    ]
    let also = phrases.also(finding)
    lines += also.shown.map { "  - **also:** \(text($0.text)), rule \(code($0.rule))" }
    if also.omitted > 0 { lines.append("  - **also:** ... and \(also.omitted) more") }
    let told = finding.gate != .validation && finding.gate != .approval
    let quote = told ? phrases.quote(of: finding).map { code($0) } : nil
    if let place = phrases.contractPlace(of: finding) {
      let address = measure.hasLinks ? report.contractAddress(finding.contractLine) : nil
      lines.append("  - contract \(code(place, linkedTo: address))\(quote.map { ": \($0)" } ?? "")")
    } else if let quote {
      lines.append("  - contract: \(quote)")
    }
    if let command = phrases.command(of: finding) {
      lines.append("  - reproduce with \(MarkdownText.code(command))")
    }
    return lines
  }

  // MARK: Output

  var outputs: [String] {
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
        "", "It \(text(ending)):", "", MarkdownText.block(shown.joined(separator: "\n")), "", "</details>", "",
      ]
    }
    if runs.count > measure.items { lines += ["... and \(runs.count - measure.items) more commands that failed.", ""] }
    return lines
  }
}
