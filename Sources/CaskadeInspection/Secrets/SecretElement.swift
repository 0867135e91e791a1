import CaskadeSyntax

/// A value in XML whose name is its element (`<password>x</password>`), an attribute of it
/// (`<string name="api_key">x</string>`), or the element before it (`<key>API_KEY</key> <string>x</string>`, as in
/// Apple's property lists, and `<name>`, `<value>` in Hadoop's and Maven's settings).
enum SecretElement {
  private typealias Text = UnsafeBufferPointer<UInt8>
  private static let tagLimit = 200
  private static let valueLimit = 1024
  private static let white = ByteSet(" \t\r\n")

  /// The bytes between the tags, without white space around them; nil where the name isn't written in one of these ways.
  static func value(_ text: UnsafeBufferPointer<UInt8>, after name: Range<Int>) -> Range<Int>? {
    guard name.lowerBound > 0, name.upperBound < text.count else { return nil }
    let before = text[name.lowerBound - 1]
    let after = text[name.upperBound]
    if after == UInt8(ascii: "<"), before == UInt8(ascii: ">") { return sibling(text, name.upperBound) }
    if after == UInt8(ascii: ">"), opensTag(text, name.lowerBound) {
      return content(text, from: name.upperBound + 1)
    }
    if white.contains(after), opensTag(text, name.lowerBound) {
      return tagEnd(text, from: name.upperBound).flatMap { content(text, from: $0) }
    }
    if after == UInt8(ascii: "\"") || after == UInt8(ascii: "'"), before == after {
      guard name.lowerBound > 1, text[name.lowerBound - 2] == UInt8(ascii: "=") else { return nil }
      guard var place = tagEnd(text, from: name.upperBound + 1) else { return nil }
      place = skip(text, place)
      return content(text, from: opened(text, place, ["<value>"]) ?? place)
    }
    return nil
  }

  /// Behind `NAME` in `<key>NAME</key> <string>VALUE</string>`.
  private static func sibling(_ text: Text, _ place: Int) -> Range<Int>? {
    guard let end = opened(text, place, ["</key>", "</name>"]) else { return nil }
    return opened(text, skip(text, end), ["<string>", "<value>"]).flatMap { content(text, from: $0) }
  }

  /// `<` stands before the name, or before its namespace.
  private static func opensTag(_ text: Text, _ name: Int) -> Bool {
    var place = name - 1
    if text[place] == UInt8(ascii: ":") {
      repeat { place -= 1 } while place > 0 && name - place < 40 && ByteSet.base64URL.contains(text[place])
    }
    return place >= 0 && text[place] == UInt8(ascii: "<")
  }

  private static func opened(_ text: Text, _ place: Int, _ tags: [String]) -> Int? {
    for tag in tags {
      let end = place + tag.utf8.count
      if end < text.count, zip(text[place..<end], tag.utf8).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 }) { return end }
    }
    return nil
  }

  private static func skip(_ text: Text, _ place: Int) -> Int {
    var end = place
    while end < text.count, end - place < tagLimit, white.contains(text[end]) { end += 1 }
    return end
  }

  /// Behind the `>` of an opening tag; nil for an empty element.
  private static func tagEnd(_ text: Text, from place: Int) -> Int? {
    var end = place
    while end < text.count, end - place < tagLimit, text[end] != UInt8(ascii: ">") {
      if text[end] == UInt8(ascii: "<") { return nil }
      end += 1
    }
    guard end < text.count, text[end] == UInt8(ascii: ">"), text[end - 1] != UInt8(ascii: "/") else { return nil }
    return end + 1
  }

  private static func content(_ text: Text, from start: Int) -> Range<Int>? {
    let marked = opened(text, skip(text, start), ["<![cdata["])
    var first = marked ?? start
    var end = first
    let stop = marked == nil ? UInt8(ascii: "<") : UInt8(ascii: "]")
    while end < text.count, end - first < valueLimit, text[end] != stop { end += 1 }
    guard end + 1 < text.count, text[end] == stop, marked != nil || text[end + 1] == UInt8(ascii: "/") else {
      return nil
    }
    while first < end, white.contains(text[first]) { first += 1 }
    while end > first, white.contains(text[end - 1]) { end -= 1 }
    return first < end ? first..<end : nil
  }
}
