import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax

/// What the verdict rests on: the commands, on base and head; the agent's tools; who signed, and what it is bound to.
struct HTMLProof {
  private let phrases: EvidencePhrases
  private var evidence: Evidence { phrases.evidence }
  private static let most = 300

  init(_ phrases: EvidencePhrases) {
    self.phrases = phrases
  }

  var sections: [String] {
    HTMLPage.section("validation", "Validation", ValidationTimeline(evidence).svg + commands)
      + HTMLPage.section("tools", "What the agent used", tools)
      + HTMLPage.section("authority", "Who approved it", signatures)
  }

  // MARK: Commands

  private var commands: [String] {
    let timed = Dictionary(
      evidence.timing.commands.map { ("\($0.name)\n\($0.place)", $0.wallMilliseconds) },
      uniquingKeysWith: { first, _ in first })
    let rows = evidence.validation.prefix(Self.most).map { record in
      let time = timed["\(record.name)\n\(record.run.place.rawValue)"].map(EvidencePhrases.seconds) ?? ""
      let tests = record.run.tests.map { "\($0.counts.run) run, \($0.counts.failed) failed" } ?? ""
      return [
        "\(text(record.name))<br>\(HTMLReport.code(EvidencePhrases.line(record.command)))", cell(record.run),
        cell(record.onBase, isWanted: record.tellsBaseFromHead), cell(record.baseChecks), tests, time,
      ]
    }
    return HTMLPage.table(
      "Each command, on the head and on the base", ["command", "head", "base", "base's checks", "tests", "time"],
      Array(rows)) + HTMLReport.more(evidence.validation.count - Self.most, "command")
  }

  /// - Parameter isWanted: it ended as it had to.
  private func cell(_ run: ValidationRecord.Run?, isWanted: Bool = false) -> String {
    guard let run else { return "<span class=\"quiet\">not run</span>" }
    let asserted = run.claim == .asserted ? " asserted" + (run.by.map { ", signed by \(text($0))" } ?? "") : ""
    return HTMLPage.state(run.state.rawValue, isWanted ? .good : run.state.tone) + asserted
  }

  // MARK: Tools

  private var tools: [String] {
    guard let tools = evidence.tools else { return [] }
    let rows = tools.uses.prefix(Self.most).map { use in
      [
        HTMLReport.code(EvidencePhrases.line(use.tool)),
        HTMLPage.state(use.decision.rawValue, use.decision.isViolation ? .bad : .quiet), "\(use.calls)",
        "\(use.failed)", text(use.place),
      ]
    }
    let marks = tools.marks.prefix(Self.most).map { mark in
      "\(text(mark.kind.rawValue)): \(HTMLReport.code(EvidencePhrases.line(mark.subject))), "
        + "\(mark.calls.counted("call")), first at \(text(mark.place))"
    }
    let told =
      "By the word of \(tools.names): \(tools.calls.counted("call")), \(tools.violations) outside the contract."
    return ["<p>\(text(told))</p>"]
      + HTMLPage.table("Tools", ["tool", "the contract says", "calls", "failed", "first call"], Array(rows))
      + HTMLReport.more(tools.uses.count - Self.most, "tool") + HTMLPage.list(Array(marks))
  }

  private var signatures: [String] {
    let all = evidence.contract?.approval.signatures ?? []
    let rows = all.prefix(Self.most).map { signature in
      [
        text(signature.principal ?? signature.path.display),
        HTMLPage.state(signature.state.rawValue, signature.state == .counted ? .good : .unsure),
        text(signature.band?.rawValue ?? ""), text(signature.time ?? ""), text(signature.why ?? ""),
      ]
    }
    return HTMLPage.table("Signatures", ["by", "state", "band", "time", "why"], Array(rows))
  }

  // MARK: What it is bound to

  /// Folded: everything that only another check has to know.
  var binding: [String] {
    let head = evidence.head
    var facts = [
      ("began", evidence.timing.started), ("took", EvidencePhrases.seconds(evidence.timing.milliseconds)),
      ("base's tip", evidence.base.tip.text), ("merge base", evidence.base.commit.text),
      ("base's tree", evidence.base.tree.text), ("head", head.commit.text), ("head's tree", head.tree.text),
    ]
    if let contract = evidence.contract { facts.append(("contract", contract.blob.text)) }
    facts.append(("policy", evidence.policy.blob.map { "\(evidence.policy.path ?? "") \($0.text)" } ?? "built-in"))
    facts += evidence.programs.prefix(20).map { ($0.name, "\($0.path), \($0.version)") }
    if let runs = evidence.agentRuns { facts.append(("caskade run", EvidencePhrases.text(of: runs))) }
    if let command = phrases.checkAgain { facts.append(("to check again", command)) }
    return ["<details><summary>Evidence and times</summary>", "<dl>"]
      + facts.map { "<dt>\(text($0))</dt><dd>\(HTMLReport.code(EvidencePhrases.line($1)))</dd>" } + [
        "</dl>", "</details>",
      ]
  }

  private func text(_ text: String) -> String { HTMLText.escaped(EvidencePhrases.line(text)) }
}
