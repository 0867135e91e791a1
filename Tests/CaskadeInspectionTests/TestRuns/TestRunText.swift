import CaskadeSyntax

@testable import CaskadeInspection

/// What is read of a run as one line: `pytest 3/1/0/2` is three that ran, one of them failed, none broken, two skipped.
enum TestRunText {
  static func read(_ output: String, of command: String) -> String {
    var reader = RunnerOutput()
    reader.append(output)
    reader.finish()
    guard let run = reader.tests(of: TestRunnerUse(of: command)) else { return "" }
    guard case .closingLines(let runner) = run.source else { return "another source" }
    return "\(runner.rawValue) \(text(run.counts))"
  }

  static func text(_ counts: TestCounts) -> String {
    let unit = counts.unit == .tests ? "" : " \(counts.unit.rawValue)"
    return "\(counts.run)/\(counts.failed)/\(counts.broken)/\(counts.skipped)\(unit)"
  }
}
