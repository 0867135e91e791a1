/// A character that a reader of a text can't see, or that changes how the text around it is shown.
///
/// Such characters let a text say one thing to a person and another to a program ("Trojan Source",
/// CVE-2021-42574). Tab, line feed and carriage return are no members: formats have rules of their own for them.
/// The two variation selectors that choose between text and emoji presentation (U+FE0E, U+FE0F) are none either.
package enum HiddenCharacter: Hashable, Sendable {
  /// C0, DEL and C1: terminals obey them.
  case control
  /// Reorders what is shown.
  case bidirectional
  /// Takes no room: zero-width characters, fillers, tags, a byte-order mark inside a text.
  case invisible
  /// U+2028 and U+2029, which end a line for some programs and not for others.
  case separator
  /// Never a character: U+FFFE, U+FFFF and their like on the other planes.
  case noncharacter

  package init?(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    if value >= 0x20, value < 0x7F { return nil }
    switch value {
    case 0x09, 0x0A, 0x0D: return nil
    case 0x00...0x1F, 0x7F...0x9F: self = .control
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x206F: self = .bidirectional
    case 0x2028, 0x2029: self = .separator
    case 0xAD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200D, 0x2060...0x2065:
      self = .invisible
    case 0x3164, 0xFE00...0xFE0D, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A:
      self = .invisible
    case 0xE0000...0xE0FFF: self = .invisible
    case 0xFDD0...0xFDEF: self = .noncharacter
    default:
      guard value & 0xFFFE == 0xFFFE else { return nil }
      self = .noncharacter
    }
  }
}
