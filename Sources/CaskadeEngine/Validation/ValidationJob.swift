import CaskadeContracts
import CaskadeCore
import CaskadeSystem

/// Something to run in a site: a line of `setup:`, or a validation command.
enum ValidationJob: Sendable {
  case setup(String)
  case command(ValidationCommand, RunStep.Occasion = .planned)

  private func step(at place: ValidationRecord.Place) -> RunStep {
    switch self {
    case .setup(let line): RunStep(.setup, line, place)
    case .command(let command, let occasion): RunStep(.validation, command.name, place, occasion)
    }
  }

  var isCommand: Bool {
    switch self {
    case .setup: false
    case .command: true
    }
  }

  /// What its log file is named for.
  var logName: String {
    switch self {
    case .setup(let line): "setup \(line)"
    case .command(let command, _): command.name
    }
  }

  /// Runs it, and says so to the progress before and after.
  func run(
    at site: ValidationSite, by runner: CommandRunner, within limits: CommandLimits, log: LogFile?,
    _ progress: any ProgressSink
  ) -> CommandRunner.Outcome {
    let running = progress.begin(step(at: site.place))
    let containment = limits.containment(of: self, at: site)
    let outcome =
      switch self {
      case .setup(let line):
        runner.setup(
          line, in: site.folder, place: site.place, containment: containment, log: log, live: running.live)
      case .command(let command, _):
        runner.run(
          command, in: site.folder, place: site.place, containment: containment, log: log, live: running.live)
      }
    running.end(outcome)
    return outcome
  }
}
