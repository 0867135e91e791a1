/// A character that a reader of a text can't see or takes for a space, or that changes how the text around it is shown.
///
/// Such characters let a text say one thing to a person and another to a program ("Trojan Source",
/// CVE-2021-42574). They are those of `EscapedText.isInvisible`, the blanks beside the space, and the noncharacters. Tab, line feed and carriage
/// return are none of them: formats have rules of their own for them. Neither are the two variation selectors that
/// choose between text and emoji presentation (U+FE0E, U+FE0F).
package enum HiddenCharacter: Hashable, Sendable {
  /// C0, DEL and C1: terminals obey them.
  case control
  /// Reorders what is shown.
  case bidirectional
  /// Takes no room: zero-width characters, fillers, tags, a byte-order mark inside a text.
  case invisible
  /// Looks like a space and is none: what Unicode calls a space separator (Zs), and two symbols without ink, U+2800 and
  /// U+1D159.
  case blank
  /// U+2028 and U+2029, which end a line for some programs and not for others.
  case separator
  /// Never a character: U+FFFE, U+FFFF and their like on the other planes.
  case noncharacter

  package init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x20..<0x7F, 0x09, 0x0A, 0x0D, 0xFE0E, 0xFE0F: return nil
    case 0x00...0x9F: self = .control
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x206F: self = .bidirectional
    case 0x2028, 0x2029: self = .separator
    case 0x2800, 0x1D159: self = .blank
    default:
      if scalar.properties.isNoncharacterCodePoint {
        self = .noncharacter
      } else if EscapedText.isInvisible(scalar) {
        self = .invisible
      } else if scalar.properties.generalCategory == .spaceSeparator {
        self = .blank
      } else {
        return nil
      }
    }
  }
}
