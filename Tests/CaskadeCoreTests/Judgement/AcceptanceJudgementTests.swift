import CaskadeInspection
import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeSyntax

/// What becomes of the lines of the outcome, and what gate `validation` makes of them.
final class AcceptanceJudgementTests: XCTestCase {
  private typealias World = JudgementWorld

  private func world(
    _ lines: String, _ record: ValidationRecord, _ change: (inout World) -> Void = { _ in }
  ) throws -> World {
    var world = try World(
      "acceptance:\n\(lines)\npaths:\n  allow: [Sources/**]\nvalidation: [{ run: make a, retries: 1 }]")
    world.changes = [World.change("Sources/a")]
    world.validation = ValidationFacts(records: [record])
    change(&world)
    return world
  }

  private static let line = "  - { says: It works., proof: make a }"
  private static let touched = BaseChecks(demand: .required, restored: [RepositoryPath("tests/a")])

  private func record(
    _ state: ValidationRecord.State, base: ValidationRecord.State? = nil, checks: ValidationRecord.State? = nil
  ) -> ValidationRecord {
    var record = World.record("make a", state, line: 8, status: state == .fail ? 1 : nil, onBase: base)
    record.baseChecks = checks.map { World.record("make a", $0, place: .baseChecks).run }
    return record
  }

  func testOneLine() throws {
    let rows: [Row<World, String>] = [
      // No check file of the branch's stands between.
      Row(try world(Self.line, record(.pass)), "proven"),
      Row(try world(Self.line, record(.pass, checks: .pass)) { $0.baseChecks = Self.touched }, "proven"),
      Row(try world(Self.line, record(.pass, base: .fail)) { $0.baseChecks = Self.touched }, "proven"),
      Row(
        try world(Self.line, record(.pass, checks: .fail)) { $0.baseChecks = Self.touched },
        "passes by the branch's own test: 'make a' passes with the branch's own checks"),
      Row(
        try world(Self.line, record(.pass)) {
          $0.baseChecks = BaseChecks(demand: .required, own: [BaseChecks.Own(RepositoryPath("t"), contractLine: 3)])
        }, "passes by the branch's own test: 'make a' passes with the branch's own checks"),
      Row(try world(Self.line, record(.fail)), "failed: 'make a' exited with 1"),
      Row(try world(Self.line, record(.inconclusive)), "unproven: 'make a' was inconclusive"),
      Row(try world(Self.line, record(.flaky)), "proven"),
      Row(try world(Self.line, record(.flaky)) { $0.policy.failsFlaky = true }, "unproven: 'make a' was flaky"),
      Row(
        try world("  - { says: It works., proof: make b }", record(.pass)),
        "unproven: no validation command is called 'make b'"),
      Row(
        try world("  - { says: It works., test: testIt }", record(.pass)),
        "unproven: no test called 'testIt' is known to have run"),
      Row(try world("  - It works.", record(.pass)), "question for a person"),
    ]
    for row in rows {
      let found = row.input.judgement.acceptance.map { record in
        record.state.rawValue + (record.why.map { ": \($0)" } ?? "")
      }
      XCTAssertEqual(found, [row.expected], file: row.file, line: row.line)
    }
  }

  func testTheGateAndThePerson() throws {
    let lines = """
        - { says: It works., proof: make a }
        - { says: It is tested., test: testIt }
        - It is pretty.
      """
    let passing = try world(lines, record(.pass))
    XCTAssertEqual(passing.judgement.acceptance.summary, "1 of 3 acceptance lines is proven")
    XCTAssertEqual(passing.judgement.forHuman, [HumanQuestion(text: "It is pretty.", contractLine: 7)])
    XCTAssertEqual(
      passing.gate(.validation),
      "unproven: 1 of 1 command passed; what it ran isn't known, 1 acceptance line not proven")
    XCTAssertEqual(
      passing.findings,
      [
        "validation.acceptance Contracts/login.yaml: 'It is tested.' is not proven: no test called 'testIt' is known to "
          + "have run (line 6)"
      ])
    let failing = try world(Self.line, record(.fail))
    XCTAssertEqual(failing.gate(.validation), "fail: 0 of 1 command passed, 1 acceptance line not proven")
    XCTAssertEqual(
      failing.rules, ["validation.acceptance", "validation.failed"])
    let skipped = try world(lines, record(.pass)) { $0.request.skipValidation = true }
    XCTAssertEqual(skipped.gate(.validation), "unproven (skipped): skipped by the caller (--skip-validation)")
  }

  func testCounting() {
    func records(_ states: [AcceptanceRecord.State]) -> [AcceptanceRecord] {
      states.map { AcceptanceRecord(AcceptanceLine("a", line: 1), $0) }
    }
    let rows: [Row<[AcceptanceRecord.State], String?>] = [
      Row([], nil), Row([.proven], "1 of 1 acceptance line is proven"),
      Row([.question, .failed], "0 of 2 acceptance lines are proven"),
      Row(
        [.proven, .proven, .proven, .ownTest, .question], "3 of 5 acceptance lines are proven, 1 by its own test"),
      Row([.ownTest, .ownTest], "0 of 2 acceptance lines are proven, 2 by their own tests"),
    ]
    for row in rows { XCTAssertEqual(records(row.input).summary, row.expected, file: row.file, line: row.line) }
  }

  func testTheNameOfATest() {
    let reported = ["tests/test_a.py::T::test_x[1]", "ATests.testOnce", "pkg/TestAll", "suite > works", "testOther()"]
    let rows: [Row<String, [String]>] = [
      Row("test_x", ["tests/test_a.py::T::test_x[1]"]), Row("tests/test_a.py::T::test_x", [reported[0]]),
      Row("testOnce", [reported[1]]), Row("Once", []), Row("TestAll", [reported[2]]), Row("works", [reported[3]]),
      Row("testOther", [reported[4]]), Row("testOther()", [reported[4]]), Row("ATests", []),
    ]
    for row in rows {
      XCTAssertEqual(
        TestNames(passed: reported).called(row.input).passed, row.expected, file: row.file, line: row.line)
    }
  }

  /// Red and green on one tree.
  func testFlaky() throws {
    func flaky(_ change: (inout World) -> Void = { _ in }) throws -> World {
      var record = record(.flaky)
      record.run.earlier = [ValidationRecord.Attempt(state: .fail, exitStatus: 1, signal: nil, log: .empty)]
      return try world("  - It is pretty.", record, change)
    }
    let message = "validation.flaky Contracts/login.yaml: 'make a' is flaky: 1 of 2 runs of this tree did not pass"
    let rows: [Row<World, (gate: String, finding: String)>] = [
      Row(try flaky(), ("pass: 0 of 1 command passed, 1 flaky", "warning \(message) (line 8)")),
      Row(
        try flaky { $0.policy.failsFlaky = true },
        ("fail: 0 of 1 command passed, 1 flaky", "error \(message), and the policy has it fail (line 8)")),
      Row(
        try flaky { $0.contract.validation?[0].retries = 0 },
        ("unproven: 0 of 1 command passed, 1 flaky", "error \(message) (line 8)")),
    ]
    for row in rows {
      XCTAssertEqual(row.input.gate(.validation), row.expected.gate, file: row.file, line: row.line)
      let severity = row.input.judgement.findings.first { $0.rule == "validation.flaky" }?.severity.rawValue ?? "-"
      let found = row.input.findings.filter { $0.hasPrefix("validation.flaky") }.map { "\(severity) \($0)" }
      XCTAssertEqual(found, [row.expected.finding], file: row.file, line: row.line)
    }
  }
}
