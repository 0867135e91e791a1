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
            of: $0, setup: contract.setup.map(\.value), base: (base.commit, base.tree), carried: carried.versions,
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

  private func runOnBase(
    _ group: [(command: ValidationCommand, keep: (ValidationRecord.Run) -> Void)], _ carried: CarriedFiles, number: Int,
    _ means: RunMeans, _ log: inout ValidationCollector
  ) throws(CommandError) {
    let source = PlannedTree.Source(tree: base.tree, commit: base.commit, number: number, carried: carried)
    let planned = PlannedTree(
      place: .baseCheckout, source: source, runs: group.map { PlannedRun(command: $0.command) })
    var outcome = try TreeRun(planned: planned, source: source, setup: contract.setup, means: means, jobs: 1).run()
    for index in outcome.commands.indices {
      outcome.commands[index].ended.run = outcome.commands[index].ended.run.conclusive
      group[index].keep(outcome.commands[index].ended.run)
    }
    if let fault = outcome.fault {
      outcome.commands = group.map {
        CommandOutcome(command: $0.command, ended: EndedRun(.inconclusive(fault, place: .baseCheckout)))
      }
    }
    log.addOnBase(outcome, carried.written)
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

  static func inconclusive(_ reason: String, place: ValidationRecord.Place) -> ValidationRecord.Run {
    ValidationRecord.Run(
      place: place, state: .inconclusive, exitStatus: nil, signal: nil, reason: reason, log: .empty)
  }
}
