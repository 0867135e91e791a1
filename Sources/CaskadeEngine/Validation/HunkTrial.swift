import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// Takes each hunk of the change outside of check files back by itself, and runs the commands: where all still pass, none
/// of them proves the hunk. Advice: what it shows changes no gate.
struct HunkTrial {
  let session: Session
  let comparison: BaseAndHead
  let setup: [Contract.Located<String>]
  let commands: [ValidationCommand]
  let changes: ChangeSet
  let areas: AreaFinder
  let means: RunMeans
  let jobs: Int
  let most: Int

  /// Longer than a command needs by itself, and short enough that a loop without end doesn't hold up the rest.
  private static let patience = (factor: 5, least: 20)

  /// - Parameter records: of the commands on the head.
  func record(_ records: [ValidationRecord]) throws(CommandError) -> HunkTrialRecord {
    let (hunks, leftOut) = try found()
    let weights = weights
    let sample = HunkSample(
      hunks, most: most, key: Array("\(comparison.baseTree.text)\(comparison.headTree.text)".utf8)
    ) { weights[$0.path] ?? 1 }
    let isDrawn = sample.drawn.count < hunks.count
    func record(_ unnoticed: [TriedHunk] = [], fault: String? = nil) -> HunkTrialRecord {
      HunkTrialRecord(
        hunks: hunks.count, leftOut: leftOut, tried: fault == nil ? sample.drawn.count : 0,
        seed: isDrawn && fault == nil ? sample.seed : nil,
        unnoticed: unnoticed.map { HunkTrialRecord.Unnoticed($0.path, line: $0.new.lowerBound, lines: $0.lines) },
        fault: fault)
    }
    guard !hunks.isEmpty else { return record() }
    guard !records.isEmpty, records.allSatisfy({ $0.run.state == .pass }) else {
      return record(fault: "not every command passes on the head")
    }
    let site: ValidationSite
    switch try prepared() {
    case .failure(let fault): return record(fault: fault.text)
    case .success(let found): site = found
    }
    let stock = WorldStock()
    let seat = World(at: session.repository.scratch.appending("hunks"), number: Self.number)
    // One more for the head as it is.
    try stock.keep(site, as: nil, uses: sample.drawn.count + 1)
    let control = try outcome(of: nil, commands, from: stock, in: seat)
    guard control.failed == nil else {
      return record(fault: "'\(EscapedText.line(control.failed?.name ?? ""))' doesn't pass in a clean checkout")
    }
    let ordered = ordered(by: control.milliseconds)
    let width = setup.isEmpty ? jobs : 1
    let total = sample.drawn.count
    let results = SideBySide.run(sample.drawn.indices, atMost: width) { [session] index in
      Result { () throws(CommandError) -> ValidationCommand? in
        let own = width > 1 ? seat.at(ByteString(bytes: seat.root.bytes + Array("-\(index + 1)".utf8))) : seat
        let hunk = sample.drawn[index]
        let failed = try outcome(of: hunk, ordered, from: stock, in: own).failed
        let what = failed.map { "noticed by '\($0.name)'" } ?? "noticed by no command"
        session.host.note(
          EscapedText.line(
            "caskade: hunk \(index + 1) of \(total), \(hunk.path.display):\(hunk.new.lowerBound): \(what)"))
        return failed
      }
    }
    var unnoticed: [TriedHunk] = []
    for (hunk, result) in zip(sample.drawn, results) where try result.get() == nil { unnoticed.append(hunk) }
    return record(unnoticed)
  }

  // MARK: The hunks

  private func found() throws(CommandError) -> (hunks: [TriedHunk], leftOut: Int) {
    let repository = session.repository
    var collector = HunkCollector()
    _ = try asking(
      repository.comparison(base: comparison.baseTree, head: comparison.headTree).read(
        begin: { _ in }, each: { collector.read($0) }))
    collector.close()
    let byChange = Dictionary(grouping: collector.hunks, by: \.change)
    let wanted = byChange.keys.sorted().filter { TriedHunks.tries(changes.changes[$0]) }
    let ids = wanted.flatMap { [changes.changes[$0].oldID, changes.changes[$0].newID].compactMap { $0 } }
    let unique = Array(Set(ids)).sorted()
    let blobs = Dictionary(zip(unique, try asking(repository.objects.blobs(unique)))) { first, _ in first }
    var hunks: [TriedHunk] = []
    var leftOut = 0
    for index in wanted {
      let change = changes.changes[index]
      let found = TriedHunks.of(
        change, byChange[index] ?? [], old: change.oldID.flatMap { blobs[$0] }, new: change.newID.flatMap { blobs[$0] })
      hunks += found.tried
      leftOut += found.leftOut
    }
    return (hunks, leftOut)
  }

  /// By the gravest area that a file touches.
  private var weights: [RepositoryPath: Int] {
    var weights: [RepositoryPath: Int] = [:]
    for change in changes.changes {
      let bands = areas.touches(of: change).map(\.area.band)
      weights[change.path] = bands.contains(.high) ? 3 : bands.contains(.medium) ? 2 : 1
    }
    return weights
  }

  // MARK: The runs

  private static let number = 99

  private struct Fault: Error {
    let text: String
  }

  /// A checkout of the head in the state that `setup:` leaves.
  private func prepared() throws(CommandError) -> Result<ValidationSite, Fault> {
    let repository = session.repository
    let seat = World(at: repository.scratch.appending("hunks"), number: Self.number)
    try touching { () throws(FileError) in try seat.make() }
    let checkout = try asking(
      repository.checkout(
        tree: comparison.headTree, commit: comparison.isUncommitted ? nil : comparison.head.commit, number: Self.number,
        at: seat.tree))
    var site = ValidationSite(.cleanCheckout, in: seat, watch: try asking(repository.watch(checkout)))
    for line in setup {
      let ended = try means.run(.setup(line.value), at: &site, log: nil)
      if ended.run.state != .pass {
        return .failure(Fault(text: "the setup command '\(EscapedText.line(line.value))' \(ended.run.ending)"))
      }
    }
    return .success(site)
  }

  /// The commands, those that took least first, each with the time that it may take.
  private func ordered(by milliseconds: [String: Int]) -> [ValidationCommand] {
    let limited = commands.map { command in
      var command = command
      let usual = (milliseconds[command.name] ?? 0) / 1_000 + 1
      let seconds = max(Self.patience.least, usual * Self.patience.factor)
      command.timeout = TimeSpan(seconds: min(command.timeout.seconds, seconds))
      return command
    }
    return limited.enumerated().sorted { one, other in
      let (first, second) = (milliseconds[one.element.name] ?? 0, milliseconds[other.element.name] ?? 0)
      return first == second ? one.offset < other.offset : first < second
    }.map(\.element)
  }

  /// Runs the commands one after the other without the hunk, until one doesn't pass.
  private func outcome(
    of hunk: TriedHunk?, _ commands: [ValidationCommand], from stock: WorldStock, in seat: World
  ) throws(CommandError) -> (failed: ValidationCommand?, milliseconds: [String: Int]) {
    try session.stopIfInterrupted()
    guard let site = try stock.begin(in: nil, at: seat) else { return (commands.first, [:]) }
    defer { try? FileSystem.remove(seat.root) }
    if let hunk { try take(hunk, back: seat.tree) }
    var milliseconds: [String: Int] = [:]
    for command in commands {
      let ended = try means.start(.command(command), at: site, log: nil)
      milliseconds[command.name] = ended.timing?.wallMilliseconds ?? 0
      if ended.run.state != .pass { return (command, milliseconds) }
    }
    return (nil, milliseconds)
  }

  private func take(_ hunk: TriedHunk, back tree: ByteString) throws(CommandError) {
    let file = tree.appending(hunk.path)
    try touching { () throws(FileError) in
      guard let content = hunk.content else { return try FileSystem.remove(file) }
      try FileSystem.createFolders(file.folder)
      try FileSystem.overwrite(file, with: content)
    }
  }
}
