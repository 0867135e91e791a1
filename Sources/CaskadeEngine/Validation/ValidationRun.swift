import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// Runs the contract's commands on the judged tree, and on the base where the contract or the caller asks for it.
///
/// The base comes first: nothing of the head has run by then.
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
    var log = ValidationCollector(session: session)
    log.isolation = place.isCheckout ? .cleanCheckout : .inPlace
    if let fault = limits.fault {
      for command in commands { log.add(.inconclusive(fault, place: place.name), of: command) }
      return log
    }
    let means = RunMeans(
      session: session,
      runner: CommandRunner(runner: session.host.runner, shell: shell.path, environment: environment), limits: limits,
      progress: progress, logs: LogNames(in: options.logs))
    // Taken before anything runs: what the first command changes is seen.
    let watch: TreeWatch? =
      switch place {
      case .workingTree(let snapshot): try asking(session.repository.watch(snapshot))
      case .checkout: nil
      }
    try runOnBase(means, &log)
    try runOnHead(means, watch, &log)
    try session.stopIfInterrupted()
    try log.takeDigests()
    return log
  }

  private func runOnHead(
    _ means: RunMeans, _ watch: TreeWatch?, _ log: inout ValidationCollector
  ) throws(CommandError) {
    let runs = commands.map { PlannedRun(command: $0) }
    let outcome: TreeOutcome
    switch place {
    case .workingTree:
      guard let watch else { return }
      outcome = try InPlaceRun(runs: runs, watch: watch, means: means, jobs: options.jobs).run()
    case .checkout(let tree, let commit):
      let source = PlannedTree.Source(tree: tree, commit: commit, number: 1)
      outcome = try TreeRun(
        planned: PlannedTree(place: .cleanCheckout, source: source, runs: runs), source: source, setup: contract.setup,
        means: means, jobs: options.jobs
      ).run()
    }
    log.add(outcome)
  }
}

extension Session {
  func stopIfInterrupted() throws(CommandError) {
    if host.interruption.signal != nil { throw CommandError(GitError(.interrupted)) }
  }
}
