import CaskadeContracts
package import CaskadeCore
import CaskadeSyntax

/// A board as Markdown: a table, and what gets into each other's way.
package struct BoardMarkdown: Sendable {
  private let phrases: BoardPhrases

  private static let mostLines = 50

  package init(_ board: Board) {
    phrases = BoardPhrases(board: board)
  }

  package var text: String {
    var blocks = ["**\(MarkdownText.escaped(phrases.place))** · \(phrases.heading)"]
    if !phrases.board.open.isEmpty {
      let rows = phrases.board.open.map { row in
        let cells = [
          row.state.rawValue, row.band.rawValue, BoardPhrases.age(row), "\(row.files)", MarkdownText.escaped(row.name),
          MarkdownText.escaped(row.title), BoardPhrases.notes(row).map(MarkdownText.escaped).joined(separator: " · "),
        ]
        return "| \(cells.joined(separator: " | ")) |"
      }
      let head = [
        "| state | band | age | files | contract | title | |", "| --- | --- | --: | --: | --- | --- | --- |",
      ]
      blocks.append((head + rows).joined(separator: "\n"))
    }
    for section in phrases.sections {
      let lines = section.lines.prefix(Self.mostLines).map { "- \(MarkdownText.escaped($0))" }
      let more = section.lines.count - lines.count
      blocks.append(
        "**\(section.title)**\n\n" + (lines + (more > 0 ? ["- ... and \(more) more"] : [])).joined(separator: "\n"))
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }
}
