/// Base 64 (RFC 4648, sections 4 and 5).
package enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let padding = UInt8(ascii: "=")

  /// With padding, in section 4's alphabet.
  package static func encode(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        result.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : padding)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The bytes; nil for anything that `encode` doesn't write: other characters, white space, missing padding,
  /// bits left over.
  package static func decode(_ text: String) -> [UInt8]? {
    let characters = Array(text.utf8)
    guard characters.count % 4 == 0 else { return nil }
    let digits = characters.prefix(characters.count - characters.suffix(2).count { $0 == padding })
    guard let (bytes, rest) = decoded(digits, { value($0, isForURLs: false) }) else { return nil }
    return rest == 0 ? bytes : nil
  }

  /// The bytes of a token, in either alphabet or both, padded or not; nil when a character is of neither or a single one
  /// is left over.
  package static func decode(token: ArraySlice<UInt8>) -> [UInt8]? {
    var digits = token
    while digits.last == padding { digits.removeLast() }
    guard digits.count % 4 != 1 else { return nil }
    return decoded(digits) { value($0, isForURLs: true) }?.bytes
  }

  /// The whole bytes, and the bits that are left over.
  private static func decoded(
    _ digits: ArraySlice<UInt8>, _ value: (UInt8) -> UInt32?
  ) -> (bytes: [UInt8], rest: UInt32)? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count * 3 / 4)
    var held: UInt32 = 0
    var count: UInt32 = 0
    for digit in digits {
      guard let value = value(digit) else { return nil }
      held = held << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: held >> count))
        held &= 1 << count - 1
      }
    }
    // Six bits over are a digit that says nothing: no encoder writes it.
    return count < 6 ? (bytes, held) : (bytes, .max)
  }

  private static func value(_ digit: UInt8, isForURLs: Bool) -> UInt32? {
    switch digit {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    case UInt8(ascii: "-") where isForURLs: 62
    case UInt8(ascii: "_") where isForURLs: 63
    default: nil
    }
  }
}
