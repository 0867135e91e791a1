import CaskadeSyntax

/// Text from outside, escaped for one line and cut to a number of Unicode scalars: a character may be made of any number
/// of them, so characters are no measure.
enum BoundedText {
  static func line(_ text: String, limit: Int) -> String {
    let raw = text.unicodeScalars
    let start = raw.prefix(limit + 1)
    let escaped = EscapedText.line(String(start)).unicodeScalars
    guard start.count > limit || escaped.count > limit else { return String(escaped) }
    return String(escaped.prefix(limit)) + "..."
  }

  /// Lines that are escaped already, cut to a number of Unicode scalars altogether.
  static func lines(_ text: String, limit: Int) -> String {
    let scalars = text.unicodeScalars
    return scalars.count <= limit ? text : String(scalars.prefix(limit)) + "..."
  }
}
