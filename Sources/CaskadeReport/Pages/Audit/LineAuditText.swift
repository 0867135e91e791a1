import CaskadeContracts
package import CaskadeCore
import CaskadeInspection
package import CaskadeSyntax

/// From a line to whoever let it be there, for a terminal, for Markdown, and as JSON.
package struct LineAuditText: Sendable {
  private let audit: LineAudit
  private let paint: TerminalPaint

  private static let widest = 100

  package init(_ audit: LineAudit, isColored: Bool) {
    self.audit = audit
    paint = TerminalPaint(isColored: isColored)
  }

  private var change: AuditedChange { audit.change }

  /// What is told, a title and a text each, not yet escaped.
  private var facts: [(title: String, text: String)] {
    let commit = change.commit
    var facts = [
      ("written", "by \(audit.author) in \(audit.written.short)"),
      ("came with", "\(commit.id.short) of \(AuditPhrases.day(change)): \(commit.subject)"),
      ("record", "\(change.standing.rawValue)" + (AuditPhrases.record(change).map { ", \($0)" } ?? "")),
    ]
    if let landing = AuditPhrases.landing(change) { facts.append(("landed", landing)) }
    if let part = change.record?.contract {
      facts.append(
        ("contract", "\(part.path ?? "a file outside") \(part.blob.short), band \(part.band.rawValue)"))
    } else {
      facts.append(("contract", "none that anything says of"))
    }
    if let text = audit.contract {
      facts.append(("title", text.title))
      facts.append(("outcome", text.outcome.split(separator: "\n").joined(separator: " ")))
      if let ticket = text.ticket { facts.append(("ticket", ticket)) }
      if let owner = text.owner { facts.append(("owner", owner)) }
      facts.append(
        (
          "allowed by",
          text.entry.map { "'\($0)', line \(text.line ?? 0) of the contract" }
            ?? "no line of the contract: \(audit.path.display) is outside of it"
        ))
    } else if change.record?.contract != nil {
      facts.append(("title", "its text isn't in this repository"))
    }
    facts += audit.signatures.map { signature in
      let who = signature.principal.isEmpty ? signature.path.display : signature.principal
      return (
        "signature",
        signature.refusal.map { "\(who), which doesn't count: \($0)" } ?? "\(who), \(signature.time), verified"
      )
    }
    let isSigned = audit.signatures.contains { $0.refusal == nil }
    if !isSigned, let approver = AuditPhrases.approver(change) { facts.append(("approved", approver)) }
    if let record = change.record {
      facts.append(
        ("evidence", "\(record.evidence), \(record.place)\(record.base.pinned ? ", base pinned" : ", base not pinned")")
      )
      if let agent = record.agent { facts.append(("agent", "\(agent), by the caller's word")) }
    }
    facts += change.signs.map { ("agent seen", $0) }
    return facts
  }

  private var place: String { "\(audit.path.display):\(audit.line)" }

  package var text: String {
    let line = EscapedText.line(audit.text).cut(toWidth: Self.widest)
    let rows = facts.map { fact in
      "  \(fact.title.padded(to: 11))" + EscapedText.line(fact.text)
    }
    return WorkflowCommands.disarmed(
      ([paint(place, .strong), "  \(line)", ""] + rows + ["", paint(AuditPhrases.trust, .quiet)]).joined(
        separator: "\n")
        + "\n")
  }

  package var markdown: String {
    let rows = facts.map { "| \($0.title) | \(MarkdownText.escaped($0.text)) |" }
    return
      "**\(MarkdownText.escaped(place))**\n\n\(MarkdownText.block(EscapedText.line(audit.text)))\n\n| | |\n| --- | --- |\n"
      + rows.joined(separator: "\n") + "\n\n\(MarkdownText.escaped(AuditPhrases.trust))\n"
  }

  package var json: JSONValue {
    let signatures = audit.signatures.map { signature in
      JSONValue.object([
        JSONMember("path", .string(signature.path.display)), JSONMember("principal", .string(signature.principal)),
        JSONMember("time", .string(signature.time)),
        JSONMember("refused", signature.refusal.map { .string($0) } ?? .null),
      ])
    }
    let contract = audit.contract.map { text in
      JSONValue.object([
        JSONMember("title", .string(text.title)), JSONMember("outcome", .string(text.outcome)),
        JSONMember("owner", text.owner.map { .string($0) } ?? .null),
        JSONMember("ticket", text.ticket.map { .string($0) } ?? .null),
        JSONMember("allowed_by", text.entry.map { .string($0) } ?? .null),
        JSONMember("line", text.line.map { .integer($0) } ?? .null),
      ])
    }
    return .object([
      JSONMember("schema", "caskade.audit-line/1"), JSONMember("path", .string(audit.path.display)),
      JSONMember("line", .integer(audit.line)), JSONMember("text", .string(EscapedText.line(audit.text))),
      JSONMember("author", .string(audit.author)), JSONMember("written", .string(audit.written.text)),
      JSONMember("change", change.json), JSONMember("contract", contract ?? .null),
      JSONMember("signatures", .array(signatures)),
    ])
  }

  package var csv: String {
    CSVText.line(["place", "fact", "text"]) + facts.map { CSVText.line([place, $0.title, $0.text]) }.joined()
  }
}
