/// The shortest path that all of some matchers take and none of others, found by following them together.
struct PathSearch {
  /// What is said of a path that was found.
  enum Word {
    case taken
    /// Look for another one.
    case passed
    /// Look no further.
    case stopped
  }

  private let wanted: [Wildmatch]
  /// Each with whether it reads the folded path.
  private let unwanted: [(matcher: Wildmatch, isFolded: Bool)]
  private let letters: [Letter]

  /// More sets of positions than this are not looked at.
  private static let mostNodes = 40_000

  /// What a path goes on by: bytes that belong together.
  private struct Letter {
    let bytes: [UInt8]
    let folded: WildmatchPath

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      folded = WildmatchPath(folding: bytes)
    }
  }

  private struct Node {
    let parent: Int
    let letter: Int
  }

  /// - Parameter alphabet: the patterns whose letters beyond ASCII are tried.
  init(
    wanted: [Wildmatch], unwanted: [(Wildmatch, Bool)], alphabet: [PathPattern]
  ) {
    self.wanted = wanted
    self.unwanted = unwanted
    letters = Self.letters(wanted, unwanted, alphabet)
  }

  /// The shortest path, and the first of equally short ones, that is taken.
  mutating func first(_ judge: (RepositoryPath) -> Word) -> PatternOverlap.Answer {
    var nodes: [Node] = []
    let start = State(
      positions: wanted.flatMap(\.opening) + unwanted.flatMap(\.matcher.opening), shape: PathShape())
    var states = [start]
    nodes.append(Node(parent: -1, letter: -1))
    var seen: Set<State> = [start]
    var next = 0
    while next < states.count {
      let state = states[next]
      if state.shape.isWhole, isTaken(state) {
        switch judge(path(of: next, nodes)) {
        case .taken: return .path(path(of: next, nodes))
        case .passed: break
        case .stopped: return .none
        }
      }
      for (index, letter) in letters.enumerated() {
        guard let reached = step(state, letter), seen.insert(reached).inserted else { continue }
        guard states.count < Self.mostNodes else { return .undecided }
        states.append(reached)
        nodes.append(Node(parent: next, letter: index))
      }
      next += 1
    }
    return .none
  }

  private struct State: Hashable {
    /// Of all matchers, one behind the other.
    var positions: [UInt64]
    var shape: PathShape
  }

  private func isTaken(_ state: State) -> Bool {
    var place = 0
    for matcher in wanted {
      if !matcher.accepts(state.positions[place..<(place + matcher.size)]) { return false }
      place += matcher.size
    }
    for (matcher, _) in unwanted {
      if matcher.accepts(state.positions[place..<(place + matcher.size)]) { return false }
      place += matcher.size
    }
    return true
  }

  /// Nil where no path goes on so that all that are wanted could take it.
  private func step(_ state: State, _ letter: Letter) -> State? {
    var state = state
    for byte in letter.bytes where !state.shape.read(byte) { return nil }
    var place = 0
    for matcher in wanted {
      let range = place..<(place + matcher.size)
      for byte in letter.bytes where !matcher.advance(&state.positions[range], by: byte, isInCharacter: false) {
        return nil
      }
      let reached = state.positions[range]
      guard matcher.accepts(reached) || matcher.mayAccept(beyond: reached) else { return nil }
      place += matcher.size
    }
    for (matcher, isFolded) in unwanted {
      let range = place..<(place + matcher.size)
      let text = isFolded ? letter.folded : WildmatchPath(letter.bytes)
      for (index, byte) in text.bytes.enumerated() {
        let isInCharacter = !text.isInCharacter.isEmpty && text.isInCharacter[index]
        matcher.advance(&state.positions[range], by: byte, isInCharacter: isInCharacter)
      }
      place += matcher.size
    }
    return state
  }

  private func path(of node: Int, _ nodes: [Node]) -> RepositoryPath {
    var parts: [[UInt8]] = []
    var place = node
    while place > 0 {
      parts.append(letters[nodes[place].letter].bytes)
      place = nodes[place].parent
    }
    return RepositoryPath(bytes: parts.reversed().flatMap { $0 })
  }

  // MARK: Letters

  /// In the order in which a person would rather read them.
  private static let ascii: [UInt8] = {
    let liked = Array("xabcdefghijklmnopqrstuvwyzXABCDEFGHIJKLMNOPQRSTUVWYZ0123456789-_./".utf8)
    return liked + (1...127).filter { !liked.contains($0) }
  }()

  /// One of all ASCII characters that are read alike, those beyond ASCII that some pattern has, and two that none has: a
  /// character, and a byte that is none. A pattern reads all bytes that it doesn't name itself, beyond ASCII, alike.
  private static func letters(
    _ wanted: [Wildmatch], _ unwanted: [(matcher: Wildmatch, isFolded: Bool)], _ patterns: [PathPattern]
  ) -> [Letter] {
    var seen: Set<[UInt64]> = []
    var letters: [Letter] = []
    for byte in ascii {
      var signature: [UInt64] = [PathShape.isSpecial(byte) ? UInt64(byte) : 0]
      for matcher in wanted { signature += matcher.moves(at: byte) }
      for (matcher, isFolded) in unwanted { signature += matcher.moves(at: isFolded ? byte.lowerCaseASCII : byte) }
      if seen.insert(signature).inserted { letters.append(Letter([byte])) }
    }
    var scalars: Set<Unicode.Scalar> = ["\u{4E00}"]
    for pattern in patterns { scalars.formUnion(pattern.text.unicodeScalars.filter { !$0.isASCII }) }
    letters += scalars.sorted().map { Letter(Array(String($0).utf8)) }
    return letters + [Letter([0xFF])]
  }
}
