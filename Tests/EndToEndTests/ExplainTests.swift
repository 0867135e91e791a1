import Foundation
import TestSupport
import XCTest

/// `explain`, run as somebody does who has just been stopped.
final class ExplainTests: XCTestCase {
  func testOneRule() throws {
    let repository = try ScratchRepository()
    XCTAssertEqual(
      try repository.caskade("explain", "validation.left-processes").text,
      """
      validation.left-processes
      a command left processes running
      gate validation: note

      What it means
        The command ended before processes that it had started. They were ended then.

      Why it matters
        What runs on can write files that the next command reads, and may hide that
        the command wasn't done.

      For example
        Contracts/login.yaml: note: 'make test' left processes running, which were
          ended [validation.left-processes]

      How to settle it, the best way first
        1. Have the command wait for what it starts, or stop it.
      [exit status: 0]

      """)
    let json = try repository.caskade("explain", "lint.blank", "--format", "json")
    let object = try XCTUnwrap(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let rules = try XCTUnwrap(object["rules"] as? [[String: Any]])
    XCTAssertEqual(rules.map { $0["id"] as? String }, ["lint.blank"])
  }

  func testTheList() throws {
    let repository = try ScratchRepository()
    let all = try repository.caskade("explain").output
    let lines = all.components(separatedBy: "\n")
    XCTAssertEqual(
      lines.filter { !$0.isEmpty && !$0.hasPrefix(" ") },
      [
        "approval", "scope", "protected", "budget", "secrets", "integrity", "validation", "stop", "tools", "lint",
        "schema", "pattern", "yaml",
      ])
    XCTAssertEqual(
      try repository.caskade("explain", "stop").text,
      """
      stop
        stop.touching                 a changed path meets a stop condition
        stop.area                     a change touches an area at which the contract
                                      stops
        stop.run                      the run took more than the contract permits
        stop.unknown-area             a stop condition names an area that the policy
                                      doesn't have
        stop.unstated                 the policy requires stop conditions, and the
                                      contract states none
      [exit status: 0]

      """)
  }

  func testWhatIsUnknown() throws {
    let repository = try ScratchRepository()
    let rows: [Row<[String], String>] = [
      Row(["scope.outsied"], "there is no rule 'scope.outsied'\n  hint: did you mean 'scope.outside'?"),
      Row(["test-skipped"], "there is no rule 'test-skipped'\n  hint: did you mean 'integrity.test-skipped'?"),
      Row(["nothing"], "there is no rule 'nothing'\n  hint: caskade explain lists them"),
      Row(["stop", "--format", "yaml"], "'--format' can't be 'yaml'\n  hint: one of: text, json, markdown"),
    ]
    for row in rows {
      let transcript = try repository.caskade(["explain"] + row.input)
      XCTAssertEqual(
        transcript.text, "------- stderr -------\ncaskade: error: \(row.expected)\n[exit status: 2]\n", file: row.file,
        line: row.line)
    }
  }
}
