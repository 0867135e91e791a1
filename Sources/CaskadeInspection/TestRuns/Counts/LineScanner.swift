import CaskadeSyntax

/// Reads one line from its beginning, a word or a number at a time.
struct LineScanner {
  private(set) var rest: ArraySlice<UInt8>

  init(_ line: ArraySlice<UInt8>) { rest = line }
  init(_ line: [UInt8]) { rest = line[...] }

  var isAtEnd: Bool { rest.isEmpty }

  func starts(with text: StaticString) -> Bool {
    guard rest.count >= text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { buffer in
      for place in 0..<buffer.count where rest[rest.startIndex + place] != buffer[place] { return false }
      return true
    }
  }

  mutating func take(_ text: StaticString) -> Bool {
    guard starts(with: text) else { return false }
    rest.removeFirst(text.utf8CodeUnitCount)
    return true
  }

  /// Spaces and tabs; answers whether there were any.
  @discardableResult
  mutating func blanks() -> Bool {
    let count = rest.prefix { $0 == 0x20 || $0 == 0x09 }.count
    rest.removeFirst(count)
    return count > 0
  }

  /// Digits; a number that nobody could mean is none.
  mutating func number() -> Int? {
    let digits = rest.prefix { ByteSet.digits.contains($0) }
    guard !digits.isEmpty, digits.count <= 12 else { return nil }
    var value = 0
    for digit in digits { value = value * 10 + Int(digit - 0x30) }
    guard value <= TestCounts.most else { return nil }
    rest.removeFirst(digits.count)
    return value
  }

  /// `0.12`, `12`, `1,234.5` and an exponent of none: how long something took.
  mutating func decimal() -> Bool {
    let digits = rest.prefix { ByteSet.digits.contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
    guard let first = digits.first, ByteSet.digits.contains(first) else { return false }
    rest.removeFirst(digits.count)
    return true
  }

  /// What stands before the text, which is taken too; nil, and nothing taken, where it doesn't come.
  mutating func take(until text: StaticString) -> ArraySlice<UInt8>? {
    var ahead = self
    while !ahead.isAtEnd {
      if ahead.starts(with: text) {
        let before = rest[rest.startIndex..<ahead.rest.startIndex]
        ahead.rest.removeFirst(text.utf8CodeUnitCount)
        self = ahead
        return before
      }
      ahead.rest.removeFirst()
    }
    return nil
  }
}
