import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// What the runs with each assertion of the base's checks turned round say of the code: what fails so on the base has to
/// fail so on the code too, or it isn't the assertions that decide there.
struct TurnedChecksJudgement {
  private(set) var state = Gate.State.pass
  /// For the gate's summary.
  private(set) var words: [String] = []
  private(set) var findings: [Finding] = []

  private let base: String
  private let hasOwnChecks: Bool

  init(_ input: JudgementInput) {
    base = ObjectID(input.baseName).map(\.short) ?? EscapedText.line(input.baseName)
    hasOwnChecks = !(input.baseChecks?.own.isEmpty ?? true)
    var tried = 0
    for record in input.validation.records {
      guard let head = record.turned, let before = record.turnedOnBase, before.state == .fail,
        before.failedTests ?? 0 > 0
      else { continue }
      tried += 1
      let name = EscapedText.line(record.name)
      guard let fact = fact(name, head, before) else { continue }
      state = .unproven
      findings.append(
        Finding(
          .error, gate: .integrity, rule: .integrityTurnedChecks, fact,
          hint: "take out of the change what reaches into the runner, its process or its results, or ask a person why",
          contractLine: record.contractLine, subject: record.name))
    }
    guard tried > 0 else { return }
    words.append(
      findings.isEmpty
        ? "wrong checks fail on it as they do on \(base)"
        : "\(findings.count) of \(tried.counted("command")) \(findings.count == 1 ? "doesn't" : "don't") notice wrong checks"
    )
  }

  /// Nil where it fails as it has to.
  private func fact(
    _ name: String, _ head: ValidationRecord.Run, _ before: ValidationRecord.Run
  ) -> String? {
    let turned = "with each assertion of the checks of \(base) turned round"
    let failed = before.failedTests ?? 0
    let there = "\(failed.counted(before.unit)) fail\(failed == 1 ? "s" : "")"
    switch head.state {
    case .pass, .flaky: return "'\(name)' passes \(turned), where on \(base) \(there)"
    case .inconclusive where head.executesTests == false && before.executesTests == true:
      return "'\(name)' runs nothing \(turned), where on \(base) \(there)"
    case .fail: break
    case .inconclusive, .timedOut, .skipped, .interrupted: return nil
    }
    if !hasOwnChecks, let lacking = lacking(head, before) {
      return
        "of \(before.testNames.failed.count.counted("test")) that fail on \(base) \(turned), \(lacking) don't on this "
        + "code, in '\(name)'"
    }
    guard !hasOwnChecks, let now = head.tests?.counts, let then = before.tests?.counts, now.unit == .tests,
      then.unit == .tests, now.broken == 0, then.broken == 0, now.run + now.skipped == then.run + then.skipped,
      now.failed < then.failed
    else { return nil }
    return "of \(then.failed.counted("test")) that fail\(then.failed == 1 ? "s" : "") on \(base) \(turned), "
      + "\(then.failed - now.failed) \(then.failed - now.failed == 1 ? "doesn't" : "don't") on this code, in '\(name)'"
  }

  /// Of those that are named on the base, how many aren't here, where only packages are counted. A test that ends the
  /// process takes those behind it along, on either side: a few tell nothing, but more than half of many do.
  private func lacking(_ head: ValidationRecord.Run, _ before: ValidationRecord.Run) -> Int? {
    guard head.tests?.counts.unit == .packages, before.tests?.counts.unit == .packages,
      head.testNames.omitted == 0, before.testNames.omitted == 0
    else { return nil }
    let (now, then) = (Set(head.testNames.failed), Set(before.testNames.failed))
    let lacking = then.subtracting(now).count
    return then.count >= Self.many && !now.isEmpty && now.isSubset(of: then) && 2 * lacking > then.count ? lacking : nil
  }

  private static let many = 6
}

extension ValidationRecord.Run {
  /// What its counts count.
  var unit: String { tests?.counts.unit == .packages ? "package" : "test" }
}
