/// One test as a version of a file declares it.
struct TestCase: Sendable {
  /// How likely it runs.
  enum Standing: Int, Comparable, Sendable {
    case runs
    /// Skipped under a condition.
    case conditional
    /// Its failure is expected, and fails nothing.
    case expectedToFail
    case skipped

    static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
  }

  /// With the names of what holds it, joined by dots.
  let name: String
  /// Its own name without what says "test", for comparing across styles: `testFoo`, `test_foo` and `foo` are one.
  let key: WordHash
  let line: Int
  /// The line that declares it.
  let source: [UInt8]
  /// Of the normalised body, without comments and layout.
  let digest: WordHash
  /// The words, numbers and texts of the body, in order.
  let content: [WordHash]
  /// What the body calls.
  let calls: Set<WordHash>
  /// The names of what asserts in it, in order; what can't fail doesn't count.
  let assertions: [WordHash]
  /// The rows of its parameters, where they are written as a list.
  let rows: Int?
  var standing: Standing
  var standingLine: Int
  var isFocused: Bool
  /// The line of the mark that makes it pass by failing.
  var invertsAt: Int?
  /// The name of its class, if only a class that inherits from it runs its tests: an abstract one of Java, or one that
  /// pytest would collect by its name and that isn't named so.
  var orphan: WordHash?
}

/// A function that is no test.
struct PlainFunction: Sendable {
  let name: String
  let key: WordHash
  let symbol: WordHash
  let digest: WordHash
  let asserts: Bool
  let calls: Set<WordHash>
  let content: [WordHash]
  let line: Int
}

/// The tests of one version of a file.
struct TestOutline: Sendable {
  var tests: [TestCase] = []
  var functions: [PlainFunction] = []
  /// Lines that focus tests or containers of tests.
  var focused: [Int] = []
  /// How often each word, number and text occurs in the whole file.
  var counts: [WordHash: Int] = [:]
  /// The line of a Go file that restricts where it is built.
  var constraint: (text: [UInt8], line: Int)?
  /// The modules of tests that a Rust file takes in from files of their own.
  var modules: [(name: String, line: Int)] = []
}
