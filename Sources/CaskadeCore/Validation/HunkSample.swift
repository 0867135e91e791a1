package import CaskadeInspection

/// Draws hunks where not all can be tried: large ones and those of risk areas more often than others.
package struct HunkSample: Sendable {
  /// The same for the same trees, so that a check says the same again.
  package let seed: Int
  /// In their given order.
  package let drawn: [TriedHunk]

  /// - Parameters:
  ///   - weight: at least 1; how much rests on the hunk beside its size.
  ///   - key: of what is compared, as the ids of two trees.
  package init(_ hunks: [TriedHunk], most: Int, key: some Sequence<UInt8>, weight: (TriedHunk) -> Int) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in key { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    // Short enough to be read aloud.
    seed = Int(hash % 1_000_000)
    guard hunks.count > most else {
      drawn = hunks
      return
    }
    var state = UInt64(seed)
    var left = hunks.indices.map {
      (index: $0, weight: min(max(hunks[$0].lines, 1), Self.mostLines) * max(weight(hunks[$0]), 1))
    }
    var chosen: [Int] = []
    while chosen.count < most, !left.isEmpty {
      var ticket = Int(Self.next(&state) % UInt64(left.reduce(0) { $0 + $1.weight }))
      let place = left.firstIndex { candidate in
        ticket -= candidate.weight
        return ticket < 0
      }
      guard let place else { break }
      chosen.append(left.remove(at: place).index)
    }
    drawn = chosen.sorted().map { hunks[$0] }
  }

  /// A hunk of more lines than these is no likelier.
  private static let mostLines = 40

  /// SplitMix64. Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators" (2014).
  private static func next(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
