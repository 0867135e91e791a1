import CaskadeContracts
import CaskadeSyntax

/// What commands did on the base, where the contract expects something of them there.
extension ValidationGate {
  mutating func judgeBase(_ record: ValidationRecord, _ command: ValidationCommand) {
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
    guard base.counts || isVouched else {
      unproven = true
      add(
        .validationBase, "that '\(record.name)' ran on the base is only asserted", hint: "check again: --no-cache",
        command)
      return
    }
    switch (expected, base.state) {
    case (.fails, .fail), (.passes, .pass): break
    case (.missing, .fail):
      guard record.isMissingOnBase else { return }
      note(
        .validationBaseMissing, "'\(record.name)' can't be built on the base, or finds nothing to run there",
        hint: "see that it is the work that it lacks there: that it fails for want of it shows less than a failed test",
        command)
    case (.fails, .pass), (.missing, .pass):
      failed = true
      add(
        .validationBasePasses, "'\(record.name)' passes on the base too, so it doesn't show the change",
        hint: "make the command fail without the change, or have 'on_base: \(expected.rawValue)' removed", command)
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
        hint: Self.settling(base, command), command)
    }
  }

  private static func settling(_ base: ValidationRecord.Run, _ command: ValidationCommand) -> String {
    guard command.onBase == .fails, base.doubt == .noFailure || base.doubt == .noTests else {
      return "what the command needs has to be there on the base too: 'setup:' and 'carry:'"
    }
    return command.carry.isEmpty
      ? "have 'carry:' take the new tests to the base, so that they run and fail there"
      : "if the tests can't be built there, ask whoever approves whether 'on_base: missing' is meant, which shows less"
  }
}
