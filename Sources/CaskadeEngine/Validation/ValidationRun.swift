import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// Runs the contract's commands on the judged tree, and on the base where the contract or the caller asks for it.
struct ValidationRun {
  /// Where the commands run on the head.
  enum Place {
    case workingTree(WorkingTreeSnapshot)
    case checkout(tree: ObjectID, commit: ObjectID?)

    var isCheckout: Bool {
      switch self {
      case .workingTree: false
      case .checkout: true
      }
    }

    var name: ValidationRecord.Place {
      switch self {
      case .workingTree: .workingTree
      case .checkout: .cleanCheckout
      }
    }
  }

  let session: Session
  let contract: Contract
  let place: Place
  let headTree: ObjectID
  let base: (commit: ObjectID, tree: ObjectID, pinned: Bool)
  let commands: [ValidationCommand]
  let options: ValidationOptions
  let limits: CommandLimits
  let environment: ValidationEnvironment
  let shell: Shell
  let progress: any ProgressSink

  func run() throws(CommandError) -> ValidationCollector {
    var log = ValidationCollector(logs: options.logs, session: session)
    let runner = CommandRunner(runner: session.host.runner, shell: shell.path, environment: environment)
    if let fault = limits.fault {
      log.isolation = place.isCheckout ? .cleanCheckout : .inPlace
      for command in commands { log.add(.inconclusive(fault, place: place.name), of: command) }
      return log
    }
    try runOnHead(runner, &log)
    if log.facts(commands).failedSetup == nil { try runOnBase(runner, &log) }
    try session.stopIfInterrupted()
    try log.takeDigests()
    return log
  }

  // MARK: The head

  private func runOnHead(_ runner: CommandRunner, _ log: inout ValidationCollector) throws(CommandError) {
    let repository = session.repository
    let site: ValidationSite
    switch place {
    case .workingTree(let snapshot):
      let watch = try asking(repository.watch(snapshot))
      site = ValidationSite(folder: repository.location.workTree, place: .workingTree, watch: watch)
      log.isolation = .inPlace
    case .checkout(let tree, let commit):
      let checkout = try asking(repository.checkout(tree: tree, commit: commit, number: 1))
      let watch = try asking(repository.watch(checkout))
      site = ValidationSite(
        folder: checkout.folder, place: .cleanCheckout, watch: watch,
        lacks: contract.setup.isEmpty ? Self.uninstalled(in: checkout.folder) : nil)
      log.isolation = .cleanCheckout
      log.notChecked += Self.missing(
        try asking(repository.missingContent(of: tree, in: checkout)))
      guard try setUp(site, by: runner, &log) == nil else { return }
    }
    if options.jobs > 1, commands.count > 1 {
      try runSideBySide(runner, site, &log)
    } else {
      for command in commands {
        try log.add(try perform(.command(command), at: site, by: runner, &log), of: command)
      }
    }
  }

  /// Nobody can say which of several commands at once changed a file: each of them may have, and has it on its record.
  private func runSideBySide(
    _ runner: CommandRunner, _ site: ValidationSite, _ log: inout ValidationCollector
  ) throws(CommandError) {
    let jobs = commands.map { ValidationJob.command($0) }
    let files = try jobs.map { (job) throws(CommandError) in try log.file(for: job, place: site.place) }
    var outcomes = SideBySide.run(jobs.indices, atMost: options.jobs) { [limits, progress] index in
      jobs[index].run(at: site, by: runner, within: limits, log: files[index], progress)
    }
    try session.stopIfInterrupted()
    try log.look(at: site, after: &outcomes)
    for (index, var outcome) in outcomes.enumerated() {
      if outcome.run.state == .fail { outcome.run.lacks = site.lacks }
      try log.add(ValidationCollector.Entry(outcome: outcome, file: files[index]), of: commands[index])
    }
  }

  // MARK: One job

  /// Runs a job from its line in the progress to what it left behind.
  func perform(
    _ job: ValidationJob, at site: ValidationSite, by runner: CommandRunner, _ log: inout ValidationCollector
  ) throws(CommandError) -> ValidationCollector.Entry {
    let file = try log.file(for: job, place: site.place)
    var outcomes = [job.run(at: site, by: runner, within: limits, log: file, progress)]
    try session.stopIfInterrupted()
    try log.look(at: site, after: &outcomes)
    if case .command = job, outcomes[0].run.state == .fail { outcomes[0].run.lacks = site.lacks }
    return ValidationCollector.Entry(outcome: outcomes[0], file: file)
  }

  /// Answers why the checkout can't be used, where it can't.
  func setUp(
    _ site: ValidationSite, by runner: CommandRunner, _ log: inout ValidationCollector
  ) throws(CommandError) -> String? {
    for line in contract.setup {
      let setup = try log.add(try perform(.setup(line.value), at: site, by: runner, &log), setup: line)
      if setup.run.state != .pass { return setup.failure }
    }
    return nil
  }

  /// The lock file of what nobody has installed in the checkout.
  private static func uninstalled(in folder: ByteString) -> String? {
    Installation.all.first { installation in
      FileSystem.exists(folder.appending(ByteString(installation.lockFile)))
        && !FileSystem.exists(folder.appending(ByteString(installation.folder)))
    }?.lockFile
  }

  private static func missing(_ content: (submodules: [RepositoryPath], pointers: [RepositoryPath])) -> [NotChecked] {
    let submodules = content.submodules.map { NotChecked.missing(submodule: $0) }
    guard let first = content.pointers.first else { return submodules }
    return submodules + [.missing(contentOf: first, more: content.pointers.count - 1)]
  }
}

extension Session {
  func stopIfInterrupted() throws(CommandError) {
    if host.interruption.signal != nil { throw CommandError(GitError(.interrupted)) }
  }
}
