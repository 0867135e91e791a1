import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

extension ValidationRun {
  /// Runs on the judged tree, with the base's checks in it, what passed there without them; and once more beside the
  /// head's own scripts, where there are some of which nobody can say whether they check or are checked.
  ///
  /// What doesn't pass then runs on the base too, with nothing carried to it, where that wasn't done: only both together
  /// say whether it is the head's code that fails.
  func runBaseChecks(
    _ trees: BaseChecksTrees, _ means: RunMeans, _ log: inout ValidationCollector
  ) throws(CommandError) {
    guard !trees.checks.isEmpty else { return }
    // What failed on the head has failed, whatever else it would do.
    let asked = passing(commands, on: .head, log)
    guard !asked.isEmpty else { return }
    guard try run(asked, on: .baseChecks, trees.checks, number: commands.count + 2, means, &log) else { return }
    let green = passing(asked, on: .baseChecks, log)
    if let overlay = trees.ownScripts, !green.isEmpty {
      _ = try run(green, on: .ownScripts, for: .ownScripts, overlay, number: commands.count + 4, means, &log)
    }
    let open = asked.filter { command in
      let isGreen = [ValidationCollector.Side.baseChecks, .ownScripts].allSatisfy { side in
        log.run(of: command, on: side).map(Self.passes) ?? true
      }
      return !isGreen && !isKnownOnPlainBase(command, log)
    }
    try compare(open, means, &log)
  }

  /// On the base, with nothing carried to it.
  private func compare(
    _ open: [ValidationCommand], _ means: RunMeans, _ log: inout ValidationCollector
  ) throws(CommandError) {
    guard !open.isEmpty else { return }
    let plain = PlannedTree.Source(tree: base.tree, commit: base.commit, number: commands.count + 3)
    log.add(try onBase(plain, open, for: .comparison, means), on: .plainBase)
  }

  /// Runs what passed, and counts what it runs, with each assertion of the base's checks turned round: on the judged tree
  /// and on the base, where it has to fail alike; and on the base as it is, which has to pass.
  func runTurned(
    _ trees: TurnedTrees, _ means: RunMeans, _ log: inout ValidationCollector
  ) throws(CommandError) {
    let counted = counted(log)
    try compare(
      counted.filter { !isKnownOnPlainBase($0, log) && log.run(of: $0, on: .plainBase) == nil }, means, &log)
    let asked = counted.filter { command in
      let side = isKnownOnPlainBase(command, log) ? ValidationCollector.Side.base : .plainBase
      return log.run(of: command, on: side).map(Self.passes) ?? false
    }.map { limited($0, log) }
    guard !asked.isEmpty else { return }
    let source = PlannedTree.Source(
      tree: base.tree, commit: base.commit, number: commands.count + 5, overlay: trees.base)
    log.add(try onBase(source, asked, for: .turned, means), on: .turnedBase)
    let failing = asked.filter { log.run(of: $0, on: .turnedBase)?.state == .fail }
    guard !failing.isEmpty else { return }
    _ = try run(failing, on: .turned, for: .turned, trees.head, number: commands.count + 6, means, &log)
  }

  /// What hangs where checks are wrong isn't waited for as long as the work is.
  private func limited(_ command: ValidationCommand, _ log: ValidationCollector) -> ValidationCommand {
    let usual = log.timing.filter { $0.name == command.name }.map(\.wallMilliseconds).max() ?? 0
    var command = command
    command.timeout = TimeSpan(seconds: min(command.timeout.seconds, 3 * (usual / 1_000 + 1) + 30))
    return command
  }

  /// Runs the same with the base's checks where the code of the change can't tell that it is tested. What fails then is
  /// compared with the base.
  func runAsShipped(
    _ overlay: CheckoutOverlay, _ means: RunMeans, _ log: inout ValidationCollector
  ) throws(CommandError) {
    let asked = counted(log)
    guard !asked.isEmpty else { return }
    _ = try run(asked, on: .asShipped, for: .asShipped, overlay, number: commands.count + 7, means, &log)
    let open = asked.filter { command in
      guard let run = log.run(of: command, on: .asShipped) else { return false }
      return !Self.passes(run) && !isKnownOnPlainBase(command, log) && log.run(of: command, on: .plainBase) == nil
    }
    try compare(open, means, &log)
  }

  /// What passed and says how much it ran.
  private func counted(_ log: ValidationCollector) -> [ValidationCommand] {
    passing(commands, on: .head, log).filter { command in
      let isGreen = log.run(of: command, on: .baseChecks).map(Self.passes) ?? true
      return isGreen && log.run(of: command, on: .head)?.tests != nil
    }
  }

  /// False where nothing could begin.
  private func run(
    _ asked: [ValidationCommand], on side: ValidationCollector.Side, for purpose: PlannedRun.Purpose = .planned,
    _ overlay: CheckoutOverlay, number: Int, _ means: RunMeans, _ log: inout ValidationCollector
  ) throws(CommandError) -> Bool {
    let commit: ObjectID? =
      switch place {
      case .workingTree: nil
      case .checkout(_, let commit): commit
      }
    let source = PlannedTree.Source(tree: headTree, commit: commit, number: number, overlay: overlay)
    let runs = PlannedRun.all(asked, of: contract).map { run in
      var run = run.limited(as: asked)
      run.purpose = purpose
      return run
    }
    let planned = PlannedTree(place: .baseChecks, source: source, runs: runs)
    var outcome = try TreeRun(planned: planned, setup: contract.setup, means: means, jobs: options.jobs).run()
    for index in outcome.commands.indices { outcome.commands[index].conclude() }
    if let fault = outcome.fault {
      outcome.commands = runs.map { CommandOutcome($0, neverBegun: fault, .baseChecks) }
    }
    log.add(outcome, on: side)
    return outcome.fault == nil
  }

  private func passing(
    _ asked: [ValidationCommand], on side: ValidationCollector.Side, _ log: ValidationCollector
  ) -> [ValidationCommand] {
    asked.filter { log.run(of: $0, on: side).map(Self.passes) ?? false }
  }

  private static func passes(_ run: ValidationRecord.Run) -> Bool { run.state == .pass || run.state == .flaky }

  /// This very check ran it there, with nothing of the branch.
  private func isKnownOnPlainBase(_ command: ValidationCommand, _ log: ValidationCollector) -> Bool {
    guard let run = log.run(of: command, on: .base) else { return false }
    return run.claim == .witnessed && log.carried(by: command).isEmpty
  }
}
