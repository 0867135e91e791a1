package import CaskadeContracts
package import CaskadeInspection
package import CaskadeSyntax

/// Who says so: this run of caskade ran or read it itself, or somebody, a file or a log says so. Never mixed.
package enum Claim: String, Hashable, Sendable, CaseIterable {
  case witnessed, asserted
}

/// What became of one validation command.
package struct ValidationRecord: Hashable, Sendable {
  package enum State: String, Hashable, Sendable, CaseIterable {
    case pass, fail
    case timedOut = "timed out"
    case skipped, interrupted, inconclusive
    /// Red and green on one tree, in this very check.
    case flaky
  }

  package enum Place: String, Hashable, Sendable, CaseIterable {
    case workingTree = "working tree"
    case cleanCheckout = "clean checkout of the head"
    case baseCheckout = "clean checkout of the base"
    /// The judged tree, with the check files that the base has in place of the branch's.
    case baseChecks = "clean checkout of the head with the base's checks"

    /// What ran here ran on the tree that is judged, as it is.
    package var isJudgedTree: Bool {
      switch self {
      case .workingTree, .cleanCheckout: true
      case .baseCheckout, .baseChecks: false
      }
    }
  }

  /// The same command on both sides of the change.
  package enum Baseline: String, Hashable, Sendable, CaseIterable {
    case clean, fixed, regression
    case failingBefore = "failing before already"
    case inconclusive
  }

  /// The output, made printable, with its middle left out when it is long.
  package struct Log: Hashable, Sendable {
    package let head: String
    package let tail: String
    package let omittedBytes: Int
    package let totalBytes: Int
    /// The id that the whole raw output has as a blob; nil where nobody kept the whole.
    package var blob: ObjectID?

    package static let empty = Log(head: "", tail: "", omittedBytes: 0, totalBytes: 0)

    package init(head: String, tail: String, omittedBytes: Int, totalBytes: Int, blob: ObjectID? = nil) {
      self.head = head
      self.tail = tail
      self.omittedBytes = omittedBytes
      self.totalBytes = totalBytes
      self.blob = blob
    }
  }

  /// A run of the same command in the same place that was not the last one.
  package struct Attempt: Hashable, Sendable {
    package let state: State
    package let exitStatus: Int?
    package let signal: Int?
    package var log: Log

    package init(state: State, exitStatus: Int?, signal: Int?, log: Log) {
      self.state = state
      self.exitStatus = exitStatus
      self.signal = signal
      self.log = log
    }
  }

  /// One run, in one place.
  package struct Run: Hashable, Sendable {
    package let place: Place
    package var state: State
    package let exitStatus: Int?
    package let signal: Int?
    /// One line that says why the run is neither a pass nor a plain failure.
    package var reason: String?
    package var log: Log
    /// Files of the judged tree that it changed; sorted. Older evidence has here also what it left.
    package var disturbed: [RepositoryPath]
    /// Files that it left in the working tree, that were not there before and that nothing ignores; sorted.
    package var left: [RepositoryPath]
    /// It ended before processes that it had started; they were ended then.
    package let leftProcesses: Bool
    package var claim: Claim
    /// The runner who signed for it, where that counts; nil for a run of this very check, and for nobody's.
    package var by: String?
    /// What kept it from the rest of the machine; nil where nobody says.
    package var containment: Containment?
    /// It failed in a clean checkout, in which nobody installed what this lock file names.
    package var lacks: String?
    /// It failed in a world of its own, and named this path of the tree, which isn't there: another command may make it.
    package var lacksOutput: String?
    /// It failed in a world of its own for want of what the person's home has here: `~/.m2`.
    package var lacksCache: String?
    /// What went before this run where the command was run again, oldest first.
    package var earlier: [Attempt] = []
    /// What it ran, by its own word; nil where no reader knows.
    package var tests: TestRun?
    /// One line that says why the report that the contract names can't be counted; nil where it can, or none is named.
    package var reportFault: String?
    /// Why it is worth less than its exit status says.
    package var doubt: RunDoubt?

    package init(
      place: Place, state: State, exitStatus: Int?, signal: Int?, reason: String?, log: Log,
      disturbed: [RepositoryPath] = [], left: [RepositoryPath] = [], leftProcesses: Bool = false,
      claim: Claim = .witnessed,
      containment: Containment? = nil, lacks: String? = nil, earlier: [Attempt] = [], tests: TestRun? = nil,
      reportFault: String? = nil, doubt: RunDoubt? = nil
    ) {
      self.place = place
      self.state = state
      self.exitStatus = exitStatus
      self.signal = signal
      self.reason = reason
      self.log = log
      self.disturbed = disturbed
      self.left = left
      self.leftProcesses = leftProcesses
      self.claim = claim
      self.containment = containment
      self.lacks = lacks
      self.earlier = earlier
      self.tests = tests
      self.reportFault = reportFault
      self.doubt = doubt
    }
  }

  /// One run of one line of `setup:`.
  package struct Setup: Hashable, Sendable {
    package let command: String
    package let contractLine: Int
    package var run: Run

    package init(command: String, contractLine: Int, run: Run) {
      self.command = command
      self.contractLine = contractLine
      self.run = run
    }
  }

  package let name: String
  package let command: String
  package let contractLine: Int
  package var run: Run
  /// What the contract expects of the base; nil when it expects nothing.
  package let expectedOnBase: ValidationCommand.OnBase?
  /// What happened on the base; nil when it didn't run there.
  package var onBase: Run?
  /// Of the files that the run on the base took from the head, those that the branch wrote; sorted.
  package let carried: [RepositoryPath]
  /// What happened on the judged tree with the base's checks; nil when it didn't run so.
  package var baseChecks: Run?
  /// The same beside the branch's own versions of scripts that no command names, only other scripts; nil when it didn't
  /// run so.
  package var ownScripts: Run?
  /// What happened on the base with nothing carried to it, where a failure with the base's checks asked for that and
  /// `onBase` doesn't tell it.
  package var onPlainBase: Run?
  /// What happened on the judged tree with each assertion of the base's checks turned round, and on the base with the
  /// same; nil when it didn't run so.
  package var turned: Run?
  package var turnedOnBase: Run?
  /// What happened on the judged tree with the base's checks where the change's code can't tell that it is tested, and is
  /// built as it ships; nil when it didn't run so.
  package var asShipped: Run?

  package init(
    name: String, command: String, contractLine: Int, run: Run, expectedOnBase: ValidationCommand.OnBase? = nil,
    onBase: Run? = nil, carried: [RepositoryPath] = [], baseChecks: Run? = nil, ownScripts: Run? = nil,
    onPlainBase: Run? = nil
  ) {
    self.name = name
    self.command = command
    self.contractLine = contractLine
    self.run = run
    self.expectedOnBase = expectedOnBase
    self.onBase = onBase
    self.carried = carried
    self.baseChecks = baseChecks
    self.ownScripts = ownScripts
    self.onPlainBase = onPlainBase
  }

  /// The run on the base as it is, by this very check; nil where there was none.
  package var unchangedBase: Run? {
    if let onPlainBase { return onPlainBase }
    return carried.isEmpty && onBase?.counts == true ? onBase : nil
  }

  /// True when the command passed on the head and, by a real exit status, failed on the base in this very check. What
  /// couldn't even be built there tells less.
  package var tellsBaseFromHead: Bool { differsFromBase && !isMissingOnBase }

  /// True when the command passed on the head, and what it needs isn't on the base, as the contract expects.
  package var isMissingOnBase: Bool {
    guard differsFromBase, expectedOnBase == .missing else { return false }
    return onBase?.tests.map { $0.counts.failed == 0 } ?? true
  }

  private var differsFromBase: Bool {
    run.state == .pass && onBase?.state == .fail && onBase?.counts == true
  }

  /// Head and base taken together; nil when it didn't run on the base. Only a pass and a failure by a real exit status
  /// count, on either side.
  package var baseline: Baseline? {
    guard let onBase else { return nil }
    switch (run.state, onBase.state) {
    case (.pass, .pass): return .clean
    case (.pass, .fail): return .fixed
    case (.fail, .pass): return .regression
    case (.fail, .fail): return .failingBefore
    case (.timedOut, _), (.skipped, _), (.interrupted, _), (.inconclusive, _), (.flaky, _): return .inconclusive
    case (_, .timedOut), (_, .skipped), (_, .interrupted), (_, .inconclusive), (_, .flaky): return .inconclusive
    }
  }
}
