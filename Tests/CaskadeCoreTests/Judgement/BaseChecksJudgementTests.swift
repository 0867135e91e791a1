import CaskadeInspection
import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeSyntax

/// What gate `integrity` makes of the runs with the base's checks.
final class BaseChecksJudgementTests: XCTestCase {
  private typealias World = JudgementWorld
  private typealias State = ValidationRecord.State

  private static let touched = BaseChecks(demand: .required, restored: [RepositoryPath("tests/test_a.py")])

  private static func run(
    _ state: State, _ place: ValidationRecord.Place = .baseChecks, reason: String? = nil
  ) -> ValidationRecord.Run {
    ValidationRecord.Run(
      place: place, state: state, exitStatus: state == .pass ? 0 : state == .fail ? 1 : nil, signal: nil,
      reason: reason, log: .empty)
  }

  /// `make a` with the base's checks, and what it did on the base as it is.
  private func world(
    _ state: State?, of checks: BaseChecks? = touched, base: State? = nil, head: State = .pass,
    _ change: (inout World) -> Void = { _ in }
  ) throws -> World {
    var world = try World("paths:\n  allow: [Sources/**]\nvalidation: [make a]")
    world.changes = [World.change("Sources/a")]
    world.baseChecks = checks
    var record = World.record("make a", head, line: 6)
    record.baseChecks = state.map { Self.run($0, reason: $0 == .inconclusive ? "it was odd" : nil) }
    record.onPlainBase = base.map { Self.run($0, .baseCheckout) }
    world.validation = ValidationFacts(records: [record])
    change(&world)
    return world
  }

  func testEachOutcome() throws {
    let none = "no check was removed or loosened"
    let rows: [Row<World, (gate: String, findings: [String])>] = [
      Row(try world(nil, of: nil), ("pass: \(none)", [])),
      Row(try world(.pass), ("pass: \(none), also green with the checks of main", [])),
      Row(
        try world(.fail, base: .pass),
        (
          "fail: \(none), 1 of 1 command fails with the checks of main",
          [
            "integrity.base-checks-fail -: 'make a' fails with the checks of main, and passes on main (line 6)"
          ]
        )),
      Row(
        try world(.fail, base: .fail),
        (
          "pass: \(none), 0 of 1 command green with the checks of main",
          [
            "integrity.base-checks-say-nothing -: 'make a' doesn't pass with the checks of main, and fails on main too "
              + "(line 6)"
          ]
        )),
      Row(
        try world(.fail),
        (
          "unproven: \(none), 1 of 1 command not proven with the checks of main",
          [
            "integrity.base-checks-unproven -: 'make a' fails with the checks of main, and did not run on main itself "
              + "(line 6)"
          ]
        )),
      Row(
        try world(.fail, base: .inconclusive),
        (
          "unproven: \(none), 1 of 1 command not proven with the checks of main",
          [
            "integrity.base-checks-unproven -: 'make a' fails with the checks of main, and is inconclusive on main "
              + "itself (line 6)"
          ]
        )),
      Row(
        try world(.inconclusive, base: .pass),
        (
          "unproven: \(none), 1 of 1 command not proven with the checks of main",
          [
            "integrity.base-checks-unproven -: 'make a' was inconclusive: it was odd (line 6)"
          ]
        )),
      Row(
        try world(.timedOut, base: .pass),
        (
          "unproven: \(none), 1 of 1 command not proven with the checks of main",
          ["integrity.base-checks-unproven -: 'make a' timed out with the checks of main (line 6)"]
        )),
      Row(
        try world(nil),
        (
          "unproven: \(none), 1 of 1 command not proven with the checks of main",
          ["integrity.base-checks-unproven -: 'make a' did not run with the checks of main (line 6)"]
        )),
      // What fails as it is has its finding already.
      Row(
        try world(nil, head: .fail),
        ("unproven: \(none), 1 of 1 command not proven with the checks of main", [])),
    ]
    for row in rows {
      XCTAssertEqual(row.input.gate(.integrity), row.expected.gate, file: row.file, line: row.line)
      let found = row.input.findings.filter { $0.hasPrefix("integrity") }
      XCTAssertEqual(found, row.expected.findings, file: row.file, line: row.line)
    }
  }

  /// Green with the base's versions of scripts that may be the product isn't enough.
  func testScriptsThatMayBeTheProduct() throws {
    let none = "no check was removed or loosened"
    let words = "with the checks of main and this work's"
    func world(_ checks: State?, _ own: State?, base: State? = nil, scripts: [String] = ["greet.sh"]) throws -> World {
      let touched = BaseChecks(
        demand: .required, restored: (scripts + ["tests/hi.txt"]).map { RepositoryPath($0) },
        scripts: scripts.map { RepositoryPath($0) })
      return try self.world(checks, of: touched, base: base) { world in
        var record = world.validation.records[0]
        record.ownScripts = own.map { Self.run($0) }
        world.validation = ValidationFacts(records: [record])
      }
    }
    let rows: [Row<World, (gate: String, findings: [String])>] = [
      Row(try world(.pass, .pass), ("pass: \(none), also green with the checks of main", [])),
      Row(
        try world(.pass, .fail, base: .pass),
        (
          "fail: \(none), 1 of 1 command fails with the checks of main",
          ["integrity.base-checks-fail -: 'make a' fails \(words) 'greet.sh', and passes on main (line 6)"]
        )),
      Row(
        try world(.pass, .fail, base: .pass, scripts: ["a.sh", "b.sh", "c.sh"]),
        (
          "fail: \(none), 1 of 1 command fails with the checks of main",
          ["integrity.base-checks-fail -: 'make a' fails \(words) 'a.sh' and 2 more, and passes on main (line 6)"]
        )),
      Row(
        try world(.pass, .fail, base: .fail),
        (
          "pass: \(none), 0 of 1 command green with the checks of main",
          [
            "integrity.base-checks-say-nothing -: 'make a' doesn't pass \(words) 'greet.sh', and fails on main too "
              + "(line 6)"
          ]
        )),
      Row(
        try world(.pass, .timedOut, base: .pass),
        (
          "unproven: \(none), 1 of 1 command not proven with the checks of main",
          ["integrity.base-checks-unproven -: 'make a' timed out \(words) 'greet.sh' (line 6)"]
        )),
      // What didn't run is missing.
      Row(
        try world(.pass, nil),
        (
          "unproven: \(none), 1 of 1 command not proven with the checks of main",
          ["integrity.base-checks-unproven -: 'make a' did not run \(words) 'greet.sh' (line 6)"]
        )),
      // Red with the base's versions is said of these.
      Row(
        try world(.fail, nil, base: .pass),
        (
          "fail: \(none), 1 of 1 command fails with the checks of main",
          ["integrity.base-checks-fail -: 'make a' fails with the checks of main, and passes on main (line 6)"]
        )),
    ]
    for row in rows {
      XCTAssertEqual(row.input.gate(.integrity), row.expected.gate, file: row.file, line: row.line)
      let found = row.input.findings.filter { $0.hasPrefix("integrity") }
      XCTAssertEqual(found, row.expected.findings, file: row.file, line: row.line)
    }
    // The script is the work's there: it is no check that has to change.
    XCTAssertEqual(
      try world(.pass, .fail, base: .pass).judgement.findings.first?.hint,
      "mend the code; or, where 'tests/hi.txt' has to check otherwise from now on, a person has to approve that under "
        + "paths.checks_may_change (caskade amend login)")
  }

  func testWhatNothingRunsFor() throws {
    let none = "no check was removed or loosened"
    func own(_ count: Int, lines: [Int], also: [RepositoryPath] = []) -> BaseChecks {
      BaseChecks(
        demand: .required, restored: also,
        own: (0..<count).map { BaseChecks.Own(RepositoryPath("tests/\($0)"), contractLine: lines[$0 % lines.count]) })
    }
    let rows: [Row<World, String>] = [
      Row(try world(nil, of: own(12, lines: [31])), "pass: \(none), 12 check files are the branch's own, by line 31"),
      Row(
        try world(.pass, of: own(1, lines: [7], also: [RepositoryPath("tests/a")])),
        "pass: \(none), also green with the checks of main, 1 check file is the branch's own, by line 7"),
      Row(
        try world(nil, of: own(2, lines: [9, 7])),
        "pass: \(none), 2 check files are the branch's own, by lines 7, 9"),
      Row(
        try world(nil, of: BaseChecks(demand: .required, fault: "the disk is full")),
        "unproven: \(none), nothing ran with the checks of main"),
      Row(
        try world(nil) { $0.request.noBaseChecks = true },
        "unproven (skipped): \(none), not run with the checks of main (--no-base-checks)"),
      Row(
        try world(nil) { $0.request.skipValidation = true },
        "unproven (skipped): \(none), not run with the checks of main (--skip-validation)"),
      Row(
        try world(nil) { $0.request.onlyGates = [.integrity] },
        "unproven (skipped): \(none), not run with the checks of main (--only)"),
      Row(
        try world(.pass) { $0.baseName = String(repeating: "d", count: 40) },
        "pass: \(none), also green with the checks of ddddddd"),
    ]
    for row in rows { XCTAssertEqual(row.input.gate(.integrity), row.expected, file: row.file, line: row.line) }
  }

  func testThePolicyDecidesWhatItCountsFor() throws {
    let none = "no check was removed or loosened"
    let path = [RepositoryPath("tests/test_a.py")]
    let rows: [Row<World, (gate: String, severities: [String])>] = [
      Row(
        try world(.fail, of: BaseChecks(demand: .shown, restored: path), base: .pass),
        ("pass: \(none), 1 of 1 command fails with the checks of main, which the policy only shows", ["note"])),
      Row(
        try world(nil, of: BaseChecks(demand: .shown, restored: path)),
        ("pass: \(none), 1 of 1 command not proven with the checks of main, which the policy only shows", ["note"])),
      Row(try world(nil, of: BaseChecks(demand: .off, restored: path)), ("pass: \(none)", [])),
      Row(
        try world(nil, of: nil) {
          $0.request.noBaseChecks = true
          $0.policy.proof.baseChecks = .off
        }, ("pass: \(none)", [])),
    ]
    for row in rows {
      XCTAssertEqual(row.input.gate(.integrity), row.expected.gate, file: row.file, line: row.line)
      let found = row.input.judgement.findings.filter { $0.gate == .integrity }.map(\.severity.rawValue)
      XCTAssertEqual(found, row.expected.severities, file: row.file, line: row.line)
    }
  }

  /// A command that can't fail proves nothing, and what may check less must be shown not to.
  func testACommandThatRunsNothing() throws {
    func idle(_ checks: BaseChecks) throws -> World {
      var world = try World("paths:\n  allow: [Sources/**]\nvalidation: [\"true\"]")
      world.changes = [World.change("Sources/a")]
      world.baseChecks = checks
      var record = World.record("true", .pass, line: 6)
      record.baseChecks = Self.run(.pass)
      world.validation = ValidationFacts(records: [record])
      return world
    }
    let none = "no check was removed or loosened, nothing runs with the checks of main"
    let message = "no command runs anything with the checks of main, so nothing shows whether"
    let rows: [Row<World, (gate: String, findings: [String])>] = [
      Row(
        try idle(Self.touched),
        (
          "unproven: \(none)",
          ["integrity.base-checks-unproven -: \(message) 'tests/test_a.py' still checks as much (line 6)"]
        )),
      Row(
        try idle(
          BaseChecks(demand: .required, leftOut: [".coveragerc", "conftest.py"].map { RepositoryPath($0) })),
        (
          "unproven: \(none)",
          ["integrity.base-checks-unproven -: \(message) '.coveragerc' and 1 more still check as much (line 6)"]
        )),
      Row(
        try idle(BaseChecks(demand: .required, leftOut: [RepositoryPath("tests/test_new.py")])), ("pass: \(none)", [])),
    ]
    for row in rows {
      XCTAssertEqual(row.input.gate(.integrity), row.expected.gate, file: row.file, line: row.line)
      XCTAssertEqual(row.input.findings, row.expected.findings, file: row.file, line: row.line)
    }
    let commands: [Row<String, Bool>] = [
      Row("true", true), Row(":", true), Row("echo ok && exit 0", true), Row("true; /bin/true", true),
      Row("make", false), Row("true && make", false), Row("echo $(make)", false), Row("./true", false),
    ]
    for row in commands {
      XCTAssertEqual(World.record(row.input, .pass).isIdle, row.expected, row.input, file: row.file, line: row.line)
    }
  }

  func testTheHintNamesTheFilesAndWhoDecides() throws {
    let hint = try world(.fail, base: .pass).judgement.findings.first?.hint
    XCTAssertEqual(
      hint,
      "mend the code; or, where 'tests/test_a.py' has to check otherwise from now on, a person has to approve that under "
        + "paths.checks_may_change (caskade amend login)")
  }

  /// What isn't read is no pass, unless the base's version of it passed on this code.
  func testChecksThatAreNotRead() throws {
    let unread = [IntegrityFinding(.checkUnread(isDeleted: false), RepositoryPath("spec/a_spec.rb"), .file)]
    let rows: [Row<World, (gate: String, severity: String)>] = [
      Row(
        try world(.pass) { $0.integrity = unread },
        ("pass: no check that is read here was removed or loosened, also green with the checks of main", "note")),
      Row(
        try world(.fail, base: .fail) { $0.integrity = unread },
        (
          "unproven: no check that is read here was removed or loosened, 1 that isn't read here, "
            + "0 of 1 command green with the checks of main", "error"
        )),
      Row(
        try world(nil, of: nil) { $0.integrity = unread },
        ("unproven: no check that is read here was removed or loosened, 1 that isn't read here", "error")),
    ]
    for row in rows {
      XCTAssertEqual(row.input.gate(.integrity), row.expected.gate, file: row.file, line: row.line)
      let found = row.input.judgement.findings.first { $0.rule == "integrity.unread" }
      XCTAssertEqual(found?.severity.rawValue, row.expected.severity, file: row.file, line: row.line)
    }
  }

  func testWhichFilesTestsLieIn() {
    let files = ["tests/test_a.py", "tests/test_b.py", "web/login.test.ts"].map { RepositoryPath($0) }
    let checks = BaseChecks(demand: .required, restored: files, leftOut: [RepositoryPath("tests/new.py")])
    let rows: [Row<[String], [String]>] = [
      Row(["tests/test_a.py::test_x"], ["tests/test_a.py"]),
      Row(["tests.test_b.T.test_x", "test_a.test_y"], ["tests/test_a.py", "tests/test_b.py"]),
      Row(["login works"], ["web/login.test.ts"]),
      Row(["blogin works"], files.map(\.display)), Row([], files.map(\.display)),
    ]
    for row in rows {
      XCTAssertEqual(
        checks.files(ofTests: row.input).map(\.display), row.expected, file: row.file, line: row.line)
    }
  }
}
