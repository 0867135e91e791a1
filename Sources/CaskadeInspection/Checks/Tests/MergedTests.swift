/// Tells a test that was merged into others from one that is gone: by the rare words, numbers and texts of its body
/// that the whole diff still holds as often as before.
struct MergedTests {
  /// How much more often a word occurs in the head than in the base.
  private var surplus: [WordHash: Int] = [:]
  private var frequency: [WordHash: Int] = [:]

  private static let rare = 4

  /// - Parameter idle: of each file, what nothing calls; what stands there is not kept.
  init(_ files: [TestFile], _ idle: [UncalledFunctions]) {
    for functions in idle {
      for symbol in functions.content { surplus[symbol, default: 0] -= 1 }
    }
    for file in files {
      for (symbol, count) in file.old?.counts ?? [:] {
        surplus[symbol, default: 0] -= count
        frequency[symbol, default: 0] += count
      }
      for (symbol, count) in file.new?.counts ?? [:] { surplus[symbol, default: 0] += count }
    }
  }

  func keeps(_ test: TestCase) -> Bool {
    let rare = Set(test.content).filter { frequency[$0, default: 0] <= Self.rare }
    guard rare.count >= 3 else { return false }
    guard isKept(rare) else { return false }
    // What sets up stands first, and in many tests; what is checked stands last.
    let last = Set(test.content.suffix(test.content.count / 3)).intersection(rare)
    return last.isEmpty || isKept(last)
  }

  private func isKept(_ words: Set<WordHash>) -> Bool {
    words.count { surplus[$0, default: 0] >= 0 } * 10 >= words.count * 7
  }
}
