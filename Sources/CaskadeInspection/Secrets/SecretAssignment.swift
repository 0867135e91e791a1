import CaskadeSyntax

/// A name, something that gives it a value, and the value: `name = "value"`, `name: value`, `"name" => 'value'`,
/// `"value" == name`, `name "value"`, `<add key="name" value="value"/>`.
///
/// It is found from a place inside the name. Nothing here goes past the end of the next line, and every search is bounded.
struct SecretAssignment {
  enum Quoting {
    case quoted(UInt8)
    case bare
  }

  let name: Range<Int>
  let value: Range<Int>
  let quoting: Quoting
  /// Something like `:=`, after which a value may stand without quotes in any language.
  let definesText: Bool
  /// A comma only: `set("name", "value")`, but also any list of words.
  let isListed: Bool
  /// The value stands on the line after the operator's.
  private(set) var isOnNextLine = false

  private typealias Text = UnsafeBufferPointer<UInt8>
  private static let nameLimit = 64
  private static let valueLimit = 1024
  private static let bareLimit = 512
  private static let bareEnds = ByteSet(" \t\n\r\"'`")
  private static let nameBytes = ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_-.")

  /// The name around the stem at `place`; it begins and ends with a letter or digit.
  static func name(_ text: UnsafeBufferPointer<UInt8>, around place: Int) -> Range<Int> {
    var begin = place
    while begin > 0, place - begin < nameLimit, nameBytes.contains(text[begin - 1]) { begin -= 1 }
    var end = place
    while end < text.count, end - place < nameLimit, nameBytes.contains(text[end]) { end += 1 }
    while begin < end, !ByteSet.alphanumeric.contains(text[begin]) { begin += 1 }
    while end > begin, !ByteSet.alphanumeric.contains(text[end - 1]) { end -= 1 }
    return begin..<end
  }

  /// The value that stands after the name, or nil.
  init?(_ text: UnsafeBufferPointer<UInt8>, after name: Range<Int>) {
    self.name = name
    var place = name.upperBound
    var namesQuoted = false
    func skip(_ set: ByteSet, _ limit: Int) -> Int {
      let first = place
      while place < text.count, place - first < limit, set.contains(text[place]) { place += 1 }
      return place - first
    }
    // The rest of a quoted or indexed name: `"]`, `\"`, `[25]`.
    if place < text.count, ByteSet("\"'`\\").contains(text[place]) {
      _ = skip(ByteSet("\"'`\\"), 4)
      namesQuoted = true
    }
    if place < text.count, text[place] == UInt8(ascii: "[") {
      place += 1
      _ = skip(.digits, 10)
    }
    if place < text.count, ByteSet("])>").contains(text[place]) { place += 1 }
    if namesQuoted, name.lowerBound > 1, text[name.lowerBound - 1] == UInt8(ascii: ":") { return nil }
    let blanks = skip(.blanks, 40)
    let operatorStart = place
    let length = skip(ByteSet("=:|>!?<,"), 6)
    let mark = text[operatorStart..<place]
    let isPlain = length == 0
    if !isPlain, !Self.isOperator(Array(mark), namesQuoted: namesQuoted) { return nil }
    if isPlain, blanks == 0, !namesQuoted { return nil }
    // In prose "pass" is a verb: "pass `--verbose=1`".
    if isPlain, name.count == 4 { return nil }
    isListed = length == 1 && mark.first == UInt8(ascii: ",")
    definesText = length >= 2 && mark.last == UInt8(ascii: "=") && mark.first == UInt8(ascii: ":")
    _ = skip(.blanks, 40)
    if isPlain, namesQuoted, !Self.skipAttribute(text, &place) { return nil }
    if !isPlain {
      Self.skipType(text, &place)
      if !isListed { isOnNextLine = Self.skipToNextLine(text, &place) }
    }
    // `@"..."`, `b'...'`, `f"..."`
    if place + 1 < text.count, ByteSet("@bBrRuUfFL$").contains(text[place]), ByteSet.quotes.contains(text[place + 1]) {
      place += 1
    }
    while place + 1 < text.count, text[place] == UInt8(ascii: "\\"), ByteSet.quotes.contains(text[place + 1]) {
      place += 1
    }
    while place + 1 < text.count, ByteSet.quotes.contains(text[place]), text[place + 1] == text[place],
      place + 2 < text.count, !ByteSet(" ,;:)]}\n\r").contains(text[place + 2])
    {
      place += 1
    }
    guard place < text.count else { return nil }
    if ByteSet.quotes.contains(text[place]), let closing = Self.closing(text, of: place) {
      // What is followed by a colon is a name in turn.
      if isOnNextLine, closing + 1 < text.count, text[closing + 1] == UInt8(ascii: ":") { return nil }
      value = (place + 1)..<closing
      quoting = .quoted(text[place])
      return
    }
    if isPlain { return nil }
    if isOnNextLine, !Self.isIndented(text, place, beyond: name.lowerBound) { return nil }
    if ByteSet.quotes.contains(text[place]) { place += 1 }
    let first = place
    while place < text.count, place - first < Self.bareLimit, !Self.bareEnds.contains(text[place]) {
      place += 1
    }
    guard place > first else { return nil }
    value = first..<place
    quoting = .bare
    if isOnNextLine, !endsLine(text) || text[place - 1] == UInt8(ascii: ":") { return nil }
  }

  /// Nothing but a comment follows the value in its line.
  func endsLine(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = value.upperBound
    while place < text.count, place - value.upperBound < 40, ByteSet.blanks.contains(text[place]) { place += 1 }
    return place >= text.count || ByteSet.breaks.contains(text[place])
      || text[place] == UInt8(ascii: "#") && place > value.upperBound
  }

  /// A quoted value that is compared with the name after it: `"value" == name`.
  init?(_ text: UnsafeBufferPointer<UInt8>, before name: Range<Int>) {
    var place = name.lowerBound
    while place > 0, ByteSet.blanks.contains(text[place - 1]) { place -= 1 }
    let end = place
    while place > 0, end - place < 4, ByteSet("=!").contains(text[place - 1]) { place -= 1 }
    guard end - place >= 2, text[end - 1] == UInt8(ascii: "=") else { return nil }
    while place > 0, ByteSet.blanks.contains(text[place - 1]) { place -= 1 }
    guard place > 1, ByteSet.quotes.contains(text[place - 1]) else { return nil }
    let quote = text[place - 1]
    var begin = place - 1
    while begin > 0, text[begin - 1] != quote {
      guard place - begin < 512, !ByteSet.breaks.contains(text[begin - 1]) else { return nil }
      begin -= 1
    }
    guard begin > 0 else { return nil }
    self.name = name
    value = begin..<(place - 1)
    quoting = .quoted(quote)
    definesText = false
    isListed = false
  }

  private static func isOperator(_ bytes: [UInt8], namesQuoted: Bool) -> Bool {
    switch String(decoding: bytes, as: UTF8.self) {
    case "=", ":", "==", "===", "!=", "!==", ":=", "::=", ":::=", "=>", "?=", "||=", "||", ">", "?:", "?:=", "??=": true
    case ",": namesQuoted
    case _: false
    }
  }

  /// From an opening bracket, a backslash or YAML's `|` and `>`, or from nothing, to the text of the next line. A bracket
  /// is passed over before a quote in the same line too.
  private static func skipToNextLine(_ text: Text, _ place: inout Int) -> Bool {
    var end = place
    if end < text.count, ByteSet("(\\|>").contains(text[end]) {
      let isBracket = text[end] == UInt8(ascii: "(")
      end += 1
      if end < text.count, ByteSet("-+").contains(text[end]), !isBracket { end += 1 }
      if isBracket, end < text.count, ByteSet.quotes.contains(text[end]) {
        place = end
        return false
      }
    }
    while end < text.count, end - place < 40, ByteSet.blanks.contains(text[end]) { end += 1 }
    guard end < text.count, ByteSet.breaks.contains(text[end]) else { return false }
    let lineEnd = end
    var breaks = 0
    while end < text.count, end - lineEnd < 200, ByteSet(" \t\r\n").contains(text[end]) {
      if text[end] == 0x0A { breaks += 1 }
      end += 1
    }
    guard end < text.count, breaks <= 2, text[end - 1] != 0x0A else { return false }
    place = end
    return true
  }

  /// Whether the line of `place` is indented further than that of the name.
  private static func isIndented(_ text: Text, _ place: Int, beyond name: Int) -> Bool {
    func indentation(_ place: Int) -> Int {
      var begin = place
      while begin > 0, place - begin < 512, !ByteSet.breaks.contains(text[begin - 1]) { begin -= 1 }
      var end = begin
      while end < text.count, ByteSet.blanks.contains(text[end]) { end += 1 }
      return end - begin
    }
    return indentation(place) > indentation(name)
  }

  /// Of `<add key="name" value="..."/>` the part up to the second quote.
  private static func skipAttribute(_ text: Text, _ place: inout Int) -> Bool {
    let wanted = Array("value".utf8)
    guard place + wanted.count < text.count, text[place..<(place + wanted.count)].elementsEqual(wanted) else {
      return place < text.count && ByteSet.quotes.contains(text[place])
    }
    place += wanted.count
    while place < text.count, ByteSet(" \t=").contains(text[place]) { place += 1 }
    return place < text.count && ByteSet.quotes.contains(text[place])
  }

  /// Of `name: Type = "..."` the type, where one stands between the operator and a further `=`.
  private static func skipType(_ text: Text, _ place: inout Int) {
    var end = place
    while end < text.count, end - place < 60,
      ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_.<>?&[]*: '").contains(text[end])
    {
      if text[end] == UInt8(ascii: "'"), end > place, text[end - 1] != UInt8(ascii: "&") { return }
      end += 1
    }
    guard end > place, end + 1 < text.count, text[end] == UInt8(ascii: "="), text[end - 1] == 0x20 else { return }
    guard text[end + 1] != UInt8(ascii: "="), text[end + 1] != UInt8(ascii: ">") else { return }
    place = end + 1
    while place < text.count, ByteSet.blanks.contains(text[place]) { place += 1 }
  }

  private static func closing(_ text: Text, of opening: Int) -> Int? {
    var place = opening + 1
    while place < text.count, place - opening < valueLimit, !ByteSet.breaks.contains(text[place]) {
      if text[place] == text[opening] { return place }
      if text[place] == UInt8(ascii: "\\"), place + 1 < text.count {
        if ByteSet.quotes.contains(text[place + 1]),
          text[opening] != text[place + 1] || opening > 0 && text[opening - 1] == UInt8(ascii: "\\")
        {
          return place
        }
        place += 1
      }
      place += 1
    }
    return nil
  }
}
