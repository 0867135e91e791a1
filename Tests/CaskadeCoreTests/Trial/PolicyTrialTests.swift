import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeInspection
@testable import CaskadeSyntax

final class PolicyTrialTests: XCTestCase {
  private func policy(_ text: String) throws -> Policy {
    let read = PolicyReader.read(SourceText(name: "policy.yaml", "caskade_policy: 1\n\(text)"))
    return try XCTUnwrap(read.policy, "\(read.diagnostics)")
  }

  private func work(_ name: String, _ paths: [String], lines: Int = 1) -> TriedWork {
    TriedWork(
      merged: name,
      changes: paths.map {
        Change(
          path: RepositoryPath($0), operation: .modify, oldMode: .regular, newMode: .regular, oldID: nil, newID: nil,
          lines: .counted(added: lines, deleted: 0))
      }, hits: [])
  }

  func testWhatAPolicySaysByItself() throws {
    let trial = PolicyTrial(
      try policy(
        "groups: { security: [sec@example.com] }\n"
          + "bands: { low: { files: 2 }, high: { approvals: 2, from: [security], lines: 50 } }\n"
          + "areas: { billing: { band: high, paths: [app/invoices/**] } }\n"
          + "fast_lane: { files: 2, lines: 10, paths: [docs/**] }\n"))
    let rows: [Row<TriedWork, String>] = [
      Row(work("docs", ["docs/a.md"]), "low [] 0 true"),
      Row(work("long docs", ["docs/a.md"], lines: 11), "low [] 0 false 11 of 10 lines"),
      Row(
        work("many", ["docs/a.md", "docs/b.md", "docs/c.md"]), "low [3 of 2 files] 0 false 3 of 2 files"),
      Row(
        work("code", ["src/a.c"]), "low [] 0 false src/a.c lies outside of the fast lane's paths"),
      Row(
        work("billing", ["app/invoices/a.c"], lines: 51),
        "high [51 of 50 lines] 2 false it is of band high; 51 of 10 lines; "
          + "app/invoices/a.c lies outside of the fast lane's paths"),
    ]
    for row in rows {
      let answer = trial.answer(row.input)
      let lane = try XCTUnwrap(answer.lane)
      let reasons = lane.reasons.map(\.text).joined(separator: "; ")
      let text = "\(answer.band) [\(answer.stops.joined(separator: "; "))] \(answer.approvals) \(lane.isEligible)"
      XCTAssertEqual(reasons.isEmpty ? text : "\(text) \(reasons)", row.expected, file: row.file, line: row.line)
    }
  }

  func testComparedWithToday() throws {
    let works = [work("a", ["docs/a.md"]), work("b", ["a.c", "b.c", "c.c"]), work("c", ["app/rates/a.c"])]
    let tried = try policy(
      "bands: { low: { files: 2 }, medium: { approvals: 1 } }\n"
        + "areas: { rates: { band: medium, paths: [app/rates/**] } }\nfast_lane: { paths: [docs/**] }\n")
    let comparison = PolicyTrial.compare(tried, today: BuiltInPolicy.policy, on: works)
    XCTAssertEqual(comparison.stopped.map(\.work.name), ["b"])
    XCTAssertEqual(comparison.stoppedToday, 0)
    XCTAssertEqual(comparison.signed.map(\.work.name), ["c"])
    XCTAssertEqual(comparison.unattended.map(\.work.name), ["a"])
    XCTAssertEqual(comparison.unattendedToday, 0)
  }

  func testCases() throws {
    let source = SourceText(
      name: "cases.yaml",
      """
      caskade_policy_test: 1
      cases:
        - name: docs are fast
          paths: [docs/a.md]
          files: 2
          expect: { verdict: kept, band: low, approvals: 0, fast_lane: true }
        - name: many are not
          paths: [docs/a.md]
          files: 3
          expect: { verdict: kept, fast_lane: true }
        - name: CI is protected
          paths: [.github/workflows/ci.yml]
          expect: { verdict: broken, band: low, fast_lane: false }

      """)
    let cases = try XCTUnwrap(PolicyCaseReader.read(source).cases)
    XCTAssertEqual(cases.map(\.line), [3, 7, 11])
    XCTAssertEqual(cases[1].all.map(\.display), ["docs/a.md", "docs/a-2.md", "docs/a-3.md"])
    let trial = PolicyTrial(try policy("bands: { low: { files: 2 } }\nfast_lane: { paths: [docs/**] }\n"))
    XCTAssertEqual(
      cases.map { $0.faults(under: trial) },
      [
        [],
        [
          "verdict is broken, not kept: 3 of 2 files", "fast_lane is false, not true: 3 of 2 files",
        ],
        ["band is high, not low: '.github/workflows/ci.yml' is in the area ci"],
      ])
  }

  func testCasesThatCannotBeRead() {
    let rows: [Row<String, String>] = [
      Row("caskade_policy_test: 1\n", "cases"), Row("caskade_policy_test: 2\ncases: []\n", "caskade_policy_test"),
      Row("caskade_policy_test: 1\ncases:\n  - { name: a, paths: [], expect: {} }\n", "paths"),
      Row("caskade_policy_test: 1\ncases:\n  - { name: a, paths: [b], expect: { brand: low } }\n", "brand"),
    ]
    for row in rows {
      let read = PolicyCaseReader.read(SourceText(name: "cases.yaml", row.input))
      XCTAssertNil(read.cases, file: row.file, line: row.line)
      XCTAssertTrue(
        read.diagnostics.contains { $0.message.contains(row.expected) }, "\(read.diagnostics)", file: row.file,
        line: row.line)
    }
  }
}
