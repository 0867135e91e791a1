import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeInspection
@testable import CaskadeSyntax

/// What gate `validation` says of what commands ran.
final class TestCountJudgementTests: XCTestCase {
  private func judge(
    _ entry: String, head: TestCounts?, line: String? = "the line", status: Int = 0, fault: String? = nil,
    base: TestCounts? = nil, baseStatus: Int? = nil, carried: [String] = [], own: String? = nil,
    integrity: [IntegrityFinding] = [], policy: (inout Policy) -> Void = { _ in }
  ) throws -> [String] {
    var world = try JudgementWorld("paths:\n  allow: [Sources/**]\nvalidation: [\(entry)]")
    world.changes = [JudgementWorld.change("Sources/a")]
    world.integrity = integrity
    policy(&world.policy)
    let command = try XCTUnwrap(world.contract.validation?.first)
    func run(_ place: ValidationRecord.Place, _ status: Int, _ counts: TestCounts?) -> ValidationRecord.Run {
      ValidationRecord.Run(
        place: place, state: status == command.expect ? .pass : .fail, exitStatus: status, signal: nil, reason: nil,
        log: .empty, tests: counts.map { TestRun($0, .closingLines(.pytest), line: line) }, reportFault: fault
      ).weighed(for: command, ownFailure: own) { _ in true }
    }
    let record = ValidationRecord(
      name: command.name, command: command.run, contractLine: command.line, run: run(.cleanCheckout, status, head),
      expectedOnBase: command.onBase, onBase: baseStatus.map { run(.baseCheckout, $0, base) },
      carried: carried.map { RepositoryPath($0) })
    world.validation = ValidationFacts(records: [record.settled(for: command)])
    return [world.gate(.validation)] + world.findings
      + world.judgement.findings.filter { $0.rule != "validation.carried" }.compactMap(\.hint).map { "hint: \($0)" }
  }

  private let place = "Contracts/login.yaml"

  func testWhatRan() throws {
    XCTAssertEqual(
      try judge("pytest", head: TestCounts(run: 3, skipped: 1)), ["pass: 1 of 1 command passed, 3 tests ran"])
    XCTAssertEqual(
      try judge("go test ./...", head: TestCounts(unit: .packages, run: 1)),
      ["pass: 1 of 1 command passed, 1 package of tests ran"])
    XCTAssertEqual(
      try judge("eslint .", head: nil), ["pass: 1 of 1 command passed; what it ran isn't known"])
    XCTAssertEqual(
      try judge("make test", head: TestCounts.none),
      [
        "unproven: 0 of 1 command passed",
        "validation.no-tests \(place): 'make test' ran no test: 'the line' (line 6)",
        "hint: see that its tests are there, and that what it names is what they are called: run it yourself: make test",
      ])
    XCTAssertEqual(
      try judge("pytest | tee log", head: TestCounts(run: 2, failed: 1)),
      [
        "fail: 0 of 1 command passed",
        "validation.hidden-failures \(place): 'pytest | tee log' exited with 0, and tests failed: 'the line' (line 6)",
        "validation.status-lost \(place): the status is that of 'tee log', so a failure of 'pytest' is lost (line 6)",
        "hint: mend what fails; have the command amended such that its tests' own status is its end",
        "hint: have the contract amended: write '- pytest', or `- bash -o pipefail -c 'pytest | tee log'`",
      ])
    XCTAssertEqual(
      try judge("pytest -qq", head: nil),
      [
        "unproven: 0 of 1 command passed",
        "validation.no-summary \(place): 'pytest -qq' is inconclusive: pytest says how much it ran, and nothing of that "
          + "was printed or reported (line 6)",
        "hint: have it print what its runner says at its end, or write a report, with 'report:' in the contract",
      ])
    XCTAssertEqual(
      try judge("{ run: pytest, report: a.xml }", head: TestCounts(run: 1), fault: "it wrote no report 'a.xml'"),
      [
        "unproven: 0 of 1 command passed",
        "validation.report \(place): 'pytest' is inconclusive: it wrote no report 'a.xml' (line 6)",
        "hint: have each run write the report anew, in a form that is read: JUnit XML, TRX, TAP, go test -json",
      ])
    XCTAssertEqual(
      try judge("{ run: pytest, at_least: 5 tests }", head: TestCounts(run: 3)),
      [
        "fail: 0 of 1 command passed",
        "validation.too-few-tests \(place): 'pytest' ran too little: 3 tests ran, and 'at_least' asks for 5 (line 6)",
        "hint: see which tests it no longer runs: run it yourself: pytest",
      ])
    XCTAssertEqual(
      try judge("{ run: make test, at_least: 1 test }", head: nil),
      [
        "unproven: 0 of 1 command passed",
        "validation.too-few-tests \(place): 'make test' is inconclusive: how many tests ran isn't known, and "
          + "'at_least' asks for 1 (line 6)",
        "hint: have it write a report, with 'report:' in the contract, or print what it ran, as 'go test -v' does",
      ])
  }

  func testACommandsOwnWords() throws {
    XCTAssertEqual(
      try judge("sh check.sh", head: nil, own: "2 FAILED, 1 passed"),
      [
        "unproven: 0 of 1 command passed",
        "validation.hidden-failures \(place): 'sh check.sh' is inconclusive: it exited with 0, and says "
          + "'2 FAILED, 1 passed' (line 6)",
        "hint: mend what fails; have the command amended such that it ends with another status where something fails",
      ])
    XCTAssertEqual(
      try judge("{ run: sh check.sh, expect: 1 }", head: nil, status: 1, own: "2 FAILED, 1 passed"),
      ["pass: 1 of 1 command passed; what it ran isn't known"])
    XCTAssertEqual(
      try judge("make test", head: TestCounts(run: 3), own: "2 FAILED"), ["pass: 1 of 1 command passed, 3 tests ran"])
  }

  /// Code of the change that ends the process may have ended the run: where packages alone were counted, only a count of tests shows that it didn't.
  func testAnEndedProcess() throws {
    let end = IntegrityFinding(.processEnded("os.Exit(0)", atOnce: false), RepositoryPath("Sources/a"), .head(9))
    func rules(_ entry: String, _ head: TestCounts?) throws -> [String] {
      try judge(entry, head: head, integrity: [end]).filter { $0.hasPrefix("validation.") || !$0.contains(".") }
    }
    XCTAssertEqual(
      try rules("go test ./...", TestCounts(unit: .packages, run: 1)).dropFirst().first,
      "validation.no-summary \(place): 'go test ./...' is inconclusive: code of the change ends the process as a success "
        + "(Sources/a:9), and nobody counts the tests that ran before that (line 6)")
    // What counts nothing may run none of the code, as a linter does.
    XCTAssertTrue(try rules("npx eslint .", nil)[0].hasPrefix("pass"))
    XCTAssertTrue(try rules("go test -v ./...", TestCounts(run: 4))[0].hasPrefix("pass"))
  }

  func testOnTheBase() throws {
    let carry = "{ run: pytest, on_base: fails, carry: Tests/** }"
    XCTAssertEqual(
      try judge(carry, head: TestCounts(run: 3), base: TestCounts(run: 3, failed: 1), baseStatus: 1),
      ["pass: 1 of 1 command passed, 1 tells base from head, 3 tests ran"])
    XCTAssertEqual(
      try judge("{ run: pytest, on_base: fails }", head: TestCounts(run: 3), base: TestCounts.none, baseStatus: 5),
      [
        "unproven: 1 of 1 command passed, 1 not as expected on the base, 3 tests ran",
        "validation.base-inconclusive \(place): 'pytest' on the base is inconclusive: no test ran and failed there: "
          + "'the line' (line 6)",
        "hint: have 'carry:' take the new tests to the base, so that they run and fail there",
      ])
    XCTAssertEqual(
      try judge(carry, head: TestCounts(run: 3), base: TestCounts(broken: 1), baseStatus: 2),
      [
        "unproven: 1 of 1 command passed, 1 not as expected on the base, 3 tests ran",
        "validation.base-inconclusive \(place): 'pytest' on the base is inconclusive: no test ran and failed there: "
          + "'the line' (line 6)",
        "hint: if the tests can't be built there, ask whoever approves whether 'on_base: missing' is meant, which shows "
          + "less",
      ])
    XCTAssertEqual(
      try judge(
        "{ run: pytest, on_base: missing }", head: TestCounts(run: 3), base: TestCounts(broken: 1), baseStatus: 2),
      [
        "pass: 1 of 1 command passed, 1 can't be built on the base, 3 tests ran",
        "validation.base-missing \(place): 'pytest' can't be built on the base, or finds nothing to run there (line 6)",
        "hint: see that it is the work that it lacks there: that it fails for want of it shows less than a failed test",
      ])
    XCTAssertEqual(
      try judge("{ run: pytest, on_base: missing }", head: TestCounts(run: 3), base: TestCounts(run: 3), baseStatus: 0),
      [
        "fail: 1 of 1 command passed, 1 not as expected on the base, 3 tests ran",
        "validation.base-passes \(place): 'pytest' passes on the base too, so it doesn't show the change (line 6)",
        "hint: make the command fail without the change, or have 'on_base: missing' removed",
      ])
    XCTAssertEqual(
      try judge("{ run: pytest, on_base: passes }", head: TestCounts(run: 3), base: TestCounts(run: 5), baseStatus: 0),
      [
        "pass: 1 of 1 command passed, 3 tests ran",
        "validation.fewer-tests \(place): 'pytest' ran 3 tests, and 5 on the base (line 6)",
        "hint: see which of them no longer run, and why",
      ])
  }

  func testThePolicyAsksForACount() throws {
    let asking: (inout Policy) -> Void = { $0.proof.isCounted = true }
    XCTAssertEqual(
      try judge("pytest", head: TestCounts(run: 3), policy: asking), ["pass: 1 of 1 command passed, 3 tests ran"])
    XCTAssertEqual(
      try judge("eslint .", head: nil, policy: asking),
      [
        "unproven: 1 of 1 command passed; what it ran isn't known",
        "validation.not-counted \(place): no command says how much it ran, and the policy asks for one that does",
        "hint: have a command added that runs tests and says how many, or 'report:' to one that is there",
      ])
    XCTAssertEqual(
      try judge("eslint .", head: nil, policy: { $0.high.proof.isCounted = true }),
      ["pass: 1 of 1 command passed; what it ran isn't known"])
  }
}
