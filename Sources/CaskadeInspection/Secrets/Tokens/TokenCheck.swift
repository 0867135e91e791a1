import CaskadeSyntax

/// The checks that formats carry in themselves, and the one against filled-in samples.
enum TokenCheck {
  /// Not a placeholder: not one character over and over, nor the alphabet or the digits in their order.
  @Sendable static func notFilled(_ token: ArraySlice<UInt8>) -> Bool {
    SecretValue(token).isVaried
  }

  /// Letters and digits that don't read as words, so that an identifier with the prefix isn't a token. Chance may spell
  /// what reads so; in no identifier of that length are a quarter of the letters capitals.
  @Sendable static func random(_ token: ArraySlice<UInt8>) -> Bool {
    let value = SecretValue(token)
    return value.isVaried && (!value.readsAsWords || isJumbled(value))
  }

  private static func isJumbled(_ value: SecretValue) -> Bool {
    value.letters >= 20 && value.upper * 4 >= value.letters && value.lower * 4 >= value.letters
  }

  /// Upper case, lower case and digits all occur.
  @Sendable static func mixed(_ token: ArraySlice<UInt8>) -> Bool {
    let value = SecretValue(token)
    return value.isVaried && value.digits > 0 && value.lower > 1 && value.upper > 0
  }

  /// AWS' documentation ends its sample key ids in EXAMPLE, other people's are filled with X.
  @Sendable static func notAWSExample(_ token: ArraySlice<UInt8>) -> Bool {
    !token.suffix(7).elementsEqual("EXAMPLE".utf8) && !contains(Array(token), "XXXXX")
  }

  /// The last six characters are the CRC-32 of the thirty before them, in base 62 (`0-9A-Za-z`), padded with `0`.
  ///
  /// Source: "Behind GitHub's new authentication token formats", 2021; npm took over the same format.
  @Sendable static func crc32Base62(_ token: ArraySlice<UInt8>) -> Bool {
    let body = token.suffix(36)
    guard body.count == 36 else { return false }
    var crc = checksum(body.prefix(30))
    var expected = [UInt8](repeating: UInt8(ascii: "0"), count: 6)
    for place in expected.indices.reversed() {
      expected[place] = base62[Int(crc % 62)]
      crc /= 62
    }
    return body.suffix(6).elementsEqual(expected)
  }

  private static let base62 = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

  /// CRC-32 of ISO 3309, reflected, as in zlib.
  static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 {
        crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1
      }
    }
    return ~crc
  }

  /// Groups joined by `-` after the prefix, all of them digits but the last; the last isn't a word.
  @Sendable static func slackGroups(_ token: ArraySlice<UInt8>) -> Bool {
    let groups = token.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).dropFirst()
    guard let last = groups.last, groups.count >= 2, last.count >= 2 else { return false }
    let numbers = groups.dropLast()
    guard numbers.allSatisfy({ !$0.isEmpty && $0.allSatisfy(ByteSet.digits.contains) }) else { return false }
    guard last.contains(where: ByteSet.digits.contains) || isJumbled(SecretValue(last)), SecretValue(token).isVaried
    else { return false }
    return last.allSatisfy(ByteSet.alphanumeric.contains) && token.count >= 16
      && (numbers.count >= 2 || last.count >= 8)
  }

  /// A SendGrid key has exactly one full stop between its halves, or none in keys of old.
  @Sendable static func sendGrid(_ token: ArraySlice<UInt8>) -> Bool {
    var dots = 0
    for byte in token.dropFirst(3) where byte == UInt8(ascii: ".") { dots += 1 }
    return dots <= 1 && notFilled(token)
  }

  /// Discord's first part is a number in base 64, which begins with M, N or O.
  @Sendable static func discord(_ token: ArraySlice<UInt8>) -> Bool {
    let begins = token.prefix(3).contains {
      $0 == UInt8(ascii: "M") || $0 == UInt8(ascii: "N") || $0 == UInt8(ascii: "O")
    }
    return begins && mixed(token)
  }

  /// The header decodes to a JSON object that names an algorithm or a type.
  @Sendable static func webToken(_ token: ArraySlice<UInt8>) -> Bool {
    let parts = token.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count >= 2, let header = parts.first.flatMap({ Base64.decode(token: $0) }) else { return false }
    guard let payload = Base64.decode(token: parts[1]), isObject(header), isObject(payload) else { return false }
    if parts.count > 2, sampleSignatures.contains(where: { parts[2].starts(with: $0.utf8) }) { return false }
    return contains(header, "\"alg\"") || contains(header, "\"typ\"") || contains(header, "\"kid\"")
  }

  /// How the samples begin that jwt.io opens with, old and new: HS256 of its "John Doe" by the keys that it shows there.
  private static let sampleSignatures = ["SflKxwRJ", "XbPfbIHM", "TJVA95Or", "KMUFsIDT", "xTauSR2d", "dyt0CoTl"]

  private static func isObject(_ bytes: [UInt8]) -> Bool {
    bytes.first == UInt8(ascii: "{") && bytes.last == UInt8(ascii: "}")
      && !String(decoding: bytes, as: UTF8.self).contains("\u{FFFD}")
  }

  static func contains(_ bytes: [UInt8], _ text: String) -> Bool { bytes.place(of: text) != nil }
}
