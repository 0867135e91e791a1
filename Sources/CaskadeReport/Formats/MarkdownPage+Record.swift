import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax

/// What changed, and, folded, what it rests on.
extension MarkdownPage {
  var packages: [String] {
    guard let summary = report.packageSummary else { return [] }
    let unread = (evidence.dependencies?.unread ?? []).map {
      "- not read: \(code($0.path.display)): \(text($0.why))"
    }
    let all =
      unread + report.packages.map { "- \(text($0.text)), \(code($0.path.display, linkedTo: links?.file($0.path)))" }
    guard !all.isEmpty else { return ["Packages: \(text(summary)).", ""] }
    let shown = all.prefix(measure.items)
    let more = all.count > shown.count ? ["- ... and \(all.count - shown.count) more"] : []
    return ["<details><summary>Packages: \(summary)</summary>", ""] + shown + more + ["", "</details>", ""]
  }

  var files: [String] {
    let tree = report.tree
    guard tree.files > 0, evidence.contract != nil else { return [] }
    let title = "\(tree.files.counted("changed file"))\(tree.summary.map { ": \($0)" } ?? "")"
    guard measure.files > 0 else { return ["\(title).", ""] }
    let (rows, omitted) = tree.rows(most: measure.files)
    var lines = rows.map { row in
      let name = String(repeating: "  ", count: row.depth) + BoundedText.line(row.name, limit: measure.text)
      let count = row.isFolder && row.files > 0 ? row.files.counted("file") : nil
      let facts = [count, row.what, row.size.isEmpty ? nil : row.size].compactMap { $0 } + row.marks
      return facts.isEmpty ? name : "\(name.padded(to: Self.nameWidth))  \(facts.joined(separator: "  "))"
    }
    if omitted > 0 { lines.append("... and \(omitted) more") }
    return [
      "<details><summary>\(title)</summary>", "", MarkdownText.block(lines.joined(separator: "\n")), "", "</details>",
      "",
    ]
  }

  private static let nameWidth = 44

  /// Ids in full, and all that differs between two checks of the same thing.
  var record: [String] {
    let (base, head) = (evidence.base, evidence.head)
    var facts = [
      "- base \(code(base.tip.text)), compared from \(code(base.commit.text)), tree \(code(base.tree.text))",
      "- head \(code(head.commit.text)), tree \(code(head.tree.text))",
    ]
    if let contract = evidence.contract {
      facts.append("- contract \(code(contract.blob.text)), band \(contract.band.rawValue): \(text(contract.why))")
    }
    if isWell { facts += proven }
    let policy = evidence.policy.path.map { code($0) } ?? "built in"
    facts.append("- policy \(policy)\(evidence.policy.blob.map { " \(code($0.text))" } ?? "")")
    if let runs = phrases.agentRuns { facts.append("- \(text(runs))") }
    return ["<details><summary>Evidence and times</summary>", ""] + facts + ["- \(times)", "", "</details>"]
  }

  private var times: String {
    let timing = evidence.timing
    var parts = ["began \(code(timing.started))", "took \(EvidencePhrases.seconds(timing.milliseconds))"]
    parts += timing.commands.prefix(measure.items).map {
      "\(code($0.name)) (\(text($0.place))) \(EvidencePhrases.seconds($0.wallMilliseconds))"
    }
    if timing.commands.count > measure.items { parts.append("... and \(timing.commands.count - measure.items) more") }
    return parts.joined(separator: "; ")
  }
}
