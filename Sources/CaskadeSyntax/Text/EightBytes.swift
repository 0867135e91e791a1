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

  /// All are characters of ASCII, none of them a control.
  @inline(__always)
  var isPrintable: Bool {
    (word &- Self.ones &* 0x20) & ~word & Self.high == 0 && ((word &+ Self.ones) | word) & Self.high == 0
  }
}
