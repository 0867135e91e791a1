/// A page of HTML that needs no script, no other file and no network: every page that caskade makes is one of these, in one
/// hand.
struct HTMLPage {
  /// Not escaped.
  let title: String
  /// HTML: what stands between the tags of the body.
  let body: [String]

  var text: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>\(HTMLText.escaped(title))</title>
    <style>
    \(HTMLStyle.text)
    </style>
    </head>
    <body>
    \(body.joined(separator: "\n"))
    </body>
    </html>

    """
  }

  // MARK: Parts

  /// A part of the page with its own heading; nothing where it has nothing to say.
  static func section(_ id: String, _ heading: String, _ content: [String]) -> [String] {
    guard !content.isEmpty else { return [] }
    return ["<section aria-labelledby=\"\(id)\">", "<h2 id=\"\(id)\">\(HTMLText.escaped(heading))</h2>"] + content
      + ["</section>"]
  }

  /// - Parameters:
  ///   - caption: not escaped.
  ///   - head: the columns, not escaped.
  ///   - rows: cells of HTML; the first of each is the row's own heading.
  static func table(_ caption: String, _ head: [String], _ rows: [[String]]) -> [String] {
    guard !rows.isEmpty else { return [] }
    let cells = head.map { "<th scope=\"col\">\(HTMLText.escaped($0))</th>" }.joined()
    let lines = rows.map { row in
      let rest = row.dropFirst().map { "<td>\($0)</td>" }.joined()
      return "<tr><th scope=\"row\">\(row.first ?? "")</th>\(rest)</tr>"
    }
    // Something that scrolls has to be reached without a mouse.
    return [
      "<div class=\"wide\" role=\"region\" aria-label=\"\(HTMLText.escaped(caption))\" tabindex=\"0\">",
      "<table>", "<caption>\(HTMLText.escaped(caption))</caption>", "<thead><tr>\(cells)</tr></thead>", "<tbody>",
    ] + lines + ["</tbody>", "</table>", "</div>"]
  }

  static func list(_ items: [String], ordered: Bool = false) -> [String] {
    guard !items.isEmpty else { return [] }
    let tag = ordered ? "ol" : "ul"
    return ["<\(tag)>"] + items.map { "<li>\($0)</li>" } + ["</\(tag)>"]
  }

  /// A word that says how something stands, with a colour that repeats it.
  static func state(_ word: String, _ tone: HTMLStyle.Tone) -> String {
    "<span class=\"state \(tone.rawValue)\">\(HTMLText.escaped(word))</span>"
  }
}
