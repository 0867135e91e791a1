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
    var ended: [EndedRun] = []
    if jobs > 1, runs.count > 1 {
      let results = SideBySide.run(runs.indices, atMost: jobs) { [site] index in
        Result { () throws(CommandError) in
          try means.start(.command(runs[index].command), at: site, log: names[index])
        }
      }
      for result in results { ended.append(try result.get()) }
      try site.look(after: &ended)
    } else {
      for (run, name) in zip(runs, names) {
        ended.append(try means.run(.command(run.command), at: &site, log: name))
      }
    }
    var outcome = TreeOutcome()
    outcome.commands = zip(runs, ended).map { CommandOutcome(command: $0.command, ended: $1) }
    return outcome
  }
}
