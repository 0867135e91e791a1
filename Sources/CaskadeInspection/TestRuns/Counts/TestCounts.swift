/// How many tests a run executed, and how they ended.
package struct TestCounts: Hashable, Sendable {
  /// What is counted. Some runners say only how many packages passed, and not how many tests.
  package enum Unit: String, Hashable, Sendable, CaseIterable {
    case tests, packages
  }

  package var unit = Unit.tests
  /// Those that were executed to an end, good or bad.
  package var run = 0
  /// Of those, the ones that failed.
  package var failed = 0
  /// What should have held tests and broke before one ran: a file that doesn't build, import or collect.
  package var broken = 0
  /// Named and not executed.
  package var skipped = 0

  package static let none = TestCounts()

  package init(unit: Unit = .tests, run: Int = 0, failed: Int = 0, broken: Int = 0, skipped: Int = 0) {
    self.unit = unit
    self.run = run
    self.failed = failed
    self.broken = broken
    self.skipped = skipped
  }

  package var hasFailures: Bool { failed > 0 || broken > 0 }

  /// Nothing was executed, and nothing was stopped by an error from being so.
  package var isVacuous: Bool { run == 0 && broken == 0 && failed == 0 }

  /// The largest number that is believed, for each of them.
  package static let most = 100_000_000

  /// Packages and tests together are counted as packages: nobody knows how many tests a package has.
  package static func + (one: TestCounts, other: TestCounts) -> TestCounts {
    let sum = { (a: Int, b: Int) in min(a + b, most) }
    let isEmpty = { (counts: TestCounts) in counts.run == 0 && !counts.hasFailures && counts.skipped == 0 }
    let unit = isEmpty(one) ? other.unit : isEmpty(other) || one.unit == other.unit ? one.unit : .packages
    return TestCounts(
      unit: unit, run: sum(one.run, other.run), failed: sum(one.failed, other.failed),
      broken: sum(one.broken, other.broken), skipped: sum(one.skipped, other.skipped))
  }

  package static func += (one: inout TestCounts, other: TestCounts) { one = one + other }
}
