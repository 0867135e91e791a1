/// What stands between `[` and `]` in a pattern, read as git's wildmatch reads it.
///
/// `!` or `^` first negates; a `]` first is a member; `\` makes the next byte a member (or the end of a range);
/// `-` is a range between two members, and itself at either end or after a range; `[:name:]` is a class of
/// ASCII characters in git's own tables, where `[:space:]` has no vertical tab and no form feed.
struct BracketExpression: Hashable, Sendable {
  enum Item: Hashable, Sendable {
    case byte(UInt8)
    /// Holds nothing when it runs backwards.
    case range(UInt8, UInt8)
    case characterClass(CharacterClass)
  }

  enum Problem: Error, Hashable, Sendable {
    case unclosed
    /// The range of the name in the pattern, without `[:` and `:]`.
    case unknownClass(Range<Int>)
  }

  let isNegated: Bool
  let items: [Item]
  /// The offset in the pattern after the closing bracket.
  let end: Int

  /// Reads the expression whose `[` is at `start`.
  init(_ pattern: [UInt8], at start: Int) throws(Problem) {
    var index = start + 1
    var items: [Item] = []
    /// The member before, if a range may start at it.
    var previous: UInt8?
    isNegated = index < pattern.count && [UInt8(ascii: "!"), UInt8(ascii: "^")].contains(pattern[index])
    if isNegated { index += 1 }
    let first = index
    while index < pattern.count, index == first || pattern[index] != UInt8(ascii: "]") {
      let byte = pattern[index]
      if byte == UInt8(ascii: "\\") {
        guard index + 1 < pattern.count else { throw .unclosed }
        items.append(.byte(pattern[index + 1]))
        previous = pattern[index + 1]
        index += 2
      } else if byte == UInt8(ascii: "-"), let low = previous, index + 1 < pattern.count,
        pattern[index + 1] != UInt8(ascii: "]")
      {
        index += pattern[index + 1] == UInt8(ascii: "\\") ? 2 : 1
        guard index < pattern.count else { throw .unclosed }
        items.append(.range(low, pattern[index]))
        previous = nil
        index += 1
      } else if let name = try Self.className(pattern, at: index) {
        guard let characterClass = CharacterClass(pattern[name]) else { throw .unknownClass(name) }
        items.append(.characterClass(characterClass))
        previous = nil
        index = name.upperBound + 2
      } else {
        items.append(.byte(byte))
        previous = byte
        index += 1
      }
    }
    guard index < pattern.count else { throw .unclosed }
    self.items = items
    end = index + 1
  }

  /// The range of the name of `[:name:]` at the index; nil where none stands.
  private static func className(_ pattern: [UInt8], at index: Int) throws(Problem) -> Range<Int>? {
    guard pattern[index] == UInt8(ascii: "["), index + 1 < pattern.count,
      pattern[index + 1] == UInt8(ascii: ":")
    else { return nil }
    let start = index + 2
    guard let bracket = pattern[start...].firstIndex(of: UInt8(ascii: "]")) else { throw .unclosed }
    return bracket > start && pattern[bracket - 1] == UInt8(ascii: ":") ? start..<(bracket - 1) : nil
  }

  /// The bytes of a path that the expression matches; never a slash.
  ///
  /// Where git folds case (`WM_CASEFOLD`), it puts the path's byte in lower case, and then only a range and `[:upper:]`
  /// look at the upper case too. For a folded path, a letter counts as listed if either case is.
  func matches(_ mode: Wildmatch.Case) -> ByteSet {
    ByteSet { byte in
      let lower = byte.lowerCaseASCII
      let isListed =
        switch mode {
        case .exact: lists(byte)
        case .foldedAsGit: lists(lower) || items.contains { $0.isRangeOrUpper && $0.contains(lower.upperCaseASCII) }
        case .folded: lists(lower) || lists(lower.upperCaseASCII)
        }
      return byte != UInt8(ascii: "/") && isListed != isNegated
    }
  }

  private func lists(_ byte: UInt8) -> Bool { items.contains { $0.contains(byte) } }
}

extension BracketExpression.Item {
  func contains(_ byte: UInt8) -> Bool {
    switch self {
    case .byte(let member): member == byte
    case .range(let low, let high): low <= byte && byte <= high
    case .characterClass(let characterClass): characterClass.contains(byte)
    }
  }

  var isRangeOrUpper: Bool {
    switch self {
    case .byte: false
    case .range: true
    case .characterClass(let characterClass): characterClass == .upper
    }
  }
}
