import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

extension ValidationRun {
  /// Commands that take the same files from the head share a checkout of the base: what one carries, another that
  /// carries nothing must not see.
  func runOnBase(_ means: RunMeans, _ log: inout ValidationCollector) throws(CommandError) {
    let cache = options.baseline ? BaseResultCache(session, options, pinned: base.pinned) : nil
    let asked = commands.filter { options.baseline || $0.onBase != nil }
    var done: [[PathPattern]] = []
    for command in asked {
      let carry = command.carry.map(\.pattern)
      guard !done.contains(carry) else { continue }
      done.append(carry)
      let group = asked.filter { $0.carry.map(\.pattern) == carry }
      let carried = try CarriedFiles(command.carry, from: headTree, to: base.tree, session)
      let keys = try cache?.keys(
        group.map {
          BaseResult.circumstances(
            of: $0, after: foundations(of: $0), setup: contract.setup.map(\.value), base: (base.commit, base.tree),
            carried: carried.versions,
            environment: environment, limits: limits.circumstances(of: $0),
            shell: "\(shell.record.path) \(shell.record.version)", toolVersion: Version.text)
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
      if !open.isEmpty { try runOnBase(open, carried, number: 1 + done.count, means, &log) }
    }
  }

  /// What it builds on, the first of them first.
  private func foundations(of command: ValidationCommand) -> [ValidationCommand] {
    PlannedRun.all([command], of: contract).map(\.command).filter { $0.name != command.name }
  }

  private func runOnBase(
    _ group: [(command: ValidationCommand, keep: (ValidationRecord.Run) -> Void)], _ carried: CarriedFiles, number: Int,
    _ means: RunMeans, _ log: inout ValidationCollector
  ) throws(CommandError) {
    let source = PlannedTree.Source(
      tree: base.tree, commit: base.commit, number: number, overlay: carried.overlay)
    let asked = group.map(\.command)
    let outcome = try onBase(source, asked, means)
    for (command, keep) in group {
      if let run = outcome.commands.first(where: { $0.command.name == command.name })?.run { keep(run) }
    }
    log.addOnBase(outcome, carried.written)
  }

  /// Runs commands on the base; where they can't begin, that is what became of them.
  func onBase(
    _ source: PlannedTree.Source, _ asked: [ValidationCommand], for purpose: PlannedRun.Purpose = .planned,
    _ means: RunMeans
  ) throws(CommandError) -> TreeOutcome {
    let runs = PlannedRun.all(asked, of: contract).map { run in
      var run = run.limited(as: asked)
      run.purpose = purpose
      return run
    }
    let planned = PlannedTree(place: .baseCheckout, source: source, runs: runs)
    var outcome = try TreeRun(planned: planned, setup: contract.setup, means: means, jobs: options.jobs).run()
    for index in outcome.commands.indices { outcome.commands[index].conclude() }
    if let fault = outcome.fault {
      outcome.commands = runs.map { CommandOutcome($0, neverBegun: fault, .baseCheckout) }
    }
    return outcome
  }
}
