import CaskadeCore
import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeInspection
@testable import CaskadeSyntax

final class BudgetAndStopTests: XCTestCase {
  private typealias World = JudgementWorld

  private let changes = [
    World.change("Sources/a", added: 10, deleted: 5), World.change("Sources/b", .create, added: 5),
    World.change("Sources/c", .create, binary: true), World.change("Contracts/login.yaml", added: 100),
  ]

  func testBudget() throws {
    let rows: [Row<String, (gate: String, findings: [String])>] = [
      Row("", ("not applicable: the contract states none", [])),
      Row("stop_when: [{ more_than: 3 files }]", ("pass: 3 of 3 files, 1 binary file apart", [])),
      Row(
        "stop_when: [{ more_than: 2 files }]",
        (
          "fail: 3 of 2 files, 1 binary file apart",
          ["budget.files -: 3 files changed, and the contract stops at more than 2 (line 8)"]
        )),
      Row("stop_when: [{ more_than: 20 lines }]", ("pass: 20 of 20 lines, 1 binary file apart", [])),
      Row(
        "stop_when: [{ more_than: 1 file }, { more_than: 19 lines }]",
        (
          "fail: 3 of 1 file, 20 of 19 lines, 1 binary file apart",
          [
            "budget.files -: 3 files changed, and the contract stops at more than 1 (line 8)",
            "budget.lines -: 20 lines changed, and the contract stops at more than 19 (line 8)",
          ]
        )),
      Row("stop_when: [{ more_than: 45 minutes }]", ("not applicable: the contract states none", [])),
    ]
    for row in rows {
      var world = try World.usual(row.input)
      world.changes = changes
      XCTAssertEqual(world.gate(.budget), row.expected.gate, row.input, file: row.file, line: row.line)
      XCTAssertEqual(world.findings, row.expected.findings, row.input, file: row.file, line: row.line)
    }
  }

  /// A move counts as it does in files and lines, and is named; lines of code leave it out, and lock files with it.
  func testLinesOfCode() throws {
    var moved = [
      World.change("Sources/old", .delete, added: 0, deleted: 900), World.change("Sources/new", .create, added: 900),
    ]
    moved[1] = Change(
      path: moved[1].path, operation: .create, oldMode: .absent, newMode: .regular, oldID: nil, newID: moved[0].oldID,
      lines: moved[1].lines)
    let lock = World.change("Sources/yarn.lock", added: 70, deleted: 7)
    let own = World.change("Sources/a", added: 3)
    let rows: [Row<(limit: String, changes: [Change]), String>] = [
      Row(
        ("4 lines of code", moved + [lock, own]),
        "pass: 3 of 4 lines of code, 1 pure move, 1877 lines left out as moved, of a lock file or generated"),
      Row(("3 lines of code", [own]), "pass: 3 of 3 lines of code"),
      Row(
        ("2 lines of code", [own, lock]),
        "fail: 3 of 2 lines of code, 77 lines left out as moved, of a lock file or generated"),
      Row(("2000 lines", moved + [own]), "pass: 1803 of 2000 lines, 1 pure move"),
      Row(("9 files", moved), "pass: 2 of 9 files, 1 pure move"),
      // Another content is no move.
      Row(
        ("9 lines of code", [moved[0], World.change("Sources/new", .create, added: 900)]),
        "fail: 1800 of 9 lines of code"),
    ]
    for row in rows {
      var world = try World.usual("stop_when: [{ more_than: \(row.input.limit) }]")
      world.changes = row.input.changes
      XCTAssertEqual(world.gate(.budget), row.expected, row.input.limit, file: row.file, line: row.line)
    }
  }

  func testTheHintHasTheCommand() throws {
    var world = try World.usual("stop_when: [{ more_than: 1 line }]")
    world.changes = changes
    XCTAssertEqual(
      world.judgement.findings.map(\.hint),
      [
        "make the change smaller, or amend the contract (caskade amend login) to 'more_than: 20 lines' and have it "
          + "approved again"
      ])
  }

  /// Caps: 3 files in the low band; 2 files and 20 lines in the high one.
  func testThePolicysCaps() throws {
    let files = "budget.policy -: 3 files changed, and the policy permits 2 in band high"
    let rows: [Row<String, (gate: String, findings: [String])>] = [
      Row("", ("pass: 3 of 3 files (policy, band low), 1 binary file apart", [])),
      Row("stop_when: [{ more_than: 3 files }]", ("pass: 3 of 3 files, 1 binary file apart", [])),
      Row(
        "stop_when: [{ more_than: 2 files }]",
        (
          "fail: 3 of 2 files, 1 binary file apart",
          ["budget.files -: 3 files changed, and the contract stops at more than 2 (line 8)"]
        )),
      Row(
        "stop_when: [{ more_than: 4 files }]",
        (
          "fail: 3 of 4 files, 3 of 3 files (policy, band low), 1 binary file apart",
          [
            "budget.policy Contracts/login.yaml: the contract states 4 files, and the policy permits 3 in band low (line 8)"
          ]
        )),
      Row(
        "stop_when: [{ more_than: 900 lines }]",
        ("pass: 20 of 900 lines, 3 of 3 files (policy, band low), 1 binary file apart", [])),
      Row(
        "band: high",
        (
          "fail: 3 of 2 files (policy, band high), 20 of 20 lines (policy, band high), 1 binary file apart",
          ["\(files) (the contract declares it)"]
        )),
      Row(
        "stop_when: [{ more_than: 45 minutes }, { more_than: 1 line }, { more_than: 2 files }]\nband: high",
        (
          "fail: 20 of 1 line, 3 of 2 files, 1 binary file apart",
          [
            "budget.files -: 3 files changed, and the contract stops at more than 2 (line 8)",
            "budget.lines -: 20 lines changed, and the contract stops at more than 1 (line 8)",
          ]
        )),
    ]
    for row in rows {
      var world = try World.usual(row.input)
      world.changes = changes
      world.policy.low.files = 3
      world.policy.high = Policy.BandRule(files: 2, lines: 20)
      XCTAssertEqual(world.gate(.budget), row.expected.gate, row.input, file: row.file, line: row.line)
      XCTAssertEqual(world.findings, row.expected.findings, row.input, file: row.file, line: row.line)
    }
  }

  /// What the diff turns out to be decides: the contract was in order, and its run is over the cap of its band.
  func testACapOfTheBandThatTheChangeHas() throws {
    var world = try World.usual("stop_when: [{ more_than: 9 files }]")
    world.changes = changes
    world.policy.high.files = 1
    XCTAssertEqual(world.gate(.budget), "pass: 3 of 9 files, 1 binary file apart")
    world.changes += [World.change("Sources/billing/pay.rb", added: 1)]
    XCTAssertEqual(world.gate(.budget), "fail: 4 of 9 files, 4 of 1 file (policy, band high), 1 binary file apart")
    XCTAssertEqual(
      world.findings.filter { $0.hasPrefix("budget") },
      [
        "budget.policy -: 4 files changed, and the policy permits 1 in band high ('Sources/billing/pay.rb' is in the area "
          + "billing)"
      ])
  }

  func testStop() throws {
    let rows: [Row<String, (gate: String, findings: [String], human: [String], notChecked: Int)>] = [
      Row("", ("not applicable: the contract states none", [], [], 0)),
      Row(
        "stop_when: [{ touching: docs/** }, { area: [billing] }]", ("pass: no condition met", [], [], 0)),
      Row(
        "stop_when:\n  - { touching: docs/** }\n  - more_than: 45 minutes\n  - more_than: 3 tool calls\n"
          + "  - The cookie has to change.",
        ("pass: no condition met; 1 for a human to answer, 2 not checked", [], ["The cookie has to change."], 2)
      ),
      Row(
        "stop_when: [The cookie has to change.]",
        ("pass: no condition that two trees can show; 1 for a human to answer", [], ["The cookie has to change."], 0)),
      Row(
        "stop_when: [{ touching: sources/B }]",
        (
          "fail: 1 changed file meets a condition",
          ["stop.touching Sources/b: created, and the contract stops at changes of 'sources/B' (line 8)"], [], 0
        )),
      Row(
        "stop_when: [{ area: [biling] }]",
        (
          "unproven: 1 condition can't be judged",
          [
            "stop.unknown-area Contracts/login.yaml: no area is called 'biling', so the condition can't be judged (line 8)"
          ],
          [], 0
        )),
      Row(
        "stop_when: [{ area: [biling] }, { touching: Sources/** }]",
        (
          "fail: 3 changed files meet a condition, 1 condition can't be judged",
          [
            "stop.unknown-area Contracts/login.yaml: no area is called 'biling', so the condition can't be judged (line 8)",
            "stop.touching Sources/a: modified, and the contract stops at changes of 'Sources/**' (line 8)",
            "stop.touching Sources/b: created, and the contract stops at changes of 'Sources/**' (line 8)",
            "stop.touching Sources/c: created, and the contract stops at changes of 'Sources/**' (line 8)",
          ], [], 0
        )),
    ]
    for row in rows {
      var world = try World.usual(row.input)
      world.changes = changes
      let judgement = world.judgement
      XCTAssertEqual(world.gate(.stop), row.expected.gate, row.input, file: row.file, line: row.line)
      XCTAssertEqual(world.findings, row.expected.findings, row.input, file: row.file, line: row.line)
      XCTAssertEqual(judgement.forHuman.map(\.text), row.expected.human, file: row.file, line: row.line)
      let unchecked = judgement.notChecked.count { $0.kind == .stopCondition }
      XCTAssertEqual(unchecked, row.expected.notChecked, file: row.file, line: row.line)
    }
  }

  /// What a policy requires can't be left unstated.
  func testRequiredByThePolicy() throws {
    var world = try World.usual()
    world.changes = changes
    world.policy.requiredGates = [.budget, .stop]
    XCTAssertEqual(
      world.gate(.budget), "unproven: the contract states none, and the policy requires it")
    XCTAssertEqual(world.rules, ["budget.unstated", "stop.unstated"])
    XCTAssertEqual(world.judgement.verdict, .unproven)
    world.contract = try World.usual("stop_when: [{ more_than: 9 files }, { touching: x }]").contract
    XCTAssertEqual(world.rules, [])
    XCTAssertEqual(world.judgement.verdict, .kept)
    world.policy.requiredGates = [.tools]
    XCTAssertEqual(world.gate(.tools), "unproven: no transcript was given (the policy requires one)")
    XCTAssertEqual(world.judgement.verdict, .unproven)
  }
}
