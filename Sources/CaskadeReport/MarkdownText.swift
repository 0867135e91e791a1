import CaskadeSyntax

/// Hostile text inside GitHub Flavored Markdown: it shows as it is written, mentions nobody and links nowhere.
enum MarkdownText {
  /// Plain text, every character that could begin markup as a character reference or behind a backslash. A colon could
  /// only before another character: `https://`, `:shortcode:`.
  static func escaped(_ text: String) -> String {
    var result = ""
    let scalars = Array(EscapedText.line(text).unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "@": result += "&#64;"
      case "#": result += "&#35;"
      case "|": result += "&#124;"
      case ":" where index + 1 < scalars.count && scalars[index + 1] != " ": result += "&#58;"
      case "\\", "`", "*", "_", "[", "]", "~", "!", "$": result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A code span: its fence is longer than any run of back-ticks inside (CommonMark 0.31, 6.1).
  static func code(_ text: String) -> String {
    let line = EscapedText.line(text).replacing("|", with: "\u{2223}")
    let fence = String(repeating: "`", count: longestRun(in: line) + 1)
    let edge = line.hasPrefix("`") || line.hasSuffix("`") || line.isEmpty ? " " : ""
    return "\(fence)\(edge)\(line)\(edge)\(fence)"
  }

  /// A fenced block; its fence is longer than any run of back-ticks inside.
  static func block(_ text: String) -> String {
    let fence = String(repeating: "`", count: max(3, longestRun(in: text) + 1))
    return "\(fence)text\n\(text)\n\(fence)"
  }

  private static func longestRun(in text: String) -> Int {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
