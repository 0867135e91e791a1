/// UTF-16 that is recognised by its byte order mark, or without one by where its NUL bytes stand.
enum UTF16Text {
  /// The text in UTF-8, or nil when the bytes aren't UTF-16. Broken surrogates become U+FFFD; lines stay lines.
  static func decoded(_ bytes: [UInt8]) -> [UInt8]? {
    guard let bigEndian = isBigEndian(bytes) else { return nil }
    var place = bytes[0] ^ bytes[1] == 0x01 ? 2 : 0
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    while place + 1 < bytes.count {
      let first = UInt16(bytes[place])
      let second = UInt16(bytes[place + 1])
      units.append(bigEndian ? first << 8 | second : second << 8 | first)
      place += 2
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private static func isBigEndian(_ bytes: [UInt8]) -> Bool? {
    guard bytes.count >= 2 else { return nil }
    if bytes[0] == 0xFE, bytes[1] == 0xFF { return true }
    if bytes[0] == 0xFF, bytes[1] == 0xFE { return false }
    var even = 0
    var odd = 0
    let looked = min(bytes.count, 4096)
    for place in 0..<looked where bytes[place] == 0 {
      if place % 2 == 0 { even += 1 } else { odd += 1 }
    }
    guard (even + odd) * 10 >= looked * 3 else { return nil }
    if odd > even * 8 { return false }
    return even > odd * 8 ? true : nil
  }
}
