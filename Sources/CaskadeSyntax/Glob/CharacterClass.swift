/// A POSIX class as git has it: ASCII only, whatever the locale.
///
/// Source: git's ctype.c.
enum CharacterClass: String, CaseIterable, Hashable, Sendable {
  case alnum, alpha, blank, cntrl, digit, graph, lower, print, punct, space, upper, xdigit

  init?(_ name: ArraySlice<UInt8>) {
    self.init(rawValue: String(decoding: name, as: UTF8.self))
  }

  func contains(_ byte: UInt8) -> Bool {
    let isLetter = byte.isUpperCaseASCII || byte.isLowerCaseASCII
    let isDigit = (0x30...0x39).contains(byte)
    let isVisible = (0x21...0x7E).contains(byte)
    return switch self {
    case .alnum: isLetter || isDigit
    case .alpha: isLetter
    case .blank: byte == 0x20 || byte == 0x09
    case .cntrl: byte < 0x20 || byte == 0x7F
    case .digit: isDigit
    case .graph: isVisible
    case .lower: byte.isLowerCaseASCII
    case .print: isVisible || byte == 0x20
    case .punct: isVisible && !isLetter && !isDigit
    case .space: [0x09, 0x0A, 0x0D, 0x20].contains(byte)
    case .upper: byte.isUpperCaseASCII
    case .xdigit: isDigit || (0x61...0x66).contains(byte.lowerCaseASCII)
    }
  }
}
