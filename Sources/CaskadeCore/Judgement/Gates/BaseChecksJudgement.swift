import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// What the runs with the base's checks say of the code, command by command. It states what passes and what fails where,
/// and blames nobody.
struct BaseChecksJudgement {
  private(set) var state = Gate.State.pass
  /// What is missing was left out by the caller.
  private(set) var isSkipped = false
  /// Every command that runs something there passes there, and one does.
  private(set) var isGreen = false
  /// For the gate's summary.
  private(set) var words: [String] = []
  private(set) var findings: [Finding] = []

  private let input: JudgementInput
  private let demand: Policy.BaseChecks
  /// The base, as sentences call it.
  private let base: String
  private var green = 0
  private var failing = 0
  private var open = 0
  private var judged = 0
  /// Those that do there what they do on the base.
  private var old = 0

  init(_ input: JudgementInput) {
    self.input = input
    demand = input.baseChecks?.demand ?? input.policy.baseChecks(in: input.run.band.band)
    base = input.shownBase
    guard demand != .off else { return }
    judge()
    if let own = input.baseChecks?.own, !own.isEmpty { words.append(Self.words(own)) }
    if demand == .shown, judged > 0 { words.append("which the policy only shows") }
  }

  /// "12 check files are the branch's own, by line 31"
  private static func words(_ own: [BaseChecks.Own]) -> String {
    let lines = Set(own.map(\.contractLine)).sorted().map(String.init)
    let places = lines.count == 1 ? "line \(lines[0])" : "lines \(lines.joined(separator: ", "))"
    return own.count == 1
      ? "1 check file is the branch's own, by \(places)" : "\(own.count) check files are the branch's own, by \(places)"
  }

  private mutating func judge() {
    if input.request.noBaseChecks { return leaveOut("--no-base-checks") }
    guard let checks = input.baseChecks else { return }
    if let fault = checks.fault {
      unproven("the checks of \(base) could not be put back: \(fault)", nil)
      words.append("nothing ran with the checks of \(base)")
      return
    }
    let commands = input.contract.validation ?? []
    guard checks.changesTree, !commands.isEmpty else { return }
    if input.request.skipValidation { return leaveOut("--skip-validation") }
    guard input.request.asks(for: .validation) else { return leaveOut("--only") }
    if input.changes.holdsGitName || input.validation.failedSetup != nil {
      if demand == .required { state = .unproven }
      words.append("nothing ran with the checks of \(base)")
      return
    }
    let asked = commands.filter { input.request.onlyCommands?.contains($0.name) ?? true }
    for command in asked { judge(command) }
    if asked.count < commands.count, demand == .required {
      isSkipped = state == .pass
      if state == .pass { state = .unproven }
      words.append("others skipped by the caller (--only)")
    }
    judgeProof(checks)
    isGreen = green > 0 && failing == 0 && open == 0 && asked.count == commands.count
    words.insert(summary, at: 0)
  }

  private var summary: String {
    if green == judged { return "also green with the checks of \(base)" }
    let commands = "\(judged) command\(judged == 1 ? "" : "s")"
    if failing > 0 { return "\(failing) of \(commands) fail\(failing == 1 ? "s" : "") with the checks of \(base)" }
    if open > 0 { return "\(open) of \(commands) not proven with the checks of \(base)" }
    if green == 0, old == 0 { return "nothing runs with the checks of \(base)" }
    return "\(green) of \(commands) green with the checks of \(base)"
  }

  /// Where no command runs a thing, nothing shows whether what was touched still checks as much.
  private mutating func judgeProof(_ checks: BaseChecks) {
    guard green == 0, failing == 0, open == 0, old == 0, let first = checks.loosenable.first else { return }
    let more = checks.loosenable.count - 1
    if demand == .required, state == .pass { state = .unproven }
    findings.append(
      Finding(
        demand == .required ? .error : .note, gate: .integrity, rule: .integrityBaseChecksOpen,
        "no command runs anything with the checks of \(base), so nothing shows whether '\(first.display)'"
          + "\(more == 0 ? "" : " and \(more) more") still check\(more == 0 ? "s" : "") as much",
        hint: "restore it, or have a command approved that runs it",
        contractLine: input.contract.validation?.first?.line))
  }

  private mutating func leaveOut(_ option: String) {
    words.append("not run with the checks of \(base) (\(option))")
    guard demand == .required else { return }
    state = .unproven
    isSkipped = true
  }

  // MARK: One command

  private mutating func judge(_ command: ValidationCommand) {
    judged += 1
    let name = EscapedText.line(command.name)
    guard let record = input.validation.records.first(where: { $0.name == command.name }) else {
      return unproven("'\(name)' did not run with the checks of \(base)", command)
    }
    guard let run = record.baseChecks else {
      // A command that fails as it is has its finding already.
      let fails = record.run.state != .pass && !input.passes(record)
      if fails, demand == .required, state == .pass { state = .unproven }
      if fails { return open += 1 }
      return unproven("'\(name)' did not run with the checks of \(base)", command)
    }
    judge(run, record, command, Circumstances(base: base, name: name, scripts: []))
  }

  private mutating func judge(
    _ run: ValidationRecord.Run, _ record: ValidationRecord, _ command: ValidationCommand, _ here: Circumstances
  ) {
    let before = record.unchangedBase
    switch run.state {
    case .pass where record.executes(run) != false: judgePass(record, command, here)
    case .flaky where input.acceptsFlaky(command.name): judgePass(record, command, here)
    case .fail: judgeFailure(run, before, command, here)
    case .pass where record.isIdle: break
    case .pass: judgeNothing(before, command, here)
    case .inconclusive where run.executesTests == false: judgeNothing(before, command, here)
    case .inconclusive, .timedOut, .skipped, .interrupted, .flaky:
      if Self.fails(before) { return noteOld(command, here) }
      // Why a command never began says already where.
      let neverBegan = run.state == .inconclusive && run.exitStatus == nil && run.signal == nil
      unproven("'\(here.name)' \(run.ending)\(neverBegan ? "" : " \(here.words)")", command)
    }
  }

  /// What is green with the base's versions of scripts that may be checks has to be green with the branch's too, because
  /// they may be what is checked.
  private mutating func judgePass(_ record: ValidationRecord, _ command: ValidationCommand, _ here: Circumstances) {
    let scripts = input.baseChecks?.scripts ?? []
    guard here.scripts.isEmpty, !scripts.isEmpty else { return green += 1 }
    let there = Circumstances(base: base, name: here.name, scripts: scripts)
    guard let run = record.ownScripts else {
      return unproven("'\(here.name)' did not run \(there.words)", command)
    }
    judge(run, record, command, there)
  }

  private static func fails(_ run: ValidationRecord.Run?) -> Bool { run?.endedBadly == true }

  private mutating func judgeFailure(
    _ run: ValidationRecord.Run, _ before: ValidationRecord.Run?, _ command: ValidationCommand, _ here: Circumstances
  ) {
    switch before?.state {
    case _ where Self.fails(before), .fail: noteOld(command, here)
    case .pass where run.breaksBeforeTests || Self.isSilent(run, command):
      unproven("'\(here.name)' breaks before any check runs \(here.words)", command)
    case .pass:
      failing += 1
      if demand == .required { state = .fail }
      let isBesideOwn = !here.scripts.isEmpty
      let files = input.baseChecks?.files(ofTests: run.testNames.failed, besideOwnScripts: isBesideOwn) ?? []
      add(.integrityBaseChecksFail, here.fact(run), hint: hint(files), command)
    case .timedOut, .skipped, .interrupted, .inconclusive, .flaky:
      unproven("'\(here.name)' fails \(here.words), and is inconclusive on \(base) itself", command)
    case nil:
      unproven("'\(here.name)' fails \(here.words), and did not run on \(base) itself", command)
    }
  }

  /// A runner that says how much it ran, and said nothing, never came so far.
  private static func isSilent(_ run: ValidationRecord.Run, _ command: ValidationCommand) -> Bool {
    run.tests == nil && TestRunnerUse(of: command.run).runners.contains(where: \.saysHowMuch)
  }

  private func hint(_ files: [RepositoryPath]) -> String {
    let shown = files.prefix(3).map { "'\($0.display)'" }.joined(separator: ", ")
    let more = files.count > 3 ? " and \(files.count - 3) more" : ""
    let amend = input.standing.amendCommand.map { " (\($0))" } ?? ""
    return files.isEmpty
      ? "mend the code, or ask a person whether these checks have to change with it"
      : "mend the code; or, where \(shown)\(more) \(files.count == 1 ? "has" : "have") to check otherwise from now on, "
        + "a person has to approve that under paths.checks_may_change\(amend)"
  }

  /// The work can't be blamed for what was so before.
  private mutating func noteOld(_ command: ValidationCommand, _ here: Circumstances) {
    old += 1
    // The contract expects that, and gate 'validation' judges whether it is so for the right reason.
    if command.onBase == .fails || command.onBase == .missing { return }
    note("'\(here.name)' doesn't pass \(here.words), and fails on \(base) too", command)
  }

  private mutating func judgeNothing(
    _ before: ValidationRecord.Run?, _ command: ValidationCommand, _ here: Circumstances
  ) {
    let nothing = "'\(here.name)' runs nothing \(here.words)"
    if before?.executesTests == false { return note("\(nothing), and nothing on \(base) itself", command) }
    unproven(before == nil ? nothing : "\(nothing), and something on \(base) itself", command)
  }

  // MARK: Saying so

  private mutating func unproven(_ message: String, _ command: ValidationCommand?) {
    open += 1
    if demand == .required, state == .pass { state = .unproven }
    add(
      .integrityBaseChecksOpen, message,
      hint: "make the checks of \(base) run on this code, or ask a person whether they have to change with it", command)
  }

  private mutating func note(_ message: String, _ command: ValidationCommand) {
    findings.append(finding(.note, .integrityBaseChecksNote, message, hint: nil, command))
  }

  private mutating func add(_ rule: FindingRule, _ message: String, hint: String, _ command: ValidationCommand?) {
    findings.append(finding(demand == .required ? .error : .note, rule, message, hint: hint, command))
  }

  private func finding(
    _ severity: Finding.Severity, _ rule: FindingRule, _ message: String, hint: String?, _ command: ValidationCommand?
  ) -> Finding {
    Finding(
      severity, gate: .integrity, rule: rule, message, hint: hint, contractLine: command?.line, subject: command?.name)
  }
}

/// A command with the base's checks, in words.
private struct Circumstances {
  /// As sentences call it.
  let base: String
  /// Of the command.
  let name: String
  /// That are the branch's.
  let scripts: [RepositoryPath]

  /// "with the checks of main and this work's 'greet.sh'"
  var words: String {
    guard let first = scripts.first else { return "with the checks of \(base)" }
    let more = scripts.count > 1 ? " and \(scripts.count - 1) more" : ""
    return "with the checks of \(base) and this work's '\(first.display)'\(more)"
  }

  /// "2 tests of main fail on this code: a, b"
  func fact(_ run: ValidationRecord.Run) -> String {
    guard let count = run.failedTests, count > 0 else {
      return "'\(name)' fails \(words), and passes on \(base)"
    }
    let tests = "\(count) test\(count == 1 ? "" : "s") of \(base) fail\(count == 1 ? "s" : "") on this code"
    let names = run.testNames.failed.prefix(5).map { EscapedText.line($0) }
    guard !names.isEmpty else { return "\(tests), in '\(name)'" }
    let more = count > names.count ? " and \(count - names.count) more" : ""
    return "\(tests): \(names.joined(separator: ", "))\(more)"
  }
}
