/// How many cells of a terminal a text takes: two for wide characters, none for a combining mark.
///
/// The text is free of control characters (`EscapedText`). Terminals differ in joined emoji; here each part counts.
/// Source: Unicode Standard Annex 11 (East Asian Width), the blocks that are wide or fullwidth.
package enum DisplayWidth {
  package static func of(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  package static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.isASCII { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    switch scalar.value {
    // Vowels and finals of Hangul join the syllable before them.
    case 0x1160...0x11FF, 0xD7B0...0xD7FF: return 0
    // Two regional indicators make one flag.
    case 0x1F1E6...0x1F1FF: return 1
    default: break
    }
    if scalar.properties.isEmojiPresentation { return 2 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1B000...0x1B2FF,
      0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
