import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax

/// Renders a check as one page of HTML: what a reviewer reads, in the order of the other reports, with pictures of the changed
/// tree and of the times, and tables of everything behind them.
struct HTMLReport: EvidenceRendering {
  let use = "for a browser: one page without a script, for screens and paper"

  func render(_ evidence: Evidence, _ provenance: Provenance) -> String {
    let report = HandoffReport(evidence, provenance)
    let phrases = report.phrases
    let verdict = HTMLVerdict(report)
    let proof = HTMLProof(phrases)
    let main =
      verdict.reached + verdict.findings + verdict.open + verdict.gates + HTMLChange(report).sections
      + proof.sections
    return HTMLPage(
      title: phrases.verdict,
      body: ["<header>"] + verdict.heading + ["</header>", "<main>"] + main + ["</main>", "<footer>"] + proof.binding
        + ["</footer>"]
    ).text
  }

  static func code(_ text: String) -> String { "<code>\(HTMLText.escaped(text))</code>" }

  static func more(_ count: Int, _ noun: String) -> [String] {
    count > 0 ? ["<p class=\"quiet\">... and \(count.counted("more \(noun)")); the JSON form has them all.</p>"] : []
  }
}

/// What was judged, and why it isn't better.
struct HTMLVerdict {
  private let report: HandoffReport
  private var phrases: EvidencePhrases { report.phrases }
  private var evidence: Evidence { report.evidence }

  private static let most = 300
  private static let mostOutputs = 20
  private static let outputLines = 60

  init(_ report: HandoffReport) {
    self.report = report
  }

  var heading: [String] {
    var facts: [(String, String)] = []
    if let contract = evidence.contract {
      facts.append(("contract", "\(HTMLReport.code(contract.path)) \(HTMLReport.code(contract.blob.short))"))
      facts.append(("approval", text(contract.approval.summary)))
      if let ticket = contract.ticket { facts.append(("ticket", text(ticket))) }
      if let owner = contract.owner { facts.append(("owner", text(owner))) }
      facts.append(("band", contract.band.rawValue + (phrases.areas.map { ": \(text($0))" } ?? "")))
    }
    let base = evidence.base
    let pinned = base.pinned ? "pinned" : "not pinned, so this is advice"
    facts.append(("base", "\(HTMLReport.code(base.name)) \(HTMLReport.code(base.commit.short)), \(pinned)"))
    facts.append(("head", "\(text(phrases.head)), tree \(HTMLReport.code(evidence.head.tree.short))"))
    facts.append(("change", text(phrases.size)))
    facts.append(("made by", "caskade \(text(evidence.toolVersion)), \(text(phrases.place))"))
    if let eligible = phrases.eligible { facts.append(("policy", text(eligible))) }
    let title = evidence.contract.map { ["<p>\(text($0.title))</p>"] } ?? []
    return ["<h1 class=\"verdict \(evidence.verdict.tone.rawValue)\">\(text(phrases.verdict))</h1>"] + title
      + ["<dl>"] + facts.map { "<dt>\($0)</dt><dd>\($1)</dd>" } + ["</dl>"]
  }

  /// What was to be true.
  var reached: [String] {
    guard let contract = evidence.contract else { return [] }
    let rows = evidence.acceptance.prefix(Self.most).map { record in
      [
        text(record.line.says), HTMLPage.state(EvidencePhrases.word(record.state), record.state.tone),
        text(
          [record.line.proof == nil ? nil : record.line.proof.words, record.why].compactMap(\.self)
            .joined(separator: ": ")),
      ]
    }
    let summary = phrases.acceptance.map { ["<p><strong>\(text($0)).</strong></p>"] } ?? []
    return HTMLPage.section(
      "outcome", "What was to be true",
      ["<p>\(text(contract.outcome))</p>"] + summary
        + HTMLPage.table("The outcome, line by line", ["line", "state", "by what"], rows))
  }

  // MARK: Findings

  var findings: [String] {
    let shown = phrases.shown.prefix(Self.most).map { file in
      text(file.title) + HTMLPage.list(file.lines.prefix(Self.most).map(text)).joined()
    }
    let (failures, omitted) = report.groups(report.failures, most: Self.most)
    let (looks, more) = report.groups(report.looks, most: Self.most)
    let entries = (failures + looks).flatMap(section)
    return HTMLPage.section("shown", "What reviewers have to read", HTMLPage.list(Array(shown)))
      + HTMLPage.section("findings", "Findings", entries + HTMLReport.more(omitted + more, "finding"))
      + HTMLPage.section("output", "What commands printed", outputs)
  }

  /// Those about which a person does one thing.
  private func section(_ group: FindingGroup) -> [String] {
    ["<h3>\(text(group.concern.title))</h3>"] + group.clusters.flatMap(cluster)
  }

  /// Those that share a hint, which stands behind the last.
  private func cluster(_ cluster: FindingGroup.Cluster) -> [String] {
    var lines = cluster.findings.flatMap(entry)
    if let hint = cluster.hint {
      lines.append("<p>\(text(hint.text))</p>")
    } else if let command = phrases.difference(of: cluster.findings.flatMap(\.all)) {
      lines.append("<p>To see it: \(HTMLReport.code(command))</p>")
    }
    return lines
  }

  private func entry(_ folded: FoldedFinding) -> [String] {
    let finding = folded.first
    var facts = [HTMLReport.code(phrases.place(of: finding)), "rule \(HTMLReport.code(finding.rule))"]
    if let place = phrases.contractPlace(of: finding) { facts.append("contract \(HTMLReport.code(place))") }
    if let quote = phrases.quote(of: finding) { facts.append("which says \(HTMLReport.code(quote))") }
    let also = phrases.also(finding)
    var lines = [
      "<div class=\"finding \(finding.severity.tone.rawValue)\">",
      "<p>\(HTMLPage.state(finding.severity.rawValue, finding.severity.tone)) "
        + "<strong>\(text(folded.message))</strong></p>",
      "<p class=\"quiet\">\(facts.joined(separator: ", "))</p>",
    ]
    lines += HTMLPage.list(also.shown.map { "\(text($0.text)), rule \(HTMLReport.code($0.rule))" })
    if also.omitted > 0 { lines += HTMLReport.more(also.omitted, "fact") }
    if let command = phrases.command(of: finding) { lines.append("<p>Command: \(HTMLReport.code(command))</p>") }
    return lines + ["</div>"]
  }

  private var outputs: [String] {
    let runs = phrases.failedRuns
    let shown = runs.prefix(Self.mostOutputs).flatMap { name, run -> [String] in
      let end = LogEnd(run.log, lines: Self.outputLines)
      let printed = end.lines.map { HTMLText.escaped(BoundedText.line($0, limit: 1_000)) }.joined(separator: "\n")
      let title = "\(end.isPart ? "The end of what" : "What") \(name) printed: it \(run.ending)"
      let body = run.log.tail.isEmpty ? "<p>It printed nothing.</p>" : "<pre>\(printed)</pre>"
      return ["<details open><summary>\(text(title))</summary>\(body)</details>"]
    }
    return shown + HTMLReport.more(runs.count - Self.mostOutputs, "output")
  }

  // MARK: What is open, and the gates

  var open: [String] {
    func list(_ items: [String], _ noun: String) -> [String] {
      HTMLPage.list(items.prefix(Self.most).map(text)) + HTMLReport.more(items.count - Self.most, noun)
    }
    return HTMLPage.section("human", "A human still has to decide", list(evidence.forHuman.map(\.text), "question"))
      + HTMLPage.section("unchecked", "Not checked", list(evidence.notChecked.map(\.text), "line"))
  }

  var gates: [String] {
    let order: [Gate.State] = [.fail, .unproven, .pass, .notApplicable]
    let rows = order.flatMap { state in evidence.gates.filter { $0.state == state } }.prefix(Self.most).map { gate in
      [
        text(gate.name.rawValue), HTMLPage.state(gate.state.rawValue, gate.tone), gate.required ? "yes" : "no",
        text(gate.summary) + (gate.claim == .asserted ? " (asserted)" : ""),
      ]
    }
    return HTMLPage.section(
      "gates", "Gates", HTMLPage.table("Each gate and its answer", ["gate", "answer", "required", "why"], Array(rows)))
  }

  private func text(_ text: String) -> String { HTMLText.escaped(EvidencePhrases.line(text)) }
}

extension Verdict {
  fileprivate var tone: HTMLStyle.Tone {
    switch self {
    case .kept: .good
    case .broken: .bad
    case .unproven: .unsure
    case .nothing: .quiet
    }
  }
}

extension Gate {
  fileprivate var tone: HTMLStyle.Tone {
    switch state {
    case .pass: .good
    case .fail: .bad
    case .unproven: required ? .unsure : .quiet
    case .notApplicable: .quiet
    }
  }
}

extension Finding.Severity {
  fileprivate var tone: HTMLStyle.Tone {
    switch self {
    case .error: .bad
    case .warning: .unsure
    case .note: .quiet
    }
  }
}

extension AcceptanceRecord.State {
  fileprivate var tone: HTMLStyle.Tone {
    switch self {
    case .proven: .good
    case .failed: .bad
    case .ownTest, .question, .unproven: .unsure
    }
  }
}
