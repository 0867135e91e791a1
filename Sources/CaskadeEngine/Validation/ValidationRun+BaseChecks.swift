import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

extension ValidationRun {
  /// Runs on the judged tree, with the base's checks in it, what passed there without them.
  ///
  /// What doesn't pass then runs on the base too, with nothing carried to it, where that wasn't done: only both together
  /// say whether it is the head's code that fails.
  func runBaseChecks(
    _ overlay: CheckoutOverlay, _ means: RunMeans, _ log: inout ValidationCollector
  ) throws(CommandError) {
    // What failed on the head has failed, whatever else it would do.
    let asked = commands.filter { command in
      log.run(of: command, on: .head).map { $0.state == .pass || $0.state == .flaky } ?? false
    }
    guard !asked.isEmpty else { return }
    let commit: ObjectID? =
      switch place {
      case .workingTree: nil
      case .checkout(_, let commit): commit
      }
    let source = PlannedTree.Source(
      tree: headTree, commit: commit, number: commands.count + 2, overlay: overlay)
    let runs = PlannedRun.all(asked, of: contract)
    let planned = PlannedTree(place: .baseChecks, source: source, runs: runs)
    var outcome = try TreeRun(planned: planned, setup: contract.setup, means: means, jobs: options.jobs).run()
    for index in outcome.commands.indices { outcome.commands[index].conclude() }
    if let fault = outcome.fault {
      outcome.commands = runs.map { CommandOutcome($0, neverBegun: fault, .baseChecks) }
      return log.add(outcome, on: .baseChecks)
    }
    log.add(outcome, on: .baseChecks)
    let open = outcome.commands.filter { !$0.isFoundation && $0.run.state != .pass && $0.run.state != .flaky }
      .map(\.command).filter { !isKnownOnPlainBase($0, log) }
    guard !open.isEmpty else { return }
    let plain = PlannedTree.Source(tree: base.tree, commit: base.commit, number: commands.count + 3)
    log.add(try onBase(plain, open, comparing: true, means), on: .plainBase)
  }

  /// This very check ran it there, with nothing of the branch.
  private func isKnownOnPlainBase(_ command: ValidationCommand, _ log: ValidationCollector) -> Bool {
    guard let run = log.run(of: command, on: .base) else { return false }
    return run.claim == .witnessed && log.carried(by: command).isEmpty
  }
}
