/// A file as an editor shows it: UTF-16 as text, NUL and other odd bytes as what they are, a line ended by a line feed, a
/// carriage return, or both.
///
/// Git goes by another rule: what holds a NUL byte is binary and has no lines, and a carriage return ends none.
package struct EditorText: Sendable {
  package let bytes: [UInt8]
  /// Without their breaks.
  package let lines: [Range<Int>]

  /// Nil for what is no text: nearly a third of its bytes are odd ones (the measure of Perl's `-T`).
  package init?(_ blob: [UInt8]) {
    let text = UTF16Text.decoded(blob) ?? blob
    guard Self.oddBytes(text) * 10 <= text.count * 3 else { return nil }
    bytes = text
    lines = Self.lines(text)
  }

  private static func lines(_ text: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var begin = 0
    var place = 0
    while place < text.count {
      let byte = text[place]
      if byte == 0x0A || byte == 0x0D {
        lines.append(begin..<place)
        if byte == 0x0D, place + 1 < text.count, text[place + 1] == 0x0A { place += 1 }
        begin = place + 1
      }
      place += 1
    }
    if begin < text.count { lines.append(begin..<text.count) }
    return lines
  }

  /// Control characters that no text has, and bytes that aren't UTF-8.
  private static func oddBytes(_ text: [UInt8]) -> Int {
    var odd = 0
    var place = 0
    while place < text.count {
      let byte = text[place]
      place += 1
      switch byte {
      case 0x08...0x0D, 0x1B, 0x20...0x7E: break
      case 0xC2...0xF4:
        let length = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3
        let end = min(text.count, place + length)
        if end - place == length, text[place..<end].allSatisfy({ $0 & 0xC0 == 0x80 }) { place = end } else { odd += 1 }
      default: odd += 1
      }
    }
    return odd
  }
}

extension PatchReader.Line {
  /// An editor shows more than one line where git has this one.
  package var holdsLoneReturn: Bool {
    bytes.withUnsafeBufferPointer { bytes in
      for place in 0..<max(0, bytes.count - 1) where bytes[place] == 0x0D { return true }
      return false
    }
  }
}
