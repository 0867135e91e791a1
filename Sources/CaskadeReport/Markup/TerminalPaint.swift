/// Bold and colour by meaning, for a terminal; nothing else of the text depends on it.
package struct TerminalPaint: Sendable {
  package enum Style: String, Sendable {
    case strong = "1"
    case good = "32"
    case bad = "1;31"
    case unsure = "33"
    case quiet = "2"
  }

  package let isColored: Bool

  package init(isColored: Bool) {
    self.isColored = isColored
  }

  package func callAsFunction(_ text: String, _ style: Style?) -> String {
    guard isColored, let style, !text.isEmpty else { return text }
    return "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
  }
}
