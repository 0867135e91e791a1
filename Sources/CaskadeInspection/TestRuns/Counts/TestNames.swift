/// The names of tests by how they ended, each list in the order of the run and bounded.
package struct TestNames: Hashable, Sendable {
  package enum Outcome: Hashable, Sendable {
    case passed, failed, skipped
  }

  package private(set) var passed: [String] = []
  package private(set) var failed: [String] = []
  package private(set) var skipped: [String] = []
  /// How many more there were.
  package private(set) var omitted = 0

  package static let none = TestNames()
  private static let mostPassed = 2_000
  private static let mostOthers = 500
  private static let longest = 300

  package init(passed: [String] = [], failed: [String] = [], skipped: [String] = [], omitted: Int = 0) {
    self.passed = passed
    self.failed = failed
    self.skipped = skipped
    self.omitted = omitted
  }

  package var isEmpty: Bool { passed.isEmpty && failed.isEmpty && skipped.isEmpty && omitted == 0 }

  /// A name without content, or one that is too long to be shown, is counted only.
  package mutating func add(_ name: String, _ outcome: Outcome) {
    guard !name.isEmpty, name.utf8.count <= Self.longest else {
      omitted += 1
      return
    }
    switch outcome {
    case .passed where passed.count < Self.mostPassed: passed.append(name)
    case .failed where failed.count < Self.mostOthers: failed.append(name)
    case .skipped where skipped.count < Self.mostOthers: skipped.append(name)
    case .passed, .failed, .skipped: omitted += 1
    }
  }

  package mutating func add(_ other: TestNames) {
    for name in other.passed { add(name, .passed) }
    for name in other.failed { add(name, .failed) }
    for name in other.skipped { add(name, .skipped) }
    omitted += other.omitted
  }

  /// The same with every name replaced; nil where the names don't come back one for one.
  package func mapped(_ change: ([String]) -> [String]?) -> TestNames? {
    guard let all = change(passed + failed + skipped), all.count == passed.count + failed.count + skipped.count
    else { return nil }
    return TestNames(
      passed: Array(all.prefix(passed.count)), failed: Array(all.dropFirst(passed.count).prefix(failed.count)),
      skipped: Array(all.dropFirst(passed.count + failed.count)), omitted: omitted)
  }
}
