import CaskadeSyntax

/// Prose for a terminal: broken between words, never inside one.
enum WrappedText {
  /// - Parameters:
  ///   - width: of a line in terminal cells, the indentation included.
  ///   - first: what stands before the first line.
  ///   - rest: the same for the lines that follow.
  static func lines(_ text: String, width: Int = 80, first: String, rest: String) -> [String] {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(String(word)) > width {
        lines.append(line)
        line = rest
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }
}
