/// Eight bytes of a text, looked at together.
struct EightBytes {
  private let word: UInt64

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let high: UInt64 = 0x8080_8080_8080_8080

  init(_ word: UInt64) {
    self.word = word
  }

  @inline(__always)
  func holds(_ byte: UInt8) -> Bool {
    // The byte becomes zero, and nothing but a zero, or one above it, borrows from its highest bit.
    let other = word ^ (Self.ones &* UInt64(byte))
    return (other &- Self.ones) & ~other & Self.high != 0
  }

  /// The place of the first byte that is a quote, a backslash or no printable character of ASCII; nil where there is none.
  @inline(__always)
  var firstThatEndsText: Int? {
    // In each of these the lowest bit is right: what is borrowed or carried goes upwards.
    let found = Self.marks(word ^ Self.quotes) | Self.marks(word ^ Self.backslashes) | unprintable
    return found == 0 ? nil : found.trailingZeroBitCount / 8
  }

  /// Whether no byte of a text is such a one.
  static func arePlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    if let base = UnsafeRawPointer(text.baseAddress) {
      while place + 8 <= text.count {
        if EightBytes(base.loadUnaligned(fromByteOffset: place, as: UInt64.self)).firstThatEndsText != nil {
          return false
        }
        place += 8
      }
    }
    while place < text.count {
      switch text[place] {
      case 0x22, 0x5C, 0..<0x20, 0x7F...0xFF: return false
      case _: place += 1
      }
    }
    return true
  }

  private static let quotes: UInt64 = 0x2222_2222_2222_2222
  private static let backslashes: UInt64 = 0x5C5C_5C5C_5C5C_5C5C

  /// The highest bit of each byte that is zero, and of some above one.
  @inline(__always)
  private static func marks(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & high }

  @inline(__always)
  private var unprintable: UInt64 {
    ((word &- Self.ones &* 0x20) & ~word | ((word &+ Self.ones) | word)) & Self.high
  }

  /// All are characters of ASCII, none of them a control.
  @inline(__always)
  var isPrintable: Bool {
    (word &- Self.ones &* 0x20) & ~word & Self.high == 0 && ((word &+ Self.ones) | word) & Self.high == 0
  }
}
