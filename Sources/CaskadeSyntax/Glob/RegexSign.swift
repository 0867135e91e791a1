/// Signs that a pattern is a regular expression. Names that really look so can be escaped: `\^`, `\(a|b)`.
enum RegexSign {
  /// The first sign of several kinds; nil for a pattern that has none. `.*` alone is none: `src/.*` is every hidden file
  /// in `src`.
  static func range(in pattern: [UInt8]) -> SourceRange? {
    if pattern.first == UInt8(ascii: "^"), pattern.count > 1 { return SourceRange(0, 1) }
    return anchorAtEnd(pattern) ?? escapedDot(pattern) ?? repeatedClass(pattern) ?? alternatives(pattern)
  }

  /// `$` at the end; not as a whole component, which some routers give a meaning.
  private static func anchorAtEnd(_ pattern: [UInt8]) -> SourceRange? {
    guard pattern.count > 1, pattern.last == UInt8(ascii: "$") else { return nil }
    let before = pattern[pattern.count - 2]
    if before == UInt8(ascii: "/") || before == UInt8(ascii: "\\") { return nil }
    return SourceRange(pattern.count - 1, pattern.count)
  }

  /// `\.` beside `.*` or `.+`: a dot needs no escape here. Alone it is an escape, as git takes it.
  private static func escapedDot(_ pattern: [UInt8]) -> SourceRange? {
    guard let escape = first("\\.", in: pattern) else { return nil }
    let isRegex = first(".*", in: pattern) != nil || first(".+", in: pattern) != nil
    return isRegex ? SourceRange(escape, escape + 2) : nil
  }

  /// `\d+`, `\w*`.
  private static func repeatedClass(_ pattern: [UInt8]) -> SourceRange? {
    for index in pattern.indices.dropLast(2) where pattern[index] == UInt8(ascii: "\\") {
      if "dwsDWS".utf8.contains(pattern[index + 1]), "+*{".utf8.contains(pattern[index + 2]) {
        // `src\d**` is a folder that Windows has.
        if pattern[index + 2] == UInt8(ascii: "*"), pattern[(index + 3)...].first == UInt8(ascii: "*") { continue }
        return SourceRange(index, index + 3)
      }
    }
    return nil
  }

  /// `(a|b)`.
  private static func alternatives(_ pattern: [UInt8]) -> SourceRange? {
    guard let open = pattern.firstIndex(of: UInt8(ascii: "(")),
      open == 0 || pattern[open - 1] != UInt8(ascii: "\\"),
      let close = pattern[open...].firstIndex(of: UInt8(ascii: ")")),
      pattern[open..<close].contains(UInt8(ascii: "|"))
    else { return nil }
    return SourceRange(open, close + 1)
  }

  private static func first(_ text: StaticString, in pattern: [UInt8]) -> Int? {
    text.withUTF8Buffer { wanted in
      pattern.indices.first { pattern[$0...].starts(with: wanted) }
    }
  }
}
