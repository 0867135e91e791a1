import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// What commands ran: an exit status alone may stand for nothing.
extension ValidationGate {
  mutating func judge(_ doubt: RunDoubt, _ record: ValidationRecord, _ command: ValidationCommand) {
    let run = record.run
    if run.state == .fail { failed = true } else { unproven = true }
    let reason = run.reason ?? doubt.rawValue
    switch doubt {
    case .hiddenFailures:
      let status = run.exitStatus ?? 0
      add(
        .validationHiddenFailures, "'\(record.name)' exited with \(status), and tests failed\(run.quote)",
        hint: "mend what fails; have the command amended such that its tests' own status is its end", command)
    case .ownFailure:
      add(
        .validationHiddenFailures, "'\(record.name)' is inconclusive: \(reason)",
        hint: "mend what fails; have the command amended such that it ends with another status where something fails",
        command)
    case .noTests:
      add(
        .validationNoTests, "'\(record.name)' ran no test\(run.quote)",
        hint: "see that its tests are there, and that what it names is what they are called: \(again(command))",
        command)
    case .tooFew:
      add(
        .validationTooFewTests, "'\(record.name)' ran too little: \(reason)",
        hint: "see which tests it no longer runs: \(again(command))", command)
    case .uncounted:
      add(
        .validationTooFewTests, "'\(record.name)' is inconclusive: \(reason)",
        hint: "have it write a report, with 'report:' in the contract, or print what it ran, as 'go test -v' does",
        command)
    case .report:
      add(
        .validationReport, "'\(record.name)' is inconclusive: \(reason)",
        hint: "have each run write the report anew, in a form that is read: JUnit XML, TRX, TAP, go test -json", command
      )
    case .noSummary, .noFailure:
      add(
        .validationNoSummary, "'\(record.name)' is inconclusive: \(reason)",
        hint: "have it print what its runner says at its end, or write a report, with 'report:' in the contract",
        command)
    }
  }

  /// Where the change has code end the process as a success, and only packages were counted, which a runner calls good
  /// whose tests never ran. A command that counts nothing may be a linter or a build, for which no code is run.
  func endedProcess(_ record: ValidationRecord) -> IntegrityFinding? {
    guard record.run.tests?.counts.unit == .packages else { return nil }
    return input.integrity?.first { $0.fact.kind == .processEnded }
  }

  mutating func judgeEnd(_ end: IntegrityFinding, _ command: ValidationCommand) {
    unproven = true
    var place = end.path.display
    if case .head(let line) = end.place { place += ":\(line)" }
    add(
      .validationNoSummary,
      "'\(EscapedText.line(command.name))' is inconclusive: code of the change ends the process as a success (\(place)), and "
        + "nobody counts the tests that ran before that",
      hint: "return or throw there; or have the command print or report each test, as 'go test -v' does", command)
  }

  /// Fewer tests than before the work are said, and judged by a person: they may have been merged into others.
  mutating func compareCounts(_ record: ValidationRecord, _ command: ValidationCommand) {
    guard let base = [record.onBase, record.onPlainBase].compactMap({ $0 }).first(where: { $0.tests != nil }),
      let before = base.tests?.counts, let now = record.run.tests?.counts, before.unit == now.unit, now.run < before.run
    else { return }
    findings.append(
      finding(
        .warning, .validationFewerTests, "'\(record.name)' ran \(now.ran), and \(before.run) on the base",
        hint: "see which of them no longer run, and why", command))
  }

  /// The policy may ask for one command that says what it ran.
  mutating func judgeCounts() {
    guard input.policy.asksForCounts(in: band), !isPartial else { return }
    let isCounted = input.validation.records.contains { record in
      record.run.state == .pass && (record.run.tests?.counts.run ?? 0) > 0
    }
    if isCounted { return }
    unproven = true
    add(
      .validationNotCounted, "no command says how much it ran, and the policy asks for one that does",
      hint: "have a command added that runs tests and says how many, or 'report:' to one that is there", nil)
  }
}
