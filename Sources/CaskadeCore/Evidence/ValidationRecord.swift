/// What became of one validation command.
package struct ValidationRecord: Hashable, Sendable {
  package enum State: String, Hashable, Sendable, CaseIterable {
    case pass, fail
    case timedOut = "timed out"
    case skipped, interrupted, inconclusive
  }

  package enum Place: String, Hashable, Sendable, CaseIterable {
    case workingTree = "working tree"
    case cleanCheckout = "clean checkout of the head"
    case baseCheckout = "clean checkout of the base"
  }

  /// The output, made printable, with its middle left out when it is long.
  package struct Log: Hashable, Sendable {
    package let head: String
    package let tail: String
    package let omittedBytes: Int
    package let totalBytes: Int

    package init(head: String, tail: String, omittedBytes: Int, totalBytes: Int) {
      self.head = head
      self.tail = tail
      self.omittedBytes = omittedBytes
      self.totalBytes = totalBytes
    }
  }

  /// One run, in one place.
  package struct Run: Hashable, Sendable {
    package let place: Place
    package let state: State
    package let exitStatus: Int?
    package let signal: Int?
    /// One line that says why the run is neither a pass nor a plain failure.
    package let reason: String?
    package let log: Log

    package init(place: Place, state: State, exitStatus: Int?, signal: Int?, reason: String?, log: Log) {
      self.place = place
      self.state = state
      self.exitStatus = exitStatus
      self.signal = signal
      self.reason = reason
      self.log = log
    }
  }

  package let name: String
  package let command: String
  package let contractLine: Int
  package let run: Run
  /// What the contract expects of the base, and what happened there; nil when it expects nothing.
  package let expectedOnBase: ValidationCommand.OnBase?
  package let onBase: Run?

  package init(
    name: String, command: String, contractLine: Int, run: Run, expectedOnBase: ValidationCommand.OnBase? = nil,
    onBase: Run? = nil
  ) {
    self.name = name
    self.command = command
    self.contractLine = contractLine
    self.run = run
    self.expectedOnBase = expectedOnBase
    self.onBase = onBase
  }

  /// True when the command passed on the head and, by a real exit status, failed on the base.
  package var tellsBaseFromHead: Bool {
    run.state == .pass && onBase?.state == .fail
  }
}
