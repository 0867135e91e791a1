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
      let name = row.state.rawValue.split(separator: " ").joined(separator: "-")
      return """
        <tr><td><span class="state \(name)">\(row.state.rawValue)</span></td><td>\(row.band.rawValue)</td>\
        <td class="number">\(BoardPhrases.age(row))</td><td class="number">\(row.files)</td>\
        <td><b>\(HTMLText.escaped(row.name))</b></td>\
        <td>\(HTMLText.escaped(row.title))<br><small>\(notes)</small></td></tr>
        """
    }
    let table =
      rows.isEmpty
      ? "<p>No contract is open.</p>"
      : """
      <table>
      <thead><tr><th>state</th><th>band</th><th>age</th><th>files</th><th>contract</th><th>title</th></tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      """
    let sections = phrases.sections.map { section in
      "<h2>\(HTMLText.escaped(section.title))</h2>\n<ul>\n"
        + section.lines.map { "<li>\(HTMLText.escaped($0))</li>\n" }.joined() + "</ul>"
    }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(HTMLText.escaped(phrases.place))</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <h1>\(HTMLText.escaped(phrases.place))</h1>
      <p>\(HTMLText.escaped(phrases.heading))</p>
      \(([table] + sections).joined(separator: "\n"))
      </body>
      </html>

      """
  }

  private static let style = """
    :root { color-scheme: light dark }
    body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem }
    h1 { font-size: 1.3rem } h2 { font-size: 1.05rem; margin-top: 2rem }
    table { border-collapse: collapse; width: 100% }
    th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #8884; vertical-align: top }
    th { font-weight: 500; opacity: .7 }
    .number { text-align: right; white-space: nowrap }
    small { opacity: .75 }
    .state { white-space: nowrap; padding: .1rem .5rem; border-radius: .6rem; background: #8883 }
    .kept, .done { background: #2a28 } .broken, .expired { background: #d338 }
    .unproven, .amended, .proposed { background: #ca28 }
    """
}
