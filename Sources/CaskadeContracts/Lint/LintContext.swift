package import CaskadeSyntax

/// What a lint may know about the world around a file. What is nil is not judged.
package struct LintContext: Sendable {
  package let tracked: TrackedPaths?
  /// Those that are tests, or data of tests.
  package let tests: TrackedPaths?
  package let today: CalendarDate?
  package let policy: Policy
  /// Whether a program can be run here, by its name without slashes.
  package let programExists: (@Sendable (String) -> Bool)?
  /// Who may sign.
  package let signers: AllowedSigners?
  /// The content of a tracked file; nil where it can't be read.
  package let contents: (@Sendable (RepositoryPath) -> [UInt8]?)?
  /// The names of the contracts, open and closed.
  package let contracts: [String]?

  /// - Parameters:
  ///   - paths: the tracked files of the base, in any order.
  ///   - tests: which of them are tests.
  package init(
    paths: [RepositoryPath]? = nil, tests: [RepositoryPath]? = nil, today: CalendarDate? = nil, policy: Policy,
    programExists: (@Sendable (String) -> Bool)? = nil, signers: AllowedSigners? = nil,
    contents: (@Sendable (RepositoryPath) -> [UInt8]?)? = nil, contracts: [String]? = nil
  ) {
    self.init(
      tracked: paths.map(TrackedPaths.init), tests: tests.map(TrackedPaths.init), today: today, policy: policy,
      programExists: programExists, signers: signers, contents: contents, contracts: contracts)
  }

  private init(
    tracked: TrackedPaths?, tests: TrackedPaths?, today: CalendarDate?, policy: Policy,
    programExists: (@Sendable (String) -> Bool)?, signers: AllowedSigners?,
    contents: (@Sendable (RepositoryPath) -> [UInt8]?)?, contracts: [String]?
  ) {
    self.tracked = tracked
    self.tests = tests
    self.today = today
    self.policy = policy
    self.programExists = programExists
    self.signers = signers
    self.contents = contents
    self.contracts = contracts
  }

  /// For a template: what it says of files, programs and days isn't filled in yet.
  var withoutFacts: LintContext {
    LintContext(
      tracked: nil, tests: nil, today: nil, policy: policy, programExists: nil, signers: nil, contents: nil,
      contracts: nil)
  }
}
