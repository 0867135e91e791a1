/// A command's output, made fit to be read: hostile text that may steer a terminal or a CI system.
///
/// Terminal control sequences (ECMA-48) are removed, of a line that was overwritten by carriage returns only the last
/// state is kept, a tab becomes spaces, other controls, invisible characters and bytes that aren't UTF-8 are escaped,
/// and a line of more than 500 characters is cut with a note.
package enum OutputText {
  private static let longestLine = 500
  private static let tab = [UInt8](repeating: 0x20, count: 4)

  package static func printable(_ bytes: [UInt8]) -> String {
    let plain = withoutControlSequences(bytes)
    var lines: [String] = []
    for line in plain.split(separator: 0x0A, omittingEmptySubsequences: false) {
      lines.append(printable(line: lastState(of: line)))
    }
    return lines.joined(separator: "\n")
  }

  /// What a terminal would show of one line, not escaped.
  package static func plain(line: [UInt8]) -> [UInt8] { Array(lastState(of: withoutControlSequences(line)[...])) }

  /// The cut is made between characters, so that no part of one shows as stray bytes.
  private static func printable(line: ArraySlice<UInt8>) -> String {
    let bytes = Array(line)
    var units = UTF8Units(bytes)
    var width = 0
    while width < longestLine, let unit = units.next() { width += unit == .scalar("\t") ? tab.count : 1 }
    let end = units.offset
    let shown = EscapedText.line(
      bytes[..<end].contains(0x09)
        ? bytes[..<end].flatMap { $0 == 0x09 ? tab : [$0] } : Array(bytes[..<end]))
    guard end < bytes.count else { return shown }
    let rest = bytes.count - end
    return "\(shown) ... (\(rest.counted("more byte")) on this line)"
  }

  /// What a terminal would show at the end: the text behind the last carriage return that something follows.
  private static func lastState(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = line
    while rest.last == 0x0D { rest = rest.dropLast() }
    guard let last = rest.lastIndex(of: 0x0D) else { return rest }
    return rest[(last + 1)...]
  }

  private static func withoutControlSequences(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0x1B) else { return bytes }
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x1B {
        index = endOfSequence(bytes, from: index)
      } else {
        plain.append(bytes[index])
        index += 1
      }
    }
    return plain
  }

  /// ECMA-48, 5.4 (control sequences) and 5.6 (control strings). A sequence never runs past its line, so that an
  /// unfinished one can't swallow what follows.
  private static func endOfSequence(_ bytes: [UInt8], from escape: Int) -> Int {
    var index = escape + 1
    guard index < bytes.count else { return index }
    switch bytes[index] {
    case UInt8(ascii: "["):
      index += 1
      while index < bytes.count, (0x20...0x3F).contains(bytes[index]) { index += 1 }
      return index < bytes.count && (0x40...0x7E).contains(bytes[index]) ? index + 1 : index
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      index += 1
      while index < bytes.count, bytes[index] != 0x07, bytes[index] != 0x1B, bytes[index] != 0x0A { index += 1 }
      if index + 1 < bytes.count, bytes[index] == 0x1B, bytes[index + 1] == UInt8(ascii: "\\") { return index + 2 }
      return index < bytes.count && bytes[index] == 0x07 ? index + 1 : index
    case 0x20...0x2F:
      while index < bytes.count, (0x20...0x2F).contains(bytes[index]) { index += 1 }
      return index < bytes.count && (0x30...0x7E).contains(bytes[index]) ? index + 1 : index
    case 0x30...0x7E: return index + 1
    default: return index
    }
  }
}
