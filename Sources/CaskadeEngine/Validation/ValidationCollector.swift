import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// A folder that commands run in, and what tells which of its files they changed.
struct ValidationSite: Sendable {
  let folder: ByteString
  let place: ValidationRecord.Place
  let watch: TreeWatch
  /// The lock file of a clean checkout in which nobody installs what it names; nil where nothing is missing.
  var lacks: String?
}

/// What validation showed altogether.
struct ValidationOutcome: Sendable {
  let facts: ValidationFacts
  /// Nil when no command ran.
  let isolation: Isolation?
  let notChecked: [NotChecked]
  let timing: [Evidence.Timing.Command]
  /// What ran the commands.
  let programs: [Evidence.Program]

  static let none = ValidationOutcome(facts: .none, isolation: nil, notChecked: [], timing: [], programs: [])
}

/// What the runs have shown so far.
struct ValidationCollector {
  var isolation: Isolation?
  var notChecked: [NotChecked] = []
  private(set) var timing: [Evidence.Timing.Command] = []
  private var head: [String: ValidationRecord.Run] = [:]
  private var base: [String: (run: ValidationRecord.Run, carried: [RepositoryPath])] = [:]
  private var setup: [ValidationRecord.Setup] = []
  private var disturbed: Set<Disturbance> = []
  private var pending: [Pending] = []
  private var files = 0
  private let logs: ByteString?
  private let session: Session

  /// - Parameter logs: the folder for whole logs, where the caller wants them.
  init(logs: ByteString?, session: Session) {
    self.logs = logs
    self.session = session
  }

  /// Whether the command passed on the head.
  func hasPassed(_ command: ValidationCommand) -> Bool { head[command.name]?.state == .pass }

  /// A run that has ended, with the file that its whole output went to.
  struct Entry {
    var outcome: CommandRunner.Outcome
    let file: LogFile?
  }

  private struct Disturbance: Hashable {
    let site: ByteString
    let path: RepositoryPath
  }

  /// A log whose digest is still to be taken: all of them by one call of git, at the end.
  private struct Pending {
    enum Place {
      case head(String)
      case base(String)
      case setup(Int)
    }

    let place: Place
    let output: [UInt8]
  }

  /// - Parameter moved: the names that have moved since the commands ran.
  func outcome(_ commands: [ValidationCommand], by shell: Shell, moved: [String]) -> ValidationOutcome {
    let seen = facts(commands)
    return ValidationOutcome(
      facts: ValidationFacts(records: seen.records, setup: seen.setup, moved: moved), isolation: isolation,
      notChecked: notChecked + Self.uncontained(commands, seen.records), timing: timing, programs: [shell.record])
  }

  /// What nothing kept a command from although something was to, or that nothing was to keep it from.
  private static func uncontained(_ commands: [ValidationCommand], _ records: [ValidationRecord]) -> [NotChecked] {
    records.flatMap { record in
      let runs = [record.run, record.onBase].compactMap { $0?.containment }
      guard !runs.isEmpty else { return [NotChecked]() }
      let isOpen = commands.contains { $0.name == record.name && $0.isUncontained }
      return (isOpen ? [.uncontained(record.name)] : [])
        + (runs.contains { $0.network == .kept } ? [.network(of: record.name)] : [])
    }
  }

  func facts(_ commands: [ValidationCommand]) -> ValidationFacts {
    let records = commands.compactMap { command in
      head[command.name].map {
        ValidationRecord(
          name: command.name, command: command.run, contractLine: command.line, run: $0,
          expectedOnBase: command.onBase, onBase: base[command.name]?.run, carried: base[command.name]?.carried ?? [])
      }
    }
    return ValidationFacts(records: records, setup: setup)
  }

  /// Puts on the run's record what is changed and left in the site's files, without what was already before it.
  mutating func look(at site: ValidationSite, after runs: inout [CommandRunner.Outcome]) throws(CommandError) {
    let changes = try asking(site.watch.changes())
    let isNew = { (path: RepositoryPath, seen: inout Set<Disturbance>) in
      seen.insert(Disturbance(site: site.folder, path: path)).inserted
    }
    let changed = changes.changed.filter { isNew($0, &disturbed) }
    let left = changes.left.filter { isNew($0, &disturbed) }
    for index in runs.indices {
      runs[index].run.disturbed = changed
      runs[index].run.left = left
    }
  }

  // MARK: Adding

  mutating func add(_ entry: Entry, of command: ValidationCommand) throws(CommandError) {
    head[command.name] = try finished(entry, .head(command.name))
  }

  mutating func add(_ run: ValidationRecord.Run, of command: ValidationCommand) { head[command.name] = run }

  mutating func add(
    _ entry: Entry, onBaseOf command: ValidationCommand, _ carried: [RepositoryPath]
  ) throws(CommandError) {
    base[command.name] = (try finished(entry, .base(command.name)), carried)
  }

  mutating func addOnBase(_ run: ValidationRecord.Run, of command: ValidationCommand, _ carried: [RepositoryPath]) {
    base[command.name] = (run, carried)
  }

  /// Takes what an earlier check says of the command.
  mutating func recallOnBase(
    _ run: ValidationRecord.Run, of command: ValidationCommand, _ carried: [RepositoryPath]
  ) {
    addOnBase(run, of: command, carried)
    notChecked.append(.recalled(command.name, run.ending))
  }

  mutating func add(
    _ entry: Entry, setup line: Contract.Located<String>
  ) throws(CommandError) -> ValidationRecord.Setup {
    let run = try finished(entry, .setup(setup.count))
    let record = ValidationRecord.Setup(command: line.value, contractLine: line.line, run: run)
    setup.append(record)
    return record
  }

  private mutating func finished(
    _ entry: Entry, _ place: Pending.Place
  ) throws(CommandError) -> ValidationRecord.Run {
    let outcome = entry.outcome
    timing.append(outcome.timing)
    var run = outcome.run
    if let output = outcome.output {
      entry.file?.finish()
      pending.append(Pending(place: place, output: output))
    } else if let file = entry.file, file.finish() {
      // At once: the next command could reach the file.
      run.log.blob = try asking(session.repository.digest(of: file.path))
    }
    return run
  }

  /// Takes the digests of all logs that are short enough to be at hand.
  mutating func takeDigests() throws(CommandError) {
    let outputs = pending.map(\.output)
    let ids = try asking(session.repository.digests(of: outputs))
    for (pending, id) in zip(pending, ids) {
      switch pending.place {
      case .head(let name): head[name]?.log.blob = id
      case .base(let name): base[name]?.run.log.blob = id
      case .setup(let index): setup[index].run.log.blob = id
      }
    }
    pending = []
  }

  // MARK: Files

  /// The file for the next whole log, `03-swift-test-base.log`; nil where nobody asked for one.
  mutating func file(for job: ValidationJob, place: ValidationRecord.Place) throws(CommandError) -> LogFile? {
    guard let logs else { return nil }
    files += 1
    let slug = Slug.text(job.logName) ?? "command"
    let number = files < 10 ? "0\(files)" : "\(files)"
    let end = place == .baseCheckout ? "-base" : ""
    return try touching(LogFile(logs.appending("\(number)-\(slug)\(end).log")))
  }
}
