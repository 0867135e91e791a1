import CaskadeSyntax

/// Texts as they may stand in other programs' settings.
enum ExportText {
  /// Of ASCII letters, digits and the signs.
  static func isPlain(_ text: String, with signs: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        case _: signs.utf8.contains(byte)
        }
      }
  }

  static func isPrintable(_ text: String) -> Bool { !text.unicodeScalars.contains(where: EscapedText.isInvisible) }

  /// A basic string of TOML, which a string of JSON is too but for signs that JSON writes as two code units; those are
  /// shown as such and match nothing.
  static func toml(_ text: String) -> String { JSONWriter(.compact).text(.string(text)) }

  /// Each once, in its first place.
  static func once(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}

/// Words for a POSIX shell.
enum ShellText {
  static func quoted(_ word: String) -> String {
    if ExportText.isPlain(word, with: "_-./:=@+,%") { return word }
    return "'\(word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
  }
}
