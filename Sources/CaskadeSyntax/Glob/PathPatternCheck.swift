/// Refuses what `PathPatternError.Kind` lists; the first problem from the left.
enum PathPatternCheck {
  static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "\\"): true
    default: false
    }
  }

  /// Of which no ordinary pattern has another byte.
  private static let ordinary = ByteSet("a"..."z", "A"..."Z", "0"..."9", also: "_-.*/")

  /// Whether nothing in the pattern could be misread, told in one pass: most patterns are so. What isn't ordinary may still
  /// be right.
  static func isOrdinary(_ pattern: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = 0
    var hasDoubleStar = false
    for place in 0...pattern.count {
      if place < pattern.count, pattern[place] != UInt8(ascii: "/") {
        guard ordinary.contains(pattern[place]) else { return false }
        if pattern[place] == UInt8(ascii: "*"), place > start, pattern[place - 1] == pattern[place] {
          hasDoubleStar = true
        }
        continue
      }
      let isDot = place > start && pattern[start] == UInt8(ascii: ".")
      switch place - start {
      case 0: return false
      case 1: if isDot { return false }
      case 2: if isDot, pattern[start + 1] == UInt8(ascii: ".") { return false }
      default: if hasDoubleStar { return false }
      }
      (start, hasDoubleStar) = (place + 1, false)
    }
    return true
  }

  static func check(_ pattern: [UInt8]) throws(PathPatternError) {
    func problem(_ kind: PathPatternError.Kind, _ start: Int, _ end: Int) -> PathPatternError {
      PathPatternError(
        kind: kind, pattern: String(decoding: pattern, as: UTF8.self), range: SourceRange(start, end))
    }
    guard let first = pattern.first else { throw problem(.empty, 0, 0) }
    if let nul = pattern.firstIndex(of: 0) { throw problem(.nul, nul, nul + 1) }
    if let group = ExtendedGlob(pattern)?.range { throw problem(.extendedGlob, group.start, group.end) }
    if let sign = RegexSign.range(in: pattern) { throw problem(.regex, sign.start, sign.end) }
    if first == UInt8(ascii: "!") { throw problem(.negation, 0, 1) }
    if first == UInt8(ascii: "/") { throw problem(.leadingSlash, 0, 1) }
    var index = 0
    var componentStart = 0
    while index < pattern.count {
      let start = index
      if start == componentStart, let (kind, end) = dots(pattern, at: start) { throw problem(kind, start, end) }
      index += 1
      switch pattern[start] {
      case UInt8(ascii: "/"):
        if start == componentStart { throw problem(.emptyComponent, start - 1, start + 1) }
        componentStart = index
      case UInt8(ascii: "\\"):
        guard index < pattern.count else { throw problem(.trailingBackslash, start, index) }
        if start > componentStart, partsFolders(pattern, at: start) { throw problem(.backslash, start, start + 1) }
        if pattern[index] == UInt8(ascii: "/") { componentStart = index + 1 }
        index += 1
      case UInt8(ascii: "["):
        do throws(BracketExpression.Problem) {
          index = try BracketExpression(pattern, at: start).end
        } catch {
          switch error {
          case .unclosed: throw problem(.unclosedBracket, start, start + 1)
          case .unknownClass(let name): throw problem(.unknownClass, name.lowerBound - 2, name.upperBound + 2)
          }
        }
        if pattern[start..<index].contains(where: { $0 >= 0x80 }) { throw problem(.wideBracket, start, index) }
      case UInt8(ascii: "*"):
        index = pattern[start...].firstIndex { $0 != UInt8(ascii: "*") } ?? pattern.count
        if index - start == 1 { continue }
        let isWhole = start == componentStart && (index == pattern.count || pattern[index] == UInt8(ascii: "/"))
        if index - start > 2 || !isWhole { throw problem(.doubleStar, start, index) }
      case UInt8(ascii: "{"):
        if let group = BraceGroup(pattern, at: start) { throw problem(.braces, start, group.end) }
      default: break
      }
    }
    if pattern.last == UInt8(ascii: "/"), pattern.contains(where: isSpecial) {
      throw problem(.slashAfterWildcard, pattern.count - 1, pattern.count)
    }
  }

  /// Whether a backslash inside a component can only be meant for a slash: what follows needs no escape, or is `**`.
  private static func partsFolders(_ pattern: [UInt8], at backslash: Int) -> Bool {
    let next = pattern[backslash + 1]
    return next >= 0x80 || ByteSet.word.contains(next) || pattern[(backslash + 1)...].starts(with: "**".utf8)
  }

  /// A component `.` or `..` at the index, and where it ends.
  private static func dots(_ pattern: [UInt8], at start: Int) -> (PathPatternError.Kind, Int)? {
    let component = pattern[start...].prefix { $0 != UInt8(ascii: "/") }
    if component.elementsEqual(".".utf8) { return (.dotComponent, start + 1) }
    return component.elementsEqual("..".utf8) ? (.parentComponent, start + 2) : nil
  }
}
