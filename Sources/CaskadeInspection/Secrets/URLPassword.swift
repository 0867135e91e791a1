import CaskadeSyntax

/// The password of `scheme://user:password@host`.
enum URLPassword {
  private static let limit = 256

  /// `place` is that of `://`.
  static func find(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Range<Int>? {
    guard place > 0, ByteSet.alphanumeric.contains(text[place - 1]) else { return nil }
    let begin = place + 3
    var colon: Int?
    var end = begin
    while end < text.count, end - begin < limit, text[end] != UInt8(ascii: "@") {
      if ByteSet(" \t\n\r\"'`<>/?#\\").contains(text[end]) { return nil }
      if colon == nil, text[end] == UInt8(ascii: ":") { colon = end }
      end += 1
    }
    guard let colon, end < text.count, text[end] == UInt8(ascii: "@"), end - colon > 3 else { return nil }
    let password = (colon + 1)..<end
    let value = SecretValue(ArraySlice(text[password]))
    guard !value.isReference, value.letters + value.digits > 0, value.bytes.first != UInt8(ascii: "$"),
      value.variety > 1
    else { return nil }
    if value.bytes.contains(UInt8(ascii: "{")) || value.bytes.first == UInt8(ascii: "[")
      || value.bytes.first == UInt8(ascii: "%")
    {
      return nil
    }
    if value.isPlaceholder || value.bytes.elementsEqual(text[begin..<colon]) || value.readsAsWords,
      isLocal(text, end + 1)
    {
      return nil
    }
    return password
  }

  /// A machine of one's own, or one of the names that are kept for documentation (RFC 2606).
  private static func isLocal(_ text: UnsafeBufferPointer<UInt8>, _ begin: Int) -> Bool {
    var end = begin
    while end < text.count, end - begin < limit, ByteSet.dotted.contains(text[end]) { end += 1 }
    let host = text[begin..<end].map { ByteSet.upper.contains($0) ? $0 | 0x20 : $0 }
    if !host.contains(UInt8(ascii: ".")) || host.starts(with: "127.".utf8) || host.starts(with: "0.0".utf8) {
      return true
    }
    return TokenCheck.contains(host, "example") || host.suffix(5).elementsEqual(".test".utf8)
      || host.suffix(6).elementsEqual(".local".utf8) || host.starts(with: "host.".utf8) || host.starts(with: "my".utf8)
  }
}
