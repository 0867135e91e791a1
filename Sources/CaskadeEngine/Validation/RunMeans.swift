import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// What it takes to run something anywhere: the shell, the limits, who hears of it and where whole logs go.
struct RunMeans: Sendable {
  let session: Session
  let runner: CommandRunner
  let limits: CommandLimits
  let progress: any ProgressSink
  let logs: LogNames

  /// Runs a job from its line in the progress to what it left behind.
  ///
  /// - Parameter name: of the file for its whole output, where there is to be one.
  func run(
    _ job: ValidationJob, at site: inout ValidationSite, log name: ByteString?
  ) throws(CommandError) -> EndedRun {
    var runs = [try start(job, at: site, log: name)]
    try site.look(after: &runs)
    return runs[0]
  }

  /// The same, without a look at what it left: others run in the same files.
  func start(
    _ job: ValidationJob, at site: ValidationSite, log name: ByteString?
  ) throws(CommandError) -> EndedRun {
    let file = try name.map { name throws(CommandError) in try touching(LogFile(name)) }
    let runner = site.world.map { self.runner.inside($0) } ?? self.runner
    let outcome = job.run(at: site, by: runner, within: limits, log: file, progress)
    try session.stopIfInterrupted()
    var ended = EndedRun(outcome, isCommand: job.isCommand)
    if let world = site.world, site.place == .cleanCheckout, case .command(let command, _) = job {
      let folder = command.directory.map { site.folder.appending($0) } ?? site.folder
      WorldLack(world: world, home: session.host.environment["HOME"], caches: limits.caches)
        .note(on: &ended.run, of: command.run, in: folder)
    }
    if let file, file.finish(), outcome.output == nil {
      // At once: the next command could reach the file.
      ended.run.log.blob = try asking(session.repository.digest(of: file.path))
    }
    return ended
  }
}

/// Names for the files of whole logs, `03-swift-test-base.log`, in the order in which they are asked for.
final class LogNames: Sendable {
  private let folder: ByteString?
  private let count = Locked(0)

  /// - Parameter folder: nil where nobody asked for logs.
  init(in folder: ByteString?) {
    self.folder = folder
  }

  /// The name for a later attempt at the same, `03-swift-test-2.log`.
  static func attempt(_ number: Int, _ name: ByteString) -> ByteString {
    guard number > 1 else { return name }
    return ByteString(bytes: name.bytes.dropLast(".log".utf8.count) + Array("-\(number).log".utf8))
  }

  func next(for job: ValidationJob, place: ValidationRecord.Place) -> ByteString? {
    guard let folder else { return nil }
    let number = count.withLock { count in
      count += 1
      return count
    }
    let slug = Slug.text(job.logName) ?? "command"
    let end =
      switch place {
      case .workingTree, .cleanCheckout: ""
      case .baseCheckout: "-base"
      case .baseChecks: "-base-checks"
      }
    return folder.appending("\(number < 10 ? "0" : "")\(number)-\(slug)\(end).log")
  }
}
