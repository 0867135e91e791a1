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
  /// What makes the judged tree one with the base's checks; nil where the commands don't run so.
  let baseChecks: BaseChecksTrees?
  let options: ValidationOptions
  let limits: CommandLimits
  let environment: ValidationEnvironment
  let shell: Shell
  let progress: any ProgressSink
  /// When the check began.
  let clock: ContinuousClock.Instant

  /// What is known to run, in its order.
  static func steps(
    _ commands: [ValidationCommand], of contract: Contract, at place: Place, baseline: Bool, baseChecks: Bool
  ) -> [RunStep] {
    func steps(_ asked: [ValidationCommand], _ place: ValidationRecord.Place) -> [RunStep] {
      PlannedRun.all(asked, of: contract).map { RunStep(.validation, $0.command.name, place, $0.occasion(1)) }
    }
    let onBase = commands.filter { baseline || $0.onBase != nil }
    var done: [[PathPattern]] = []
    var all: [RunStep] = []
    for command in onBase where !done.contains(command.carry.map(\.pattern)) {
      done.append(command.carry.map(\.pattern))
      all += steps(onBase.filter { $0.carry.map(\.pattern) == done.last }, .baseCheckout)
    }
    return all + steps(commands, place.name) + (baseChecks ? steps(commands, .baseChecks) : [])
  }

  func run() throws(CommandError) -> ValidationCollector {
    var log = ValidationCollector(session: session)
    log.isolation = place.isCheckout ? .cleanCheckout : .inPlace
    if let fault = limits.fault {
      for command in commands { log.add(.inconclusive(fault, place: place.name), of: command, on: .head) }
      return log
    }
    let means = RunMeans(
      session: session,
      runner: CommandRunner(
        runner: session.host.runner, shell: shell.path, environment: environment, clock: clock), limits: limits,
      progress: progress, logs: LogNames(in: options.logs))
    // Taken before anything runs: what the first command changes is seen.
    let watch: TreeWatch? =
      switch place {
      case .workingTree(let snapshot): try asking(session.repository.watch(snapshot))
      case .checkout: nil
      }
    try runOnBase(means, &log)
    try runOnHead(means, watch, &log)
    if let baseChecks { try runBaseChecks(baseChecks, means, &log) }
    if let turned = baseChecks?.turned { try runTurned(turned, means, &log) }
    if let shipped = baseChecks?.shipped { try runAsShipped(shipped, means, &log) }
    try session.stopIfInterrupted()
    try log.takeDigests()
    return log
  }

  private func runOnHead(
    _ means: RunMeans, _ watch: TreeWatch?, _ log: inout ValidationCollector
  ) throws(CommandError) {
    let runs = PlannedRun.all(commands, of: contract)
    let outcome: TreeOutcome
    switch place {
    case .workingTree:
      guard let watch else { return }
      outcome = try InPlaceRun(runs: runs, watch: watch, means: means, jobs: options.jobs).run()
    case .checkout(let tree, let commit):
      let planned = PlannedTree(
        place: .cleanCheckout, source: PlannedTree.Source(tree: tree, commit: commit, number: 1), runs: runs)
      outcome = try TreeRun(planned: planned, setup: contract.setup, means: means, jobs: options.jobs).run()
    }
    log.add(outcome, on: .head)
  }
}

extension Session {
  func stopIfInterrupted() throws(CommandError) {
    if host.interruption.signal != nil { throw CommandError(GitError(.interrupted)) }
  }
}
