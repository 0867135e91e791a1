import CaskadeSyntax

/// One line of text as it is meant, before a terminal's width breaks it: pieces with a meaning each.
///
/// It breaks between words and never inside one: a path or a word that is wider than the terminal stands on a line of its
/// own and runs over. Texts are free of control characters.
struct ScreenLine {
  struct Piece {
    let text: String
    var style: TerminalPaint.Style?
    /// An address that is safe to be part of an escape sequence.
    var link: String?
    /// Blanks in it don't break.
    var isWhole = false
  }

  /// What stands before the text, with its blanks as they are.
  var lead: [Piece] = []
  var pieces: [Piece]
  /// How far the lines that follow are indented.
  var hang = 0

  init(_ pieces: [Piece], lead: [Piece] = [], hang: Int = 0) {
    self.pieces = pieces
    self.lead = lead
    self.hang = hang
  }

  init(_ text: String, _ style: TerminalPaint.Style? = nil, lead: String = "", hang: Int = 0) {
    self.init([Piece(text: text, style: style)], lead: lead.isEmpty ? [] : [Piece(text: lead)], hang: hang)
  }

  var width: Int { (lead + pieces).reduce(0) { $0 + DisplayWidth.of($1.text) } }

  /// - Parameter width: in cells; nil breaks nothing.
  func broken(at width: Int?) -> [[Piece]] {
    guard let width, self.width > width else { return [lead + pieces] }
    var lines: [[Piece]] = []
    var line = lead
    var used = lead.reduce(0) { $0 + DisplayWidth.of($1.text) }
    var isEmpty = true
    for word in words {
      let wide = word.reduce(0) { $0 + DisplayWidth.of($1.text) }
      if !isEmpty, used + 1 + wide > width {
        lines.append(line)
        let indent = min(hang, width / 2)
        line = indent > 0 ? [Piece(text: String(repeating: " ", count: indent))] : []
        used = indent
        isEmpty = true
      }
      if !isEmpty {
        // A blank between two words of one meaning belongs to it.
        let (last, next) = (line.last, word.first)
        let isInside = last?.style == next?.style && last?.link == next?.link
        line.append(Piece(text: " ", style: isInside ? next?.style : nil, link: isInside ? next?.link : nil))
        used += 1
      }
      line += word
      used += wide
      isEmpty = false
    }
    return lines + [line]
  }

  /// A word may be made of several pieces.
  private var words: [[Piece]] {
    var words: [[Piece]] = []
    var word: [Piece] = []
    for piece in pieces {
      if piece.isWhole {
        word.append(piece)
        continue
      }
      for (number, part) in piece.text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
        if number > 0, !word.isEmpty {
          words.append(word)
          word = []
        }
        if !part.isEmpty { word.append(Piece(text: String(part), style: piece.style, link: piece.link)) }
      }
    }
    return word.isEmpty ? words : words + [word]
  }
}

/// What a terminal can show.
package struct TerminalScreen: Hashable, Sendable {
  package var isColored: Bool
  /// Of a line in cells; nil where it is no terminal, and lines are left as they are.
  package var width: Int?
  /// It takes links (OSC 8, "Hyperlinks in terminal emulators").
  package var hasLinks: Bool

  package init(isColored: Bool = false, width: Int? = nil, hasLinks: Bool = false) {
    self.isColored = isColored
    self.width = width
    self.hasLinks = hasLinks
  }

  func text(of line: ScreenLine) -> String {
    line.broken(at: width).map { pieces in
      joined(pieces).map { piece in
        let text = TerminalPaint(isColored: isColored)(piece.text, piece.style)
        guard hasLinks, let link = piece.link else { return text }
        return "\u{1B}]8;;\(link)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
      }.joined()
    }.joined(separator: "\n")
  }

  /// Neighbours of one meaning as one.
  private func joined(_ pieces: [ScreenLine.Piece]) -> [ScreenLine.Piece] {
    pieces.reduce(into: []) { result, piece in
      if let last = result.last, last.style == piece.style, last.link == piece.link {
        result[result.count - 1] = ScreenLine.Piece(text: last.text + piece.text, style: last.style, link: last.link)
      } else {
        result.append(piece)
      }
    }
  }
}
