/// Bytes taken apart into Unicode scalars and the bytes that belong to none.
///
/// Well-formed is what table 3-7 of the Unicode Standard calls so: no overlong form, no surrogate, nothing
/// past U+10FFFF. Every byte that isn't part of such a sequence is a unit of its own.
package struct UTF8Units: Sequence, IteratorProtocol {
  package enum Unit: Hashable, Sendable {
    case scalar(Unicode.Scalar)
    case byte(UInt8)
  }

  private let bytes: [UInt8]
  /// The offset at which the next unit starts.
  package private(set) var offset: Int

  package init(_ bytes: [UInt8], from offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  package mutating func next() -> Unit? {
    guard offset < bytes.count else { return nil }
    let lead = bytes[offset]
    let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard lead < 0x80 || (0xC2...0xF4).contains(lead), offset + length <= bytes.count else {
      offset += 1
      return .byte(lead)
    }
    var value = length == 1 ? UInt32(lead) : UInt32(lead) & (0x7F >> UInt32(length))
    for byte in bytes[offset + 1..<offset + length] {
      guard byte & 0xC0 == 0x80 else {
        offset += 1
        return .byte(lead)
      }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    let shortest: UInt32 = length == 3 ? 0x800 : length == 4 ? 0x10000 : 0
    guard value >= shortest, let scalar = Unicode.Scalar(value) else {
      offset += 1
      return .byte(lead)
    }
    offset += length
    return .scalar(scalar)
  }
}
