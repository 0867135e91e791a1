import CaskadeContracts
package import CaskadeCore
import CaskadeSyntax

/// The page of figures as one file of HTML, which needs no script, no other file and no network. Its plots are SVG.
package struct FigureHTML: Sendable {
  private let phrases: FigurePhrases

  private static let mostGroups = 200
  private static let mostBars = 8

  package init(_ sheet: FigureSheet) {
    phrases = FigurePhrases(sheet: sheet)
  }

  package var text: String {
    let title = "caskade stats: \(phrases.heading)"
    var parts: [String] = []
    if phrases.sheet.runs == 0 {
      parts.append("<p>\(HTMLText.escaped(FigurePhrases.nothing))</p>")
    } else {
      parts.append(weeks)
      parts += Figure.Section.allCases.map(section)
      parts += [groups, repeats]
    }
    if !phrases.rework.isEmpty { parts.append(table("Rework", phrases.rework)) }
    if !phrases.unread.isEmpty {
      parts.append(
        "<h2>Not counted</h2>\n<ul>\n" + phrases.unread.map { "<li>\(HTMLText.escaped($0))</li>\n" }.joined() + "</ul>")
    }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(HTMLText.escaped(title))</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <main>
      <h1>\(HTMLText.escaped(phrases.heading))</h1>
      \(parts.filter { !$0.isEmpty }.joined(separator: "\n"))
      </main>
      </body>
      </html>

      """
  }

  private func section(_ section: Figure.Section) -> String {
    let lists = phrases.sheet.rows.filter { $0.figure.section == section }.compactMap { row -> String? in
      guard case .list(let entries) = row.value, !entries.isEmpty else { return nil }
      return bars(row.figure.title, entries)
    }
    return ([table(section.rawValue, phrases.lines(of: section))] + lists).joined(separator: "\n")
  }

  private func table(_ title: String, _ lines: [FigurePhrases.Line]) -> String {
    let rows = lines.map { line in
      "<tr><th scope=\"row\">\(HTMLText.escaped(line.title))</th><td>\(HTMLText.escaped(line.value))"
        + "<br><small>\(HTMLText.escaped(line.definition))</small></td></tr>"
    }
    return "<h2>\(HTMLText.escaped(title))</h2>\n<table>\n<tbody>\n\(rows.joined(separator: "\n"))\n</tbody>\n</table>"
  }

  private var groups: String {
    guard phrases.sheet.grouping != nil else { return "" }
    let head = phrases.columns.map { "<th scope=\"col\">\(HTMLText.escaped($0))</th>" }.joined()
    let rows = phrases.table(most: Self.mostGroups).map { row in
      "<tr><th scope=\"row\">\(HTMLText.escaped(row[0]))</th>"
        + row.dropFirst().map { "<td class=\"number\">\(HTMLText.escaped($0))</td>" }.joined() + "</tr>"
    }
    return """
      <h2>\(HTMLText.escaped(phrases.groupTitle))</h2>
      <table>
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      """
  }

  private var repeats: String {
    guard !phrases.sheet.repeats.isEmpty else { return "" }
    let lines = phrases.sheet.repeats.map {
      "<li>\(HTMLText.escaped($0.fact))<br><small>\(HTMLText.escaped($0.deed))</small></li>\n"
    }
    return "<h2>What repeats</h2>\n<ul>\n\(lines.joined())</ul>"
  }

  // MARK: Plots

  /// A column for each week: kept at the bottom, then unproven, then broken.
  private var weeks: String {
    let weeks = phrases.sheet.weeks
    let most = max(1, weeks.map(\.all).max() ?? 1)
    let (height, step) = (120, max(10, min(40, 700 / max(1, weeks.count))))
    var shapes: [String] = []
    for (index, week) in weeks.enumerated() {
      var top = height
      for (name, count) in [("kept", week.kept), ("unproven", week.unproven), ("broken", week.broken)] where count > 0 {
        let size = max(1, count * height / most)
        top -= size
        shapes.append(
          "<rect class=\"\(name)\" x=\"\(index * step)\" y=\"\(top)\" width=\"\(step - 3)\" height=\"\(size)\">"
            + "<title>week of \(FigurePhrases.day(week.start)): \(count) \(name)</title></rect>")
      }
    }
    let width = weeks.count * step
    let first = weeks.first.map { FigurePhrases.day($0.start) } ?? ""
    let last = weeks.last.map { FigurePhrases.day($0.start) } ?? ""
    return """
      <figure>
      <svg viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" \
      aria-label="Runs by week, from \(first) to \(last)">
      \(shapes.joined(separator: "\n"))
      </svg>
      <figcaption>Runs by week, from \(first) to \(last), at most \(most): \
      <span class="key kept"></span> kept <span class="key unproven"></span> unproven \
      <span class="key broken"></span> broken</figcaption>
      </figure>
      """
  }

  private func bars(_ title: String, _ entries: [FigureValue.Entry]) -> String {
    let shown = entries.prefix(Self.mostBars)
    let most = max(1, shown.map(\.count).max() ?? 1)
    let shapes = shown.enumerated().map { index, entry in
      let (y, width) = (index * 22, max(1, entry.count * 260 / most))
      return """
        <rect class="bar" x="0" y="\(y)" width="\(width)" height="16"></rect>\
        <text x="\(width + 6)" y="\(y + 13)">\(entry.count)  \(HTMLText.escaped(entry.name))</text>
        """
    }
    return """
      <figure>
      <svg viewBox="0 0 720 \(shown.count * 22)" width="720" height="\(shown.count * 22)" role="img" \
      aria-label="\(HTMLText.escaped(title)), by runs">
      \(shapes.joined(separator: "\n"))
      </svg>
      <figcaption>\(HTMLText.escaped(title)), by runs</figcaption>
      </figure>
      """
  }

  private static let style = """
    :root { color-scheme: light dark }
    body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
    h1 { font-size: 1.3rem } h2 { font-size: 1.05rem; margin-top: 2rem }
    table { border-collapse: collapse; width: 100% }
    th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #8884; vertical-align: top }
    th { font-weight: 500 }
    tbody th { width: 30% }
    .number { text-align: right; white-space: nowrap }
    figure { margin: 1rem 0 } svg { max-width: 100%; height: auto }
    svg text { font: 12px system-ui, sans-serif; fill: currentColor }
    figcaption { font-size: .85rem }
    .key { display: inline-block; width: .7rem; height: .7rem; margin-left: .6rem }
    rect.kept { fill: #2a7d3f } rect.unproven { fill: #b98900 } rect.broken { fill: #c0392b } rect.bar { fill: #4a7ab5 }
    .key.kept { background: #2a7d3f } .key.unproven { background: #b98900 } .key.broken { background: #c0392b }
    @media print { body { max-width: none; margin: 0 } figure, tr { break-inside: avoid } }
    """
}
