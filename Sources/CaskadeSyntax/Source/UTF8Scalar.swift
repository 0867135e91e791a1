/// One character decoded strictly from UTF-8: no overlong form, no surrogate, nothing above U+10FFFF.
///
/// Source: The Unicode Standard 15, table 3-7.
struct UTF8Scalar {
  let scalar: Unicode.Scalar
  let length: Int

  /// Nil if no well-formed character begins at the index, which must be inside the array.
  init?(_ bytes: [UInt8], at index: Int) {
    let first = bytes[index]
    let length: Int
    var value: UInt32
    let least: UInt32
    switch first {
    case 0x00...0x7F: (length, value, least) = (1, UInt32(first), 0)
    case 0xC2...0xDF: (length, value, least) = (2, UInt32(first & 0x1F), 0x80)
    case 0xE0...0xEF: (length, value, least) = (3, UInt32(first & 0x0F), 0x800)
    case 0xF0...0xF4: (length, value, least) = (4, UInt32(first & 0x07), 0x10000)
    default: return nil
    }
    guard index + length <= bytes.count else { return nil }
    for next in index + 1..<index + length {
      guard bytes[next] & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(bytes[next] & 0x3F)
    }
    guard value >= least, let scalar = Unicode.Scalar(value) else { return nil }
    self.scalar = scalar
    self.length = length
  }
}
