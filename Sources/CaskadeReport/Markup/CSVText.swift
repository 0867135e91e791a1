import CaskadeSyntax

/// A line of CSV (RFC 4180, ended by CR LF), safe to open in a spreadsheet.
enum CSVText {
  static func line(_ fields: [String]) -> String { fields.map(field).joined(separator: ",") + "\r\n" }

  /// What begins like a formula is shown as text: spreadsheets run it otherwise, quoted or not (OWASP, "CSV Injection").
  private static func field(_ text: String) -> String {
    var text = EscapedText.line(text)
    if let first = text.utf8.first, "=+-@".utf8.contains(first) { text = "'" + text }
    guard text.utf8.contains(where: { "\",;".utf8.contains($0) }) || text.hasPrefix(" ") else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
