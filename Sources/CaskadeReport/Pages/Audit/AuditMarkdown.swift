package import CaskadeCore
import CaskadeInspection
import CaskadeSyntax

/// An audit as Markdown: the sums, and a table of what isn't covered.
package struct AuditMarkdown: Sendable {
  private let phrases: AuditPhrases
  private let isWhole: Bool

  private static let most = 200

  package init(_ audit: Audit, isWhole: Bool) {
    phrases = AuditPhrases(audit: audit)
    self.isWhole = isWhole
  }

  package var text: String {
    var blocks = ["**\(MarkdownText.escaped(phrases.heading))** · \(phrases.coverage)"]
    if !phrases.audit.changes.isEmpty {
      let rows = phrases.sums.map { "| \($0.count) | \($0.title) | \($0.about) |" }
      blocks.append((["| | | |", "| --: | --- | --- |"] + rows).joined(separator: "\n"))
    }
    let shown = phrases.audit.changes.filter { isWhole || AuditPhrases.isOpen($0) }
    let some = isWhole ? shown[...] : shown.prefix(Self.most)
    if !some.isEmpty {
      let rows = some.map { change in
        let cells = [
          "`\(change.commit.id.short)`", AuditPhrases.day(change), change.standing.rawValue,
          MarkdownText.escaped(change.commit.subject), MarkdownText.escaped(AuditPhrases.contract(change) ?? ""),
          MarkdownText.escaped(AuditPhrases.approver(change) ?? ""),
          MarkdownText.escaped(AuditPhrases.landing(change) ?? ""),
          MarkdownText.escaped(change.signs.joined(separator: "; ")),
        ]
        return "| \(cells.joined(separator: " | ")) |"
      }
      let head = [
        "| commit | day | record | change | contract | approved | landed | agents |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
      ]
      blocks.append((head + rows).joined(separator: "\n"))
    }
    if shown.count > some.count { blocks.append("... and \(shown.count - some.count) more") }
    if !phrases.unread.isEmpty {
      blocks.append("**Not counted**\n\n" + phrases.unread.map { "- \($0)" }.joined(separator: "\n"))
    }
    blocks.append(MarkdownText.escaped(AuditPhrases.trust))
    return blocks.joined(separator: "\n\n") + "\n"
  }
}
