import CaskadeSyntax

/// A user's password or an authorization header in a `curl` command.
enum CurlCredential {
  private static let limit = 4096

  /// `place` is that of the word `curl`; the command goes on over lines that end in a backslash, to `end`.
  static func find(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> (values: [Range<Int>], end: Int) {
    guard place == 0 || !ByteSet.word.contains(text[place - 1]) else { return ([], place) }
    guard place + 4 < text.count, ByteSet(" \t\r").contains(text[place + 4]) else { return ([], place) }
    let end = commandEnd(text, place)
    var found: [Range<Int>] = []
    var cursor = place + 4
    while cursor < end {
      if text[cursor] == 0x2D, ByteSet(" \t\r\n").contains(text[cursor - 1]) {
        if let start = argument(text, cursor, end, ["-u", "--user"]) {
          if let password = password(text, start, end) { found.append(password) }
        } else if let start = argument(text, cursor, end, ["-H", "--header"]) {
          if let token = headerValue(text, start, end) { found.append(token) }
        }
      }
      cursor += 1
    }
    return (found, end)
  }

  private static func commandEnd(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
    var end = place
    while end < text.count, end - place < limit {
      if text[end] == 0x0A {
        var before = end - 1
        while before > place, ByteSet(" \t\r").contains(text[before]) { before -= 1 }
        if text[before] != UInt8(ascii: "\\") { break }
      }
      end += 1
    }
    return end
  }

  /// Where the argument of the option at `cursor` begins, past blanks and `=`.
  private static func argument(
    _ text: UnsafeBufferPointer<UInt8>, _ cursor: Int, _ end: Int, _ names: [String]
  ) -> Int? {
    for name in names {
      let bytes = Array(name.utf8)
      guard cursor + bytes.count < end, text[cursor..<(cursor + bytes.count)].elementsEqual(bytes) else { continue }
      var place = cursor + bytes.count
      let isLong = bytes.count > 2
      if isLong, ByteSet.word.contains(text[place]) || text[place] == 0x2D { continue }
      while place < end, ByteSet(" \t=").contains(text[place]) { place += 1 }
      return place < end ? place : nil
    }
    return nil
  }

  private static func password(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
    let quote = ByteSet("\"'").contains(text[start]) ? text[start] : nil
    var place = quote == nil ? start : start + 1
    let first = place
    var colon: Int?
    while place < end {
      if let quote {
        if text[place] == quote, !(place + 1 < end && text[place + 1] == UInt8(ascii: ":")),
          !(text[place - 1] == UInt8(ascii: ":") && place - 2 > start)
        {
          break
        }
      } else if ByteSet(" \t\r\n").contains(text[place]) {
        break
      }
      if ByteSet.breaks.contains(text[place]) { return nil }
      if colon == nil, text[place] == UInt8(ascii: ":") { colon = place }
      place += 1
    }
    guard let colon else { return nil }
    var range = (colon + 1)..<place
    if range.isEmpty { range = first..<colon }
    var bytes = ArraySlice(text[range])
    while let byte = bytes.first, ByteSet("\"'").contains(byte) { bytes.removeFirst() }
    return isWritten(bytes, least: 3) ? range : nil
  }

  private static func headerValue(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
    var place = start
    while place < end, ByteSet("\"'").contains(text[place]) { place += 1 }
    let nameStart = place
    while place < end, ByteSet.base64URL.contains(text[place]) { place += 1 }
    let name = SecretName.words(of: ArraySlice(text[nameStart..<place]))
    guard place < end, text[place] == UInt8(ascii: ":"), isCredentialHeader(name) else { return nil }
    place += 1
    while place < end, ByteSet.blanks.contains(text[place]) { place += 1 }
    for scheme in ["bearer ", "basic ", "token ", "digest ", "apikey "] {
      let bytes = Array(scheme.utf8)
      if place + bytes.count < end, zip(text[place..<(place + bytes.count)], bytes).allSatisfy({ $0 | 0x20 == $1 }) {
        place += bytes.count
      }
    }
    let first = place
    while place < end, !ByteSet(" \t\r\n\"'").contains(text[place]) { place += 1 }
    guard !text[first..<place].contains(where: ByteSet("({").contains) else { return nil }
    return isWritten(ArraySlice(text[first..<place]), least: 8) ? first..<place : nil
  }

  private static func isCredentialHeader(_ words: [String]) -> Bool {
    guard let last = words.last else { return false }
    return ["authorization", "token", "key", "apikey", "secret", "password", "auth"].contains(last)
      && !words.contains("csrf") && !words.contains("idempotency")
  }

  /// Written out: no variable, no placeholder, no word that stands for itself.
  private static func isWritten(_ bytes: ArraySlice<UInt8>, least: Int) -> Bool {
    let value = SecretValue(bytes)
    guard bytes.count >= least, value.variety > 1, value.letters + value.digits > 2 else { return false }
    guard let first = bytes.first, !ByteSet("$<[%").contains(first), !value.isReference, !value.isPlaceholder else {
      return false
    }
    guard !bytes.contains(where: ByteSet("<>").contains) else { return false }
    if first == UInt8(ascii: "{"), value.digits == 0 { return false }
    return least < 8 || value.digits > 0 || !value.readsAsWords
  }
}
