/// Where words and identifiers begin in a stretch of a text, as `WordScanner` has them, found for 60 bytes at once.
///
/// The stretch is looked at with the byte before it and three behind it, so that what is said of one stretch depends on
/// no other. Eight bytes are compared in one number: no byte decides a jump.
struct WordWindow {
  /// How many bytes a stretch has.
  static let length = 60
  /// The stretch, its byte before, and its three behind.
  private static let width = 64
  /// The stretch's own bits.
  private static let own: UInt64 = (1 << 61) - 2

  /// Bit 0 is the byte before the stretch.
  private let starts: UInt64
  private let continued: UInt64
  private let named: UInt64

  /// - Parameter place: where in the text the stretch begins.
  @inline(__always)
  init(_ text: UnsafeBufferPointer<UInt8>, at place: Int) {
    if place > 0, place - 1 + Self.width <= text.count, let base = text.baseAddress {
      self.init(UnsafeRawPointer(base + (place - 1)))
    } else {
      self.init(edge: text, at: place)
    }
  }

  /// A stretch at the beginning or end of its text, beyond which no letters are.
  @inline(never)
  private init(edge text: UnsafeBufferPointer<UInt8>, at place: Int) {
    self = withUnsafeTemporaryAllocation(byteCount: Self.width, alignment: 8) { bytes in
      for offset in 0..<Self.width {
        let byte = place - 1 + offset
        bytes[offset] = byte >= 0 && byte < text.count ? text[byte] : 0
      }
      // The buffer has a width that isn't 0.
      return bytes.baseAddress.map { WordWindow($0) } ?? WordWindow()
    }
  }

  private init() { (starts, continued, named) = (0, 0, 0) }

  @inline(__always)
  private init(_ bytes: UnsafeRawPointer) {
    var (upper, lower, other): (UInt64, UInt64, UInt64) = (0, 0, 0)
    for part in 0..<8 {
      let eight = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: part * 8, as: UInt64.self))
      let shift = UInt64(part * 8)
      upper |= Self.bits(eight, from: 0x41, to: 0x5A) << shift
      lower |= Self.bits(eight, from: 0x61, to: 0x7A) << shift
      other |= (Self.bits(eight, from: 0x30, to: 0x39) | Self.bits(eight, from: 0x5F, to: 0x5F)) << shift
    }
    let letters = upper | lower
    starts = letters & (~(letters << 1) | upper & (lower << 1) | upper & (upper << 1) & (lower >> 1))
    continued = letters & ~starts
    named = letters | other
  }

  /// A bit for each of eight bytes that lies between two others.
  @inline(__always)
  private static func bits(_ eight: UInt64, from first: UInt64, to last: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops = ones &* 0x80
    let low = eight & ~tops
    let inside = (low &+ ones &* (0x80 - first)) & ~(low &+ ones &* (0x7F - last)) & ~eight & tops
    // The bits come to lie side by side in the product's topmost byte.
    return ((inside >> 7) &* 0x0102_0408_1020_4080) >> 56
  }

  /// How many words begin in the stretch.
  @inline(__always)
  var words: Int { (starts & Self.own).nonzeroBitCount }

  /// The first byte of each word of three letters or more, counted from the stretch's beginning.
  @inline(__always)
  func eachLongWord(_ body: (Int) -> Void) {
    var left = starts & (continued >> 1) & (continued >> 2) & Self.own
    while left != 0 {
      body(left.trailingZeroBitCount - 1)
      left &= left - 1
    }
  }

  /// The first byte of each run of letters, digits and `_`, counted likewise.
  @inline(__always)
  func eachRun(_ body: (Int) -> Void) {
    var left = named & ~(named << 1) & Self.own
    while left != 0 {
      body(left.trailingZeroBitCount - 1)
      left &= left - 1
    }
  }
}
