package import CaskadeCore

/// How a program ended, what it wrote and what it used.
package struct ProcessResult: Hashable, Sendable {
  /// Any of these is a result: which one is good, the caller decides.
  package enum Termination: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    /// It was ended because it hadn't by itself after this time.
    case timedOut(after: Duration)
    /// It was ended, or not even started, because a person or the system asked caskade to stop.
    case interrupted
  }

  /// A descendant that was still there when the program had ended.
  package struct Straggler: Hashable, Sendable {
    /// As the program itself saw it: in a PID namespace the system around has another.
    package let identifier: Int32
    /// The program's name as the system has it, at most 15 bytes; hostile text.
    package let name: String
    /// False if it survived even SIGKILL, as one of another user does.
    package let ended: Bool

    package init(identifier: Int32, name: String, ended: Bool) {
      self.identifier = identifier
      self.name = name
      self.ended = ended
    }
  }

  /// What is known of descendants that outlived the program.
  package enum Stragglers: Hashable, Sendable {
    /// This system doesn't tell. Those in the program's own group were ended.
    case notWatched
    /// Those that were found, by identifier; all were asked to end, then made to.
    case found([Straggler])
  }

  package var termination: Termination
  package var standardOutput: CapturedOutput
  /// False if standard output was given up before its end, as somebody out of reach still held it: what there is of it
  /// may lack its end.
  package var outputEnded: Bool
  /// Empty if it was merged into standard output.
  package var standardError: CapturedOutput
  /// From the start to the end of the program, stragglers not counted.
  package var wallTime: Duration
  /// User and system time of the program and those of its descendants that it waited for.
  package var cpuTime: Duration
  /// In bytes, an upper bound: a program that was started by a large process begins with that
  /// process's figure on Linux.
  package var peakMemory: Int
  package var stragglers: Stragglers
  package var containment: Containment

  package init(
    termination: Termination, standardOutput: CapturedOutput = CapturedOutput(), outputEnded: Bool = true,
    standardError: CapturedOutput = CapturedOutput(), wallTime: Duration = .zero, cpuTime: Duration = .zero,
    peakMemory: Int = 0, stragglers: Stragglers = .found([]), containment: Containment = .onHost
  ) {
    self.termination = termination
    self.standardOutput = standardOutput
    self.outputEnded = outputEnded
    self.standardError = standardError
    self.wallTime = wallTime
    self.cpuTime = cpuTime
    self.peakMemory = peakMemory
    self.stragglers = stragglers
    self.containment = containment
  }

  /// Whether the program ended by itself with status 0.
  package var succeeded: Bool { termination == .exited(0) }
}
