/// Many patterns, compiled together: answers which of them match a path without trying each.
///
/// Every pattern that matches a path needs some piece of text in it: a whole component (`secrets` in `**/secrets/**`), or
/// some text in a row (`_test.` in `**/*_test.*`). One pass over the path finds the pieces that it has, and only their
/// patterns are tried, and those that need none. The answers are exactly those of trying every pattern in order.
package struct PatternSet: Sendable {
  package let patterns: [PathPattern]
  /// Patterns without a piece to look for.
  private let untied: [Int32]
  /// Whether any pattern needs bytes in a row.
  private let hasRuns: Bool
  /// An open hash table of the pieces, a power of two long and at most half full.
  private let slots: [Slot]
  /// The patterns of each slot, one slot's after the other's.
  private let candidates: [Candidate]
  /// The bytes that candidates point to.
  private let text: [UInt8]

  /// A piece's hash, 0 in an empty slot, and its patterns.
  private struct Slot: Sendable {
    var hash: UInt64 = 0
    var first: Int32 = 0
    var end: Int32 = 0
  }

  /// A pattern that may match where its piece is found, and the text that has to follow the piece and to end the path.
  private struct Candidate: Sendable {
    let pattern: Int32
    let restStart: Int32
    let restCount: Int32
    let tailStart: Int32
    let tailCount: Int32
  }

  /// - Parameter forFew: paths: every pattern is tried then, which takes less than to compile them together.
  package init(_ patterns: [PathPattern], forFew: Bool = false) {
    self.patterns = patterns
    var untied: [Int32] = []
    var tied: [(piece: PatternPiece, pattern: Int32)] = []
    for (index, pattern) in patterns.enumerated() {
      if !forFew, let piece = PatternPiece(pattern) {
        tied.append((piece, Int32(index)))
      } else {
        untied.append(Int32(index))
      }
    }
    tied.sort { ($0.piece.hash, $0.pattern) < ($1.piece.hash, $1.pattern) }
    var size = 16
    while size < tied.count * 2 { size *= 2 }
    var slots = [Slot](repeating: Slot(), count: size)
    var candidates: [Candidate] = []
    var text: [UInt8] = []
    for (piece, pattern) in tied {
      var place = Int(truncatingIfNeeded: piece.hash) & (size - 1)
      while slots[place].hash != 0, slots[place].hash != piece.hash { place = (place + 1) & (size - 1) }
      if slots[place].hash == 0 { slots[place] = Slot(hash: piece.hash, first: Int32(candidates.count)) }
      candidates.append(
        Candidate(
          pattern: pattern, restStart: Int32(text.count), restCount: Int32(piece.rest.count),
          tailStart: Int32(text.count + piece.rest.count), tailCount: Int32(piece.tail.count)))
      text += piece.rest + piece.tail
      slots[place].end = Int32(candidates.count)
    }
    self.untied = untied
    self.slots = slots
    self.candidates = candidates
    self.text = text
    hasRuns = tied.contains { $0.piece.isRun }
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
    if candidates.isEmpty { return }
    path.folded.bytes.withUnsafeBufferPointer { bytes in
      slots.withUnsafeBufferPointer { slots in
        candidates.withUnsafeBufferPointer { candidates in
          text.withUnsafeBufferPointer { text in
            let mask = slots.count - 1
            func look(_ key: UInt64, endingAt end: Int) {
              var place = Int(truncatingIfNeeded: key) & mask
              while slots[place].hash != 0 {
                if slots[place].hash == key {
                  for index in Int(slots[place].first)..<Int(slots[place].end)
                  where Self.fits(candidates[index], text, bytes, end) { body(candidates[index].pattern) }
                  return
                }
                place = (place + 1) & mask
              }
            }
            scan(bytes, look)
          }
        }
      }
    }
  }

  /// Calls with the key of every piece of the path, and the place where it ends.
  @inline(__always)
  private func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ look: (_ key: UInt64, _ end: Int) -> Void) {
    var component = PatternPiece.seed
    var recent: UInt32 = 0
    var isFirst = true
    for place in 0..<bytes.count {
      let byte = bytes[place]
      if hasRuns {
        recent = (recent << 8 | UInt32(byte)) & PatternPiece.recentMask
        look(PatternPiece.key(UInt64(recent), .run), place + 1)
      }
      if byte == UInt8(ascii: "/") {
        look(PatternPiece.key(component, .component), place)
        if isFirst { look(PatternPiece.key(component, .first), place) }
        (component, isFirst) = (PatternPiece.seed, false)
      } else {
        component = PatternPiece.adding(byte, to: component)
      }
    }
    look(PatternPiece.key(component, .component), bytes.count)
    look(PatternPiece.key(component, .last), bytes.count)
    if isFirst { look(PatternPiece.key(component, .first), bytes.count) }
  }

  @inline(__always)
  private static func fits(
    _ candidate: Candidate, _ text: UnsafeBufferPointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>, _ end: Int
  ) -> Bool {
    func holds(_ start: Int32, _ count: Int32, at place: Int) -> Bool {
      guard place >= 0, bytes.count - place >= Int(count) else { return false }
      for offset in 0..<Int(count) where bytes[place + offset] != text[Int(start) + offset] { return false }
      return true
    }
    return holds(candidate.restStart, candidate.restCount, at: end)
      && holds(candidate.tailStart, candidate.tailCount, at: bytes.count - Int(candidate.tailCount))
  }
}
