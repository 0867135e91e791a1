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

  static let none = ValidationOutcome(facts: .none, isolation: nil, notChecked: [], timing: [], programs: [])
}

/// What the runs have shown so far.
struct ValidationCollector {
  var isolation: Isolation?
  var notChecked: [NotChecked] = []
  private(set) var timing: [Evidence.Timing.Command] = []
  private var head: [String: EndedRun] = [:]
  private var base: [String: (ended: EndedRun, carried: [RepositoryPath])] = [:]
  private var setup: [(line: Contract.Located<String>, ended: EndedRun)] = []
  private let session: Session

  init(session: Session) {
    self.session = session
  }

  /// - Parameter moved: the names that have moved since the commands ran.
  func outcome(_ commands: [ValidationCommand], by shell: Shell, moved: [String]) -> ValidationOutcome {
    let seen = facts(commands)
    return ValidationOutcome(
      facts: ValidationFacts(records: seen.records, setup: seen.setup, moved: moved), isolation: isolation,
      notChecked: notChecked + Self.uncontained(commands, seen.records), timing: timing, programs: [shell.record])
  }

  /// What nothing kept a command from although something was to, or that nothing was to keep it from.
  private static func uncontained(_ commands: [ValidationCommand], _ records: [ValidationRecord]) -> [NotChecked] {
    records.flatMap { record in
      let runs = [record.run, record.onBase].compactMap { $0?.containment }
      guard !runs.isEmpty else { return [NotChecked]() }
      let isOpen = commands.contains { $0.name == record.name && $0.isUncontained }
      return (isOpen ? [.uncontained(record.name)] : [])
        + (runs.contains { $0.network == .kept } ? [.network(of: record.name)] : [])
    }
  }

  func facts(_ commands: [ValidationCommand]) -> ValidationFacts {
    let records = commands.compactMap { command in
      head[command.name].map {
        ValidationRecord(
          name: command.name, command: command.run, contractLine: command.line, run: $0.run,
          expectedOnBase: command.onBase, onBase: base[command.name]?.ended.run,
          carried: base[command.name]?.carried ?? [])
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
      (head[command.name]?.run.left ?? []).map { Leftover(path: $0, command: command.name) }
    }
  }

  // MARK: Adding

  /// What became of the head.
  mutating func add(_ outcome: TreeOutcome) {
    notChecked += outcome.notChecked
    addSetup(outcome)
    for result in outcome.commands {
      note(result.ended)
      head[result.command.name] = result.ended
    }
  }

  mutating func add(_ run: ValidationRecord.Run, of command: ValidationCommand) {
    head[command.name] = EndedRun(run)
  }

  /// - Parameter carried: what the runs took from the head.
  mutating func addOnBase(_ outcome: TreeOutcome, _ carried: [RepositoryPath]) {
    addSetup(outcome)
    for result in outcome.commands {
      note(result.ended)
      base[result.command.name] = (result.ended, carried)
    }
  }

  /// Takes what an earlier check says of the command.
  mutating func recallOnBase(
    _ run: ValidationRecord.Run, of command: ValidationCommand, _ carried: [RepositoryPath]
  ) {
    base[command.name] = (EndedRun(run), carried)
    notChecked.append(.recalled(command.name, run.ending))
  }

  private mutating func addSetup(_ outcome: TreeOutcome) {
    for (line, ended) in outcome.setup {
      note(ended)
      setup.append((line, ended))
    }
  }

  private mutating func note(_ ended: EndedRun) {
    if let timing = ended.timing { self.timing.append(timing) }
  }

  /// Takes the digests of all logs that are short enough to be at hand, by one call of git.
  mutating func takeDigests() throws(CommandError) {
    let onHead = head.keys.sorted()
    let onBase = base.keys.sorted()
    let ended = onHead.compactMap { head[$0] } + onBase.compactMap { base[$0]?.ended } + setup.map(\.ended)
    let outputs = ended.compactMap(\.output)
    var ids = try asking(session.repository.digests(of: outputs))[...]
    func digested(_ ended: EndedRun?) -> EndedRun? {
      guard var ended, ended.output != nil else { return ended }
      ended.run.log.blob = ids.popFirst()
      return ended
    }
    for name in onHead { head[name] = digested(head[name]) }
    for name in onBase {
      guard let entry = base[name], let ended = digested(entry.ended) else { continue }
      base[name] = (ended, entry.carried)
    }
    setup = setup.map { line, ended in (line, digested(ended) ?? ended) }
  }
}
