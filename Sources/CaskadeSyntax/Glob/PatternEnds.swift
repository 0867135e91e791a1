/// How a pattern with a wildcard begins and ends, by which most paths that it doesn't match are told without compiling it.
struct PatternEnds: Hashable, Sendable {
  /// In plain lower case; empty where nothing is known.
  private let start: [UInt8]
  private let end: [UInt8]
  /// The longest text between two wildcards.
  private let middle: [UInt8]

  init(_ pattern: [UInt8]) {
    // Letters beyond ASCII are folded in ways of their own.
    guard let first = pattern.firstIndex(where: PathPatternCheck.isSpecial), pattern.allSatisfy({ $0 < 0x80 }) else {
      (start, middle, end) = ([], [], [])
      return
    }
    start = pattern[..<first].map(\.lowerCaseASCII)
    let last = pattern.lastIndex(where: PathPatternCheck.isSpecial) ?? first
    // What is in brackets may end one, and the slash behind `**` may stand for no folder at all.
    let rest = pattern.contains(UInt8(ascii: "[")) ? [] : pattern[(last + 1)...]
    end = rest.drop { $0 == UInt8(ascii: "/") }.map(\.lowerCaseASCII)
    let inner = pattern.contains(UInt8(ascii: "[")) ? [] : pattern[first...last]
    let texts = inner.split(whereSeparator: PathPatternCheck.isSpecial).map { text in
      text.drop { $0 == UInt8(ascii: "/") }.reversed().drop { $0 == UInt8(ascii: "/") }.reversed()
    }
    middle = texts.max { $0.count < $1.count }.map { $0.map(\.lowerCaseASCII) } ?? []
  }

  /// False where no spelling of the path matches.
  func mayMatch(_ path: [UInt8]) -> Bool {
    path.withUnsafeBufferPointer { path in
      if path.contains(where: { $0 >= 0x80 }) { return true }
      guard path.count >= max(start.count, end.count) else { return false }
      for place in start.indices where path[place].lowerCaseASCII != start[place] { return false }
      let offset = path.count - end.count
      for place in end.indices where path[offset + place].lowerCaseASCII != end[place] { return false }
      return middle.isEmpty || Self.holds(path, middle)
    }
  }

  private static func holds(_ path: UnsafeBufferPointer<UInt8>, _ text: [UInt8]) -> Bool {
    var start = 0
    while start + text.count <= path.count {
      var count = 0
      while count < text.count, path[start + count].lowerCaseASCII == text[count] { count += 1 }
      if count == text.count { return true }
      start += 1
    }
    return false
  }
}
