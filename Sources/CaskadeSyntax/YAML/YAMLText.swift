/// Scalars in the subset of YAML that caskade reads, written so that every parser reads the same text, and none takes
/// it for a number, a date or a truth value.
package enum YAMLText {
  /// On one line: plain where that is safe, else in double quotes.
  package static func line(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  /// On one line and valid wherever a scalar may stand, in a list in brackets too: in single quotes, or in double quotes
  /// with escapes for what can't be seen.
  package static func anywhere(_ text: String) -> String {
    let isSeen = text.unicodeScalars.allSatisfy { HiddenCharacter($0) == nil && !"\n\r\t".unicodeScalars.contains($0) }
    return isSeen
      ? "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'" : quoted(text)
  }

  /// After `key:` or `-`: several lines as a literal block, where that keeps them as they are.
  package static func block(_ text: String, indent: Int) -> String {
    guard isLiteral(text) else { return line(text) }
    let margin = String(repeating: " ", count: indent)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : margin + $0 }
    return "|-\n" + lines.joined(separator: "\n")
  }

  private static func isPlain(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, isLetter(first) || first == UInt8(ascii: "_") || first == UInt8(ascii: ".") else {
      return false
    }
    let isSeen = text.unicodeScalars.allSatisfy { scalar in
      HiddenCharacter(scalar) == nil && (scalar == " " || !scalar.properties.isWhitespace)
    }
    guard isSeen, bytes.last != UInt8(ascii: " "), bytes.last != UInt8(ascii: ":") else { return false }
    let pairs = zip(bytes, bytes.dropFirst())
    let isCut = pairs.contains { one, next in
      (one == UInt8(ascii: ":") && next == UInt8(ascii: " ")) || (one == UInt8(ascii: " ") && next == UInt8(ascii: "#"))
    }
    return !isCut && !otherMeanings.contains(text.lowercased())
  }

  /// What some YAML parser takes for something else than text (YAML 1.1 "bool", "null" and "float"; 1.2 core schema).
  private static let otherMeanings: Set<String> = [
    "y", "n", "yes", "no", "true", "false", "on", "off", "null", ".inf", ".nan", "...", ".",
  ]

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
  }

  /// Whether a literal block gives exactly this text back: several lines, none of them blank but not empty, no white
  /// space at its ends, and nothing in it that the reader wants as an escape.
  private static func isLiteral(_ text: String) -> Bool {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.count > 1, let first = lines.first?.first, let last = lines.last?.last else { return false }
    let isTrimmed = !" \t".utf8.contains(first) && !" \t".utf8.contains(last)
    let isSeen = text.unicodeScalars.allSatisfy { HiddenCharacter($0) == nil && $0 != "\r" }
    return isTrimmed && isSeen
      && lines.allSatisfy { line in line.isEmpty || line.contains { !" \t".utf8.contains($0) } }
  }

  /// In double quotes, whatever it is.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where HiddenCharacter(scalar) == nil: result.unicodeScalars.append(scalar)
      case _ where scalar.value <= 0xFF: result += "\\x" + EscapedText.hexadecimal(scalar.value, width: 2)
      case _ where scalar.value <= 0xFFFF: result += "\\u" + EscapedText.hexadecimal(scalar.value, width: 4)
      default: result += "\\U" + EscapedText.hexadecimal(scalar.value, width: 8)
      }
    }
    return result + "\""
  }
}
