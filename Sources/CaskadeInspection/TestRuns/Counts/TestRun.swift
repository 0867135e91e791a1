package import CaskadeSyntax

/// What a run of a command says of itself: how many tests were executed, and who says so.
package struct TestRun: Hashable, Sendable {
  package enum Source: Hashable, Sendable {
    /// Files that the run wrote; sorted.
    case reports([RepositoryPath])
    /// What a runner says at its end.
    case closingLines(TestRunner)
  }

  package var counts: TestCounts
  package let source: Source
  /// The line that says it, where it was read from output.
  package var line: String?
  package var names: TestNames

  package init(_ counts: TestCounts, _ source: Source, line: String? = nil, names: TestNames = .none) {
    self.counts = counts
    self.source = source
    self.line = line
    self.names = names
  }
}
