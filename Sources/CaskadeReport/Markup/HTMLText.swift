import CaskadeSyntax

/// Text of others as HTML shows it, between tags or in a quoted attribute (HTML Standard, "Named character references").
enum HTMLText {
  /// One line in which nothing is a tag, an entity or the end of an attribute.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in EscapedText.line(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
