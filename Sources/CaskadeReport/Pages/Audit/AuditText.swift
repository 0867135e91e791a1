import CaskadeContracts
package import CaskadeCore
import CaskadeInspection
import CaskadeSyntax

/// An audit for a terminal: the sums, and what isn't covered; all of it where that is asked for.
package struct AuditText: Sendable {
  private let phrases: AuditPhrases
  private let isWhole: Bool
  private let width: Int
  private let paint: TerminalPaint

  private static let narrowest = 60
  private static let most = 40

  /// - Parameter isWhole: what is covered is listed too, and however much it is.
  package init(_ audit: Audit, isWhole: Bool, width: Int, isColored: Bool) {
    phrases = AuditPhrases(audit: audit)
    self.isWhole = isWhole
    self.width = max(Self.narrowest, width)
    paint = TerminalPaint(isColored: isColored)
  }

  package var text: String {
    var blocks = [paint(EscapedText.line(phrases.heading), .strong) + "\n" + phrases.coverage]
    let sums = phrases.sums
    if !phrases.audit.changes.isEmpty {
      let digits = sums.map { "\($0.count)".count }.max() ?? 1
      blocks.append(
        sums.map { sum in
          let count = "\(sum.count)"
          return "  \(String(repeating: " ", count: digits - count.count))\(count)  \(sum.title.padded(to: 22))"
            + paint(sum.about, .quiet)
        }.joined(separator: "\n"))
    }
    let shown = phrases.audit.changes.filter { isWhole || AuditPhrases.isOpen($0) }
    let some = isWhole ? shown[...] : shown.prefix(Self.most)
    if !some.isEmpty { blocks.append(some.map(block).joined(separator: "\n")) }
    if shown.count > some.count {
      blocks.append("... and \(shown.count - some.count) more: --all, or --format csv")
    }
    if !phrases.unread.isEmpty {
      blocks.append(([paint("Not counted", .strong)] + phrases.unread.map { "  \($0)" }).joined(separator: "\n"))
    }
    blocks.append(
      WrappedText.lines(AuditPhrases.trust, width: width, first: "", rest: "").map { paint($0, .quiet) }
        .joined(separator: "\n"))
    return WorkflowCommands.disarmed(blocks.joined(separator: "\n\n") + "\n")
  }

  private func block(_ change: AuditedChange) -> String {
    let head =
      "  \(change.commit.id.short) \(AuditPhrases.day(change))  "
      + paint(change.standing.rawValue.padded(to: 18), style(change)) + "  "
    let used = 2 + 7 + 1 + 10 + 2 + max(18, change.standing.rawValue.count) + 2
    let title = EscapedText.line(change.commit.subject).cut(toWidth: max(12, width - used))
    let facts = [
      AuditPhrases.contract(change), AuditPhrases.approver(change), AuditPhrases.landing(change),
      AuditPhrases.record(change).map { "record \($0)" },
      change.signs.isEmpty ? nil : change.signs.joined(separator: "; "),
    ].compactMap { $0 }.map { EscapedText.line($0) }
    let lines =
      facts.isEmpty
      ? []
      : WrappedText.lines(
        facts.joined(separator: " · "), width: width, first: String(repeating: " ", count: 22),
        rest: String(repeating: " ", count: 22))
    return ([head + title] + lines.map { paint($0, .quiet) }).joined(separator: "\n")
  }

  private func style(_ change: AuditedChange) -> TerminalPaint.Style? {
    switch change.standing {
    case .kept: change.isCovered ? .good : .unsure
    case .broken, .conflicting: .bad
    case .unproven: .unsure
    case .free: .quiet
    case .none: change.signs.isEmpty ? nil : .unsure
    }
  }
}
