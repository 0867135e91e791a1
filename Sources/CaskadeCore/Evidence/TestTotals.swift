import CaskadeInspection
import CaskadeSyntax

/// What all commands ran on the judged tree. It is made of their records, and read for nothing.
struct TestTotals: Hashable, Sendable {
  let run: Int
  let failed: Int
  let skipped: Int
  /// How many commands say how many tests they ran, and how many don't.
  let counted: Int
  let uncounted: Int

  /// Nil where no command says it.
  init?(_ records: [ValidationRecord]) {
    let known = records.compactMap { $0.run.tests?.counts }.filter { $0.unit == .tests }
    guard !known.isEmpty else { return nil }
    let sum = known.reduce(TestCounts.none, +)
    self.init(
      run: sum.run, failed: sum.failed + sum.broken, skipped: sum.skipped, counted: known.count,
      uncounted: records.count - known.count)
  }

  private init(run: Int, failed: Int, skipped: Int, counted: Int, uncounted: Int) {
    self.run = run
    self.failed = failed
    self.skipped = skipped
    self.counted = counted
    self.uncounted = uncounted
  }

  static let keys = ObjectForm<TestTotals>(
    "what the commands ran altogether; absent: none of them says it",
    FormKey("run", .count, "tests that were executed", \.run),
    FormKey("failed", .count, "tests that failed, and what broke before one ran", \.failed),
    FormKey("skipped", .count, "tests that were named and not executed", \.skipped),
    FormKey("counted", .count, "commands that say it", \.counted),
    FormKey("uncounted", .count, "commands that don't", \.uncounted)
  ) { TestTotals(run: $0, failed: $1, skipped: $2, counted: $3, uncounted: $4) }
}
