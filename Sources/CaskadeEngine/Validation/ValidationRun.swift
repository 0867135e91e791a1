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
  let shell: Shell
  let progress: any ProgressSink

  func run() throws(CommandError) -> ValidationCollector {
    var log = ValidationCollector(logs: options.logs, session: session)
    let environment = ValidationEnvironment(from: session.host.environment, adding: options.passed)
    let runner = CommandRunner(runner: session.host.runner, shell: shell.path, environment: environment)
    try runOnHead(runner, &log)
    if log.facts(commands).failedSetup == nil { try runOnBase(runner, environment, &log) }
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
      site = ValidationSite(folder: checkout.folder, place: .cleanCheckout, watch: watch)
      log.isolation = .cleanCheckout
      log.notChecked += Self.missing(
        try asking(repository.missingContent(of: tree, in: checkout)))
      guard try setup(runner, site, &log) == nil else { return }
    }
    if options.jobs > 1, commands.count > 1 {
      try runSideBySide(runner, site, &log)
    } else {
      for command in commands { try runOne(command, runner, site, &log) }
    }
  }

  private func runOne(
    _ command: ValidationCommand, _ runner: CommandRunner, _ site: ValidationSite, _ log: inout ValidationCollector
  ) throws(CommandError) {
    let file = try log.file(for: command.name, place: site.place)
    let job = progress.begin(RunStep(.validation, command.name, site.place))
    var outcome = runner.run(command, in: site.folder, place: site.place, log: file, live: job.live)
    job.end(outcome)
    try session.stopIfInterrupted()
    outcome.run.disturbed = try log.newlyDisturbed(at: site)
    try log.add(outcome, of: command, file)
  }

  /// Nobody can say which of several commands at once changed a file: each of them may have, and has it on its record.
  private func runSideBySide(
    _ runner: CommandRunner, _ site: ValidationSite, _ log: inout ValidationCollector
  ) throws(CommandError) {
    let files = try commands.map { (command) throws(CommandError) in try log.file(for: command.name, place: site.place)
    }
    let progress = progress
    let commands = commands
    let outcomes = SideBySide.run(commands.indices, atMost: options.jobs) { index in
      let job = progress.begin(RunStep(.validation, commands[index].name, site.place))
      let outcome = runner.run(
        commands[index], in: site.folder, place: site.place, log: files[index], live: job.live)
      job.end(outcome)
      return outcome
    }
    try session.stopIfInterrupted()
    let disturbed = try log.newlyDisturbed(at: site)
    for (index, var outcome) in outcomes.enumerated() {
      outcome.run.disturbed = disturbed
      try log.add(outcome, of: commands[index], files[index])
    }
  }

  // MARK: The base

  /// Commands that take the same files from the head share a checkout of the base: what one carries, another that
  /// carries nothing must not see.
  private func runOnBase(
    _ runner: CommandRunner, _ environment: ValidationEnvironment, _ log: inout ValidationCollector
  ) throws(CommandError) {
    let cache = options.baseline ? BaseResultCache(session, options, pinned: base.pinned) : nil
    // What failed on the head has failed, whatever the base would say.
    let asked = commands.filter { options.baseline || ($0.onBase != nil && log.hasPassed($0)) }
    var done: [[PathPattern]] = []
    for command in asked {
      let carry = command.carry.map(\.pattern)
      guard !done.contains(carry) else { continue }
      done.append(carry)
      let group = asked.filter { $0.carry.map(\.pattern) == carry }
      let carried = try carried(command.carry)
      let keys = try cache?.keys(
        group.map {
          BaseResult.circumstances(
            of: $0, setup: contract.setup.map(\.value), base: (base.commit, base.tree), carried: carried.versions,
            environment: environment, shell: "\(shell.record.path) \(shell.record.version)", toolVersion: Version.text)
        })
      var open: [(command: ValidationCommand, keep: (ValidationRecord.Run) -> Void)] = []
      for (index, command) in group.enumerated() {
        guard let cache, let key = keys?[index] else {
          open.append((command, { _ in }))
          continue
        }
        if let run = cache.run(of: command, key) {
          log.recallOnBase(run, of: command, carried.written)
          progress.recall(RunStep(.validation, command.name, .baseCheckout), run)
        } else {
          open.append((command, { cache.keep($0, key) }))
        }
      }
      if !open.isEmpty { try runOnBase(open, carried, number: 1 + done.count, runner, &log) }
    }
  }

  private func runOnBase(
    _ group: [(command: ValidationCommand, keep: (ValidationRecord.Run) -> Void)], _ carried: Carried, number: Int,
    _ runner: CommandRunner, _ log: inout ValidationCollector
  ) throws(CommandError) {
    let repository = session.repository
    let checkout = try asking(repository.checkout(tree: base.tree, commit: base.commit, number: number))
    if !carried.isEmpty {
      try asking(checkout.carry(carried.present, removing: carried.gone))
    }
    let watch = try asking(repository.watch(checkout))
    let site = ValidationSite(folder: checkout.folder, place: .baseCheckout, watch: watch)
    let fault = try setup(runner, site, &log)
    for (command, keep) in group {
      if let fault {
        log.addOnBase(.inconclusive(fault), of: command, carried.written)
        continue
      }
      let file = try log.file(for: command.name, place: .baseCheckout)
      let job = progress.begin(RunStep(.validation, command.name, .baseCheckout))
      var outcome = runner.run(command, in: site.folder, place: .baseCheckout, log: file, live: job.live)
      job.end(outcome)
      try session.stopIfInterrupted()
      outcome.run.disturbed = try log.newlyDisturbed(at: site)
      outcome.run = outcome.run.conclusive
      keep(outcome.run)
      try log.add(outcome, onBaseOf: command, carried.written, file)
    }
  }

  /// What `carry:` takes from the head into a checkout of the base.
  private struct Carried {
    var present: [TreeEntry] = []
    /// Files of the base that the head doesn't have.
    var gone: [RepositoryPath] = []
    /// Those that the branch wrote: the rest is the base's own.
    var written: [RepositoryPath] = []

    var isEmpty: Bool { present.isEmpty && gone.isEmpty }

    var versions: [(path: RepositoryPath, version: String)] {
      present.map { ($0.path, "\($0.mode.text) \($0.id.text)") } + gone.map { ($0, "gone") }
    }
  }

  private func carried(_ entries: [PathEntry]) throws(CommandError) -> Carried {
    guard !entries.isEmpty else { return Carried() }
    return try asking { () throws(GitError) in
      func carried(_ tree: ObjectID) throws(GitError) -> [TreeEntry] {
        try session.repository.objects.entries(of: tree).filter { entry in
          entry.mode != .submodule && entries.contains { $0.pattern.matches(entry.path) }
        }
      }
      let now = try carried(headTree)
      let before = try carried(base.tree)
      let known = Set(before)
      let kept = Set(now.map(\.path))
      let gone = before.map(\.path).filter { !kept.contains($0) }
      let written = (now.filter { !known.contains($0) }.map(\.path) + gone).sorted()
      return Carried(present: now, gone: gone, written: written)
    }
  }

  // MARK: Setup

  /// Answers why the checkout can't be used, where it can't.
  private func setup(
    _ runner: CommandRunner, _ site: ValidationSite, _ log: inout ValidationCollector
  ) throws(CommandError) -> String? {
    for line in contract.setup {
      let file = try log.file(for: "setup \(line.value)", place: site.place)
      let job = progress.begin(RunStep(.setup, line.value, site.place))
      var outcome = runner.setup(line.value, in: site.folder, place: site.place, log: file, live: job.live)
      job.end(outcome)
      try session.stopIfInterrupted()
      outcome.run.disturbed = try log.newlyDisturbed(at: site)
      let setup = try log.add(outcome, setup: line, file)
      if setup.run.state != .pass { return setup.failure }
    }
    return nil
  }

  private static func missing(_ content: (submodules: [RepositoryPath], pointers: [RepositoryPath])) -> [String] {
    var lines = content.submodules.map {
      "what is inside the submodule '\($0.display)': the clean checkout hasn't got it"
    }
    let count = content.pointers.count
    if let first = content.pointers.first {
      lines.append(
        count == 1
          ? "the content of '\(first.display)': the clean checkout has its Git LFS pointer"
          : "the content of '\(first.display)' and \(count - 1) more: the clean checkout has their Git LFS pointers")
    }
    return lines
  }
}

extension Session {
  func stopIfInterrupted() throws(CommandError) {
    if host.interruption.signal != nil { throw CommandError(GitError(.interrupted)) }
  }
}

extension ValidationRecord.Run {
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

  fileprivate static func inconclusive(_ reason: String) -> ValidationRecord.Run {
    ValidationRecord.Run(
      place: .baseCheckout, state: .inconclusive, exitStatus: nil, signal: nil, reason: reason, log: .empty)
  }
}
