/// What words of one stem share: `retry`, `retries` and `retrying` are one word to a search.
///
/// Endings are taken off without a dictionary, so that a stem needn't be a word: what counts is that both sides of a
/// comparison lose the same.
enum WordStem {
  /// Longer ones are no words.
  static let longest = 64

  /// Makes a word of small letters its stem, in its place.
  ///
  /// - Returns: the stem's length.
  @inline(__always)
  static func shorten(_ word: UnsafeMutableBufferPointer<UInt8>, _ length: Int) -> Int {
    var count = length
    func last(_ place: Int) -> UInt8 { count >= place ? word[count - place] : 0 }
    let s = UInt8(ascii: "s")
    let e = UInt8(ascii: "e")
    let i = UInt8(ascii: "i")
    if count > 5, last(1) == UInt8(ascii: "g"), last(2) == UInt8(ascii: "n"), last(3) == i {
      count -= 3
    } else if count > 4, last(1) == s, last(2) == e, last(3) == i {
      word[count - 3] = UInt8(ascii: "y")
      count -= 2
    } else if count > 5, last(1) == UInt8(ascii: "d"), last(2) == e {
      count -= 2
    } else if count > 4, last(1) == s, last(2) == e, isHissing(last(3)) {
      count -= 2
    } else if count > 3, last(1) == s, last(2) != s, last(2) != UInt8(ascii: "u"), last(2) != i {
      count -= 1
    }
    if count > 4, last(1) == e { count -= 1 }
    if count > 4, last(1) == last(2), last(1) != UInt8(ascii: "l"), last(1) != s, last(1) != e { count -= 1 }
    return count
  }

  /// The stem of a word in small letters.
  static func of(_ word: [UInt8]) -> [UInt8] {
    var letters = word
    let count = letters.withUnsafeMutableBufferPointer { shorten($0, $0.count) }
    return Array(letters[..<count])
  }

  private static func isHissing(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "s") || byte == UInt8(ascii: "x") || byte == UInt8(ascii: "z") || byte == UInt8(ascii: "h")
  }
}
