import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeInspection
@testable import CaskadeSyntax

/// What gate `integrity` makes of the runs with each assertion of the base's checks turned round.
final class TurnedChecksJudgementTests: XCTestCase {
  private typealias World = JudgementWorld

  private static func run(
    _ state: ValidationRecord.State, _ place: ValidationRecord.Place, _ counts: TestCounts?
  ) -> ValidationRecord.Run {
    var run = ValidationRecord.Run(
      place: place, state: state, exitStatus: state == .pass ? 0 : state == .fail ? 1 : nil, signal: nil, reason: nil,
      log: .empty)
    run.tests = counts.map { TestRun($0, .closingLines(.pytest)) }
    return run
  }

  private func world(
    _ head: (ValidationRecord.State, TestCounts?)?, base: (ValidationRecord.State, TestCounts?)?,
    own: Bool = false, plain: (ValidationRecord.State, TestCounts?)? = (.pass, tests(9, failed: 0)),
    names: (TestNames, TestNames)? = nil
  ) throws -> World {
    var world = try World("paths:\n  allow: [Sources/**]\nvalidation: [make a]")
    world.changes = [World.change("Sources/a")]
    if own {
      world.baseChecks = BaseChecks(
        demand: .required, restored: [], own: [BaseChecks.Own(RepositoryPath("tests/a"), contractLine: 5)])
    }
    var record = World.record("make a", .pass, line: 6)
    record.turned = head.map { Self.run($0.0, .baseChecks, $0.1) }
    record.turnedOnBase = base.map { Self.run($0.0, .baseCheckout, $0.1) }
    record.onPlainBase = plain.map { Self.run($0.0, .baseCheckout, $0.1) }
    record.baseChecks = Self.run(.pass, .baseChecks, Self.tests(9, failed: 0))
    record.turned?.tests?.names = names?.0 ?? .none
    record.turnedOnBase?.tests?.names = names?.1 ?? .none
    world.validation = ValidationFacts(records: [record])
    return world
  }

  private static func tests(_ run: Int, failed: Int, skipped: Int = 0, broken: Int = 0) -> TestCounts {
    TestCounts(run: run, failed: failed, broken: broken, skipped: skipped)
  }

  func testEachOutcome() throws {
    let none = "no check was removed or loosened"
    let alike = "pass: \(none), wrong checks fail on it as they do on main"
    let unknown = "pass: \(none), with wrong checks 1 of 1 command couldn't be compared with main"
    let turned = "with each assertion of the checks of main turned round"
    let red = "unproven: \(none), 1 of 1 command doesn't fail on wrong checks as on main"
    let rows: [Row<World, (gate: String, findings: [String])>] = [
      Row(try world(nil, base: nil), ("pass: \(none)", [])),
      Row(try world((.fail, Self.tests(9, failed: 7)), base: (.fail, Self.tests(9, failed: 7))), (alike, [])),
      Row(
        try world((.pass, Self.tests(9, failed: 0)), base: (.fail, Self.tests(9, failed: 7))),
        (red, ["integrity.turned-checks -: 'make a' passes \(turned), where on main 7 tests fail (line 6)"])),
      Row(
        try world((.pass, nil), base: (.fail, TestCounts(unit: .packages, run: 1, failed: 1))),
        (red, ["integrity.turned-checks -: 'make a' passes \(turned), where on main 1 package fails (line 6)"])),
      Row(
        try world((.inconclusive, Self.tests(0, failed: 0, skipped: 9)), base: (.fail, Self.tests(9, failed: 7))),
        (red, ["integrity.turned-checks -: 'make a' runs nothing \(turned), where on main 7 tests fail (line 6)"])),
      // Some of them only, where both ran as many.
      Row(
        try world((.fail, Self.tests(9, failed: 5)), base: (.fail, Self.tests(9, failed: 7))),
        (
          red,
          [
            "integrity.turned-checks -: of 7 tests that fail on main \(turned), 2 don't on this code, in 'make a' "
              + "(line 6)"
          ]
        )),
      // By name, where what passes is named: what is skipped hasn't passed.
      Row(
        try world(
          (.fail, Self.tests(9, failed: 1)), base: (.fail, Self.tests(9, failed: 2)),
          names: (TestNames(passed: ["b"], failed: ["a"]), TestNames(passed: [], failed: ["a", "b"]))),
        (
          red,
          [
            "integrity.turned-checks -: of 2 tests that fail on main \(turned), 1 doesn't on this code, in 'make a' "
              + "(line 6)"
          ]
        )),
      Row(
        try world(
          (.fail, Self.tests(9, failed: 1)), base: (.fail, Self.tests(9, failed: 2)),
          names: (TestNames(passed: ["c"], failed: ["a"]), TestNames(passed: [], failed: ["a", "b"]))), (alike, [])),
      // Tests that don't run, where the base runs all of them in spite of what fails.
      Row(
        try world((.fail, Self.tests(8, failed: 7, skipped: 1)), base: (.fail, Self.tests(9, failed: 7))),
        (red, ["integrity.turned-checks -: 1 test of main doesn't run on this code \(turned), in 'make a' (line 6)"])),
      Row(
        try world((.fail, Self.tests(1, failed: 1)), base: (.fail, Self.tests(2, failed: 1))), (unknown, [])),
      // Of the packages, fewer fail.
      Row(
        try world(
          (.fail, TestCounts(unit: .packages, run: 9, failed: 5)),
          base: (.fail, TestCounts(unit: .packages, run: 9, failed: 7))),
        (
          red,
          [
            "integrity.turned-checks -: of 7 packages that fail on main \(turned), 2 don't on this code, in 'make a' "
              + "(line 6)"
          ]
        )),
      // Another number of tests, another build: nothing can be compared.
      Row(try world((.fail, Self.tests(10, failed: 5)), base: (.fail, Self.tests(9, failed: 7))), (unknown, [])),
      Row(
        try world((.fail, Self.tests(9, failed: 5)), base: (.fail, Self.tests(9, failed: 7, broken: 1))), (unknown, [])),
      // What was to be compared, and ended in another way than there.
      Row(
        try world((.fail, nil), base: (.fail, Self.tests(9, failed: 7))),
        (
          red,
          ["integrity.turned-checks -: 'make a' doesn't say what ran \(turned), where on main 7 tests fail (line 6)"]
        )),
      Row(
        try world((.inconclusive, nil), base: (.fail, Self.tests(9, failed: 7))),
        (
          red,
          ["integrity.turned-checks -: 'make a' doesn't say what ran \(turned), where on main 7 tests fail (line 6)"]
        )),
      Row(try world((.skipped, nil), base: (.fail, Self.tests(9, failed: 7))), (unknown, [])),
      // Where the right checks don't pass on the base, or weren't run there, the wrong ones tell nothing.
      Row(
        try world((.pass, Self.tests(9, failed: 0)), base: (.fail, Self.tests(9, failed: 7)), plain: (.fail, nil)),
        ("pass: \(none)", [])),
      Row(
        try world((.pass, Self.tests(9, failed: 0)), base: (.fail, Self.tests(9, failed: 7)), plain: nil),
        ("pass: \(none)", [])),
      // What passes on the base too, or doesn't end, tells nothing.
      Row(try world(nil, base: (.pass, Self.tests(9, failed: 0))), ("pass: \(none)", [])),
      Row(
        try world((.timedOut, nil), base: (.fail, Self.tests(9, failed: 7))),
        (
          red,
          ["integrity.turned-checks -: 'make a' doesn't end in time \(turned), where on main 7 tests fail (line 6)"]
        )),
      Row(
        try world((.pass, nil), base: (.fail, Self.tests(0, failed: 0, broken: 1))), ("pass: \(none)", [])),
    ]
    for row in rows {
      XCTAssertEqual(row.input.gate(.integrity), row.expected.gate, file: row.file, line: row.line)
      let found = row.input.findings.filter { $0.hasPrefix("integrity") }
      XCTAssertEqual(found, row.expected.findings, file: row.file, line: row.line)
    }
    // Checks that a person let change.
    let own = try world((.pass, Self.tests(9, failed: 0)), base: (.fail, Self.tests(9, failed: 7)), own: true)
    XCTAssertEqual(own.findings.filter { $0.contains("turned") }, [])
    XCTAssertFalse(own.gate(.integrity).contains("wrong checks"))
  }

  /// A policy that asks for it of every change is told where it wasn't done.
  func testWhatIsMissingIsSaid() throws {
    func said(_ word: Policy.Turned?, _ world: World, counts: TestCounts? = Self.tests(9, failed: 0)) -> [String] {
      var world = world
      var record = world.validation.records[0]
      record.run.tests = counts.map { TestRun($0, .closingLines(.pytest)) }
      world.validation = ValidationFacts(records: [record])
      world.policy.proof.turned = word
      return world.judgement.notChecked.filter { $0.kind == .wrongChecks }.map(\.text)
    }
    let text =
      "whether 'make a' notices wrong checks, as the policy asks for: none could be made for it, or be compared with the "
      + "base"
    let red = Self.tests(9, failed: 7)
    XCTAssertEqual(said(.always, try world(nil, base: nil)), [text])
    XCTAssertEqual(said(.always, try world(nil, base: (.timedOut, nil))), [text])
    XCTAssertEqual(said(.always, try world((.fail, red), base: (.fail, red), own: true)), [text])
    XCTAssertEqual(said(.always, try world((.fail, red), base: (.fail, red))), [])
    XCTAssertEqual(said(.always, try world(nil, base: nil), counts: nil), [])
    XCTAssertEqual(said(.suspected, try world(nil, base: nil)), [])
    XCTAssertEqual(said(nil, try world(nil, base: nil)), [])
  }

  /// Where packages are counted, by the names of what fails.
  func testTestsOfAPackage() throws {
    func found(_ now: [String], _ then: [String]) throws -> [String] {
      var world = try world(nil, base: nil)
      var record = world.validation.records[0]
      func run(_ names: [String], _ place: ValidationRecord.Place) -> ValidationRecord.Run {
        var run = Self.run(.fail, place, TestCounts(unit: .packages, run: 1, failed: 1))
        run.tests?.names = TestNames(passed: [], failed: names, skipped: [])
        return run
      }
      (record.turned, record.turnedOnBase) = (run(now, .baseChecks), run(then, .baseCheckout))
      world.validation = ValidationFacts(records: [record])
      return world.findings.filter { $0.hasPrefix("integrity") }
    }
    let all = ["a", "b", "c", "d", "e", "f"]
    XCTAssertEqual(
      try found(["a"], all),
      [
        "integrity.turned-checks -: of 6 tests that fail on main with each assertion of the checks of main turned round, "
          + "5 don't on this code, in 'make a' (line 6)"
      ])
    for (now, then) in [(all, all), (["a", "b", "c"], all), (["a", "z"], all), (["a"], ["a", "b", "c"])] {
      XCTAssertEqual(try found(now, then), [])
    }
  }

  /// What passes only where the code can tell that it is tested.
  func testAsItShips() throws {
    func found(
      _ shipped: (ValidationRecord.State, TestCounts?), base: ValidationRecord.State?, failed: [String] = ["a"],
      passed: [String] = []
    ) throws -> [String] {
      var world = try world(nil, base: nil)
      var record = world.validation.records[0]
      record.asShipped = Self.run(shipped.0, .baseChecks, shipped.1)
      record.asShipped?.tests?.names = TestNames(passed: [], failed: failed, skipped: [])
      record.onPlainBase = base.map { Self.run($0, .baseCheckout, Self.tests(9, failed: 0)) }
      record.onPlainBase?.tests?.names = TestNames(passed: passed, failed: [], skipped: [])
      world.validation = ValidationFacts(records: [record])
      return world.findings.filter { $0.hasPrefix("integrity") } + [world.gate(.integrity)]
    }
    let none = "no check was removed or loosened"
    XCTAssertEqual(
      try found((.fail, Self.tests(9, failed: 2)), base: .pass),
      [
        "integrity.not-as-shipped -: 2 tests of main fail where this code can't tell that it is tested, or is built "
          + "the other way: a (line 6)",
        "unproven: \(none), 1 of 1 command passes only where the code can tell that it is tested, or as it is built now",
      ])
    for (shipped, base) in [
      ((.pass, Self.tests(9, failed: 0)), nil), ((.fail, Self.tests(9, failed: 2)), .fail),
      ((.fail, Self.tests(9, failed: 2)), nil), ((.fail, Self.tests(0, failed: 0, broken: 1)), .pass),
      ((.fail, nil), .pass), ((.fail, Self.tests(9, failed: 2, broken: 1)), .pass),
      ((.timedOut, nil), .pass),
    ] as [((ValidationRecord.State, TestCounts?), ValidationRecord.State?)] {
      XCTAssertEqual(try found(shipped, base: base), ["pass: \(none)"])
    }
    // What fails has no name, or none that passed on the base.
    let red = (ValidationRecord.State.fail, Optional(Self.tests(9, failed: 2)))
    XCTAssertEqual(try found(red, base: .pass, failed: []), ["pass: \(none)"])
    XCTAssertEqual(try found(red, base: .pass, passed: ["b"]), ["pass: \(none)"])
    XCTAssertEqual(try found(red, base: .pass, passed: ["a"]).count, 2)
  }

  func testWhenItRuns() {
    var policy = BuiltInPolicy.policy
    XCTAssertEqual([policy.asksForTurned(in: .low, false), policy.asksForTurned(in: .low, true)], [false, true])
    policy.proof.turned = .off
    policy.high.proof.turned = .always
    XCTAssertEqual([policy.asksForTurned(in: .low, true), policy.asksForTurned(in: .high, false)], [false, true])
    // Whatever is asked of wrong checks, code runs as if it weren't tested only where somebody says so.
    XCTAssertEqual([policy.asksAsShipped(in: .low), policy.asksAsShipped(in: .high)], [false, false])
    policy.proof.isAsShipped = true
    policy.high.proof.isAsShipped = false
    XCTAssertEqual([policy.asksAsShipped(in: .low), policy.asksAsShipped(in: .high)], [true, false])
  }
}
