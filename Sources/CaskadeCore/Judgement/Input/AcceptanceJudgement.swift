import CaskadeContracts
import CaskadeInspection
import CaskadeSyntax

/// Finds for each acceptance line what its proof shows.
struct AcceptanceJudgement {
  let validation: ValidationFacts
  /// The branch touched check files, and these were put back where the commands ran once more.
  let baseChecks: BaseChecks?
  /// A flaky run of a command counts as one that passed.
  let acceptsFlaky: (String) -> Bool
  let commands: [ValidationCommand]

  func record(of line: AcceptanceLine) -> AcceptanceRecord {
    switch line.proof {
    case nil: AcceptanceRecord(line, .question)
    case .command(let name): record(of: line, command: name)
    case .test(let name): record(of: line, test: name)
    }
  }

  /// No check file of the branch's stands between.
  private var isAllOfTheBase: Bool {
    guard let baseChecks else { return true }
    return !baseChecks.changesTree && baseChecks.own.isEmpty && baseChecks.fault == nil
  }

  private func record(of line: AcceptanceLine, command name: String) -> AcceptanceRecord {
    guard commands.contains(where: { $0.name == name }) else {
      return AcceptanceRecord(line, .unproven, why: "no validation command is called '\(name)'")
    }
    guard let record = validation.records.first(where: { $0.name == name }) else {
      return AcceptanceRecord(line, .unproven, why: "'\(name)' did not run")
    }
    switch record.run.state {
    case .pass: break
    case .flaky where acceptsFlaky(name): break
    case .fail, .timedOut: return AcceptanceRecord(line, .failed, why: "'\(name)' \(record.run.ending)")
    case .skipped, .interrupted, .inconclusive, .flaky:
      return AcceptanceRecord(line, .unproven, why: "'\(name)' \(record.run.ending)")
    }
    let isOfTheBase =
      isAllOfTheBase
      || record.ownScripts.map { $0.state == .pass } ?? true
        && record.baseChecks.map { $0.state == .pass && record.executes($0) != false } ?? false
    return record.tellsBaseFromHead || isOfTheBase
      ? AcceptanceRecord(line, .proven)
      : AcceptanceRecord(line, .ownTest, why: "'\(name)' passes with the branch's own checks")
  }

  private func record(of line: AcceptanceLine, test name: String) -> AcceptanceRecord {
    func matches(_ run: KeyPath<ValidationRecord, ValidationRecord.Run?>) -> (
      passed: [String], failed: [String], skipped: [String]
    ) {
      var found: (passed: [String], failed: [String], skipped: [String]) = ([], [], [])
      for record in validation.records {
        guard let names = record[keyPath: run]?.testNames.called(name) else { continue }
        found.passed += names.passed
        found.failed += names.failed
        found.skipped += names.skipped
      }
      return found
    }
    let here = matches(\.optionalRun)
    if !here.failed.isEmpty {
      return AcceptanceRecord(line, .failed, why: "the test '\(here.failed[0])' fails")
    }
    if !here.skipped.isEmpty {
      return AcceptanceRecord(line, .unproven, why: "the test '\(here.skipped[0])' was skipped")
    }
    guard !here.passed.isEmpty else {
      return AcceptanceRecord(line, .unproven, why: "no test called '\(name)' is known to have run")
    }
    let isOfTheBase = isAllOfTheBase || !matches(\.baseChecks).passed.isEmpty
    let tells = !matches(\.witnessedBase).failed.isEmpty
    return isOfTheBase || tells
      ? AcceptanceRecord(line, .proven)
      : AcceptanceRecord(line, .ownTest, why: "the test '\(here.passed[0])' is the branch's own")
  }
}

extension ValidationRecord {
  fileprivate var optionalRun: Run? { run }
  fileprivate var witnessedBase: Run? { onBase?.claim == .witnessed ? onBase : onPlainBase }
}
