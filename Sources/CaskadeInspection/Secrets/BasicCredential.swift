import CaskadeSyntax

/// A user and password in base 64, as HTTP's basic scheme (RFC 7617) and Docker's `config.json` (`"auth"`) have them.
enum BasicCredential {
  private static let limit = 1024

  /// What stands before the base 64, and between.
  static let anchors = ["\"auth\"", "basic "]

  /// `place` is where the anchor ends.
  static func find(_ text: UnsafeBufferPointer<UInt8>, after place: Int) -> Range<Int>? {
    var first = place
    while first < text.count, first - place < 40, ByteSet(" \t\r\n:\"").contains(text[first]) { first += 1 }
    var end = first
    while end < text.count, end - first < limit, ByteSet.base64.contains(text[end]) { end += 1 }
    guard end - first >= 12, let pair = Base64.decode(token: ArraySlice(text[first..<end])) else { return nil }
    guard pair.allSatisfy({ 0x20...0x7E ~= $0 }), let colon = pair.firstIndex(of: UInt8(ascii: ":")), colon > 0 else {
      return nil
    }
    // The client of RFC 6749's samples.
    if pair[..<colon].elementsEqual("s6BhdRkqt3".utf8) { return nil }
    let password = SecretValue(pair[(colon + 1)...])
    guard password.bytes.count >= 4, password.variety > 2, !password.isReference, !password.isPlaceholder else {
      return nil
    }
    return password.readsAsWords ? nil : first..<end
  }
}
