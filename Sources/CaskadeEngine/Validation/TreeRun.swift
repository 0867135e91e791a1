import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// Runs what is planned for one tree that is checked out: `setup:` once, then each command in a world of its own, in the
/// state that `setup:` left.
struct TreeRun: Sendable {
  let planned: PlannedTree
  let source: PlannedTree.Source
  let setup: [Contract.Located<String>]
  let means: RunMeans
  /// How many commands run side by side.
  let jobs: Int

  func run() throws(CommandError) -> TreeOutcome {
    let repository = means.session.repository
    let seat = World(at: repository.scratch.appending("world-\(source.number)"), number: source.number)
    try touching { () throws(FileError) in try seat.make() }
    let checkout = try asking(
      repository.checkout(tree: source.tree, commit: source.commit, number: source.number, at: seat.tree))
    let carried = source.carried
    if !carried.isEmpty { try asking(checkout.carry(carried.present, removing: carried.gone)) }
    var site = ValidationSite(planned.place, in: seat, watch: try asking(repository.watch(checkout)))
    var outcome = TreeOutcome()
    if planned.place != .baseCheckout {
      site.lacks = setup.isEmpty ? Self.uninstalled(in: seat.tree) : nil
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
    try stock.keep(prepared, as: nil, uses: planned.runs.count)
    let names = planned.runs.map { means.logs.next(for: .command($0.command), place: planned.place) }
    // What setup made may know its own path, and there is one such path.
    let width = setup.isEmpty ? jobs : 1
    guard width > 1 else {
      var outcomes: [CommandOutcome] = []
      for (run, name) in zip(planned.runs, names) {
        outcomes.append(try self.run(run, in: seat, from: stock, log: name))
      }
      return outcomes
    }
    let results = SideBySide.run(planned.runs.indices, atMost: width) { index in
      let own = seat.at(ByteString(bytes: seat.root.bytes + Array("-\(index + 1)".utf8)))
      return Result { () throws(CommandError) in
        try run(planned.runs[index], in: own, from: stock, log: names[index])
      }
    }
    var outcomes: [CommandOutcome] = []
    for result in results { outcomes.append(try result.get()) }
    return outcomes
  }

  private func run(
    _ planned: PlannedRun, in seat: World, from stock: WorldStock, log: ByteString?
  ) throws(CommandError) -> CommandOutcome {
    let command = planned.command
    try means.session.stopIfInterrupted()
    guard var site = try stock.begin(in: nil, at: seat) else {
      return CommandOutcome(
        command: command, ended: EndedRun(.inconclusive("there is no world left for it", place: self.planned.place)))
    }
    let ended = try means.run(.command(command), at: &site, log: log)
    try stock.keep(site, as: command.name, uses: 0)
    return CommandOutcome(command: command, ended: ended)
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
