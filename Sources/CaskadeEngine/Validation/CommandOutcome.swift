import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// A run that has ended, and what goes with it into evidence.
struct EndedRun: Sendable {
  var run: ValidationRecord.Run
  /// Nil for what never began.
  let timing: Evidence.Timing.Command?
  /// The whole output, where it is short enough to be at hand: its digest is taken with all others, by one call of git.
  let output: [UInt8]?
  /// Not of a line of `setup:`.
  let isCommand: Bool

  init(_ outcome: CommandRunner.Outcome, isCommand: Bool) {
    run = outcome.run
    timing = outcome.timing
    output = outcome.output
    self.isCommand = isCommand
  }

  /// A command that never began.
  init(_ run: ValidationRecord.Run) {
    self.run = run
    timing = nil
    output = nil
    isCommand = true
  }
}

/// What became of a command on one tree.
struct CommandOutcome: Sendable {
  let command: ValidationCommand
  /// In their order; the last one counts. Never empty.
  private(set) var attempts: [EndedRun]
  let isFoundation: Bool

  init(_ planned: PlannedRun, _ attempts: [EndedRun]) {
    command = planned.command
    isFoundation = planned.isFoundation
    self.attempts = attempts
  }

  /// A command that never began.
  init(_ planned: PlannedRun, neverBegun reason: String, _ place: ValidationRecord.Place) {
    self.init(planned, [EndedRun(.inconclusive(reason, place: place))])
  }

  /// The last run, with what went before it: a pass after a failure is flaky.
  var run: ValidationRecord.Run {
    guard var run = attempts.last?.run else { return .inconclusive("it did not run", place: .cleanCheckout) }
    let earlier = attempts.dropLast().map(\.run)
    guard !earlier.isEmpty else { return run }
    run.earlier = earlier.map {
      ValidationRecord.Attempt(state: $0.state, exitStatus: $0.exitStatus, signal: $0.signal, log: $0.log)
    }
    if run.state == .pass { run.state = .flaky }
    run.disturbed = Set(earlier.flatMap(\.disturbed) + run.disturbed).sorted()
    run.left = Set(earlier.flatMap(\.left) + run.left).sorted()
    return run
  }

  /// Why nothing can begin in what it left, in words that follow its name; nil where something can.
  var obstacle: String? {
    let run = self.run.conclusive
    switch run.state {
    case .pass, .flaky: return nil
    case .fail, .timedOut, .skipped, .interrupted: return run.ending
    case .inconclusive: return "is inconclusive: \(run.reason ?? run.ending)"
    }
  }

  /// Lets only what proves something count, in every attempt.
  mutating func conclude() {
    for index in attempts.indices { attempts[index].run = attempts[index].run.conclusive }
  }

  mutating func each(_ change: (inout EndedRun) -> Void) {
    for index in attempts.indices { change(&attempts[index]) }
  }
}

/// What became of all that was to run on one tree.
struct TreeOutcome: Sendable {
  var setup: [(line: Contract.Located<String>, ended: EndedRun)] = []
  /// In the order of the plan.
  var commands: [CommandOutcome] = []
  var notChecked: [NotChecked] = []

  /// One line that says why no command could begin.
  var fault: String? {
    setup.last.flatMap { line, ended in
      ended.run.state == .pass
        ? nil
        : ValidationRecord.Setup(command: line.value, contractLine: line.line, run: ended.run).failure
    }
  }
}

extension ValidationRecord.Run {
  /// Another run of the same could pass.
  var mayPassAgain: Bool {
    switch state {
    case .fail, .timedOut: true
    case .pass, .flaky, .skipped, .interrupted, .inconclusive: false
    }
  }

  /// On the base only a real exit status counts as a failure; "not found", a signal and a time-out prove nothing, and
  /// neither does a run that changed what it ran on.
  var conclusive: ValidationRecord.Run {
    var run = self
    if !disturbed.isEmpty {
      run.state = .inconclusive
      run.reason = "it changed \(disturbed[0].display)\(disturbed.count > 1 ? " and \(disturbed.count - 1) more" : "")"
    } else if state == .fail, signal != nil || exitStatus == 126 || exitStatus == 127 {
      run.state = .inconclusive
      run.reason = "it \(ending)"
    }
    return run
  }

  static func inconclusive(_ reason: String, place: ValidationRecord.Place) -> ValidationRecord.Run {
    ValidationRecord.Run(
      place: place, state: .inconclusive, exitStatus: nil, signal: nil, reason: reason, log: .empty)
  }
}
