/// How a pattern with a wildcard begins and ends, and the longest text between two wildcards: by these most paths that it
/// doesn't match are told without compiling it. Nothing is made of the pattern beforehand, because most are never asked.
struct PatternEnds {
  private let pattern: UnsafeBufferPointer<UInt8>
  /// From the first special byte to the last, or to the end of the last bracket.
  private let inner: ClosedRange<Int>
  /// From the beginning of the first bracket to the end of the last: what stands there may be listed, not meant.
  private let brackets: ClosedRange<Int>?

  /// Nil where nothing is known of the pattern.
  private init?(_ pattern: UnsafeBufferPointer<UInt8>) {
    var first = -1
    var last = -1
    var bracket = -1
    for place in pattern.indices {
      let byte = pattern[place]
      // Letters beyond ASCII are folded in ways of their own.
      guard byte < 0x80 else { return nil }
      if PathPatternCheck.isSpecial(byte) {
        if first < 0 { first = place }
        last = place
        if byte == UInt8(ascii: "["), bracket < 0 { bracket = place }
      } else if bracket >= 0, byte == UInt8(ascii: "]") {
        last = place
      }
    }
    guard first >= 0 else { return nil }
    self.pattern = pattern
    inner = first...last
    let close = pattern.lastIndex(of: UInt8(ascii: "]")) ?? bracket
    brackets = bracket < 0 ? nil : bracket...max(bracket, close)
  }

  /// What a pattern of ASCII ends with, by which most paths are told: nothing where it ends with something special.
  struct LastByte: Hashable, Sendable {
    private let byte: UInt8?

    init(of pattern: String) {
      var pattern = pattern
      byte = pattern.withUTF8 { pattern in
        guard let last = pattern.last, !PathPatternCheck.isSpecial(last), last != UInt8(ascii: "]"),
          pattern.allSatisfy({ $0 < 0x80 })
        else { return nil }
        return last.lowerCaseASCII
      }
    }

    /// False where no spelling of the path matches.
    func mayEnd(_ path: [UInt8], isASCII: Bool) -> Bool {
      guard let byte, isASCII, let last = path.last else { return true }
      return last.lowerCaseASCII == byte
    }
  }

  /// False where no spelling of the path matches.
  static func mayMatch(_ pattern: String, _ path: [UInt8], isASCII: Bool) -> Bool {
    guard isASCII else { return true }
    var pattern = pattern
    return pattern.withUTF8 { pattern in
      guard let ends = PatternEnds(pattern) else { return true }
      return path.withUnsafeBufferPointer { ends.mayMatch($0) }
    }
  }

  private func mayMatch(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    guard path.count >= inner.lowerBound else { return false }
    for place in 0..<inner.lowerBound where !Self.same(path[place], pattern[place]) { return false }
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
    var place = inner.lowerBound
    while place <= inner.upperBound {
      defer { place += 1 }
      guard PathPatternCheck.isSpecial(pattern[place]) else { continue }
      var end = place
      while start < end, pattern[start] == Self.slash { start += 1 }
      while start < end, pattern[end - 1] == Self.slash { end -= 1 }
      if end - start > longest.count { longest = start..<end }
      if let brackets, brackets.lowerBound == place { place = brackets.upperBound }
      start = place + 1
    }
    return longest
  }

  static func isASCII(_ path: [UInt8]) -> Bool {
    path.withUnsafeBufferPointer { $0.allSatisfy { $0 < 0x80 } }
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
