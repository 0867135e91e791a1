/// How much two tests of different names are one.
///
/// Tests of one file often begin alike: what sets up says nothing, so that what comes after the common beginning counts.
struct TestLikeness {
  private let old: TestCase
  private let new: TestCase

  init(_ old: TestCase, _ new: TestCase) {
    self.old = old
    self.new = new
  }

  var isOneTest: Bool {
    let all = Self.shared(old.content, new.content)
    if all >= 0.9 { return true }
    guard all >= 0.5 else { return false }
    if isNamedAlike { return true }
    var start = 0
    while start < min(old.content.count, new.content.count), old.content[start] == new.content[start] { start += 1 }
    return Self.shared(old.content.dropFirst(start), new.content.dropFirst(start)) >= 0.5
  }

  /// Half of the words of the shorter name, and one at least, stand in the other.
  var isNamedAlike: Bool {
    let (one, other) = (Self.words(old.name), Self.words(new.name))
    let common = one.intersection(other).count
    return common > 0 && common * 2 >= min(one.count, other.count) && common * 3 >= max(one.count, other.count)
  }

  /// The part of all words that both have, from 0 to 1.
  private static func shared(_ one: some Collection<WordHash>, _ other: some Collection<WordHash>) -> Double {
    guard !one.isEmpty || !other.isEmpty else { return 1 }
    var counts: [WordHash: Int] = [:]
    for symbol in one { counts[symbol, default: 0] += 1 }
    var shared = 0
    for symbol in other {
      guard let count = counts[symbol], count > 0 else { continue }
      counts[symbol] = count - 1
      shared += 1
    }
    return Double(2 * shared) / Double(one.count + other.count)
  }

  private static let empty: Set<String> = [
    "test", "tests", "should", "it", "is", "the", "a", "an", "and", "with", "when",
  ]

  /// The words of a test's own name, in lower case: `testFooBar`, `test_foo_bar` and `foo bar` have the same.
  private static func words(_ name: String) -> Set<String> {
    var words: [String] = [""]
    var wasLower = false
    for character in name.split(separator: ".").last ?? "" {
      guard character.isLetter || character.isNumber else {
        words.append("")
        wasLower = false
        continue
      }
      if character.isUppercase, wasLower { words.append("") }
      wasLower = !character.isUppercase
      words[words.count - 1] += character.lowercased()
    }
    return Set(words).subtracting(empty).subtracting([""])
  }
}
