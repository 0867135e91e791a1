import CaskadeSyntax

/// What the runners in one output have said at their ends.
struct Closings: Sendable {
  /// What one runner has said, once or several times.
  struct Tally: Sendable {
    var sum = TestCounts.none
    var last = TestCounts.none
    var times = 0
    /// The last line that says something, and the last one that speaks of a failure.
    var line = ""
    var failingLine: String?
  }

  private(set) var tallies: [TestRunner: Tally] = [:]
  var names = TestNames.none

  mutating func close(_ runner: TestRunner, _ counts: TestCounts, _ line: String) {
    var tally = tallies[runner] ?? Tally()
    tally.sum += counts
    tally.last = counts
    tally.times += 1
    tally.line = line
    if counts.hasFailures { tally.failingLine = line }
    tallies[runner] = tally
  }

  /// Adds what comes after the closing line and belongs to it.
  mutating func amend(_ runner: TestRunner, _ counts: TestCounts, _ line: String) {
    guard var tally = tallies[runner] else { return close(runner, counts, line) }
    tally.sum += counts
    tally.last += counts
    tally.line = line
    if counts.hasFailures { tally.failingLine = line }
    tallies[runner] = tally
  }

  /// Forgets what another one sums up.
  mutating func drop(_ runner: TestRunner) { tallies[runner] = nil }

  func hasClosed(_ runner: TestRunner) -> Bool { tallies[runner] != nil }
}

/// The closing lines of some runners that belong together.
protocol RunnerDialect: Sendable {
  /// Whether the line was one of theirs, so that no other dialect is asked.
  mutating func read(_ line: OutputLine, _ closings: inout Closings) -> Bool
  /// The output is at its end.
  mutating func finish(_ closings: inout Closings)
}

extension RunnerDialect {
  mutating func finish(_ closings: inout Closings) {}
}
