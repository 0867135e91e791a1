/// One character of a source line as a terminal shows it.
///
/// A tab is one space. Characters that can't be seen, that a terminal obeys or that reorder text are escaped
/// (`\u{202E}`), and so is each byte that isn't UTF-8 (`\xE9`).
struct SourceCell {
  let text: String
  /// How many terminal cells the text takes: two for wide characters, none for a combining mark.
  let width: Int
  /// Where the character's first byte is.
  let offset: Int

  static func cells(of bytes: ArraySlice<UInt8>) -> [SourceCell] {
    let all = Array(bytes)
    var cells: [SourceCell] = []
    var index = 0
    while index < all.count {
      let offset = bytes.startIndex + index
      if let found = UTF8Scalar(all, at: index) {
        cells.append(SourceCell(found.scalar, offset))
        index += found.length
      } else {
        cells.append(SourceCell(escape: "\\x" + hex(UInt32(all[index]), width: 2), offset))
        index += 1
      }
    }
    return cells
  }

  private init(_ scalar: Unicode.Scalar, _ offset: Int) {
    self.offset = offset
    switch scalar.value {
    case 0x09: (text, width) = (" ", 1)
    case 0x20..<0x7F: (text, width) = (String(Character(scalar)), 1)
    case 0x0A: (text, width) = ("\\n", 2)
    case 0x0D: (text, width) = ("\\r", 2)
    default:
      if HiddenCharacter(scalar) == nil {
        (text, width) = (String(Character(scalar)), Self.width(of: scalar))
      } else {
        text = "\\u{" + Self.hex(scalar.value, width: 4) + "}"
        width = text.utf8.count
      }
    }
  }

  private init(escape: String, _ offset: Int) {
    text = escape
    width = escape.utf8.count
    self.offset = offset
  }

  private static func hex(_ value: UInt32, width: Int) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Source: Unicode Standard Annex 11 (East Asian Width), the blocks that are wide or fullwidth.
  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
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
