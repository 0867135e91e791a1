import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeInspection
@testable import CaskadeSyntax

/// What a run is worth, by what it ran.
final class RunWeighingTests: XCTestCase {
  private struct Case {
    var command = ValidationCommand(name: "it", run: "pytest", line: 1)
    var place = ValidationRecord.Place.cleanCheckout
    var status = 0
    var tests: TestCounts?
    var fault: String?
  }

  private static func said(_ counts: TestCounts) -> TestRun {
    TestRun(counts, .closingLines(.pytest), line: "the line")
  }

  private func weighed(_ given: Case) -> String {
    let state: ValidationRecord.State = given.status == given.command.expect ? .pass : .fail
    let run = ValidationRecord.Run(
      place: given.place, state: state, exitStatus: given.status, signal: nil, reason: nil, log: .empty,
      tests: given.tests.map(Self.said), reportFault: given.fault)
    let weighed = run.weighed(for: given.command)
    return weighed.state.rawValue + (weighed.reason.map { ": \($0)" } ?? "")
  }

  private static func least(_ count: Int, expect: Int = 0) -> ValidationCommand {
    var command = ValidationCommand(name: "it", run: "make test", expect: expect, line: 1)
    command.atLeast = count
    return command
  }

  func testARunByItself() {
    let failing = ValidationCommand(name: "it", run: "make test", expect: 1, line: 1)
    let rows: [Row<Case, String>] = [
      Row(Case(), "pass"), Row(Case(tests: TestCounts(run: 3, skipped: 1)), "pass"),
      Row(Case(tests: TestCounts(unit: .packages, run: 1)), "pass"),
      Row(Case(tests: TestCounts(skipped: 2)), "inconclusive: no test ran: 'the line'"),
      Row(Case(tests: TestCounts.none), "inconclusive: no test ran: 'the line'"),
      Row(Case(tests: TestCounts(run: 3, failed: 1)), "fail: it exited with 0, and tests failed: 'the line'"),
      Row(Case(tests: TestCounts(broken: 1)), "fail: it exited with 0, and tests failed: 'the line'"),
      // Where failures are what is wanted, they are no surprise.
      Row(Case(command: failing, status: 1, tests: TestCounts(run: 3, failed: 1)), "pass"),
      Row(Case(command: failing, status: 1, tests: TestCounts.none), "inconclusive: no test ran: 'the line'"),
      // What it says never makes a failure better.
      Row(Case(status: 1, tests: TestCounts(run: 3)), "fail"), Row(Case(status: 5, tests: TestCounts.none), "fail"),
      Row(Case(tests: TestCounts(run: 3), fault: "it wrote no report 'a'"), "inconclusive: it wrote no report 'a'"),
      Row(
        Case(tests: TestCounts(run: 3, failed: 3), fault: "it wrote no report 'a'"),
        "fail: it exited with 0, and tests failed: 'the line'"),
      Row(Case(command: Self.least(3), tests: TestCounts(run: 3)), "pass"),
      Row(
        Case(command: Self.least(5), tests: TestCounts(run: 3)), "fail: 3 tests ran, and 'at_least' asks for 5"),
      Row(
        Case(command: Self.least(2), tests: TestCounts(run: 1, skipped: 4)),
        "fail: 1 test ran, and 'at_least' asks for 2"),
      Row(
        Case(command: Self.least(5)), "inconclusive: how many tests ran isn't known, and 'at_least' asks for 5"),
      Row(
        Case(command: Self.least(1), tests: TestCounts(unit: .packages, run: 7)),
        "inconclusive: how many tests ran isn't known: 'the line', and 'at_least' asks for 1"),
      // The base may well have fewer.
      Row(Case(command: Self.least(5), place: .baseCheckout, tests: TestCounts(run: 3)), "pass"),
    ]
    for row in rows { XCTAssertEqual(weighed(row.input), row.expected, file: row.file, line: row.line) }
  }

  /// Head and base of one command, as `state[: reason] / state[: reason]`, and what that is worth.
  private func settled(
    _ line: String, _ expected: ValidationCommand.OnBase?, head: TestCounts?, base: TestCounts?, status: Int = 1
  ) -> String {
    let command = ValidationCommand(name: "it", run: line, onBase: expected, line: 1)
    func run(_ place: ValidationRecord.Place, _ status: Int, _ counts: TestCounts?) -> ValidationRecord.Run {
      ValidationRecord.Run(
        place: place, state: status == 0 ? .pass : .fail, exitStatus: status, signal: nil, reason: nil, log: .empty,
        tests: counts.map(Self.said)
      ).weighed(for: command)
    }
    let record = ValidationRecord(
      name: "it", command: line, contractLine: 1, run: run(.cleanCheckout, 0, head), expectedOnBase: expected,
      onBase: expected.map { _ in run(.baseCheckout, status, base) }
    ).settled(for: command)
    let runs = [record.run, record.onBase].compactMap { run in
      run.map { $0.state.rawValue + ($0.reason.map { ": \($0)" } ?? "") }
    }
    return (runs + (record.tellsBaseFromHead ? ["tells"] : []) + (record.isMissingOnBase ? ["missing"] : []))
      .joined(separator: " / ")
  }

  func testHeadAndBase() {
    let ran = TestCounts(run: 3)
    let failed = TestCounts(run: 3, failed: 1)
    let broken = TestCounts(broken: 1)
    let silent = "inconclusive: pytest says how much it ran, and nothing of that was printed or reported"
    let rows: [Row<String, String>] = [
      Row(settled("pytest", nil, head: ran, base: nil), "pass"),
      Row(settled("pytest", nil, head: nil, base: nil), silent),
      Row(settled("make test", nil, head: nil, base: nil), "pass"),
      Row(settled("zig build test", nil, head: nil, base: nil), "pass"),
      // It ended alike on the base.
      Row(settled("pytest", .passes, head: nil, base: nil, status: 0), "pass / pass"),
      Row(settled("pytest", .passes, head: nil, base: ran, status: 0), "\(silent) / pass"),
      Row(settled("pytest", .fails, head: ran, base: failed), "pass / fail / tells"),
      Row(
        settled("pytest", .fails, head: ran, base: broken),
        "pass / inconclusive: no test ran and failed there: 'the line'"),
      Row(
        settled("pytest", .fails, head: ran, base: TestCounts.none, status: 5),
        "pass / inconclusive: no test ran and failed there: 'the line'"),
      Row(
        settled("pytest", .fails, head: ran, base: nil, status: 4),
        "pass / inconclusive: no test ran and failed there: pytest names none"),
      // A suite may fail for more than what can't be loaded.
      Row(
        settled("pytest", .fails, head: ran, base: TestCounts(run: 3, failed: 1, broken: 1)), "pass / fail / tells"),
      // What no reader knows goes by its status.
      Row(settled("make test", .fails, head: nil, base: nil), "pass / fail / tells"),
      Row(
        settled("pytest", .fails, head: ran, base: TestCounts.none, status: 0),
        "pass / inconclusive: no test ran: 'the line'"),
      Row(settled("pytest", .missing, head: ran, base: broken, status: 2), "pass / fail / missing"),
      Row(settled("pytest", .missing, head: ran, base: nil, status: 4), "pass / fail / missing"),
      Row(settled("pytest", .missing, head: ran, base: failed), "pass / fail / tells"),
      Row(
        settled("pytest", .missing, head: ran, base: TestCounts.none, status: 0),
        "pass / fail: no test ran: 'the line' / missing"),
      Row(settled("make test", .missing, head: nil, base: nil, status: 2), "pass / fail / missing"),
      Row(settled("pytest", .missing, head: ran, base: ran, status: 0), "pass / pass"),
      Row(settled("pytest", .passes, head: ran, base: broken, status: 2), "pass / fail / tells"),
    ]
    for row in rows { XCTAssertEqual(row.input, row.expected, file: row.file, line: row.line) }
  }
}
