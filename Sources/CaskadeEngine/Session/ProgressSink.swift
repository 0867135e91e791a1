package import CaskadeCore
import CaskadeSystem

/// Hears which commands a check runs and what became of them. It decides nothing.
package protocol ProgressSink: Sendable {
  func begin(_ step: RunStep) -> RunningStep
  /// What an earlier check saw of a step, which isn't run again.
  func recall(_ step: RunStep, _ run: ValidationRecord.Run)
  /// No more steps come.
  func stop()
}

/// One command as a check runs it.
package struct RunStep: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A line of `setup:`, which prepares and proves nothing.
    case setup
    case validation
  }

  /// Why it runs.
  package enum Occasion: Hashable, Sendable {
    /// Somebody asked for it, and it was known from the start.
    case planned
    /// Another command begins in what it leaves.
    case foundation
    /// The same failed on other files.
    case comparison
    /// The same passed with the base's versions of scripts that the branch changed too.
    case ownScripts
    /// Each assertion of the checks is turned round, so that it has to fail.
    case turned
    /// The code can't tell that it is tested, and is built as it ships.
    case asShipped
    /// The run before it failed, and the contract has it run again.
    case again(Int, of: Int)
  }

  package let kind: Kind
  /// The validation command's name, or the line of `setup:`.
  package let name: String
  package let place: ValidationRecord.Place
  package let occasion: Occasion

  package init(
    _ kind: Kind, _ name: String, _ place: ValidationRecord.Place, _ occasion: Occasion = .planned
  ) {
    self.kind = kind
    self.occasion = occasion
    self.name = name
    self.place = place
  }
}

/// A step from its start on.
package struct RunningStep: Sendable {
  /// Takes each line of the command's output; nil when nobody wants them.
  package let live: (@Sendable (String) -> Void)?
  private let finish: @Sendable (ValidationRecord.Run, Int) -> Void

  /// - Parameter finish: is given how it went and the milliseconds that it took.
  package init(
    live: (@Sendable (String) -> Void)?, finish: @escaping @Sendable (ValidationRecord.Run, Int) -> Void
  ) {
    self.live = live
    self.finish = finish
  }

  func end(_ outcome: CommandRunner.Outcome) {
    finish(outcome.run, outcome.timing.wallMilliseconds)
  }
}

/// What a check means to run, before it runs anything.
package struct ProgressPlan: Sendable {
  /// Everything that the commands print is wanted while they run.
  package let isVerbose: Bool
  /// The commands in their order; those of `setup:` are not among them.
  package let steps: [RunStep]

  package init(isVerbose: Bool, steps: [RunStep]) {
    self.isVerbose = isVerbose
    self.steps = steps
  }
}

/// Says nothing.
package struct SilentProgress: ProgressSink {
  package init() {}

  package func begin(_ step: RunStep) -> RunningStep { RunningStep(live: nil) { _, _ in } }
  package func recall(_ step: RunStep, _ run: ValidationRecord.Run) {}
  package func stop() {}
}
