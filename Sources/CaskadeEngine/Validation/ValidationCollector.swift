import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// What validation showed altogether.
struct ValidationOutcome: Sendable {
  let facts: ValidationFacts
  /// Nil when no command ran.
  let isolation: Isolation?
  let notChecked: [NotChecked]
  let timing: [Evidence.Timing.Command]
  /// What ran the commands.
  let programs: [Evidence.Program]
  /// Nil where no hunk was taken back.
  var hunks: HunkTrialRecord?

  static let none = ValidationOutcome(facts: .none, isolation: nil, notChecked: [], timing: [], programs: [])
}

/// What the runs have shown so far.
struct ValidationCollector {
  var isolation: Isolation?
  var notChecked: [NotChecked] = []
  private(set) var timing: [Evidence.Timing.Command] = []
  private var outcomes: [Side: [String: CommandOutcome]] = [:]
  private var carried: [String: [RepositoryPath]] = [:]
  private var setup: [(line: Contract.Located<String>, ended: EndedRun)] = []
  private let session: Session

  /// Where the same command may have run.
  enum Side: Hashable, CaseIterable {
    case head, base
    /// The head with the base's checks.
    case baseChecks
    /// The same beside the head's own scripts.
    case ownScripts
    /// The base with nothing carried to it, to compare.
    case plainBase
    /// Head and base with each assertion of the base's checks turned round.
    case turned, turnedBase
    /// The head with the base's checks, where its code can't tell that it is tested.
    case asShipped

    /// What prepares it prepares the work; where files were rewritten it may fail for that alone, and proves nothing.
    var isOfTheWork: Bool { self != .turned && self != .turnedBase && self != .asShipped }
  }

  init(session: Session) {
    self.session = session
  }

  /// What its run on the base took from the head, of the files that the branch wrote.
  func carried(by command: ValidationCommand) -> [RepositoryPath] { carried[command.name] ?? [] }

  func run(of command: ValidationCommand, on side: Side) -> ValidationRecord.Run? {
    outcomes[side]?[command.name]?.run
  }

  /// - Parameters:
  ///   - caches: what was linked into the worlds.
  ///   - moved: the names that have moved since the commands ran.
  func outcome(
    _ commands: [ValidationCommand], by shell: Shell, caches: WorldCaches, moved: [String]
  ) -> ValidationOutcome {
    let seen = facts(commands)
    return ValidationOutcome(
      facts: ValidationFacts(records: seen.records, setup: seen.setup, moved: moved), isolation: isolation,
      notChecked: notChecked + Self.uncontained(commands, seen.records) + writable(caches), timing: timing,
      programs: [shell.record])
  }

  /// The caches, where anything ran in a world that could write to them.
  private func writable(_ caches: WorldCaches) -> [NotChecked] {
    let runs = outcomes.values.flatMap(\.values).map(\.run) + setup.map(\.ended.run)
    let isOpen = runs.contains { $0.place != .workingTree && $0.containment?.tier == .hunted }
    return isOpen ? caches.all.map { .writable(cache: EscapedText.line($0.text)) } : []
  }

  /// What nothing kept a command from although something was to, or that nothing was to keep it from.
  private static func uncontained(_ commands: [ValidationCommand], _ records: [ValidationRecord]) -> [NotChecked] {
    records.flatMap { record in
      let runs = ([record.run] + record.otherRuns.map(\.run)).compactMap(\.containment)
      guard !runs.isEmpty else { return [NotChecked]() }
      let isOpen = commands.contains { $0.name == record.name && $0.isUncontained }
      return (isOpen ? [.uncontained(record.name)] : [])
        + (runs.contains { $0.network == .kept } ? [.network(of: record.name)] : [])
    }
  }

  func facts(_ commands: [ValidationCommand]) -> ValidationFacts {
    let records = commands.compactMap { command in
      run(of: command, on: .head).map { head in
        var record = ValidationRecord(
          name: command.name, command: command.run, contractLine: command.line, run: head,
          expectedOnBase: command.onBase, onBase: run(of: command, on: .base), carried: carried[command.name] ?? [],
          baseChecks: run(of: command, on: .baseChecks), ownScripts: run(of: command, on: .ownScripts),
          onPlainBase: run(of: command, on: .plainBase)
        ).settled(for: command)
        record.turned = run(of: command, on: .turned)
        record.turnedOnBase = run(of: command, on: .turnedBase)
        record.asShipped = run(of: command, on: .asShipped)
        return record
      }
    }
    return ValidationFacts(
      records: records,
      setup: setup.map { line, ended in
        ValidationRecord.Setup(command: line.value, contractLine: line.line, run: ended.run)
      })
  }

  /// What the commands left in the working tree.
  func leftovers(_ commands: [ValidationCommand]) -> [Leftover] {
    commands.flatMap { command in
      (run(of: command, on: .head)?.left ?? []).map { Leftover(path: $0, command: command.name) }
    }
  }

  // MARK: Adding

  mutating func add(_ outcome: TreeOutcome, on side: Side) {
    notChecked += outcome.notChecked
    for (line, ended) in outcome.setup {
      note(ended)
      if side.isOfTheWork { setup.append((line, ended)) }
    }
    for result in outcome.commands {
      for ended in result.attempts { note(ended) }
      if !result.isFoundation { outcomes[side, default: [:]][result.command.name] = result }
    }
  }

  /// - Parameter carried: what the runs took from the head.
  mutating func addOnBase(_ outcome: TreeOutcome, _ carried: [RepositoryPath]) {
    add(outcome, on: .base)
    for result in outcome.commands where !result.isFoundation { self.carried[result.command.name] = carried }
  }

  /// A command that never began.
  mutating func add(_ run: ValidationRecord.Run, of command: ValidationCommand, on side: Side) {
    outcomes[side, default: [:]][command.name] = CommandOutcome(
      PlannedRun(command: command, isFoundation: false), [EndedRun(run)])
  }

  /// Takes what an earlier check says of the command.
  mutating func recallOnBase(
    _ run: ValidationRecord.Run, of command: ValidationCommand, _ carried: [RepositoryPath]
  ) {
    add(run, of: command, on: .base)
    self.carried[command.name] = carried
    notChecked.append(.recalled(command.name, run.ending))
  }

  private mutating func note(_ ended: EndedRun) {
    if let timing = ended.timing { self.timing.append(timing) }
  }

  /// Takes the digests of all logs that are short enough to be at hand, by one call of git.
  mutating func takeDigests() throws(CommandError) {
    var outputs: [[UInt8]] = []
    eachRun { ended in
      if let output = ended.output { outputs.append(output) }
    }
    var ids = try asking(session.repository.digests(of: outputs))[...]
    eachRun { ended in
      if ended.output != nil { ended.run.log.blob = ids.popFirst() }
    }
  }

  /// In an order that is always the same.
  private mutating func eachRun(_ change: (inout EndedRun) -> Void) {
    for side in Side.allCases {
      for name in (outcomes[side] ?? [:]).keys.sorted() { outcomes[side]?[name]?.each(change) }
    }
    for index in setup.indices { change(&setup[index].ended) }
  }
}
