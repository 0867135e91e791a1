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
    if end < text.count, ByteSet("\"'`)/").contains(text[end]) { return quotedBody(text, from: end).map { begin..<$0 } }
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

  /// Where the first line ends that is a text of its own behind the one that names the key: `"-----BEGIN ...", "MII..."`.
  private static func quotedBody(_ text: UnsafeBufferPointer<UInt8>, from quote: Int) -> Int? {
    var first = quote
    while first < text.count, first - quote < 60, ByteSet(" \t\r\n\"'`+,.&\\").contains(text[first]) { first += 1 }
    if first + 1 < text.count, text[first] == UInt8(ascii: "n"), text[first - 1] == UInt8(ascii: "\\") { first += 1 }
    var end = first
    while end < text.count, end - first < limit, ByteSet.base64.contains(text[end]) { end += 1 }
    return end - first >= 48 && TokenCheck.random(ArraySlice(text[first..<end])) ? end : nil
  }

  /// PuTTY's format, and PEM in base 64 once more.
  static let wrappings = ["PuTTY-User-Key-File-", "LS0tLS1CRUdJTi"]

  /// `place` is that of one of the wrappings.
  static func wrapped(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Range<Int>? {
    if text[place] == UInt8(ascii: "P") {
      let mark = Array("Private-Lines:".utf8)
      var cursor = place
      while cursor + mark.count < text.count, cursor - place < 4096 {
        if text[cursor] == mark[0], text[cursor..<(cursor + mark.count)].elementsEqual(mark) {
          return place..<(cursor + mark.count)
        }
        cursor += 1
      }
      return nil
    }
    guard text[place..<(place + 14)].elementsEqual("LS0tLS1CRUdJTi".utf8), text.count - place > 80 else { return nil }
    guard let label = Base64.decode(token: ArraySlice(text[place..<(place + 60)])) else { return nil }
    guard TokenCheck.contains(label, "PRIVATE KEY") || TokenCheck.contains(label, "PGP SECRET") else { return nil }
    var end = place
    while end < text.count, end - place < limit, ByteSet.base64.contains(text[end]) { end += 1 }
    return end - place >= 120 ? place..<end : nil
  }

  private static func isDashes(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    place + 4 < text.count && text[place..<(place + 4)].allSatisfy { $0 == 0x2D }
  }
}
