/// One character of a source line as a terminal shows it.
///
/// A tab is one space. Characters that can't be seen, that a terminal obeys or that reorder text are escaped
/// as `EscapedText` does it, and so is each byte that isn't UTF-8.
struct SourceCell {
  let text: String
  /// How many terminal cells the text takes: two for wide characters, none for a combining mark.
  let width: Int
  /// Where the character's first byte is.
  let offset: Int

  static func cells(of bytes: ArraySlice<UInt8>) -> [SourceCell] {
    var units = UTF8Units(Array(bytes))
    var cells: [SourceCell] = []
    var offset = bytes.startIndex
    while let unit = units.next() {
      cells.append(SourceCell(unit, offset))
      offset = bytes.startIndex + units.offset
    }
    return cells
  }

  private init(_ unit: UTF8Units.Unit, _ offset: Int) {
    self.offset = offset
    switch unit {
    case .byte(let byte):
      (text, width) = ("\\x" + EscapedText.hexadecimal(UInt32(byte), width: 2), 4)
    case .scalar("\t"):
      (text, width) = (" ", 1)
    case .scalar(let scalar) where scalar.value < 0x20 || HiddenCharacter(scalar) != nil:
      let digits = EscapedText.hexadecimal(scalar.value, width: scalar.isASCII ? 2 : 1)
      text = scalar.isASCII ? "\\x" + digits : "\\u{" + digits + "}"
      width = text.utf8.count
    case .scalar(let scalar):
      (text, width) = (String(Character(scalar)), DisplayWidth.of(scalar))
    }
  }
}
