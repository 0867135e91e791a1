/// Texts in texts, compared as Swift compares characters. The standard library's own come with a whole reader of regular
/// expressions: a megabyte in a static binary.
extension StringProtocol {
  /// The first place; of an empty text the beginning.
  package func firstRange(of other: some StringProtocol) -> Range<Index>? {
    TextSearch(self, other).next(from: startIndex)
  }

  @_disfavoredOverload
  package func contains(_ other: some StringProtocol) -> Bool { firstRange(of: other) != nil }

  /// With each of them replaced, from the left.
  package func replacing(
    _ other: some StringProtocol, with replacement: some StringProtocol, maxReplacements most: Int = .max
  ) -> String {
    let search = TextSearch(self, other)
    var result = ""
    var start = startIndex
    var count = 0
    while count < most, !other.isEmpty, let range = search.next(from: start) {
      result += self[start..<range.lowerBound]
      result += replacement
      start = range.upperBound
      count += 1
    }
    return result + self[start...]
  }

  @_disfavoredOverload
  package func split(
    separator: some StringProtocol, maxSplits: Int = .max, omittingEmptySubsequences: Bool = true
  ) -> [SubSequence] {
    let search = TextSearch(self, separator)
    var parts: [SubSequence] = []
    var start = startIndex
    while parts.count < maxSplits, !separator.isEmpty, let range = search.next(from: start) {
      if start < range.lowerBound || !omittingEmptySubsequences { parts.append(self[start..<range.lowerBound]) }
      start = range.upperBound
    }
    if start < endIndex || !omittingEmptySubsequences { parts.append(self[start...]) }
    return parts
  }
}

/// One text that is looked for in another, from place to place.
private struct TextSearch<Text: StringProtocol, Other: StringProtocol> {
  private let text: Text
  private let other: Other
  /// Bytes are all that there is to compare: both are ASCII without CR, which makes one character with LF.
  private let isPlain: Bool

  init(_ text: Text, _ other: Other) {
    (self.text, self.other) = (text, other)
    func isPlain(_ bytes: some Collection<UInt8>) -> Bool {
      bytes.withContiguousStorageIfAvailable { $0.allSatisfy { $0 < 0x80 && $0 != 0x0D } } ?? false
    }
    self.isPlain = isPlain(text.utf8) && isPlain(other.utf8)
  }

  /// The first place that doesn't begin before.
  func next(from start: Text.Index) -> Range<Text.Index>? {
    guard isPlain else { return nextCharacters(from: start) }
    let from = text.utf8.distance(from: text.startIndex, to: start)
    let found = text.utf8.withContiguousStorageIfAvailable { text in
      other.utf8.withContiguousStorageIfAvailable { Self.place(of: $0, in: text, from: from) } ?? nil
    }
    guard let place = found ?? nil else { return nil }
    let begin = text.utf8.index(start, offsetBy: place - from)
    return begin..<text.utf8.index(begin, offsetBy: other.utf8.count)
  }

  private static func place(
    of other: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from: Int
  ) -> Int? {
    guard let first = other.first else { return from }
    guard text.count - from >= other.count else { return nil }
    for start in from...(text.count - other.count) where text[start] == first {
      var count = 1
      while count < other.count, text[start + count] == other[count] { count += 1 }
      if count == other.count { return start }
    }
    return nil
  }

  private func nextCharacters(from start: Text.Index) -> Range<Text.Index>? {
    var start = start
    while true {
      let rest = text[start...]
      if rest.starts(with: other) { return start..<text.index(start, offsetBy: other.count) }
      if rest.isEmpty { return nil }
      start = text.index(after: start)
    }
  }
}
