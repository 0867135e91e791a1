/// git's wildmatch with `WM_PATHNAME`, compiled: all positions in the pattern that a path can have
/// reached are followed at once, as bits, so that no pattern takes longer than its length times the path's.
///
/// Bit i stands for "the tokens before i have matched", the highest bit for a match.
/// Source: git's wildmatch.c, and gitignore(5), "PATTERN FORMAT".
struct Wildmatch: Sendable {
  /// How letters are compared.
  enum Case: Hashable, Sendable {
    case exact
    /// git's `WM_CASEFOLD`, with what it leaves out: after a backslash and alone in brackets, upper case
    /// matches nothing.
    case foldedAsGit
    /// For `FoldedPath`: the pattern's text is folded too, and `?` or a negated bracket takes up to a
    /// whole character with its accents.
    case folded
  }

  /// A set of positions in the table, beside the first 256: for each byte, the positions that it moves to the next.
  private enum Row: Int, CaseIterable {
    /// Before the first byte.
    case start = 256
    /// At a `*`: a byte that isn't a slash leaves them in place.
    case stars
    /// At a final `**`: any byte leaves them in place.
    case starStars
    /// At a `**/`: any byte leaves them in place, and a slash moves them on.
    case starStarSlashes
    /// The three above: the next position is reached without a byte.
    case skips
    /// After a token that takes a whole character: a byte within a character leaves them in place.
    case characters
    /// From here something that isn't empty can match.
    case open
    /// From here everything that isn't empty matches.
    case universal
  }

  /// The highest bit.
  private let final: Int
  /// The words of a row, one bit for each position.
  private let words: Int
  /// All rows in one array, so that a pattern is quick to copy and to read.
  private var table: [UInt64]

  /// Compiles a pattern. Every byte string without a NUL is one; what git can't read matches nothing.
  init(_ pattern: [UInt8], _ mode: Case) {
    let tokens = Self.tokens(pattern, mode)
    final = tokens.count
    words = tokens.count / 64 + 1
    table = [UInt64](repeating: 0, count: words * (256 + Row.allCases.count))
    let lastImpossible = tokens.lastIndex(where: \.matchesNothing) ?? -1
    for (position, token) in tokens.enumerated() {
      add(token, at: position, mode)
      guard position > lastImpossible else { continue }
      add(position, to: .open)
      let left = tokens.count - position
      if left == 1 && token == .starStar || left == 2 && token == .starStarSlash && tokens.last == .star {
        add(position, to: .universal)
      }
    }
    add(0, to: .start)
    var carried: UInt64 = 0
    for word in 0..<words {
      table[Row.start.rawValue * words + word] |= carried
      carried = follow(&table[Row.start.rawValue * words + word], bits(.skips, word))
    }
  }

  /// Consecutive bytes are folded together, so that an accent finds its letter.
  private static func tokens(_ pattern: [UInt8], _ mode: Case) -> [WildmatchToken] {
    let tokens = WildmatchToken.tokens(pattern)
    guard mode == .folded else { return tokens }
    var result: [WildmatchToken] = []
    var text: [UInt8] = []
    for token in tokens + [.never] {
      if case .byte(let byte, _) = token {
        text.append(byte)
      } else {
        result += CaseFolding.fold(text).map { .byte($0, isEscaped: false) } + [token]
        text = []
      }
    }
    return result.dropLast()
  }

  private mutating func add(_ token: WildmatchToken, at position: Int, _ mode: Case) {
    switch token {
    case .byte(let byte, let isEscaped):
      guard mode == .foldedAsGit else { return addMove(position, byte) }
      let member = isEscaped ? byte : byte.lowerCaseASCII
      addMoves(position, ByteSet { $0.lowerCaseASCII == member })
    case .anyByte:
      addMoves(position, ByteSet { $0 != Self.slash })
      if mode == .folded { add(position + 1, to: .characters) }
    case .bracket(let bracket):
      addMoves(position, bracket.matches(mode))
      if mode == .folded, bracket.isNegated { add(position + 1, to: .characters) }
    case .star:
      add(position, to: .stars)
      add(position, to: .skips)
    case .starStar:
      add(position, to: .starStars)
      add(position, to: .skips)
    case .starStarSlash:
      add(position, to: .starStarSlashes)
      add(position, to: .skips)
      addMove(position, Self.slash)
    case .never: break
    }
  }

  private mutating func addMoves(_ position: Int, _ set: ByteSet) {
    for byte in UInt8.min...UInt8.max where set.contains(byte) { addMove(position, byte) }
  }

  private mutating func addMove(_ position: Int, _ byte: UInt8) {
    table[Int(byte) * words + position / 64] |= 1 << UInt64(position % 64)
  }

  private mutating func add(_ position: Int, to row: Row) {
    table[row.rawValue * words + position / 64] |= 1 << UInt64(position % 64)
  }

  private func bits(_ row: Row, _ word: Int) -> UInt64 { table[row.rawValue * words + word] }

  private static let slash = UInt8(ascii: "/")
}

extension Wildmatch {
  /// Whether the pattern matches the whole path.
  func matches(_ path: WildmatchPath) -> Bool {
    if words == 1 { return wordState(after: path) >> UInt64(final) & 1 == 1 }
    return state(after: path)[final / 64] >> UInt64(final % 64) & 1 == 1
  }

  /// Whether the pattern matches some path that begins with these bytes and goes on.
  func mayMatch(beyond path: WildmatchPath) -> Bool {
    meets(.open, state(after: path))
  }

  /// Whether the pattern ends so that it matches every path that begins with these bytes and goes on. Not every
  /// pattern that does so is recognised.
  func matchesAll(beyond path: WildmatchPath) -> Bool {
    meets(.universal, state(after: path))
  }

  /// The same as `state` for a pattern of one word, as nearly all are.
  private func wordState(after path: WildmatchPath) -> UInt64 {
    table.withUnsafeBufferPointer { table in
      let skips = table[Row.skips.rawValue]
      let stars = table[Row.stars.rawValue]
      let starStars = table[Row.starStars.rawValue]
      let starStarSlashes = table[Row.starStarSlashes.rawValue]
      let characters = path.isInCharacter.isEmpty ? 0 : table[Row.characters.rawValue]
      var state = table[Row.start.rawValue]
      for index in path.bytes.indices {
        let byte = path.bytes[index]
        var new = (state & table[Int(byte)]) << 1 | state & starStars
        if byte != Self.slash { new |= state & stars }
        if characters != 0, path.isInCharacter[index] { new |= state & characters }
        new |= (new & skips) << 1
        new |= (new & skips) << 1
        state = new | state & starStarSlashes
        if state == 0 { break }
      }
      return state
    }
  }

  /// The positions that are reached when all bytes are read.
  private func state(after path: WildmatchPath) -> [UInt64] {
    var state = opening[...]
    for index in path.bytes.indices {
      let isInCharacter = !path.isInCharacter.isEmpty && path.isInCharacter[index]
      if !advance(&state, by: path.bytes[index], isInCharacter: isInCharacter) { break }
    }
    return Array(state)
  }

  /// Adds what is reached without a byte; never more than two in a row skip. Returns what goes over to the next word.
  private func follow(_ state: inout UInt64, _ skips: UInt64) -> UInt64 {
    state |= (state & skips) << 1
    state |= (state & skips) << 1
    return (state & skips) >> 63
  }

  private func meets(_ row: Row, _ state: [UInt64]) -> Bool { meets(row, state[...]) }

  private func meets(_ row: Row, _ state: ArraySlice<UInt64>) -> Bool {
    (0..<words).contains { state[state.startIndex + $0] & bits(row, $0) != 0 }
  }
}

/// The same, a byte at a time: for those that follow several patterns at once.
extension Wildmatch {
  /// How many words a set of positions takes.
  var size: Int { words }

  /// The positions before the first byte.
  var opening: [UInt64] { (0..<words).map { bits(.start, $0) } }

  /// Reads one more byte. False when no position is left, from which nothing is reached any more.
  @discardableResult
  func advance(_ state: inout ArraySlice<UInt64>, by byte: UInt8, isInCharacter: Bool) -> Bool {
    let moves = Int(byte) * words
    var carriedMove: UInt64 = 0
    var carriedSkip: UInt64 = 0
    var any: UInt64 = 0
    for word in 0..<words {
      let place = state.startIndex + word
      let old = state[place]
      let moved = old & table[moves + word]
      var new = moved << 1 | carriedMove | carriedSkip | old & bits(.starStars, word)
      carriedMove = moved >> 63
      if byte != Self.slash { new |= old & bits(.stars, word) }
      if isInCharacter { new |= old & bits(.characters, word) }
      carriedSkip = follow(&new, bits(.skips, word))
      new |= old & bits(.starStarSlashes, word)
      state[place] = new
      any |= new
    }
    return any != 0
  }

  /// Whether what was read is matched.
  func accepts(_ state: ArraySlice<UInt64>) -> Bool {
    state[state.startIndex + final / 64] >> UInt64(final % 64) & 1 == 1
  }

  /// Whether something that goes on is matched.
  func mayAccept(beyond state: ArraySlice<UInt64>) -> Bool { meets(.open, state) }

  /// Which positions move on at the byte. Two bytes with equal ones are read alike, but for the slash.
  func moves(at byte: UInt8) -> ArraySlice<UInt64> { table[(Int(byte) * words)..<((Int(byte) + 1) * words)] }
}
