/// Text from a repository or a command, made safe to print on one line of a terminal or a report.
///
/// What could move the cursor, reorder the line, or hide in it is written as an escape:
/// `\n`, `\r`, `\t`; another C0 control or DEL as `\x1B`; a byte that isn't UTF-8 as `\xE9`; C1 controls,
/// line and paragraph separators, format characters (bidirectional controls, byte order mark) and
/// everything else that Unicode calls default-ignorable (zero-width characters, variation selectors, tags)
/// as `\u{202E}`. What remains stays as it is, also a character that only looks like another one.
package enum EscapedText {
  /// A backslash stays as it is: ordinary text is read by people, and may be ambiguous.
  package static func line(_ bytes: some Sequence<UInt8>) -> String {
    escape(Array(bytes), doublingBackslash: false)
  }

  package static func line(_ text: String) -> String {
    line(text.utf8)
  }

  /// The same for a path, but two different paths never read alike: where an escape occurs, or where the
  /// path holds a backslash that reads like the start of one, every backslash of the path is doubled.
  package static func path(_ path: [UInt8]) -> String {
    let plain = escape(path, doublingBackslash: false)
    let isUnchanged = plain.utf8.elementsEqual(path)
    return isUnchanged && !looksEscaped(path) ? plain : escape(path, doublingBackslash: true)
  }

  /// Whether the scalar shows nothing, or changes how its neighbours show.
  package static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 }
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint { return true }
    let category = properties.generalCategory
    return category == .control || category == .format || category == .lineSeparator
      || category == .paragraphSeparator
  }

  /// The digits of a number in upper-case hexadecimal, at least `width` of them.
  package static func hexadecimal(_ value: UInt32, width: Int = 1) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func escape(_ bytes: [UInt8], doublingBackslash: Bool) -> String {
    var result = ""
    for unit in UTF8Units(bytes) {
      switch unit {
      case .byte(let byte): result += "\\x" + hexadecimal(UInt32(byte), width: 2)
      case .scalar("\\") where doublingBackslash: result += "\\\\"
      case .scalar("\n"): result += "\\n"
      case .scalar("\r"): result += "\\r"
      case .scalar("\t"): result += "\\t"
      case .scalar(let scalar) where !isInvisible(scalar): result.unicodeScalars.append(scalar)
      case .scalar(let scalar) where scalar.isASCII: result += "\\x" + hexadecimal(scalar.value, width: 2)
      case .scalar(let scalar): result += "\\u{" + hexadecimal(scalar.value) + "}"
      }
    }
    return result
  }

  private static func looksEscaped(_ bytes: [UInt8]) -> Bool {
    zip(bytes, bytes.dropFirst()).contains { one, next in
      one == UInt8(ascii: "\\") && "\\nrtxu".utf8.contains(next)
    }
  }
}
