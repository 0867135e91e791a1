import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// Runs what is planned for one tree that is checked out: `setup:` once, then each command in a world of its own, in the
/// state that `setup:` left, or that the command left which it builds on.
struct TreeRun: Sendable {
  let planned: PlannedTree
  let setup: [Contract.Located<String>]
  let means: RunMeans
  /// How many commands run side by side.
  let jobs: Int

  func run() throws(CommandError) -> TreeOutcome {
    let repository = means.session.repository
    let source = planned.source
    let seat = World(at: repository.scratch.appending("world-\(source.number)"), number: source.number)
    try touching { () throws(FileError) in
      try seat.make()
      for cache in means.limits.caches.all { try seat.link(cache.below, to: cache.target) }
    }
    let checkout = try asking(
      repository.checkout(tree: source.tree, commit: source.commit, number: source.number, at: seat.tree))
    try asking(checkout.put(source.overlay))
    var site = ValidationSite(planned.place, in: seat, watch: try asking(repository.watch(checkout)))
    site.borrowed = checkout.borrowed
    var outcome = TreeOutcome()
    if planned.place != .baseCheckout {
      site.lacks = setup.isEmpty ? Self.uninstalled(in: seat.tree) : nil
    }
    if planned.place == .cleanCheckout {
      outcome.notChecked = Self.missing(try asking(repository.missingContent(of: source.tree, in: checkout)))
    }
    for line in setup {
      let job = ValidationJob.setup(line.value)
      let ended = try means.run(job, at: &site, log: means.logs.next(for: job, place: planned.place))
      outcome.setup.append((line, ended))
      if outcome.fault != nil { return outcome }
    }
    outcome.commands = try runAll(site, seat)
    return outcome
  }

  private func runAll(_ prepared: ValidationSite, _ seat: World) throws(CommandError) -> [CommandOutcome] {
    let stock = WorldStock()
    let uses = planned.runs.uses
    try stock.keep(prepared, as: nil, uses: uses[nil] ?? 0)
    let names = planned.runs.map { means.logs.next(for: .command($0.command), place: planned.place) }
    let chains = planned.runs.chains
    // What setup made may know its own path, and there is one such path.
    let width = setup.isEmpty ? min(jobs, chains.count) : 1
    let results = SideBySide.run(chains.indices, atMost: width) { number in
      let own = width > 1 ? seat.at(ByteString(bytes: seat.root.bytes + Array("-\(number + 1)".utf8))) : seat
      return Result { () throws(CommandError) in
        var outcomes: [Int: CommandOutcome] = [:]
        var left: [String: CommandOutcome] = [:]
        for index in chains[number] {
          let outcome = try run(planned.runs[index], in: own, from: stock, after: left, uses, log: names[index])
          left[outcome.command.name] = outcome
          outcomes[index] = outcome
        }
        return outcomes
      }
    }
    var outcomes: [Int: CommandOutcome] = [:]
    for result in results { outcomes.merge(try result.get()) { first, _ in first } }
    return planned.runs.indices.compactMap { outcomes[$0] }
  }

  private func run(
    _ run: PlannedRun, in seat: World, from stock: WorldStock, after before: [String: CommandOutcome],
    _ uses: [String?: Int], log: ByteString?
  ) throws(CommandError) -> CommandOutcome {
    let command = run.command
    if let name = command.begins, let obstacle = before[name]?.obstacle {
      return CommandOutcome(run, neverBegun: "it begins in what '\(name)' left, which \(obstacle)", planned.place)
    }
    var attempts: [EndedRun] = []
    var again = true
    while again {
      try means.session.stopIfInterrupted()
      guard var site = try stock.begin(in: command.begins, at: seat) else {
        return CommandOutcome(run, neverBegun: "the world that it begins in is lost", planned.place)
      }
      let occasion = run.occasion(attempts.count + 1)
      let ended = try means.run(
        .command(command, occasion), at: &site, log: log.map { LogNames.attempt(attempts.count + 1, $0) })
      attempts.append(ended)
      again = ended.run.mayPassAgain && attempts.count <= run.retries
      try stock.keep(site, as: command.name, uses: ended.run.state == .pass ? uses[command.name] ?? 0 : 0)
    }
    stock.release(command.begins, 1 + command.retries - attempts.count)
    return CommandOutcome(run, attempts)
  }

  /// The lock file of what nobody has installed in the checkout.
  private static func uninstalled(in folder: ByteString) -> String? {
    Installation.all.first { installation in
      FileSystem.exists(folder.appending(ByteString(installation.lockFile)))
        && !FileSystem.exists(folder.appending(ByteString(installation.folder)))
    }?.lockFile
  }

  private static func missing(_ content: (submodules: [RepositoryPath], pointers: [RepositoryPath])) -> [NotChecked] {
    let submodules = content.submodules.map { NotChecked.missing(submodule: $0) }
    guard let first = content.pointers.first else { return submodules }
    return submodules + [.missing(contentOf: first, more: content.pointers.count - 1)]
  }
}
