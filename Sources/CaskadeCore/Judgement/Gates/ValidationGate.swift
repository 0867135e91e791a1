package import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// Gate `validation`: every command passed, here, on the judged tree, and left that tree alone.
package struct ValidationGate: GateRule {
  package static let name = GateName.validation
  package static let question =
    "did every command pass, run by caskade on the tree that is judged, and leave that tree alone?"
  package static let demand = GateDemand.always
  package static let rules = FindingRule.ofValidation
  package static let reproduction = Reproduction.command

  private let input: JudgementInput
  private let commands: [ValidationCommand]
  private var findings: [Finding] = []
  private var unproven = false
  private var failed = false

  package static func ruling(on input: JudgementInput) -> Ruling {
    var gate = ValidationGate(input)
    let answer = gate.judge()
    return Ruling(answer, findings: gate.findings)
  }

  private init(_ input: JudgementInput) {
    self.input = input
    commands = input.contract.validation ?? []
  }

  /// The policy may ask for a clean checkout in this band.
  private var band: Band { input.run.band.band }

  private mutating func judge() -> Gate {
    if input.request.skipValidation {
      return result(.unproven, "skipped by the caller (--skip-validation)", skipped: true)
    }
    if commands.isEmpty { return judgeNoCommands() }
    if input.changes.holdsGitName {
      return result(.unproven, "not run: the head holds a name that git refuses to check out")
    }
    if let reason = input.validation.failedSetup {
      add(.validationSetup, reason, hint: "run the contract's 'setup:' commands in a clean checkout to see why", nil)
      return result(.unproven, reason)
    }
    for command in commands {
      if let record = input.validation.records.first(where: { $0.name == command.name }) {
        judge(record, command)
      } else if input.request.onlyCommands?.contains(command.name) ?? true {
        unproven = true
        add(.validationNotRun, "'\(command.name)' did not run", hint: nil, command)
      }
    }
    judgeDisturbance()
    noteLeftovers()
    judgeMoves()
    let state: Gate.State = failed ? .fail : unproven || isPartial ? .unproven : .pass
    return result(state, summary, skipped: isPartial && !unproven && !failed)
  }

  /// No commands prove nothing, unless an approved contract says so in so many words.
  private mutating func judgeNoCommands() -> Gate {
    if input.contract.validation != nil, input.standing.source == .base {
      return result(.pass, "the approved contract says that there is nothing to run")
    }
    add(
      .validationNone, "the contract has no validation commands, so nothing shows that the outcome is reached",
      hint: "add commands below 'validation:', or have 'validation: []' approved", nil)
    return result(.unproven, "no commands")
  }

  private mutating func judge(_ record: ValidationRecord, _ command: ValidationCommand) {
    let run = record.run
    if input.policy[band].isolated, run.place == .workingTree {
      unproven = true
      add(
        .validationNotIsolated,
        "'\(record.name)' ran in the working tree, and band \(band) asks for a clean checkout",
        hint: "commit the work and judge that: --head HEAD", command)
    }
    if input.policy[band].isSandboxed, run.containment?.tier != .sandboxed {
      unproven = true
      add(
        .validationNotSandboxed,
        "'\(record.name)' had no sandbox, and band \(band) asks for one"
          + (run.reason.map { ": \($0)" } ?? ""),
        hint: "have bubblewrap (bwrap) installed and allowed where the check runs", command)
      if run.state == .inconclusive { return }
    }
    switch run.state {
    case .pass: break
    case .fail:
      failed = true
      add(
        .validationFailed, "'\(record.name)' \(run.ending)\(Self.lack(run))\(Self.before(record))",
        hint: Self.installing(run) ?? Self.again(command), command)
    case .timedOut:
      failed = true
      add(
        .validationTimeout, "'\(record.name)' did not end within \(command.timeout.text)",
        hint: "make it faster, or have a longer 'timeout:' approved", command)
    case .interrupted: leaveOpen(.validationInterrupted, record, command)
    case .skipped: leaveOpen(.validationSkipped, record, command)
    case .inconclusive, .flaky: leaveOpen(.validationInconclusive, record, command)
    }
    if run.leftProcesses {
      note(
        .validationLeftProcesses, "'\(record.name)' left processes running, which were ended",
        hint: "have the command wait for what it starts", command)
    }
    if run.state == .pass { judgeBase(record, command) }
  }

  private mutating func leaveOpen(_ rule: FindingRule, _ record: ValidationRecord, _ command: ValidationCommand) {
    unproven = true
    let run = record.run
    add(
      rule, "'\(record.name)' is \(run.state.rawValue): \(run.reason ?? "it did not run")", hint: Self.again(command),
      command)
  }

  private static func again(_ command: ValidationCommand) -> String {
    "run it yourself: \(EscapedText.line(command.run))"
  }

  /// What a clean checkout lacks that a working tree has.
  private static func lack(_ run: ValidationRecord.Run) -> String {
    installation(run).map { " in a clean checkout, which has no '\($0.folder)/'" } ?? ""
  }

  private static func installing(_ run: ValidationRecord.Run) -> String? {
    installation(run).map { "have 'setup: [\($0.command)]' added to the contract: \($0.lockFile) is there" }
  }

  private static func installation(_ run: ValidationRecord.Run) -> Installation? {
    Installation.all.first { $0.lockFile == run.lacks }
  }

  /// What the base adds to a failure on the head, where the command ran there too.
  private static func before(_ record: ValidationRecord) -> String {
    let asserted = record.onBase?.claim == .asserted ? ", as an earlier check asserts" : ""
    return switch record.baseline {
    case .failingBefore: ", and fails on the base already\(asserted)"
    case .regression: ", and passes on the base\(asserted)"
    case .clean, .fixed, .inconclusive, nil: ""
    }
  }

  private mutating func judgeBase(_ record: ValidationRecord, _ command: ValidationCommand) {
    guard let expected = command.onBase else { return }
    if !record.carried.isEmpty {
      let shown = record.carried.prefix(3).map(\.display).joined(separator: ", ")
      let more = record.carried.count > 3 ? " and \(record.carried.count - 3) more" : ""
      note(
        .validationCarried, "on the base '\(record.name)' ran with what the branch changed: \(shown)\(more)",
        hint: "see that a test there fails for the reason that the contract gives", command)
    }
    guard let base = record.onBase else {
      unproven = true
      add(.validationBase, "'\(record.name)' did not run on the base", hint: nil, command)
      return
    }
    guard base.claim == .witnessed else {
      unproven = true
      add(
        .validationBase, "that '\(record.name)' ran on the base is only asserted", hint: "check again: --no-cache",
        command)
      return
    }
    switch (expected, base.state) {
    case (.fails, .fail), (.passes, .pass): break
    case (.fails, .pass):
      failed = true
      add(
        .validationBasePasses, "'\(record.name)' passes on the base too, so it doesn't show the change",
        hint: "make the command fail without the change, or have 'on_base: fails' removed", command)
    case (.passes, .fail):
      failed = true
      add(
        .validationBaseFails, "'\(record.name)' fails on the base, where the contract says that it passes",
        hint: "mend the base first, or have 'on_base: passes' removed", command)
    case (_, .timedOut), (_, .skipped), (_, .interrupted), (_, .inconclusive), (_, .flaky):
      unproven = true
      add(
        .validationBaseInconclusive,
        "'\(record.name)' on the base is inconclusive: \(base.reason ?? base.state.rawValue)",
        hint: "what the command needs has to be there on the base too: 'setup:' and 'carry:'", command)
    }
  }

  private mutating func judgeDisturbance() {
    let disturbed = input.validation.disturbed
    guard !disturbed.isEmpty else { return }
    unproven = true
    for (path, command) in disturbed.prefix(Self.mostDisturbed) {
      findings.append(
        Finding(
          .error, gate: .validation, rule: .validationTreeChanged, path: path,
          "changed while '\(EscapedText.line(command))' ran, so what ran is not what was judged",
          hint: "make the command leave it alone, or commit it as the command writes it; where somebody else works in "
            + "the same tree, check with --isolated"))
    }
    let more = disturbed.count - Self.mostDisturbed
    if more > 0 {
      findings.append(
        Finding(
          .error, gate: .validation, rule: .validationTreeChanged,
          "\(more) more files were changed while validation commands ran"))
    }
  }

  private static let mostDisturbed = 20

  private mutating func noteLeftovers() {
    let left = input.validation.left
    for (folder, command) in left.prefix(Self.mostDisturbed) {
      let what = folder.files == 1 ? "left" : "\(folder.files) files in here were left"
      findings.append(
        Finding(
          .note, gate: .validation, rule: .validationLeftFiles, path: folder.path,
          "\(what) behind by '\(EscapedText.line(command))', and not judged: no tree had \(folder.files == 1 ? "it" : "them")",
          hint: "remove \(folder.files == 1 ? "it" : "them") before the next check, or check with --isolated"))
    }
    let more = left.count - Self.mostDisturbed
    if more > 0 {
      findings.append(
        Finding(
          .note, gate: .validation, rule: .validationLeftFiles,
          "\(more) more files and folders were left behind by validation commands",
          hint: "check with --isolated"))
    }
  }

  private mutating func judgeMoves() {
    for line in input.validation.moved {
      unproven = true
      findings.append(
        Finding(
          .error, gate: .validation, rule: .validationRepositoryChanged, line,
          hint: "let validation commands leave the repository alone, and check again"))
    }
  }

  /// The caller asked for some of the commands only.
  private var isPartial: Bool {
    guard let only = input.request.onlyCommands else { return false }
    return !commands.allSatisfy { only.contains($0.name) }
  }

  private static let astray: [FindingRule] = [
    .validationBasePasses, .validationBaseFails, .validationBaseInconclusive,
  ]

  private var summary: String {
    let passed = commands.count { command in
      input.validation.records.contains { $0.name == command.name && $0.run.state == .pass }
    }
    var text = "\(passed) of \(commands.count) command\(commands.count == 1 ? "" : "s") passed"
    let telling = input.validation.records.count(where: \.tellsBaseFromHead)
    if telling > 0 { text += ", \(telling) tell\(telling == 1 ? "s" : "") base from head" }
    let astray = findings.count { finding in Self.astray.contains { $0.id == finding.rule } }
    if astray > 0 { text += ", \(astray) not as expected on the base" }
    let baselines = input.validation.records.compactMap(\.baseline)
    if input.request.baseline, !baselines.isEmpty {
      let kinds = ValidationRecord.Baseline.allCases.compactMap { kind in
        let count = baselines.count { $0 == kind }
        return count == 0 ? nil : "\(count) \(kind.rawValue)"
      }
      text += ", against the base \(kinds.joined(separator: ", "))"
      let asserted = input.validation.records.count { $0.baseline != nil && $0.onBase?.claim == .asserted }
      if asserted > 0 { text += " (\(asserted) asserted, from an earlier check)" }
    }
    if isPartial { text += ", others skipped by the caller (--only)" }
    if !input.validation.disturbed.isEmpty { text += ", and the judged tree changed meanwhile" }
    return text
  }

  private func result(_ state: Gate.State, _ summary: String, skipped: Bool = false) -> Gate {
    Gate(.validation, state, required: true, summary: summary, skipped: skipped)
  }

  private mutating func note(_ rule: FindingRule, _ message: String, hint: String?, _ command: ValidationCommand?) {
    findings.append(finding(.note, rule, message, hint: hint, command))
  }

  private mutating func add(_ rule: FindingRule, _ message: String, hint: String?, _ command: ValidationCommand?) {
    findings.append(finding(.error, rule, message, hint: hint, command))
  }

  private func finding(
    _ severity: Finding.Severity, _ rule: FindingRule, _ message: String, hint: String?, _ command: ValidationCommand?
  ) -> Finding {
    Finding(
      severity, gate: .validation, rule: rule, path: input.standing.path, message, hint: hint,
      contractLine: command?.line, subject: command?.name)
  }
}
