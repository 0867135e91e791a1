import CaskadeSyntax

/// Text in lines of a width.
enum TextLines {
  /// Breaks between words, and never inside of backticks; what is wider than a line has one of its own.
  ///
  /// - Parameters:
  ///   - first: stands before the first line.
  ///   - rest: stands before each of the others.
  static func wrapped(_ text: String, width: Int, first: String = "", rest: String = "") -> [String] {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in words(of: text) {
      if !isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(word) > width {
        lines.append(line)
        line = rest
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }

  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isCode = false
    for character in text {
      if character == "`" { isCode.toggle() }
      if character == " " || character == "\n", !isCode {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character == "\n" ? " " : character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }
}
