/// Finds every one of a list of literals in one pass over a text: an Aho-Corasick automaton over bytes.
///
/// ASCII case is folded; a caller for whom it matters compares again at the place it is given. Cost: one table look-up
/// a byte, however many literals there are.
package struct LiteralSearch: Sendable {
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

  package init(_ literals: [[UInt8]]) {
    self.literals = literals.map { $0.map(Self.folded) }
    var columns = [UInt8](repeating: 0, count: 256)
    var width = 1
    for byte in self.literals.joined() where columns[Int(byte)] == 0 {
      columns[Int(byte)] = UInt8(truncatingIfNeeded: width)
      width += 1
    }
    for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") { columns[Int(byte)] = columns[Int(byte | 0x20)] }
    var trie: [[Int32]] = [[Int32](repeating: -1, count: width)]
    var ends: [[Int32]] = [[]]
    for (index, literal) in self.literals.enumerated() {
      var state = 0
      for byte in literal {
        let column = Int(columns[Int(byte)])
        if trie[state][column] < 0 {
          trie[state][column] = Int32(trie.count)
          trie.append([Int32](repeating: -1, count: width))
          ends.append([])
        }
        state = Int(trie[state][column])
      }
      ends[state].append(Int32(index))
    }
    Self.close(&trie, &ends, width)
    self.columns = columns
    var shift = 0
    while 1 << shift < width { shift += 1 }
    self.shift = shift
    let padding = [Int32](repeating: 0, count: (1 << shift) - width)
    self.next = trie.flatMap { row in row.map { $0 << Int32(shift) } + padding }
    self.endsSomething = ends.map { !$0.isEmpty }
    self.ends = ends
  }

  /// Completes the trie so that every state has a successor for every byte.
  private static func close(_ trie: inout [[Int32]], _ ends: inout [[Int32]], _ width: Int) {
    var fallback = [Int](repeating: 0, count: trie.count)
    var queue: [Int] = []
    for column in 0..<width {
      if trie[0][column] < 0 {
        trie[0][column] = 0
      } else {
        queue.append(Int(trie[0][column]))
      }
    }
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      ends[state] += ends[fallback[state]]
      for column in 0..<width {
        let further = trie[fallback[state]][column]
        if trie[state][column] < 0 {
          trie[state][column] = further
        } else {
          fallback[Int(trie[state][column])] = Int(further)
          queue.append(Int(trie[state][column]))
        }
      }
    }
  }

  /// Calls `found` with the literal's index and the place where it begins, in the order of the places where they end.
  @inline(__always)
  package func scan(_ text: UnsafeBufferPointer<UInt8>, _ found: (_ literal: Int, _ start: Int) -> Void) {
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

  private static func folded(_ byte: UInt8) -> UInt8 {
    ByteSet.upper.contains(byte) ? byte | 0x20 : byte
  }
}
