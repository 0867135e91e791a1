import CaskadeSyntax

/// Numbers with what they count, as closing lines have them.
struct CountedWords {
  private var counts: [(word: String, count: Int)] = []

  /// `3 passed, 1 failed`: nil where a part of it is something else. Words are in lower case, and what stands in
  /// parentheses behind one is left out.
  ///
  /// - Parameter separators: any of which stands between the parts.
  init?(_ text: ArraySlice<UInt8>, separatedBy separators: StaticString) {
    let cuts = separators.withUTF8Buffer { Array($0) }
    for part in Self.withoutParentheses(text).split(whereSeparator: cuts.contains) {
      var scanner = LineScanner(part)
      scanner.blanks()
      guard let number = scanner.number(), scanner.blanks() else { return nil }
      let word = Self.word(scanner.rest)
      guard !word.isEmpty, word.utf8.allSatisfy({ ByteSet.letters.contains($0) || $0 == 0x20 || $0 == 0x2D }) else {
        return nil
      }
      counts.append((word, number))
    }
    if counts.isEmpty { return nil }
  }

  /// `Failed: 0, Passed: 3`: nil where a part of it is something else.
  init?(keyed text: ArraySlice<UInt8>) {
    for part in text.split(separator: UInt8(ascii: ",")) {
      guard let colon = part.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      var scanner = LineScanner(part[(colon + 1)...])
      scanner.blanks()
      guard let number = scanner.number() else { continue }
      scanner.blanks()
      guard scanner.isAtEnd else { continue }
      counts.append((Self.word(part[..<colon]), number))
    }
    if counts.isEmpty { return nil }
  }

  /// The sum of all that is counted by one of the words.
  func callAsFunction(_ words: String...) -> Int {
    counts.reduce(0) { sum, item in words.contains(item.word) ? min(sum + item.count, TestCounts.most) : sum }
  }

  func has(_ words: String...) -> Bool { counts.contains { words.contains($0.word) } }

  /// Whether everything that is counted is one of the words.
  func hasOnly(_ words: Set<String>) -> Bool { counts.allSatisfy { words.contains($0.word) } }

  private static func word(_ text: ArraySlice<UInt8>) -> String {
    var text = text
    while let first = text.first, first <= 0x20 { text.removeFirst() }
    while let last = text.last, last <= 0x20 { text.removeLast() }
    return String(decoding: text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  private static func withoutParentheses(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var depth = 0
    return text.filter { byte in
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")"), depth > 0 {
        depth -= 1
        return false
      }
      return depth == 0
    }
  }
}
