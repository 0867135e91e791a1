/// A set of byte values, as 256 bits.
package struct ByteSet: Hashable, Sendable {
  @usableFromInline
  var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  package init() {}

  package init(_ isMember: (UInt8) -> Bool) {
    for byte in UInt8.min...UInt8.max where isMember(byte) { insert(byte) }
  }

  package init(_ members: String) {
    for byte in members.utf8 { insert(byte) }
  }

  package init(_ ranges: ByteRange..., also members: String = "") {
    for range in ranges {
      for byte in range.low...range.high { insert(byte) }
    }
    for byte in members.utf8 { insert(byte) }
  }

  @inlinable
  @inline(__always)
  package func contains(_ byte: UInt8) -> Bool {
    let bit = UInt64(1) << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: return words.0 & bit != 0
    case 1: return words.1 & bit != 0
    case 2: return words.2 & bit != 0
    case _: return words.3 & bit != 0
    }
  }

  package mutating func insert(_ byte: UInt8) {
    let bit = UInt64(1) << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    case _: words.3 |= bit
    }
  }

  package var isEmpty: Bool { words == (0, 0, 0, 0) }

  package static func == (one: ByteSet, other: ByteSet) -> Bool {
    one.words == other.words
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}

/// Some ASCII characters that follow each other: `"a"..."z"`. Swift's own ranges of characters take long to be made the
/// first time, which is at each start.
package struct ByteRange: Sendable {
  let low: UInt8
  let high: UInt8
}

/// - Precondition: both are ASCII, the first not behind the last.
package func ... (low: Unicode.Scalar, high: Unicode.Scalar) -> ByteRange {
  ByteRange(low: UInt8(ascii: low), high: UInt8(ascii: high))
}
