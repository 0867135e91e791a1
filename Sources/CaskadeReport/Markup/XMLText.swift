import CaskadeSyntax

/// Text of others inside XML 1.0, between tags or in a quoted attribute (XML 1.0, 2.2 and 4.6).
enum XMLText {
  /// One line in which nothing is a tag, a reference or the end of an attribute. Characters that XML forbids even as
  /// references are escaped as everywhere.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in EscapedText.line(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\u{FFFE}", "\u{FFFF}": result += "\\u{\(EscapedText.hexadecimal(scalar.value))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
