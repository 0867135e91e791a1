package import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

extension ValidationRecord.Run {
  /// The same, worth no more than what it ran: a run that ended as the contract wants it may have run nothing.
  ///
  /// What a command prints and writes can lower what it is worth, and never raise it.
  package func weighed(for command: ValidationCommand) -> Self {
    guard state == .pass, let doubt = doubt(about: command) else { return self }
    return doubted(doubt, because: reason(of: doubt, command))
  }

  private func doubt(about command: ValidationCommand) -> RunDoubt? {
    // Where another status than 0 is wanted, failures are.
    if let tests, tests.counts.hasFailures, command.expect == 0 { return .hiddenFailures }
    if reportFault != nil { return .report }
    if let tests, tests.counts.isVacuous { return .noTests }
    guard place.isJudgedTree, let least = command.atLeast else { return nil }
    guard let counts = tests?.counts, counts.unit == .tests else { return .uncounted }
    return counts.run < least ? .tooFew : nil
  }

  private func reason(of doubt: RunDoubt, _ command: ValidationCommand) -> String {
    let ran = tests?.counts.ran ?? ""
    switch doubt {
    case .hiddenFailures: return "it exited with \(exitStatus ?? 0), and tests failed\(quote)"
    case .report: return reportFault ?? "its report can't be counted"
    case .noTests: return "no test ran\(quote)"
    case .tooFew: return "\(ran) ran, and 'at_least' asks for \(command.atLeast ?? 0)"
    case .uncounted:
      return
        "how many tests ran isn't known\(tests == nil ? "" : quote), and 'at_least' asks for \(command.atLeast ?? 0)"
    case .noSummary, .ownFailure, .noFailure: return doubt.rawValue
    }
  }

  /// On the base, a command whose own script isn't there fails for want of it, and not of what the script tests.
  ///
  /// - Parameters:
  ///   - ownFailure: the line in which a command that no reader knows says itself that something failed.
  ///   - exists: whether the path, from the folder that the command runs in, is there.
  package func weighed(
    for command: ValidationCommand, ownFailure: String? = nil, scriptExists exists: (String) -> Bool
  ) -> Self {
    var run = weighed(for: command)
    // What only looks like a summary may be none, so it fails nothing.
    if run.state == .pass, run.tests == nil, command.expect == 0, let ownFailure {
      run = run.doubted(.ownFailure, because: "it exited with 0, and says '\(ownFailure)'")
    }
    guard place == .baseCheckout, run.state == .fail, command.onBase == .fails,
      let missing = CommandNeeds(of: command.run).scripts.first(where: { !exists($0) })
    else { return run }
    return run.doubted(.noFailure, because: "its script '\(EscapedText.line(missing))' isn't there")
  }

  func doubted(_ doubt: RunDoubt, because reason: String) -> Self {
    var run = self
    run.state = doubt.state
    run.reason = reason
    run.doubt = doubt
    return run
  }

  /// The line that says how much ran, to stand behind a sentence: `: 'Ran 0 tests in 0.000s'`.
  package var quote: String {
    guard let tests else { return "" }
    if let line = tests.line { return ": '\(line)'" }
    guard case .reports(let paths) = tests.source, let first = paths.first else { return "" }
    return ", by the report \(first.display)\(paths.count > 1 ? " and \(paths.count - 1) more" : "")"
  }
}

extension TestCounts {
  /// "3 tests", "1 package of tests"
  package var ran: String {
    switch unit {
    case .tests: run.counted("test")
    case .packages: "\(run.counted("package")) of tests"
    }
  }
}

extension ValidationRecord {
  /// The same, with what head and base say of each other.
  ///
  /// - Parameter command: the contract's, of which this is the record.
  package func settled(for command: ValidationCommand) -> Self {
    var record = self
    record.onBase = onBase.map { settledOnBase($0, command) }
    // A runner whose closing lines are known, and not there, may have been kept from running; not where it ends so on
    // the base too.
    if run.state == .pass, run.tests == nil, run.reportFault == nil, !endsSilentlyOnBase,
      let runner = TestRunnerUse(of: command.run).runners.first(where: \.saysHowMuch)
    {
      record.run = run.doubted(
        .noSummary, because: "\(runner.rawValue) says how much it ran, and nothing of that was printed or reported")
    }
    return record
  }

  private var endsSilentlyOnBase: Bool {
    [onBase, onPlainBase].contains { base in
      base.map { $0.claim == .witnessed && $0.state == .pass && $0.tests == nil } ?? false
    }
  }

  private func settledOnBase(_ base: Run, _ command: ValidationCommand) -> Run {
    guard base.claim == .witnessed else { return base }
    switch command.onBase {
    case .fails where base.state == .fail:
      if let counts = base.tests?.counts {
        return counts.failed > 0
          ? base : base.doubted(.noFailure, because: "no test ran and failed there\(base.quote)")
      }
      if let fault = base.reportFault {
        return base.doubted(.noFailure, because: "no test ran and failed there: \(fault)")
      }
      guard let runner = TestRunnerUse(of: command.run).runners.first else { return base }
      return base.doubted(.noFailure, because: "no test ran and failed there: \(runner.rawValue) names none")
    case .missing where base.doubt == .noTests && run.tests.map { $0.counts.run > 0 } ?? false:
      // Nothing to run there, and something here: what the tests need is missing.
      var base = base
      base.state = .fail
      return base
    case .fails, .missing, .passes, nil: return base
    }
  }
}
