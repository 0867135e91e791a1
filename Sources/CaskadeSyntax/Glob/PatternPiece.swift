/// A piece of text without which no folded path matches a pattern.
struct PatternPiece {
  /// Where the piece stands in the path.
  enum Kind: UInt64 {
    /// The first component, whole.
    case first = 1
    /// The last component, whole.
    case last
    /// Some component, whole.
    case component
    /// Bytes in a row within a component: the first three of them are looked up.
    case run
  }

  let hash: UInt64
  let isRun: Bool
  /// What follows the bytes that are looked up; empty but for a run.
  let rest: [UInt8]
  /// What the path ends with; empty where the pattern doesn't say.
  let tail: [UInt8]

  private init(hash: UInt64, isRun: Bool = false, rest: [UInt8], tail: [UInt8]) {
    self.hash = hash
    self.isRun = isRun
    self.rest = rest
    self.tail = tail
  }

  /// Nil for a pattern that has no such piece, and for one with bytes that aren't ASCII: a path folds them by their
  /// neighbours.
  init?(_ pattern: PathPattern) {
    let tokens = WildmatchToken.tokens(Array(pattern.text.utf8))
    var components: [Component] = [Component()]
    for token in tokens {
      switch token {
      case .byte(UInt8(ascii: "/"), _): components.append(Component())
      case .byte(let byte, _):
        guard byte < 0x80 else { return nil }
        components[components.count - 1].add(byte.lowerCaseASCII)
      case .starStarSlash:
        components[components.count - 1].addWildcard()
        components.append(Component())
      case .starStar, .star, .anyByte, .bracket, .never: components[components.count - 1].addWildcard()
      }
    }
    guard let first = components.first, let last = components.last else { return nil }
    if !pattern.text.utf8.contains(where: PathPatternCheck.isSpecial) {
      // A path and what lies below it.
      self.init(hash: Self.key(Self.hash(first.runs[0]), .first), rest: [], tail: [])
    } else if last.isWhole {
      self.init(hash: Self.key(Self.hash(last.runs[0]), .last), rest: [], tail: last.runs[0])
    } else if let longest = components.filter(\.isWhole).max(by: { $0.runs[0].count < $1.runs[0].count }) {
      self.init(hash: Self.key(Self.hash(longest.runs[0]), .component), rest: [], tail: last.tail)
    } else if let run = components.flatMap(\.runs).max(by: { $0.count < $1.count }), run.count >= Self.lookedUp {
      let start = run.prefix(Self.lookedUp).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      self.init(hash: Self.key(start, .run), isRun: true, rest: Array(run.dropFirst(Self.lookedUp)), tail: last.tail)
    } else {
      return nil
    }
  }

  /// The text of one component of a pattern, cut at its wildcards; `**` has no text, and one at each side of it.
  private struct Component {
    var runs: [[UInt8]] = [[]]

    var isWhole: Bool { runs.count == 1 && !runs[0].isEmpty }
    var tail: [UInt8] { runs.last ?? [] }

    mutating func add(_ byte: UInt8) { runs[runs.count - 1].append(byte) }
    mutating func addWildcard() { runs.append([]) }
  }

  // MARK: Hashes

  /// FNV-1a, 64 bits (Fowler, Noll, Vo); equal hashes of different texts only cost a try.
  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  static func adding(_ byte: UInt8, to hash: UInt64) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  /// How many bytes of a run are looked up.
  private static let lookedUp = 3
  static let recentMask: UInt32 = 0xFF_FFFF

  /// The hash of a piece at its place in the path; never 0.
  @inline(__always)
  static func key(_ hash: UInt64, _ kind: Kind) -> UInt64 {
    var mixed = (hash &+ kind.rawValue) &* 0x9E37_79B9_7F4A_7C15
    mixed ^= mixed >> 32
    return mixed | 1 << 63
  }

  private static func hash(_ text: [UInt8]) -> UInt64 {
    text.reduce(seed) { adding($1, to: $0) }
  }
}
