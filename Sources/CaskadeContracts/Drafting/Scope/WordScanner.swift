/// The words and identifiers of a text, found in one pass over its bytes.
///
/// An identifier is a letter or `_`, and what follows of letters, digits and `_`. Its words are its letters, parted at
/// `_` and digits, where a capital follows a small letter, and before the last capital of several that a small letter
/// follows: `HTTPServer2_old` is `HTTP`, `Server`, `old`. Bytes outside of ASCII part words.
enum WordScanner {
  /// - Parameters:
  ///   - word: is given the first byte of each word, and the one behind its last.
  ///   - identifier: the same for each identifier, after its words.
  @inline(__always)
  static func scan(
    _ text: UnsafeBufferPointer<UInt8>, word: (Int, Int) -> Void, identifier: (Int, Int) -> Void
  ) {
    let count = text.count
    var place = 0
    while place < count {
      guard isLetter(text[place]) || text[place] == underscore else {
        place += 1
        continue
      }
      let start = place
      while place < count {
        let byte = text[place]
        if isLetter(byte) {
          var begin = place
          while place < count, isUpper(text[place]) { place += 1 }
          if place < count, isLower(text[place]) {
            if place - begin > 1 {
              word(begin, place - 1)
              begin = place - 1
            }
            repeat { place += 1 } while place < count && isLower(text[place])
          }
          word(begin, place)
        } else if isDigit(byte) || byte == underscore {
          place += 1
        } else {
          break
        }
      }
      identifier(start, place)
    }
  }

  /// The byte behind the word that begins here.
  static func end(ofWordAt start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    var place = start
    while place < text.count, isUpper(text[place]) { place += 1 }
    guard place < text.count, isLower(text[place]) else { return place }
    if place - start > 1 { return place - 1 }
    while place < text.count, isLower(text[place]) { place += 1 }
    return place
  }

  /// The identifier in a run of letters, digits and `_`: what is left without digits at its beginning.
  static func identifier(inRunAt first: Int, of text: UnsafeBufferPointer<UInt8>) -> (start: Int, end: Int) {
    var start = first
    while start < text.count, isDigit(text[start]) { start += 1 }
    var end = start
    while end < text.count, isLetter(text[end]) || isDigit(text[end]) || text[end] == underscore { end += 1 }
    return (start, end)
  }

  /// The words of a short text, in small letters, in their order.
  static func words(_ text: some Sequence<UInt8>) -> [[UInt8]] {
    let bytes = Array(text)
    var words: [[UInt8]] = []
    bytes.withUnsafeBufferPointer { text in
      scan(text) { start, end in
        words.append(text[start..<end].map { $0 | 0x20 })
      } identifier: { _, _ in
      }
    }
    return words
  }

  static let underscore = UInt8(ascii: "_")

  @inline(__always)
  static func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }

  @inline(__always)
  static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
