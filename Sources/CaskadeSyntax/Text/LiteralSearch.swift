/// Finds every one of a list of literals in one pass over a text: an Aho-Corasick automaton over bytes.
///
/// ASCII case is folded; a caller for whom it matters compares again at the place it is given. Cost: one table look-up
/// a byte, however many literals there are. For a few short texts the automaton costs more than it saves: there the
/// literals are compared one by one, with the same answers.
package struct LiteralSearch: Sendable {
  /// Whether there is an automaton.
  private let isClosed: Bool
  private let literals: [[UInt8]]
  /// The column of each byte; bytes that no literal contains share column 0.
  private let columns: [UInt8]
  /// A row of `next` has two to the power of this many entries.
  private let shift: Int
  /// Row by row: where the row of the next state begins.
  private let next: [Int32]
  /// For each state the literals that end there, longest first; empty for most.
  private let ends: [[Int32]]
  private let endsSomething: [Bool]

  package init(_ literals: [[UInt8]], forFewTexts: Bool = false) {
    self.literals = literals.map { $0.map(Self.folded) }
    isClosed = !forFewTexts
    guard !forFewTexts else {
      (columns, shift, next, ends, endsSomething) = ([], 0, [], [], [])
      return
    }
    var columns = [UInt8](repeating: 0, count: 256)
    var width = 1
    for byte in self.literals.joined() where columns[Int(byte)] == 0 {
      columns[Int(byte)] = UInt8(truncatingIfNeeded: width)
      width += 1
    }
    for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") { columns[Int(byte)] = columns[Int(byte | 0x20)] }
    var shift = 0
    while 1 << shift < width { shift += 1 }
    self.columns = columns
    self.shift = shift
    var trie = Trie(atMost: 1 + self.literals.reduce(0) { $0 + $1.count }, shift: shift)
    for (index, literal) in self.literals.enumerated() { trie.insert(literal, Int32(index), columns) }
    trie.close(width)
    next = trie.next
    ends = trie.ends
    endsSomething = ends.map { !$0.isEmpty }
  }

  /// The automaton while it is made: all rows in one array, because a search is made at every start.
  private struct Trie {
    /// Where the row of the next state begins; 0, the first row, also for what isn't there yet: nothing leads to the root
    /// before the trie is closed.
    private(set) var next: [Int32]
    private(set) var ends: [[Int32]] = [[]]
    private let shift: Int

    init(atMost states: Int, shift: Int) {
      self.shift = shift
      next = [Int32](repeating: 0, count: states << shift)
    }

    mutating func insert(_ literal: [UInt8], _ index: Int32, _ columns: [UInt8]) {
      var row = 0
      for byte in literal {
        let place = row + Int(columns[Int(byte)])
        if next[place] == 0 {
          next[place] = Int32(ends.count << shift)
          ends.append([])
        }
        row = Int(next[place])
      }
      ends[row >> shift].append(index)
    }

    /// Gives every state a successor for every byte, shallow states first.
    mutating func close(_ width: Int) {
      next.removeLast(next.count - (ends.count << shift))
      var fallback = [Int32](repeating: 0, count: ends.count)
      var queue: [Int32] = []
      queue.reserveCapacity(ends.count)
      next.withUnsafeMutableBufferPointer { next in
        fallback.withUnsafeMutableBufferPointer { fallback in
          for column in 0..<width where next[column] != 0 { queue.append(next[column]) }
          var head = 0
          while head < queue.count {
            let row = Int(queue[head])
            let behind = Int(fallback[row >> shift])
            head += 1
            if !ends[behind >> shift].isEmpty { ends[row >> shift] += ends[behind >> shift] }
            for column in 0..<width {
              let further = next[behind + column]
              let child = next[row + column]
              if child == 0 {
                next[row + column] = further
              } else {
                fallback[Int(child) >> shift] = further
                queue.append(child)
              }
            }
          }
        }
      }
    }
  }

  /// Calls `found` with the literal's index and the place where it begins, in the order of the places where they end.
  @inline(__always)
  package func scan(_ text: UnsafeBufferPointer<UInt8>, _ found: (_ literal: Int, _ start: Int) -> Void) {
    guard isClosed else {
      for hit in compared(text) { found(hit.literal, hit.start) }
      return
    }
    columns.withUnsafeBufferPointer { columns in
      next.withUnsafeBufferPointer { next in
        endsSomething.withUnsafeBufferPointer { endsSomething in
          var row = 0
          for place in 0..<text.count {
            row = Int(next[row + Int(columns[Int(text[place])])])
            guard row != 0 else { continue }
            let state = row >> shift
            guard endsSomething[state] else { continue }
            for literal in ends[state] {
              found(Int(literal), place + 1 - literals[Int(literal)].count)
            }
          }
        }
      }
    }
  }

  /// What the automaton finds, in its order.
  private func compared(_ text: UnsafeBufferPointer<UInt8>) -> [(literal: Int, start: Int)] {
    let low = text.map(Self.folded)
    var hits: [(end: Int, length: Int, literal: Int)] = []
    low.withUnsafeBufferPointer { low in
      for (index, literal) in literals.enumerated() where !literal.isEmpty && literal.count <= low.count {
        literal.withUnsafeBufferPointer { literal in
          for start in 0...(low.count - literal.count) where low[start] == literal[0] {
            var count = 1
            while count < literal.count, low[start + count] == literal[count] { count += 1 }
            if count == literal.count { hits.append((start + count, count, index)) }
          }
        }
      }
    }
    hits.sort { ($0.end, -$0.length, $0.literal) < ($1.end, -$1.length, $1.literal) }
    return hits.map { ($0.literal, $0.end - $0.length) }
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    ByteSet.upper.contains(byte) ? byte | 0x20 : byte
  }
}
