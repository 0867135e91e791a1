/// Texts in texts, compared as Swift compares characters. The standard library's own come with a whole reader of regular
/// expressions: a megabyte in a static binary.
extension StringProtocol {
  /// The first place; of an empty text the beginning.
  package func firstRange(of other: some StringProtocol) -> Range<Index>? {
    if let bytes = Self.plainBytes(self, other) {
      return bytes.map { utf8.index(startIndex, offsetBy: $0) }.map { $0..<utf8.index($0, offsetBy: other.utf8.count) }
    }
    var start = startIndex
    while true {
      let rest = self[start...]
      if rest.starts(with: other) { return start..<index(start, offsetBy: other.count) }
      if rest.isEmpty { return nil }
      start = index(after: start)
    }
  }

  @_disfavoredOverload
  package func contains(_ other: some StringProtocol) -> Bool { firstRange(of: other) != nil }

  /// With each of them replaced, from the left.
  package func replacing(
    _ other: some StringProtocol, with replacement: some StringProtocol, maxReplacements most: Int = .max
  ) -> String {
    var result = ""
    var rest = self[...]
    var count = 0
    while count < most, !other.isEmpty, let range = rest.firstRange(of: other) {
      result += rest[..<range.lowerBound]
      result += replacement
      rest = rest[range.upperBound...]
      count += 1
    }
    return result + rest
  }

  @_disfavoredOverload
  package func split(
    separator: some StringProtocol, maxSplits: Int = .max, omittingEmptySubsequences: Bool = true
  ) -> [SubSequence] {
    var parts: [SubSequence] = []
    var rest = self[...]
    while parts.count < maxSplits, !separator.isEmpty, let range = rest.firstRange(of: separator) {
      let part = rest[..<range.lowerBound]
      if !part.isEmpty || !omittingEmptySubsequences { parts.append(part) }
      rest = rest[range.upperBound...]
    }
    if !rest.isEmpty || !omittingEmptySubsequences { parts.append(rest) }
    return parts
  }

  /// Where bytes are all that there is to compare: in ASCII without CR, which makes one character with LF. Nil for other
  /// texts; an inner nil where nothing was found.
  private static func plainBytes(_ text: Self, _ other: some StringProtocol) -> Int?? {
    text.utf8.withContiguousStorageIfAvailable { text in
      other.utf8.withContiguousStorageIfAvailable { other -> Int?? in
        guard isPlain(text), isPlain(other) else { return nil }
        guard let first = other.first else { return .some(0) }
        guard text.count >= other.count else { return .some(nil) }
        for start in 0...(text.count - other.count) where text[start] == first {
          var count = 1
          while count < other.count, text[start + count] == other[count] { count += 1 }
          if count == other.count { return .some(start) }
        }
        return .some(nil)
      } ?? nil
    } ?? nil
  }

  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.allSatisfy { $0 < 0x80 && $0 != 0x0D }
  }
}
