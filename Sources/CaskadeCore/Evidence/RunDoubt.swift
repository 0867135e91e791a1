/// Why a run whose exit status is the one that is wanted is worth less than that.
package enum RunDoubt: String, Hashable, Sendable, CaseIterable {
  /// It ended well, and says that tests failed.
  case hiddenFailures = "hidden failures"
  /// Not one test was executed.
  case noTests = "no tests"
  /// Fewer tests were executed than the contract asks for.
  case tooFew = "too few tests"
  /// The contract asks for a number of tests, and nobody knows how many there were.
  case uncounted
  /// The report that the contract names is missing, or can't be counted.
  case report
  /// A runner that says at its end how much it ran said nothing.
  case noSummary = "no summary"
  /// It ended well, and says in words of its own that something failed.
  case ownFailure = "its own words"
  /// On the base: it ended badly, and no test was executed and failed.
  case noFailure = "no test failed"

  /// What the run is worth.
  var state: ValidationRecord.State {
    switch self {
    case .hiddenFailures, .tooFew: .fail
    case .noTests, .uncounted, .report, .noSummary, .ownFailure, .noFailure: .inconclusive
    }
  }
}
