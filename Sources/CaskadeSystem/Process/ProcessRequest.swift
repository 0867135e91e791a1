/// One run of a program, with all that it may see and use. Nothing is inherited that isn't here.
package struct ProcessRequest: Sendable {
  package enum Input: Sendable {
    /// The null device.
    case none
    /// These bytes, then the end. A program that doesn't read them all is no error.
    case bytes([UInt8])
    /// The caller's own standard input.
    case inherited
  }

  package enum Output: Sendable {
    case separate
    /// Both streams in one pipe, in the order in which they were written, as standard output.
    case merged
    /// The caller's own streams; nothing is captured.
    case inherited
  }

  /// Where the program stands among the system's processes.
  package enum Placement: Sendable {
    /// A process group of its own. It can still open the terminal, but reading it stops it.
    case group
    /// A session of its own: no terminal.
    case session
    /// The caller's group: it may ask a person something. Only the program itself gets the signals
    /// that end it, as the group isn't its own.
    case terminal
  }

  /// How much of a stream is kept: its beginning and its end.
  package struct OutputLimit: Hashable, Sendable {
    package let head: Int
    package let tail: Int

    package init(head: Int, tail: Int) {
      self.head = head
      self.tail = tail
    }

    /// Keeps the first `count` bytes.
    package static func first(_ count: Int) -> OutputLimit { OutputLimit(head: count, tail: 0) }
  }

  /// An absolute path; no `PATH` is searched.
  package var executable: ByteString
  /// Without the program's own name, which is `executable`.
  package var arguments: [ByteString]
  /// The whole environment.
  package var environment: [String: String]
  package var directory: ByteString
  package var input: Input
  package var output: Output
  /// Of each captured stream.
  package var outputLimit: OutputLimit
  /// From the start of the program; nil leaves it alone for as long as it likes.
  package var deadline: Duration?
  /// Asked from time to time while the program runs: if there is a reason to, the program is ended, as by a deadline.
  package var doubt: Doubt?
  /// What is left between the request to end (SIGTERM) and the end (SIGKILL).
  package var grace: Duration
  package var placement: Placement
  package var containment: ContainmentOptions

  package init(
    _ executable: ByteString, _ arguments: [ByteString], environment: [String: String], directory: ByteString,
    input: Input = .none, output: Output = .separate, outputLimit: OutputLimit, deadline: Duration?,
    grace: Duration = .seconds(2), placement: Placement = .group,
    containment: ContainmentOptions = .none
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.directory = directory
    self.input = input
    self.output = output
    self.outputLimit = outputLimit
    self.deadline = deadline
    self.grace = grace
    self.placement = placement
    self.containment = containment
  }
}
