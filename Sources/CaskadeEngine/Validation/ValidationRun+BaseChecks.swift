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
    // What failed on the head has failed, whatever else it would do.
    let asked = passing(commands, on: .head, log)
    guard !asked.isEmpty else { return }
    guard try run(asked, on: .baseChecks, trees.checks, number: commands.count + 2, means, &log) else { return }
    let green = passing(asked, on: .baseChecks, log)
    if let overlay = trees.ownScripts, !green.isEmpty {
      _ = try run(green, on: .ownScripts, overlay, number: commands.count + 4, means, &log)
    }
    let open = asked.filter { command in
      let isGreen = [ValidationCollector.Side.baseChecks, .ownScripts].allSatisfy { side in
        log.run(of: command, on: side).map(Self.passes) ?? true
      }
      return !isGreen && !isKnownOnPlainBase(command, log)
    }
    guard !open.isEmpty else { return }
    let plain = PlannedTree.Source(tree: base.tree, commit: base.commit, number: commands.count + 3)
    log.add(try onBase(plain, open, comparing: true, means), on: .plainBase)
  }

  /// False where nothing could begin.
  private func run(
    _ asked: [ValidationCommand], on side: ValidationCollector.Side, _ overlay: CheckoutOverlay, number: Int,
    _ means: RunMeans, _ log: inout ValidationCollector
  ) throws(CommandError) -> Bool {
    let commit: ObjectID? =
      switch place {
      case .workingTree: nil
      case .checkout(_, let commit): commit
      }
    let source = PlannedTree.Source(tree: headTree, commit: commit, number: number, overlay: overlay)
    let runs = PlannedRun.all(asked, of: contract).map { run in
      var run = run
      run.isBesideOwnScripts = side == .ownScripts
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
