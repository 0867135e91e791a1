import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// What the runs say in which the change's code couldn't tell that it was tested: what passes only where it can isn't
/// proven.
struct AsShippedJudgement {
  private(set) var state = Gate.State.pass
  /// For the gate's summary.
  private(set) var words: [String] = []
  private(set) var findings: [Finding] = []

  init(_ input: JudgementInput) {
    let base = input.shownBase
    var tried = 0
    for record in input.validation.records {
      if record.asShipped != nil { tried += 1 }
      guard let run = record.asShipped, run.state == .fail, let counts = run.tests?.counts, counts.failed > 0,
        counts.broken == 0, let before = record.unchangedBase, before.state == .pass, Self.fellOut(run, before)
      else { continue }
      let name = EscapedText.line(record.name)
      let tests = run.failedTests.map { $0 > 0 ? "\($0.counted(run.unit)) of \(base)" : "'\(name)'" } ?? "'\(name)'"
      let fail = run.failedTests.map { $0 > 1 ? "fail" : "fails" } ?? "fails"
      let names = run.testNames.failed.prefix(3).map { EscapedText.line($0) }.joined(separator: ", ")
      state = .unproven
      findings.append(
        Finding(
          .error, gate: .integrity, rule: .integrityNotAsShipped,
          "\(tests) \(fail) where this code can't tell that it is tested, or is built the other way"
            + (names.isEmpty ? "" : ": \(names)"),
          hint: "have the code do the same wherever it runs, or ask a person to judge what it does elsewhere",
          contractLine: record.contractLine, subject: record.name))
    }
    if !findings.isEmpty {
      words = [
        "\(findings.count) of \(tried.counted("command")) passes only where the code can tell that it is tested, or as it "
          + "is built now"
      ]
    }
  }

  /// One test at least that fails has a name, and passed on the base, as far as that says what passed.
  private static func fellOut(_ run: ValidationRecord.Run, _ before: ValidationRecord.Run) -> Bool {
    let failed = run.testNames.failed
    guard !before.testNames.passed.isEmpty, before.testNames.omitted == 0 else { return !failed.isEmpty }
    let passed = Set(before.testNames.passed)
    return failed.contains(where: passed.contains)
  }
}
