/// A word or a whole piece of text, compared by its FNV-1a digest of 64 bits.
///
/// Source: Fowler, Noll, Vo, "The FNV Non-Cryptographic Hash Algorithm" (IETF draft).
struct WordHash: Hashable, Sendable {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  init() {}

  init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }

  init(_ text: String) {
    for byte in text.utf8 { add(byte) }
  }

  @inline(__always)
  mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }

  /// Takes in another symbol, as a unit of its own.
  mutating func add(_ other: WordHash) {
    var rest = other.value
    for _ in 0..<8 {
      add(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}

/// Words that are only asked for membership.
struct WordSet: Sendable {
  private let symbols: Set<WordHash>

  init(_ words: String) {
    symbols = Set(words.utf8.split(separator: 0x20).map { WordHash($0) })
  }

  func contains(_ symbol: WordHash) -> Bool { symbols.contains(symbol) }
}
