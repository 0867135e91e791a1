import CaskadeSyntax

/// A private key in PEM (RFC 7468) or in PGP's armour (RFC 9580), from its first to its last line.
enum PrivateKeyBlock {
  private static let limit = 32_768

  /// `place` is that of the `BEGIN`. Nil when it is another kind of block, only named (`"-----BEGIN PRIVATE KEY-----"`
  /// as a text of code), or a closed block with nothing in it.
  static func find(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Range<Int>? {
    guard place >= 4, text[(place - 4)..<place].allSatisfy({ $0 == 0x2D || $0 == 0x20 }) else { return nil }
    var begin = place
    while begin > 0, place - begin < 6, text[begin - 1] == 0x2D || text[begin - 1] == 0x20 { begin -= 1 }
    var end = place
    while end < text.count, end - place < 80, text[end] != 0x2D, !ByteSet.breaks.contains(text[end]) { end += 1 }
    let label = Array(text[place..<end])
    guard TokenCheck.contains(label, "PRIVATE KEY") || TokenCheck.contains(label, "PGP SECRET") else { return nil }
    while end < text.count, text[end] == 0x2D || text[end] == 0x20 { end += 1 }
    if end < text.count, ByteSet("\"'`)/").contains(text[end]) { return nil }
    var body = 0
    var last = end
    while last < text.count, last - end < limit, text[last] != 0x2D || !isDashes(text, last) {
      if ByteSet.base64.contains(text[last]) { body += 1 }
      last += 1
    }
    let isClosed = last < text.count && text[last] == 0x2D
    if isClosed, body < 40 { return nil }
    return begin..<(isClosed ? last : min(text.count, last))
  }

  /// The key's own bytes, which begin alike in every key of a kind: found without the line that names it.
  static let bodies = [
    "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC", "MIIEvgIBADANBgkqhkiG9w0BAQEFAASC", "MIIEvAIBADANBgkqhkiG9w0BAQEFAASC",
    "MIIJQgIBADANBgkqhkiG9w0BAQEFAASC", "MIIJQwIBADANBgkqhkiG9w0BAQEFAASC", "MIIEpAIBAAKCAQEA", "MIIEowIBAAKCAQEA",
    "MIIEogIBAAKCAQEA", "MIIEpQIBAAKCAQEA", "MIIJKAIBAAKCAgEA", "MIIJKQIBAAKCAgEA", "MIIJJwIBAAKCAgEA",
    "MHcCAQEEI", "MC4CAQAwBQYDK2VwBCIEI", "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg",
    "b3BlbnNzaC1rZXktdjEAAAAA",
  ]

  /// The line of base 64 that begins at `place`, or nil when it is shorter than any key's first line.
  static func body(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Range<Int>? {
    if place > 0, ByteSet.base64.contains(text[place - 1]), !(place > 1 && text[place - 2] == UInt8(ascii: "\\")) {
      return nil
    }
    var end = place
    while end < text.count, end - place < limit, ByteSet.base64.contains(text[end]) { end += 1 }
    return end - place >= 56 ? place..<end : nil
  }

  private static func isDashes(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    place + 4 < text.count && text[place..<(place + 4)].allSatisfy { $0 == 0x2D }
  }
}
