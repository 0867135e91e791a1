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

  let input: JudgementInput
  let commands: [ValidationCommand]
  var findings: [Finding] = []
  var unproven = false
  var failed = false

  package static func ruling(on input: JudgementInput) -> Ruling {
    var gate = ValidationGate(input)
    var answer = gate.judge()
    gate.judgeAcceptance(&answer)
    let questions = input.acceptance.filter { $0.state == .question }.map {
      HumanQuestion(text: $0.line.says, contractLine: $0.line.line)
    }
    return Ruling(answer, findings: gate.findings, questions: questions, notChecked: gate.notMerged)
  }

  private init(_ input: JudgementInput) {
    self.input = input
    commands = input.contract.validation ?? []
  }

  /// The policy may ask for a clean checkout in this band.
  var band: Band { input.run.band.band }

  private mutating func judge() -> Gate {
    if input.request.skipValidation {
      return result(.unproven, "skipped by the caller (--skip-validation)", skipped: true)
    }
    if commands.isEmpty { return judgeNoCommands() }
    judgeParts()
    if input.changes.holdsGitName {
      return result(.unproven, "not run: the head holds a name that git refuses to check out")
    }
    if let merged = input.merged, merged.state == .conflict { return judgeConflict(merged) }
    judgeMerge()
    if let reason = input.validation.failedSetup {
      add(.validationSetup, reason, hint: "run the contract's 'setup:' commands in a clean checkout to see why", nil)
      return result(.unproven, reason)
    }
    for command in commands {
      warn(of: command)
      if let record = input.validation.records.first(where: { $0.name == command.name }) {
        judge(record, command)
      } else if !hasFaultyPart, input.request.onlyCommands?.contains(command.name) ?? true {
        unproven = true
        add(.validationNotRun, "'\(command.name)' did not run", hint: nil, command)
      }
    }
    judgeCounts()
    judgeDisturbance()
    noteLeftovers()
    judgeMoves()
    let isLeftOut = isPartial || isVouched
    let state: Gate.State = failed ? .fail : unproven || isLeftOut ? .unproven : .pass
    return result(state, summary, skipped: isLeftOut && !unproven && !failed)
  }

  // MARK: Validation that others ran

  var hasFaultyPart: Bool { input.validation.joined?.faults.isEmpty == false }

  /// The caller stands for parts that nobody signed whose word counts.
  var isVouched: Bool {
    input.validation.joined.map { $0.vouched && $0.unsigned > 0 } ?? false
  }

  mutating func judgeParts() {
    guard let joined = input.validation.joined else { return }
    for fault in joined.faults {
      unproven = true
      findings.append(
        finding(.error, .validationPart, fault.message, hint: fault.hint, nil, about: fault.message))
    }
    if joined.unsigned > 0, !joined.vouched {
      unproven = true
      let count = joined.unsigned
      add(
        .validationUnsigned,
        "\(count) of \(joined.parts.count) parts \(count == 1 ? "is" : "are") signed by no runner that the policy names",
        hint: "have the runner sign what it ran: caskade check --sign KEY, and 'runners:' in the policy on the base",
        nil)
    }
  }

  var origin: String {
    guard let joined = input.validation.joined else { return "" }
    var text = joined.runners.isEmpty ? "" : ", run by \(joined.runners.joined(separator: ", "))"
    if joined.unsigned > 0 {
      text += joined.vouched ? ", the rest by the caller's word (--vouch)" : ", the rest by nobody's word that counts"
      if joined.runners.isEmpty { text = text.replacing(", the rest by", with: ", by") }
    }
    return text
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

  // MARK: The merge

  /// What can't be merged can't land, so that nothing was run.
  private mutating func judgeConflict(_ merged: MergedRecord) -> Gate {
    let base = mergedInto(merged)
    for path in merged.conflicts.prefix(Self.mostDisturbed) {
      findings.append(
        Finding(
          .error, gate: .validation, rule: .validationMergeConflict, path: path, "can't be merged with \(base)",
          hint: "merge \(EscapedText.line(input.baseName)) into the branch, settle the conflict, and check again"))
    }
    let count = merged.conflicts.count
    return result(
      .unproven, "not run: \(count.counted("file")) can't be merged with \(base)")
  }

  /// A pinned base has no other name than its id.
  func mergedInto(_ merged: MergedRecord) -> String {
    let name = EscapedText.line(input.baseName)
    return merged.baseTip.text.hasPrefix(name) ? merged.baseTip.short : "\(name) \(merged.baseTip.short)"
  }

  /// The policy may ask that the commands ran on the merge.
  private mutating func judgeMerge() {
    guard input.policy.merged(in: band) ?? false, input.merged?.state != .clean else { return }
    unproven = true
    add(
      .validationNotMerged,
      "the commands didn't run on the merge with \(EscapedText.line(input.baseName)), and the policy asks for that"
        + (input.merged?.reason.map { ": \($0)" } ?? ""),
      hint: "check with git 2.38 or later, in a clone that has the history of both", nil)
  }

  var notMerged: [NotChecked] {
    guard let merged = input.merged, merged.state == .unavailable, let reason = merged.reason else { return [] }
    return [.merge(with: input.baseName, because: reason)]
  }

  /// What the command's text shows of its status, whatever the run said.
  private mutating func warn(of command: ValidationCommand) {
    for flaw in CommandFlaws(of: command.run).all {
      let rule: FindingRule =
        switch flaw.kind {
        case .statusLost: .validationStatusLost
        case .passesEmpty: .validationPassesEmpty
        }
      findings.append(
        finding(.warning, rule, flaw.message, hint: "have the contract amended: \(flaw.hint)", command))
    }
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
    if let doubt = run.doubt {
      judge(doubt, record, command)
    } else if run.state == .pass, let end = endedProcess(record) {
      judgeEnd(end, command)
    } else {
      judge(run, record, command)
    }
    if run.leftProcesses {
      note(
        .validationLeftProcesses, "'\(record.name)' left processes running, which were ended",
        hint: "have the command wait for what it starts", command)
    }
    if input.passes(record) {
      compareCounts(record, command)
      judgeBase(record, command)
    }
  }

  private mutating func judge(
    _ run: ValidationRecord.Run, _ record: ValidationRecord, _ command: ValidationCommand
  ) {
    switch run.state {
    case .pass: break
    case .fail:
      failed = true
      add(
        .validationFailed, "'\(record.name)' \(run.ending)\(Self.lack(run))\(Self.before(record))",
        hint: Self.installing(run) ?? lacking(run, command) ?? again(command), command)
    case .timedOut:
      failed = true
      add(
        .validationTimeout, "'\(record.name)' did not end within \(command.timeout.text)",
        hint: "make it faster, or have a longer 'timeout:' approved", command)
    case .interrupted: leaveOpen(.validationInterrupted, record, command)
    case .skipped: leaveOpen(.validationSkipped, record, command)
    case .inconclusive: leaveOpen(.validationInconclusive, record, command)
    case .flaky: judgeFlaky(record, command)
    }
  }

  private mutating func leaveOpen(_ rule: FindingRule, _ record: ValidationRecord, _ command: ValidationCommand) {
    unproven = true
    let run = record.run
    add(
      rule, "'\(record.name)' is \(run.state.rawValue): \(run.reason ?? "it did not run")", hint: again(command),
      command)
  }

  func again(_ command: ValidationCommand) -> String {
    let run = "run it yourself: \(EscapedText.line(command.run))"
    guard let merged = input.merged, merged.state == .clean, merged.baseTip != input.mergeBase else { return run }
    return "merge \(EscapedText.line(input.baseName)) into the branch, and \(run)"
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

  /// The caller asked for some of the commands only.
  var isPartial: Bool {
    guard let only = input.request.onlyCommands else { return false }
    return !commands.allSatisfy { only.contains($0.name) }
  }

  func result(_ state: Gate.State, _ summary: String, skipped: Bool = false) -> Gate {
    Gate(
      .validation, state, required: true, summary: summary, skipped: skipped,
      claim: input.validation.joined == nil ? .witnessed : .asserted)
  }

  mutating func note(_ rule: FindingRule, _ message: String, hint: String?, _ command: ValidationCommand?) {
    findings.append(finding(.note, rule, message, hint: hint, command))
  }

  mutating func add(_ rule: FindingRule, _ message: String, hint: String?, _ command: ValidationCommand?) {
    findings.append(finding(.error, rule, message, hint: hint, command))
  }

  func finding(
    _ severity: Finding.Severity, _ rule: FindingRule, _ message: String, hint: String?, _ command: ValidationCommand?,
    about subject: String? = nil
  ) -> Finding {
    Finding(
      severity, gate: .validation, rule: rule, path: input.standing.path, message, hint: hint,
      contractLine: command?.line, subject: command?.name ?? subject)
  }
}
