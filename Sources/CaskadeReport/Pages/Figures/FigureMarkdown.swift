package import CaskadeCore
import CaskadeSyntax

/// The page of figures as Markdown: a table for each section.
package struct FigureMarkdown: Sendable {
  private let phrases: FigurePhrases
  private let isDefined: Bool

  private static let mostGroups = 50

  package init(_ sheet: FigureSheet, isDefined: Bool) {
    phrases = FigurePhrases(sheet: sheet)
    self.isDefined = isDefined
  }

  package var text: String {
    var blocks = ["**\(phrases.heading)**"]
    if phrases.sheet.runs == 0 {
      blocks.append(FigurePhrases.nothing)
    } else {
      blocks += Figure.Section.allCases.map { section($0.rawValue, phrases.lines(of: $0)) }
    }
    if phrases.sheet.runs > 0, phrases.sheet.grouping != nil {
      let rows = phrases.table(most: Self.mostGroups).map { row in row.map(MarkdownText.escaped) }
      let rules = phrases.columns.indices.map { $0 == 0 ? "---" : "--:" }
      let lines = ([phrases.columns, rules] + rows).map { "| \($0.joined(separator: " | ")) |" }
      blocks.append("**\(phrases.groupTitle)**\n\n" + lines.joined(separator: "\n"))
    }
    if !phrases.sheet.repeats.isEmpty {
      let lines = phrases.sheet.repeats.map {
        "- \(MarkdownText.escaped($0.fact)): \(MarkdownText.escaped($0.deed))"
      }
      blocks.append("**What repeats**\n\n" + lines.joined(separator: "\n"))
    }
    if !phrases.rework.isEmpty { blocks.append(section("Rework", phrases.rework)) }
    if !phrases.unread.isEmpty {
      blocks.append("**Not counted**\n\n" + phrases.unread.map { "- \($0)" }.joined(separator: "\n"))
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func section(_ title: String, _ lines: [FigurePhrases.Line]) -> String {
    let rows = lines.map { line in
      "| \(line.title) | \(MarkdownText.escaped(line.value)) |"
        + (isDefined ? " \(MarkdownText.escaped(line.definition)) |" : "")
    }
    let head = isDefined ? ["| \(title) | | |", "| --- | --- | --- |"] : ["| \(title) | |", "| --- | --- |"]
    return (head + rows).joined(separator: "\n")
  }
}
