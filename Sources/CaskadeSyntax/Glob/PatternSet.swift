/// Many patterns, compiled together: answers which of them match a path without trying each.
///
/// Every pattern that matches a path needs some piece of text in it: a whole component (`secrets` in `**/secrets/**`),
/// how a component begins (`saml` in `**/saml*/**`), how the last one ends (`.pem` in `**/*.pem`). One pass over the
/// path finds the pieces that it has, and only their patterns are tried, and those that need none. The answers are
/// exactly those of trying every pattern in order.
package struct PatternSet: Sendable {
  package let patterns: [PathPattern]
  /// Patterns without a piece to look for.
  private let untied: [Int32]
  /// An open hash table: the pieces' hashes, and where the list of their patterns is. 0 is an empty place.
  private let hashes: [UInt64]
  private let lists: [[Int32]]
  /// For each pattern what the folded path has to end with; empty for most.
  private let tails: [[UInt8]]

  package init(_ patterns: [PathPattern]) {
    self.patterns = patterns
    var untied: [Int32] = []
    var keyed: [(hash: UInt64, index: Int32)] = []
    var tails: [[UInt8]] = []
    for (index, pattern) in patterns.enumerated() {
      let piece = PatternPiece(pattern)
      tails.append(piece?.tail ?? [])
      if let piece { keyed.append((piece.hash, Int32(index))) } else { untied.append(Int32(index)) }
    }
    var size = 16
    while size < keyed.count * 4 { size *= 2 }
    var hashes = [UInt64](repeating: 0, count: size)
    var lists = [[Int32]](repeating: [], count: size)
    for (hash, index) in keyed {
      var place = Int(truncatingIfNeeded: hash) & (size - 1)
      while hashes[place] != 0, hashes[place] != hash { place = (place + 1) & (size - 1) }
      hashes[place] = hash
      lists[place].append(index)
    }
    self.untied = untied
    self.hashes = hashes
    self.lists = lists
    self.tails = tails
  }

  /// The index of the first pattern that `matchesFolded` the path.
  package func firstMatchFolded(_ path: FoldedPath) -> Int? {
    var first: Int32?
    forEachCandidate(path) { index in
      if index < first ?? .max, patterns[Int(index)].matchesFolded(path) { first = index }
    }
    return first.map { Int($0) }
  }

  /// The indexes of all patterns that `matchesFolded` the path, in order.
  package func allMatchesFolded(_ path: FoldedPath) -> [Int] {
    all(path) { $0.matchesFolded(path) }
  }

  /// The indexes of all patterns that match the path byte by byte, in order.
  package func allMatches(_ path: FoldedPath) -> [Int] {
    all(path) { $0.matches(path.path) }
  }

  private func all(_ path: FoldedPath, _ isMatch: (PathPattern) -> Bool) -> [Int] {
    var found: [Int] = []
    forEachCandidate(path) { index in
      // A component that occurs twice brings its patterns twice.
      if !found.contains(Int(index)), isMatch(patterns[Int(index)]) { found.append(Int(index)) }
    }
    return found.count < 2 ? found : found.sorted()
  }

  /// Calls for every pattern that may match the folded path, in no order, maybe more than once.
  @inline(__always)
  private func forEachCandidate(_ path: FoldedPath, _ body: (Int32) -> Void) {
    for index in untied { body(index) }
    path.folded.bytes.withUnsafeBufferPointer { bytes in
      func look(_ hash: UInt64, _ kind: PatternPiece.Kind) {
        let key = PatternPiece.key(hash, kind)
        var place = Int(truncatingIfNeeded: key) & (hashes.count - 1)
        while hashes[place] != 0 {
          if hashes[place] == key {
            for index in lists[place] where ends(bytes, with: tails[Int(index)]) { body(index) }
            return
          }
          place = (place + 1) & (hashes.count - 1)
        }
      }
      var component = PatternPiece.seed
      var sinceDot = PatternPiece.seed
      var start = 0
      var hasDot = false
      var isFirst = true
      for (place, byte) in bytes.enumerated() {
        if byte == UInt8(ascii: "/") {
          look(component, .component)
          if isFirst { look(component, .first) }
          (component, start, hasDot, isFirst) = (PatternPiece.seed, place + 1, false, false)
          continue
        }
        component = PatternPiece.adding(byte, to: component)
        sinceDot = PatternPiece.adding(byte, to: sinceDot)
        if byte == UInt8(ascii: ".") { (sinceDot, hasDot) = (PatternPiece.seed, true) }
        if place - start == PatternPiece.prefixLength - 1 { look(component, .prefix) }
      }
      look(component, .component)
      look(component, .last)
      if isFirst { look(component, .first) }
      if hasDot { look(sinceDot, .ending) }
    }
  }

  @inline(__always)
  private func ends(_ bytes: UnsafeBufferPointer<UInt8>, with tail: [UInt8]) -> Bool {
    guard bytes.count >= tail.count else { return false }
    var place = bytes.count - tail.count
    for byte in tail {
      if bytes[place] != byte { return false }
      place += 1
    }
    return true
  }
}

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
    /// How some component begins.
    case prefix
    /// What follows the last dot of the last component.
    case ending
  }

  let hash: UInt64
  /// What the path ends with; empty where the pattern doesn't say.
  let tail: [UInt8]

  static let prefixLength = 3

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
        components[components.count - 1].isCrossing = true
        components.append(Component())
      case .starStar: components[components.count - 1].isCrossing = true
      case .star, .anyByte, .bracket, .never: components[components.count - 1].addWildcard()
      }
    }
    let names = !tokens.contains { if case .byte = $0 { false } else { true } }
    guard let first = components.first, let last = components.last else { return nil }
    tail = names || last.isCrossing ? [] : last.trailing
    if names, !pattern.text.utf8.contains(UInt8(ascii: "\\")) {
      // A path and what lies below it.
      hash = Self.key(first.leading, .first)
    } else if !last.isCrossing, last.isWhole {
      hash = Self.key(last.leading, .last)
    } else if let longest = components.filter({ $0.isWhole && !$0.isCrossing }).max(by: Component.isShorter) {
      hash = Self.key(longest.leading, .component)
    } else if !last.isCrossing, let dot = last.trailing.lastIndex(of: UInt8(ascii: ".")) {
      hash = Self.key(Array(last.trailing[(dot + 1)...]), .ending)
    } else if let longest = components.max(by: Component.isShorter), longest.leading.count >= Self.prefixLength {
      hash = Self.key(Array(longest.leading.prefix(Self.prefixLength)), .prefix)
    } else {
      return nil
    }
  }

  /// What a pattern says of one component.
  private struct Component {
    /// The text before the first wildcard, and the text after the last.
    var leading: [UInt8] = []
    var trailing: [UInt8] = []
    var hasWildcard = false
    /// It is a `**`.
    var isCrossing = false

    var isWhole: Bool { !hasWildcard && !leading.isEmpty }

    mutating func add(_ byte: UInt8) {
      if !hasWildcard { leading.append(byte) }
      trailing.append(byte)
    }

    mutating func addWildcard() {
      hasWildcard = true
      trailing = []
    }

    static func isShorter(_ one: Component, _ other: Component) -> Bool { one.leading.count < other.leading.count }
  }

  // MARK: Hashes

  /// FNV-1a, 64 bits (Fowler, Noll, Vo); equal hashes of different texts only cost a try.
  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  static func adding(_ byte: UInt8, to hash: UInt64) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  /// The hash of a piece at its place in the path; never 0.
  @inline(__always)
  static func key(_ hash: UInt64, _ kind: Kind) -> UInt64 {
    var mixed = hash &+ kind.rawValue &* 0x9E37_79B9_7F4A_7C15
    mixed ^= mixed >> 32
    return mixed | 1 << 63
  }

  private static func key(_ text: [UInt8], _ kind: Kind) -> UInt64 {
    key(text.reduce(seed) { adding($1, to: $0) }, kind)
  }
}
