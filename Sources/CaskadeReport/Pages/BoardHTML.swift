import CaskadeContracts
package import CaskadeCore
import CaskadeSyntax

/// A board as one page of HTML, which needs no script, no other file and no network.
package struct BoardHTML: Sendable {
  private let phrases: BoardPhrases

  package init(_ board: Board) {
    phrases = BoardPhrases(board: board)
  }

  package var text: String {
    let rows = phrases.board.open.map { row in
      let notes = BoardPhrases.notes(row).map(HTMLText.escaped).joined(separator: " · ")
      return [
        "<b>\(HTMLText.escaped(row.name))</b>", HTMLPage.state(row.state.rawValue, row.state.tone), row.band.rawValue,
        BoardPhrases.age(row), "\(row.files)", "\(HTMLText.escaped(row.title))<br><small>\(notes)</small>",
      ]
    }
    let table =
      rows.isEmpty
      ? ["<p>No contract is open.</p>"]
      : HTMLPage.table("The open contracts", ["contract", "state", "band", "age", "files", "title"], rows)
    let sections = phrases.sections.enumerated().flatMap { number, section in
      HTMLPage.section("part-\(number + 1)", section.title, HTMLPage.list(section.lines.map(HTMLText.escaped)))
    }
    let head = [
      "<header>", "<h1>\(HTMLText.escaped(phrases.place))</h1>", "<p>\(HTMLText.escaped(phrases.heading))</p>",
      "</header>",
    ]
    return HTMLPage(title: phrases.place, body: head + ["<main>"] + table + sections + ["</main>"]).text
  }
}

extension ContractState {
  fileprivate var tone: HTMLStyle.Tone {
    switch self {
    case .kept, .done: .good
    case .broken, .expired, .stuck: .bad
    case .proposed, .unproven, .amended: .unsure
    case .draft, .approved, .running, .inReview, .cancelled, .takeover: .quiet
    }
  }
}
