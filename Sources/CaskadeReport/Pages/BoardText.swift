import CaskadeContracts
package import CaskadeCore
import CaskadeSyntax

/// A board for a terminal: a table, or columns by state, and what gets into each other's way.
package struct BoardText: Sendable {
  package enum Layout: Sendable { case table, columns }

  private let phrases: BoardPhrases
  private let layout: Layout
  private let width: Int
  private let paint: TerminalPaint

  private static let mostLines = 20
  private static let narrowest = 60
  private static let widestName = 30

  /// - Parameter width: of a line in terminal cells.
  package init(_ board: Board, layout: Layout, width: Int, isColored: Bool) {
    phrases = BoardPhrases(board: board)
    self.layout = layout
    self.width = max(Self.narrowest, width)
    paint = TerminalPaint(isColored: isColored)
  }

  private var board: Board { phrases.board }

  package var text: String {
    var blocks = [paint(escaped(phrases.place), .strong) + " · " + phrases.heading]
    if board.open.isEmpty {
      blocks.append("No contract is open. Write one: caskade draft 'What has to be done'")
    } else {
      blocks.append(layout == .table ? table(board.open) : columns)
    }
    blocks += phrases.sections.map(section)
    return WorkflowCommands.disarmed(blocks.joined(separator: "\n\n") + "\n")
  }

  private func escaped(_ text: String) -> String { EscapedText.line(text) }

  // MARK: Contracts

  private func table(_ rows: [Board.Row]) -> String {
    let names = min(Self.widestName, rows.map { DisplayWidth.of(escaped($0.name)) }.reduce("contract".count, max))
    let head =
      "  \("state".padded(to: 11))\("band".padded(to: 8))\("age".padded(to: 7))\("files".padded(to: 7))"
      + "\("contract".padded(to: names + 2))title"
    return ([paint(head, .quiet)] + rows.flatMap { lines($0, names) }).joined(separator: "\n")
  }

  private func lines(_ row: Board.Row, _ names: Int) -> [String] {
    let name = escaped(row.name)
    let start =
      "  \(paint(row.state.rawValue.padded(to: 11), style(row.state)))\(row.band.rawValue.padded(to: 8))"
      + "\(BoardPhrases.age(row).padded(to: 7))\("\(row.files)".padded(to: 7))"
    let used = 2 + 11 + 8 + 7 + 7 + max(names, DisplayWidth.of(name)) + 2
    let title = escaped(row.title).cut(toWidth: max(12, width - used))
    return [start + paint(name.padded(to: names), .strong) + "  " + title] + notes(row)
  }

  private func notes(_ row: Board.Row) -> [String] {
    let text = BoardPhrases.notes(row).map(escaped).joined(separator: " · ")
    let indent = String(repeating: " ", count: 13)
    return WrappedText.lines(text, width: width, first: indent, rest: indent).map { paint($0, .quiet) }
  }

  private var columns: String {
    ContractState.allCases.compactMap { state -> String? in
      let rows = board.open.filter { $0.state == state }
      guard !rows.isEmpty else { return nil }
      let lines = rows.map { row in
        let name = escaped(row.name)
        let rest = "  \(row.band.rawValue), \(BoardPhrases.age(row))  \(escaped(row.title))"
        return "  \(paint(name, .strong))" + rest.cut(toWidth: max(12, width - 2 - DisplayWidth.of(name)))
      }
      return ([paint("\(state.rawValue) (\(rows.count))", style(state))] + lines).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private func style(_ state: ContractState) -> TerminalPaint.Style? {
    switch state {
    case .kept, .done: .good
    case .broken, .expired, .stuck: .bad
    case .unproven, .amended, .proposed: .unsure
    case .draft, .cancelled, .takeover: .quiet
    case .approved, .running, .inReview: .strong
    }
  }

  // MARK: The rest

  private func section(_ section: BoardPhrases.Section) -> String {
    var lines = [paint(section.title, .strong)]
    for line in section.lines.prefix(Self.mostLines) {
      lines += WrappedText.lines(escaped(line), width: width, first: "  ", rest: "    ")
    }
    if section.lines.count > Self.mostLines {
      lines.append("  ... and \(section.lines.count - Self.mostLines) more; --format json has them all")
    }
    return lines.joined(separator: "\n")
  }
}
