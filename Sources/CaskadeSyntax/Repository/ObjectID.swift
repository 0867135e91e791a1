/// A full object id: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits.
///
/// Kept as the number that the digits stand for, so that a list of a hundred thousand holds no text. The order is that
/// of the digits.
package struct ObjectID: Hashable, Sendable {
  /// Sixteen digits each, the first ones highest; the last ones of a SHA-1 id are zero.
  private let words: (UInt64, UInt64, UInt64, UInt64)
  private let digits: UInt8

  /// Nil unless the text is exactly a full id.
  package init?(_ text: String) {
    self.init(digits: text.utf8)
  }

  /// Nil unless the bytes are exactly the digits of a full id.
  package init?(digits text: some Collection<UInt8>) {
    let id = text.withContiguousStorageIfAvailable { ObjectID(buffer: $0) } ?? ObjectID(Array(text))
    guard let id else { return nil }
    self = id
  }

  private init?(_ digits: [UInt8]) {
    guard let id = digits.withUnsafeBufferPointer({ ObjectID(buffer: $0) }) else { return nil }
    self = id
  }

  private init?(buffer text: UnsafeBufferPointer<UInt8>) {
    guard text.count == 40 || text.count == 64, let first = Self.word(text, 0, 16), let second = Self.word(text, 16, 16)
    else { return nil }
    if text.count == 40 {
      guard let third = Self.word(text, 32, 8) else { return nil }
      words = (first, second, third << 32, 0)
    } else {
      guard let third = Self.word(text, 32, 16), let last = Self.word(text, 48, 16) else { return nil }
      words = (first, second, third, last)
    }
    digits = UInt8(text.count)
  }

  /// Nil unless there are exactly the bytes that a full id's digits stand for: 20 or 32, as trees and indices of packs hold
  /// them.
  package init?(raw: UnsafeRawBufferPointer) {
    guard raw.count == 20 || raw.count == 32 else { return nil }
    func word(_ start: Int) -> UInt64 {
      UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    }
    if raw.count == 20 {
      let third = UInt32(bigEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
      words = (word(0), word(8), UInt64(third) << 32, 0)
    } else {
      words = (word(0), word(8), word(16), word(24))
    }
    digits = UInt8(raw.count * 2)
  }

  /// The first byte that its digits stand for.
  package var firstByte: UInt8 { UInt8(truncatingIfNeeded: words.0 >> 56) }

  /// The number that so many digits from there on stand for.
  private static func word(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> UInt64? {
    var word: UInt64 = 0
    for place in start..<(start + count) {
      let byte = text[place]
      switch byte {
      case 0x30...0x39: word = word << 4 | UInt64(byte - 0x30)
      case 0x61...0x66: word = word << 4 | UInt64(byte - 0x61 + 10)
      case _: return nil
      }
    }
    return word
  }

  package var text: String { prefix(Int(digits)) }

  /// Seven digits, for people; nothing is ever looked up by them.
  package var short: String { prefix(7) }

  /// The id that stands for "no object" in git's records.
  package var isZero: Bool { words.0 | words.1 | words.2 | words.3 == 0 }

  /// Whether the other is one of the same repository's format.
  package func isAsLong(as other: ObjectID) -> Bool { digits == other.digits }

  private func prefix(_ count: Int) -> String {
    String(unsafeUninitializedCapacity: 64) { buffer in
      for place in 0..<count {
        let word =
          switch place >> 4 {
          case 0: words.0
          case 1: words.1
          case 2: words.2
          case _: words.3
          }
        let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - (place & 15) * 4)) & 15
        buffer[place] = digit < 10 ? 0x30 + digit : 0x61 + digit - 10
      }
      return count
    }
  }

  package static func == (one: ObjectID, other: ObjectID) -> Bool {
    one.words == other.words && one.digits == other.digits
  }

  package func hash(into hasher: inout Hasher) {
    // The digits of an id are as good as random: its first ones and its length tell it from others.
    hasher.combine(words.0)
    hasher.combine(digits)
  }
}

extension ObjectID: Comparable {
  package static func < (one: ObjectID, other: ObjectID) -> Bool {
    one.words == other.words ? one.digits < other.digits : one.words < other.words
  }
}
