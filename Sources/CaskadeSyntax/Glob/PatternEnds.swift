/// How a pattern with a wildcard begins and ends, and the longest text between two wildcards: by these most paths that it
/// doesn't match are told without compiling it. Nothing is made of the pattern beforehand, because most are never asked.
struct PatternEnds {
  /// Where the first and the last special byte stand.
  private let inner: ClosedRange<Int>
  private let pattern: UnsafeBufferPointer<UInt8>
  /// Nothing is known of what stands between the first special byte and the end.
  private let hasBrackets: Bool

  /// Nil where nothing is known of the pattern.
  private init?(_ pattern: UnsafeBufferPointer<UInt8>) {
    var first = -1
    var last = -1
    var hasBrackets = false
    for place in pattern.indices {
      let byte = pattern[place]
      // Letters beyond ASCII are folded in ways of their own.
      guard byte < 0x80 else { return nil }
      guard PathPatternCheck.isSpecial(byte) else { continue }
      if first < 0 { first = place }
      last = place
      if byte == UInt8(ascii: "[") { hasBrackets = true }
    }
    guard first >= 0 else { return nil }
    inner = first...last
    self.pattern = pattern
    self.hasBrackets = hasBrackets
  }

  /// False where no spelling of the path matches.
  static func mayMatch(_ pattern: String, _ path: [UInt8]) -> Bool {
    var pattern = pattern
    return pattern.withUTF8 { pattern in
      guard let ends = PatternEnds(pattern) else { return true }
      return path.withUnsafeBufferPointer { ends.mayMatch($0) }
    }
  }

  private func mayMatch(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    if path.contains(where: { $0 >= 0x80 }) { return true }
    guard path.count >= inner.lowerBound else { return false }
    for place in 0..<inner.lowerBound where !Self.same(path[place], pattern[place]) { return false }
    // What is in brackets may end one.
    if hasBrackets { return true }
    var end = path.count
    var place = pattern.count - 1
    while place > inner.upperBound {
      // The slash behind `**` may stand for no folder at all.
      let before = pattern[(inner.upperBound + 1)...place]
      if before.allSatisfy({ $0 == Self.slash }) { break }
      guard end > 0, Self.same(path[end - 1], pattern[place]) else { return false }
      (end, place) = (end - 1, place - 1)
    }
    let text = middle
    return text.isEmpty || Self.holds(path, UnsafeBufferPointer(rebasing: pattern[text]))
  }

  /// The longest text between two wildcards.
  private var middle: Range<Int> {
    var longest = 0..<0
    var start = inner.lowerBound
    for place in inner where PathPatternCheck.isSpecial(pattern[place]) {
      var end = place
      while start < end, pattern[start] == Self.slash { start += 1 }
      while start < end, pattern[end - 1] == Self.slash { end -= 1 }
      if end - start > longest.count { longest = start..<end }
      start = place + 1
    }
    return longest
  }

  private static let slash = UInt8(ascii: "/")

  private static func same(_ one: UInt8, _ other: UInt8) -> Bool { one.lowerCaseASCII == other.lowerCaseASCII }

  private static func holds(_ path: UnsafeBufferPointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = 0
    while start + text.count <= path.count {
      var count = 0
      while count < text.count, same(path[start + count], text[count]) { count += 1 }
      if count == text.count { return true }
      start += 1
    }
    return false
  }
}
