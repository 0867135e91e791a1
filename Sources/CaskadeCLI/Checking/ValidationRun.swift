import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// Runs the contract's commands on the judged tree, and on the base where the contract asks for it.
struct ValidationRun {
  /// Where the commands run on the head.
  enum Place {
    case workingTree
    case checkout(tree: ObjectID, commit: ObjectID?)
  }

  let session: Session
  let contract: Contract
  let place: Place
  let headTree: ObjectID
  let base: (commit: ObjectID, tree: ObjectID)
  let commands: [ValidationCommand]
  let shell: ByteString
  let progress: Progress

  private var steps: Int {
    commands.count + commands.count { $0.onBase != nil }
  }

  func run() throws(CommandError) -> (facts: ValidationFacts, timing: [Evidence.Timing.Command]) {
    var log = ValidationLog()
    let environment = ValidationEnvironment(from: session.host.environment)
    let runner = CommandRunner(
      runner: session.host.runner, shell: shell, environment: environment.variables)
    try runOnHead(runner, &log)
    if commands.contains(where: { $0.onBase != nil }), log.failedSetup == nil { try runOnBase(runner, &log) }
    try stopIfInterrupted()
    return (log.facts(commands), log.timing)
  }

  private func runOnHead(_ runner: CommandRunner, _ log: inout ValidationLog) throws(CommandError) {
    var snapshots = 0
    var checkout: CleanCheckout?
    var folder = session.repository.location.workTree
    var site = ValidationRecord.Place.workingTree
    if case .checkout(let tree, let commit) = place {
      let made = try asking { () throws(GitError) in
        try session.repository.checkout(tree: tree, commit: commit, number: 1)
      }
      checkout = made
      folder = made.folder
      site = .cleanCheckout
      if let fault = try setup(runner, folder, site, &log) {
        log.failedSetup = fault
        return
      }
    }
    for (index, command) in commands.enumerated() {
      progress.begin(command.name, index + 1, of: steps, place: site.rawValue)
      let outcome = runner.run(command, in: folder, place: site)
      progress.end(outcome.run.state, took: outcome.timing.wallMilliseconds)
      log.head[command.name] = outcome.run
      log.timing.append(outcome.timing)
      try stopIfInterrupted()
      if let checkout {
        log.disturbed.formUnion(try asking { () throws(GitError) in try checkout.disturbed() })
      } else {
        snapshots += 1
        log.disturbed.formUnion(try disturbedInPlace(number: snapshots))
      }
    }
  }

  /// What a command changed in the working tree: a second snapshot is compared with the one that is judged.
  private func disturbedInPlace(number: Int) throws(CommandError) -> [RepositoryPath] {
    try asking { () throws(GitError) in
      let now = try session.repository.snapshots(thorough: false).take(number: 100 + number)
      guard now.tree != headTree else { return [] }
      return try session.repository.comparison(base: headTree, head: now.tree).changes().changes.map(\.path)
    }
  }

  private func runOnBase(_ runner: CommandRunner, _ log: inout ValidationLog) throws(CommandError) {
    let checkout = try asking { () throws(GitError) in
      try session.repository.checkout(tree: base.tree, commit: base.commit, number: 2)
    }
    let fault = try setup(runner, checkout.folder, .baseCheckout, &log)
    var number = commands.count
    for command in commands {
      guard let _ = command.onBase else { continue }
      number += 1
      if let fault {
        log.base[command.name] = .inconclusive(.baseCheckout, fault)
        continue
      }
      try carry(command, into: checkout)
      progress.begin(command.name, number, of: steps, place: ValidationRecord.Place.baseCheckout.rawValue)
      let outcome = runner.run(command, in: checkout.folder, place: .baseCheckout)
      progress.end(outcome.run.state, took: outcome.timing.wallMilliseconds)
      log.base[command.name] = Self.conclusive(outcome.run)
      log.timing.append(outcome.timing)
      try stopIfInterrupted()
    }
  }

  /// Only a real exit status counts as a failure on the base; "not found", a signal and a time-out prove nothing.
  private static func conclusive(_ run: ValidationRecord.Run) -> ValidationRecord.Run {
    guard run.state == .fail else { return run }
    if run.signal != nil || run.exitStatus == 126 || run.exitStatus == 127 {
      return ValidationRecord.Run(
        place: run.place, state: .inconclusive, exitStatus: run.exitStatus, signal: run.signal,
        reason: "it \(ValidationJudgement.ending(of: run))", log: run.log)
    }
    return run
  }

  /// Takes the files that `carry:` names from the head; one that the head doesn't have is removed.
  private func carry(_ command: ValidationCommand, into checkout: CleanCheckout) throws(CommandError) {
    guard !command.carry.isEmpty else { return }
    try asking { () throws(GitError) in
      func carried(_ entries: [TreeEntry]) -> [TreeEntry] {
        entries.filter { entry in
          entry.mode != .submodule && command.carry.contains { $0.pattern.matches(entry.path) }
        }
      }
      let now = carried(try session.repository.objects.entries(of: headTree))
      let before = carried(try session.repository.objects.entries(of: base.tree))
      let kept = Set(now.map(\.path))
      try checkout.carry(now, removing: before.map(\.path).filter { !kept.contains($0) })
    }
  }

  private func setup(
    _ runner: CommandRunner, _ folder: ByteString, _ place: ValidationRecord.Place, _ log: inout ValidationLog
  ) throws(CommandError) -> String? {
    for (index, line) in contract.setup.enumerated() {
      progress.begin("setup: \(line.value)", index + 1, of: contract.setup.count, place: place.rawValue)
      let outcome = runner.setup(line.value, in: folder, place: place)
      progress.end(outcome.run.state, took: outcome.timing.wallMilliseconds)
      log.timing.append(outcome.timing)
      try stopIfInterrupted()
      if outcome.run.state != .pass {
        return "the setup command '\(EscapedText.line(line.value))' \(ValidationJudgement.ending(of: outcome.run))"
          + " in a \(place.rawValue)"
      }
    }
    return nil
  }

  private func stopIfInterrupted() throws(CommandError) {
    if session.host.interruption.signal != nil { throw CommandError(GitError(.interrupted)) }
  }
}

/// What the runs have shown so far.
private struct ValidationLog {
  var head: [String: ValidationRecord.Run] = [:]
  var base: [String: ValidationRecord.Run] = [:]
  var disturbed: Set<RepositoryPath> = []
  var failedSetup: String?
  var timing: [Evidence.Timing.Command] = []

  func facts(_ commands: [ValidationCommand]) -> ValidationFacts {
    let records = commands.compactMap { command in
      head[command.name].map {
        ValidationRecord(
          name: command.name, command: command.run, contractLine: command.line, run: $0,
          expectedOnBase: command.onBase, onBase: base[command.name])
      }
    }
    return ValidationFacts(records: records, disturbed: disturbed.sorted(), failedSetup: failedSetup)
  }
}

extension ValidationRecord.Run {
  fileprivate static func inconclusive(_ place: ValidationRecord.Place, _ reason: String) -> ValidationRecord.Run {
    ValidationRecord.Run(
      place: place, state: .inconclusive, exitStatus: nil, signal: nil, reason: reason,
      log: ValidationRecord.Log(head: "", tail: "", omittedBytes: 0, totalBytes: 0))
  }
}
