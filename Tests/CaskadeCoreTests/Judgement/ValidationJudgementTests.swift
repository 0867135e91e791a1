import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeSyntax

final class ValidationJudgementTests: XCTestCase {
  private typealias World = JudgementWorld

  private func make(_ validation: String, _ change: (inout World) -> Void) throws -> World {
    var world = try World("paths:\n  allow: [Sources/**]\n\(validation)")
    world.changes = [World.change("Sources/a")]
    change(&world)
    return world
  }

  private static let two = "validation: [make a, make b]"
  private static let fails = "validation: [{ run: make a, on_base: fails }]"
  private static let passes = "validation: [{ run: make a, on_base: passes }]"

  func testTable() throws {
    typealias R = World
    let rows: [Row<(String, (inout World) -> Void), (gate: String, findings: [String])>] = [
      Row((Self.two, { _ in }), ("pass: 2 of 2 commands passed; what they ran isn't known", [])),
      Row(
        (Self.two, { $0.validation = facts([R.record("make a", .pass), R.record("make b", .fail, status: 2)]) }),
        ("fail: 1 of 2 commands passed", ["validation.failed Contracts/login.yaml: 'make b' exited with 2 (line 6)"])),
      Row(
        (Self.two, { $0.validation = facts([R.record("make a", .pass), R.record("make b", .fail, signal: 9)]) }),
        (
          "fail: 1 of 2 commands passed",
          ["validation.failed Contracts/login.yaml: 'make b' was ended by signal 9 (line 6)"]
        )),
      Row(
        (Self.two, { $0.validation = facts([R.record("make a", .pass), R.record("make b", .timedOut)]) }),
        (
          "fail: 1 of 2 commands passed",
          ["validation.timeout Contracts/login.yaml: 'make b' did not end within 10m (line 6)"]
        )),
      Row(
        (
          Self.two,
          { $0.validation = facts([R.record("make a", .pass), R.record("make b", .interrupted, reason: "ctrl-c")]) }
        ),
        (
          "unproven: 1 of 2 commands passed",
          ["validation.interrupted Contracts/login.yaml: 'make b' is interrupted: ctrl-c (line 6)"]
        )),
      Row(
        (Self.two, { $0.validation = facts([R.record("make a", .pass)]) }),
        (
          "unproven: 1 of 2 commands passed",
          ["validation.not-run Contracts/login.yaml: 'make b' did not run (line 6)"]
        )),
      Row(
        (Self.two, { $0.validation = facts([R.record("make a", .fail, status: 1)]) }),
        (
          "fail: 0 of 2 commands passed",
          [
            "validation.failed Contracts/login.yaml: 'make a' exited with 1 (line 6)",
            "validation.not-run Contracts/login.yaml: 'make b' did not run (line 6)",
          ]
        )),
      // What isn't the contract's proves nothing.
      Row(
        (Self.two, { $0.validation = facts([R.record("make a", .pass), R.record("other", .pass)]) }),
        (
          "unproven: 1 of 2 commands passed",
          ["validation.not-run Contracts/login.yaml: 'make b' did not run (line 6)"]
        )),
      Row(
        (Self.two, { $0.validation = facts([], setup: 1) }),
        (
          "unproven: the setup command 'x' exited with 1 in a clean checkout of the head",
          ["validation.setup Contracts/login.yaml: the setup command 'x' exited with 1 in a clean checkout of the head"]
        )),
      Row(
        (Self.two, { $0.validation = facts($0.validation.records, disturbed: ["Sources/a", "out"]) }),
        (
          "unproven: 2 of 2 commands passed; what they ran isn't known, and the judged tree changed meanwhile",
          ["Sources/a", "out"].map {
            "validation.tree-changed \($0): changed while 'make a' ran, "
              + "so what ran is not what was judged"
          }
        )),
      // No commands.
      Row(
        ("validation: []", { _ in }), ("pass: the approved contract says that there is nothing to run", [])),
      Row(
        ("notes: none", { _ in }),
        (
          "unproven: no commands",
          [
            "validation.none Contracts/login.yaml: the contract has no validation commands, "
              + "so nothing shows that the outcome is reached"
          ]
        )),
      // Left out by the caller.
      Row(
        (Self.two, { $0.request.skipValidation = true }),
        ("unproven (skipped): skipped by the caller (--skip-validation)", [])),
      Row(
        (
          Self.two,
          {
            $0.request.onlyCommands = ["make a"]
            $0.validation = facts([R.record("make a", .pass)])
          }
        ), ("unproven (skipped): 1 of 2 commands passed, others skipped by the caller (--only)", [])),
      // A failure among the commands that did run is no skipped question.
      Row(
        (
          Self.two,
          {
            $0.request.onlyCommands = ["make a"]
            $0.validation = facts([R.record("make a", .fail, status: 1)])
          }
        ),
        (
          "fail: 0 of 2 commands passed, others skipped by the caller (--only)",
          ["validation.failed Contracts/login.yaml: 'make a' exited with 1 (line 6)"]
        )),
      Row(
        (
          Self.two,
          {
            $0.request.onlyCommands = ["make a"]
            $0.validation = facts([R.record("make a", .pass)], disturbed: ["out"])
          }
        ),
        (
          "unproven: 1 of 2 commands passed, others skipped by the caller (--only), "
            + "and the judged tree changed meanwhile",
          [
            "validation.tree-changed out: changed while 'make a' ran, "
              + "so what ran is not what was judged"
          ]
        )),
      // On the base.
      Row(
        (Self.fails, { $0.validation = facts([R.record("make a", .pass, expected: .fails, onBase: .fail)]) }),
        ("pass: 1 of 1 command passed, 1 tells base from head; what it ran isn't known", [])),
      Row(
        (Self.fails, { $0.validation = facts([R.record("make a", .pass, expected: .fails, onBase: .pass)]) }),
        (
          "fail: 1 of 1 command passed, 1 not as expected on the base; what it ran isn't known",
          [
            "validation.base-passes Contracts/login.yaml: 'make a' passes on the base too, "
              + "so it doesn't show the change (line 6)"
          ]
        )),
      Row(
        (Self.fails, { $0.validation = facts([R.record("make a", .pass, expected: .fails)]) }),
        (
          "unproven: 1 of 1 command passed; what it ran isn't known",
          ["validation.base Contracts/login.yaml: 'make a' did not run on the base (line 6)"]
        )),
      Row(
        (Self.passes, { $0.validation = facts([R.record("make a", .pass, expected: .passes, onBase: .pass)]) }),
        ("pass: 1 of 1 command passed; what it ran isn't known", [])),
      Row(
        (Self.passes, { $0.validation = facts([R.record("make a", .pass, expected: .passes, onBase: .fail)]) }),
        (
          "fail: 1 of 1 command passed, 1 tells base from head, 1 not as expected on the base; what it ran isn't known",
          [
            "validation.base-fails Contracts/login.yaml: 'make a' fails on the base, "
              + "where the contract says that it passes (line 6)"
          ]
        )),
      // Isolation.
      Row(
        (
          Self.two,
          {
            $0.policy.low.isolated = true
            $0.validation = facts(["make a", "make b"].map { R.record($0, .pass, place: .workingTree) })
          }
        ),
        (
          "unproven: 2 of 2 commands passed; what they ran isn't known",
          ["make a", "make b"].map {
            "validation.not-isolated Contracts/login.yaml: '\($0)' ran in the working tree, "
              + "and band low asks for a clean checkout (line 6)"
          }
        )),
      Row(
        (
          Self.two,
          {
            $0.policy.high.isolated = true
            $0.validation = facts(["make a", "make b"].map { R.record($0, .pass, place: .workingTree) })
          }
        ), ("pass: 2 of 2 commands passed; what they ran isn't known", [])),
    ]
    for row in rows {
      let world = try make(row.input.0, row.input.1)
      XCTAssertEqual(world.gate(.validation), row.expected.gate, file: row.file, line: row.line)
      XCTAssertEqual(world.findings, row.expected.findings, file: row.file, line: row.line)
      XCTAssertEqual(
        world.judgement.verdict == .kept, row.expected.gate.hasPrefix("pass"), file: row.file, line: row.line)
    }
    for state in [ValidationRecord.State.timedOut, .skipped, .interrupted, .inconclusive] {
      for validation in [Self.fails, Self.passes] {
        let world = try make(validation) {
          $0.validation = facts([R.record("make a", .pass, expected: .fails, onBase: state)])
        }
        XCTAssertEqual(world.rules, ["validation.base-inconclusive"])
        XCTAssertEqual(world.judgement.verdict, .unproven)
      }
    }
  }

  func testNobodySaidThatThereIsNothingToRun() throws {
    let world = try make("validation: []") {
      $0.standing = ContractStanding(source: .file, path: nil, name: "c.yaml", why: "", amendment: nil)
      $0.policy.judgesSelfDeclared = true
    }
    XCTAssertEqual(world.gate(.validation), "unproven: no commands")
  }

  func testManyDisturbedFiles() throws {
    let world = try make(Self.two) {
      $0.validation = facts($0.validation.records, disturbed: (0..<30).map { "out/\($0)" })
    }
    XCTAssertEqual(world.judgement.findings.count, 21)
    XCTAssertEqual(
      world.judgement.findings.first?.message, "10 more files were changed while validation commands ran")
  }

  func testWhatIsLeftProvesNothingAndUnprovesNothing() throws {
    let world = try make(Self.two) { world in
      var records = world.validation.records
      records[0].run.left = ["a", "out/.x/1", "out/2", "src/b", "z"].map { RepositoryPath($0) }
      world.validation = ValidationFacts(records: records)
    }
    XCTAssertEqual(world.gate(.validation), "pass: 2 of 2 commands passed; what they ran isn't known")
    XCTAssertEqual(
      world.findings,
      [
        "validation.left-files a: left behind by 'make a', and not judged: no tree had it",
        "validation.left-files out: 2 files in here were left behind by 'make a', and not judged: no tree had them",
        "validation.left-files src/b: left behind by 'make a', and not judged: no tree had it",
        "validation.left-files z: left behind by 'make a', and not judged: no tree had it",
      ])
  }

  /// What fails for want of what a lock file names is told apart from what fails.
  func testWhatACleanCheckoutLacks() throws {
    let world = try make(Self.two) { world in
      var records = [World.record("make a", .fail, status: 1), World.record("make b", .pass)]
      records[0].run.lacks = "package-lock.json"
      world.validation = ValidationFacts(records: records)
    }
    XCTAssertEqual(
      world.findings,
      [
        "validation.failed Contracts/login.yaml: 'make a' exited with 1 in a clean checkout, which has no "
          + "'node_modules/' (line 6)"
      ])
    XCTAssertEqual(
      world.judgement.findings.map(\.hint),
      ["have 'setup: [npm ci]' added to the contract: package-lock.json is there"])
  }

  func testHowARunEnded() {
    let rows: [Row<ValidationRecord, String>] = [
      Row(World.record("a", .fail, status: 1), "exited with 1"),
      Row(World.record("a", .fail, status: 126), "could not be executed (exit status 126)"),
      Row(World.record("a", .fail, status: 127), "was not found (exit status 127)"),
      Row(World.record("a", .fail, signal: 11), "was ended by signal 11"),
      Row(World.record("a", .fail, reason: "it never began"), "it never began"),
      Row(World.record("a", .fail), "failed"),
    ]
    for row in rows {
      XCTAssertEqual(row.input.run.ending, row.expected, file: row.file, line: row.line)
    }
  }
}

/// - Parameters:
///   - disturbed: what the first command changed.
///   - setup: the exit status of a setup command 'x'.
private func facts(
  _ records: [ValidationRecord], disturbed: [String] = [], setup: Int? = nil
) -> ValidationFacts {
  var records = records
  if !records.isEmpty { records[0].run.disturbed = disturbed.map { RepositoryPath($0) } }
  let failed = setup.map { status in
    ValidationRecord.Setup(
      command: "x", contractLine: 1,
      run: ValidationRecord.Run(
        place: .cleanCheckout, state: .fail, exitStatus: status, signal: nil, reason: nil, log: .empty))
  }
  return ValidationFacts(records: records, setup: failed.map { [$0] } ?? [])
}
