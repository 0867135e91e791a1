import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// What the runs with each assertion of the base's checks turned round say of the code: what fails so on the base has to
/// fail so on the code too, or it isn't the assertions that decide there.
///
/// Only where the right checks pass on the base can that be told, and where nobody let a check change.
struct TurnedChecksJudgement {
  /// Both sides taken together.
  private enum Outcome {
    case alike
    case differs(String)
    case incomparable
  }

  private(set) var state = Gate.State.pass
  /// For the gate's summary.
  private(set) var words: [String] = []
  private(set) var findings: [Finding] = []
  /// Of what the policy asks for whatever the change does, what couldn't be done.
  private(set) var notChecked: [NotChecked] = []

  private let base: String

  init(_ input: JudgementInput) {
    base = input.shownBase
    let hasOwnChecks = !(input.baseChecks?.own.isEmpty ?? true)
    var (alike, unknown) = (0, 0)
    for record in input.validation.records {
      guard !hasOwnChecks, let head = record.turned, let before = record.turnedOnBase, before.state == .fail,
        before.failedTests ?? 0 > 0, record.unchangedBase?.state == .pass
      else {
        notChecked += Self.missing(record, input)
        continue
      }
      switch outcome(record, head, before) {
      case .alike: alike += 1
      case .incomparable: unknown += 1
      case .differs(let fact):
        state = .unproven
        findings.append(
          Finding(
            .error, gate: .integrity, rule: .integrityTurnedChecks, fact,
            hint: "take out of the change what reaches the runner, its process or its results, or ask a person why",
            contractLine: record.contractLine, subject: record.name))
      }
    }
    let tried = alike + unknown + findings.count
    if !findings.isEmpty {
      let verb = findings.count == 1 ? "doesn't" : "don't"
      words.append("\(findings.count) of \(tried.counted("command")) \(verb) fail on wrong checks as on \(base)")
    } else if unknown > 0 {
      words.append("with wrong checks \(unknown) of \(tried.counted("command")) couldn't be compared with \(base)")
    } else if alike > 0 {
      words.append("wrong checks fail on it as they do on \(base)")
    }
  }

  private func outcome(
    _ record: ValidationRecord, _ head: ValidationRecord.Run, _ before: ValidationRecord.Run
  ) -> Outcome {
    let name = EscapedText.line(record.name)
    let turned = "with each assertion of the checks of \(base) turned round"
    let failed = before.failedTests ?? 0
    let there = "\(failed.counted(before.unit)) fail\(failed == 1 ? "s" : "")"
    switch head.state {
    case .inconclusive where head.executesTests == false && before.executesTests == true:
      return .differs("'\(name)' runs nothing \(turned), where on \(base) \(there)")
    case .pass, .flaky, .fail: break
    // There it ended in time, and said how much failed.
    case .timedOut: return .differs("'\(name)' doesn't end in time \(turned), where on \(base) \(there)")
    case .inconclusive: return .differs("'\(name)' doesn't say what ran \(turned), where on \(base) \(there)")
    case .skipped, .interrupted: return .incomparable
    }
    if head.state == .fail, head.tests == nil {
      return .differs("'\(name)' doesn't say what ran \(turned), where on \(base) \(there)")
    }
    if let lacking = notRun(record, head, before) {
      return .differs(
        "\(lacking.counted(before.unit)) of \(base) \(lacking == 1 ? "doesn't" : "don't") run on this code \(turned), in "
          + "'\(name)'")
    }
    if head.state != .fail { return .differs("'\(name)' passes \(turned), where on \(base) \(there)") }
    guard let now = head.tests?.counts, let then = before.tests?.counts, now.unit == then.unit, now.broken == 0,
      then.broken == 0
    else { return .incomparable }
    func differs(_ all: Int, _ lacking: Int, _ unit: String) -> Outcome {
      .differs(
        "of \(all.counted(unit)) that fail\(all == 1 ? "s" : "") on \(base) \(turned), \(lacking) "
          + "\(lacking == 1 ? "doesn't" : "don't") on this code, in '\(name)'")
    }
    if let lacking = lacking(head, before) { return differs(before.testNames.failed.count, lacking, "test") }
    if now.unit == .tests, !head.testNames.passed.isEmpty, head.testNames.omitted == 0, before.testNames.omitted == 0 {
      // What is skipped hasn't passed.
      let passing = Set(before.testNames.failed).intersection(head.testNames.passed).count
      if passing > 0 { return differs(then.failed, passing, "test") }
      return now.run == then.run ? .alike : .incomparable
    }
    guard now.run == then.run else { return .incomparable }
    return now.failed < then.failed ? differs(then.failed, then.failed - now.failed, before.unit) : .alike
  }

  /// Empty where the policy asks for it only of changes that are suspected, or the command says nothing of tests.
  private static func missing(_ record: ValidationRecord, _ input: JudgementInput) -> [NotChecked] {
    guard input.policy.turned(in: input.run.band.band) == .always, !input.request.noBaseChecks,
      record.run.state == .pass, record.run.tests != nil
    else { return [] }
    return [.wrongChecks(record.name)]
  }

  /// How many fewer ran than on the base, where that runs all of them in spite of what fails.
  private func notRun(
    _ record: ValidationRecord, _ head: ValidationRecord.Run, _ before: ValidationRecord.Run
  ) -> Int? {
    guard let now = head.tests?.counts, let then = before.tests?.counts, now.broken == 0, then.broken == 0,
      let plain = record.unchangedBase?.tests?.counts, Set([now.unit, then.unit, plain.unit]).count == 1
    else { return nil }
    return now.run < then.run && then.run == plain.run ? then.run - now.run : nil
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
