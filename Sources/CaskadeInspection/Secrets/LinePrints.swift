/// A set of lines, each known by its value as a polynomial modulo 2^61 - 1 at a point that chance chooses anew.
///
/// Two different lines of n bytes have one value at no more than n/7 + 3 of the 2^61 points, so that nobody who can't know
/// the point can write two that are taken for one.
struct LinePrints: Sendable {
  private static let prime: UInt64 = (1 << 61) - 1

  private let point: UInt64
  private var count = 0
  /// A power of two long; 0 in an empty slot.
  private var slots: [UInt64] = []

  init() { point = UInt64.random(in: 1..<Self.prime) }

  var isEmpty: Bool { count == 0 }

  /// - Parameter print: of a line.
  /// - Returns: whether the line wasn't known yet.
  mutating func insert(_ print: UInt64) -> Bool {
    if count * 2 >= slots.count { grow() }
    guard Self.place(print, in: &slots) else { return false }
    count += 1
    return true
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: max(64, slots.count * 4))
    for print in slots where print != 0 { _ = Self.place(print, in: &larger) }
    slots = larger
  }

  private static func place(_ print: UInt64, in slots: inout [UInt64]) -> Bool {
    slots.withUnsafeMutableBufferPointer { slots in
      let mask = slots.count - 1
      var place = Int(truncatingIfNeeded: print) & mask
      while slots[place] != 0 {
        if slots[place] == print { return false }
        place = (place + 1) & mask
      }
      slots[place] = print
      return true
    }
  }

  /// Never 0.
  func print(of line: UnsafeBufferPointer<UInt8>) -> UInt64 {
    // The length makes one line and the same with NUL bytes behind it two.
    var value = UInt64(line.count) + 1
    var place = 0
    if let base = line.baseAddress {
      let bytes = UnsafeRawPointer(base)
      while place + 8 <= line.count {
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        value = Self.reduced(value.multipliedFullWidth(by: point), plus: word & 0x00FF_FFFF_FFFF_FFFF)
        place += 7
      }
    }
    while place < line.count {
      var word: UInt64 = 0
      for offset in place..<min(place + 7, line.count) { word = word << 8 | UInt64(line[offset]) }
      value = Self.reduced(value.multipliedFullWidth(by: point), plus: word)
      place += 7
    }
    // Which slot a line gets must not be told by its last bytes.
    value = Self.reduced(value.multipliedFullWidth(by: point), plus: 0)
    return value == 0 ? Self.prime : value
  }

  @inline(__always)
  private static func reduced(_ product: (high: UInt64, low: UInt64), plus word: UInt64) -> UInt64 {
    var sum = (product.low & prime) + (product.low >> 61 | product.high << 3) + word
    sum = (sum & prime) + (sum >> 61)
    return sum >= prime ? sum - prime : sum
  }
}
