import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// Runs commands in the working tree itself: there is one world, with the person's own home, and each command finds what
/// those before it left.
struct InPlaceRun: Sendable {
  let runs: [PlannedRun]
  /// From before anything was run.
  let watch: TreeWatch
  let means: RunMeans
  /// How many commands run side by side.
  let jobs: Int

  func run() throws(CommandError) -> TreeOutcome {
    var site = ValidationSite(.workingTree, folder: means.session.repository.location.workTree, watch: watch)
    let names = runs.map { means.logs.next(for: .command($0.command), place: site.place) }
    let chains = runs.chains
    var attempts: [Int: [EndedRun]] = [:]
    var known: [String: CommandOutcome] = [:]
    if jobs > 1, chains.count > 1 {
      let results = SideBySide.run(chains.indices, atMost: jobs) { [site] number in
        Result { () throws(CommandError) in
          var before: [String: CommandOutcome] = [:]
          var ended: [Int: [EndedRun]] = [:]
          for index in chains[number] {
            let own = try run(runs[index], after: before, log: names[index]) { (job, name) throws(CommandError) in
              try means.start(job, at: site, log: name)
            }
            before[runs[index].command.name] = CommandOutcome(runs[index], own)
            ended[index] = own
          }
          return ended
        }
      }
      for result in results { attempts.merge(try result.get()) { first, _ in first } }
      // Each of them may have changed what is changed.
      var all = runs.indices.flatMap { attempts[$0] ?? [] }
      try site.look(after: &all)
      for index in runs.indices {
        let own = attempts[index]?.count ?? 0
        attempts[index] = Array(all.prefix(own))
        all.removeFirst(own)
      }
    } else {
      for index in runs.indices {
        let own = try run(runs[index], after: known, log: names[index]) { (job, name) throws(CommandError) in
          try means.run(job, at: &site, log: name)
        }
        known[runs[index].command.name] = CommandOutcome(runs[index], own)
        attempts[index] = own
      }
    }
    var outcome = TreeOutcome()
    outcome.commands = runs.indices.map { CommandOutcome(runs[$0], attempts[$0] ?? []) }
    return outcome
  }

  private func run(
    _ run: PlannedRun, after before: [String: CommandOutcome], log: ByteString?,
    _ start: (ValidationJob, ByteString?) throws(CommandError) -> EndedRun
  ) throws(CommandError) -> [EndedRun] {
    let command = run.command
    if let name = command.begins, let obstacle = before[name]?.obstacle {
      return [EndedRun(.inconclusive("it begins in what '\(name)' left, which \(obstacle)", place: .workingTree))]
    }
    var attempts: [EndedRun] = []
    repeat {
      attempts.append(
        try start(
          .command(command, run.occasion(attempts.count + 1)), log.map { LogNames.attempt(attempts.count + 1, $0) }))
    } while attempts.last?.run.mayPassAgain == true && attempts.count <= command.retries
    return attempts
  }
}
