/// A set of byte values, as 256 bits.
package struct ByteSet: Hashable, Sendable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  package init(_ members: String) {
    for byte in members.utf8 { insert(byte) }
  }

  package init(_ ranges: ClosedRange<Character>..., also members: String = "") {
    for range in ranges {
      guard let low = range.lowerBound.asciiValue, let high = range.upperBound.asciiValue else { continue }
      for byte in low...high { insert(byte) }
    }
    for byte in members.utf8 { insert(byte) }
  }

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

  private mutating func insert(_ byte: UInt8) {
    let bit = UInt64(1) << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    case _: words.3 |= bit
    }
  }

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

extension ByteSet {
  package static let digits = ByteSet("0"..."9")
  package static let lower = ByteSet("a"..."z")
  package static let upper = ByteSet("A"..."Z")
  package static let letters = ByteSet("a"..."z", "A"..."Z")
  package static let hex = ByteSet("0"..."9", "a"..."f", "A"..."F")
  package static let lowerHex = ByteSet("0"..."9", "a"..."f")
  package static let lowerDigits = ByteSet("0"..."9", "a"..."z")
  package static let upperDigits = ByteSet("0"..."9", "A"..."Z")
  /// RFC 4648's base 32.
  package static let base32 = ByteSet("2"..."7", "A"..."Z")
  package static let alphanumeric = ByteSet("0"..."9", "a"..."z", "A"..."Z")
  package static let word = ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_")
  /// RFC 4648's base 64 for URLs, without padding.
  package static let base64URL = ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_-")
  package static let base64 = ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "+/=")
  /// Everything that tokens, and not expressions, are made of.
  package static let tokenish = ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_-+/=.~|:")
  package static let dotted = ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_-.=")
  package static let quotes = ByteSet("\"'`")
  package static let blanks = ByteSet(" \t")
  package static let breaks = ByteSet("\n\r")
}
