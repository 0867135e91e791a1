import CaskadeSyntax

/// Prose for a terminal: broken between words, never inside one.
package enum WrappedText {
  /// Lines of a message as they are, but those that are too wide: these go on below themselves, further in.
  package static func fitted(_ text: String, width: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
      guard DisplayWidth.of(String(line)) > width else { return [String(line)] }
      let indent = String(line.prefix { $0 == " " })
      let label = line.dropFirst(indent.count).prefix { $0 != " " }
      // What follows a label such as `hint:` stands below its text.
      let hang = label.hasSuffix(":") && label.count < 12 ? String(repeating: " ", count: label.count + 1) : "  "
      return lines(String(line), width: width, first: indent, rest: indent + hang)
    }.joined(separator: "\n")
  }

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
