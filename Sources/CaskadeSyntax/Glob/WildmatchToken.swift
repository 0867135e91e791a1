/// One step of a pattern: what it takes from the path.
enum WildmatchToken: Hashable, Sendable {
  case byte(UInt8, isEscaped: Bool)
  /// `?`: one byte, not a slash.
  case anyByte
  case bracket(BracketExpression)
  /// `*`: bytes without a slash, maybe none.
  case star
  /// `**` as the last component: all bytes, maybe none.
  case starStar
  /// `**/`: nothing, or all bytes up to and with some slash.
  case starStarSlash
  /// What git lets match nothing: a bracket that isn't closed or names an unknown class, a backslash at the end.
  case never

  /// Reads a pattern as git's wildmatch does with `WM_PATHNAME`. Every byte string is a pattern.
  static func tokens(_ pattern: [UInt8]) -> [WildmatchToken] {
    var tokens: [WildmatchToken] = []
    var index = 0
    while index < pattern.count {
      switch pattern[index] {
      case UInt8(ascii: "\\"):
        index += 1
        tokens.append(index < pattern.count ? .byte(pattern[index], isEscaped: true) : .never)
        index += 1
      case UInt8(ascii: "?"):
        tokens.append(.anyByte)
        index += 1
      case UInt8(ascii: "["):
        do {
          let bracket = try BracketExpression(pattern, at: index)
          tokens.append(.bracket(bracket))
          index = bracket.end
        } catch {
          return tokens + [.never]
        }
      case UInt8(ascii: "*"):
        let end = pattern[index...].firstIndex { $0 != UInt8(ascii: "*") } ?? pattern.count
        let token = stars(pattern, index..<end)
        if token != .starStarSlash || tokens.last != .starStarSlash { tokens.append(token) }
        index = token == .starStarSlash ? end + 1 : end
      default:
        tokens.append(.byte(pattern[index], isEscaped: false))
        index += 1
      }
    }
    return tokens
  }

  /// Two stars or more that fill a component cross slashes; any other run is a single star.
  private static func stars(_ pattern: [UInt8], _ run: Range<Int>) -> WildmatchToken {
    let slash = UInt8(ascii: "/")
    guard run.count > 1, run.lowerBound == 0 || pattern[run.lowerBound - 1] == slash else { return .star }
    let rest = pattern[run.upperBound...]
    if rest.first == slash { return .starStarSlash }
    return rest.isEmpty || rest.starts(with: [UInt8(ascii: "\\"), slash]) ? .starStar : .star
  }

  /// Whether no byte at all, nor its absence, satisfies the token: `[z-a]`, `[/]`.
  var matchesNothing: Bool {
    switch self {
    case .never: true
    case .bracket(let bracket): bracket.matches(.exact).isEmpty
    case .byte, .anyByte, .star, .starStar, .starStarSlash: false
    }
  }
}
