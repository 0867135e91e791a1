/// `{a,b}` as shells read it: alternatives between braces, nested ones whole.
struct BraceGroup {
  let alternatives: [ArraySlice<UInt8>]
  /// The offset after the closing brace.
  let end: Int

  /// The group whose `{` is at `start`; nil if it isn't closed or has no comma of its own or nested.
  ///
  /// What is escaped or in brackets doesn't count.
  init?(_ pattern: [UInt8], at start: Int) {
    var alternatives: [ArraySlice<UInt8>] = []
    var commas = 0
    var depth = 0
    var alternativeStart = start + 1
    var index = start
    while index < pattern.count {
      let at = index
      index += 1
      switch pattern[at] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "["): index = (try? BracketExpression(pattern, at: at).end) ?? index
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ","):
        commas += 1
        guard depth == 1 else { continue }
        alternatives.append(pattern[alternativeStart..<at])
        alternativeStart = index
      case UInt8(ascii: "}"):
        depth -= 1
        guard depth == 0 else { continue }
        guard commas > 0 else { return nil }
        self.alternatives = alternatives + [pattern[alternativeStart..<at]]
        end = index
        return
      default: break
      }
    }
    return nil
  }
}
