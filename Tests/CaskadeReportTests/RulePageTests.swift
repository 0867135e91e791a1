import Foundation
import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore
@testable import CaskadeReport
@testable import CaskadeSyntax

/// The pages of rules: whole output for two, and the shape of the rest.
final class RulePageTests: XCTestCase {
  func testAsText() {
    let rows: [Row<FindingRule, String>] = [
      Row(
        .scopeOutside,
        """
        scope.outside
        a change outside of the approved paths
        gate scope: error

        What it means
          No entry below 'paths.allow' covers the path. A submodule needs an entry that
          says 'may: [submodule]'.

        Why it matters
          The paths are what a person looked at before the work began. What lies outside
          of them nobody expects to have changed, and nobody may look for it.

        For example
          Sources/Net/Client.swift: error: modified, outside the approved paths
            [scope.outside]

        How to settle it, the best way first
          1. Revert the change if the work doesn't need it: git checkout BASE -- PATH.
          2. If it does, ask for it: caskade amend NAME writes the path into the
             contract, and a person has to approve that.

        """),
      Row(
        FindingRule(.emptyArea),
        """
        lint.empty-area
        an area of the policy has no paths
        caskade lint: warning

        What it means
          The policy has an area without 'paths:'.

        Why it matters
          Nothing is in it by its path, so that it guards nothing.

        For example
          areas:
            payments: { band: high, paths: [] }

        How to settle it, the best way first
          1. List its patterns below 'paths:', or remove the area.

        """),
    ]
    for row in rows {
      XCTAssertEqual(RulePage.text.render(row.input), row.expected, file: row.file, line: row.line)
    }
  }

  func testAsMarkdown() {
    XCTAssertEqual(
      RulePage.markdown.render(.budgetUnstated),
      """
      # `budget.unstated`

      the policy requires a budget, and the contract states none

      gate budget: error

      ## What it means

      The policy lists 'budget' among the gates that it requires, and no '`more_than`: N files' or 'N lines' stands below '`stop_when`:'.

      ## Why it matters

      A gate that has nothing to judge passes everything. Where the policy requires it, that is no answer.

      ## For example

      ```text
      Contracts/login.yaml: error: the policy requires gate 'budget', and the contract states no condition for it [budget.unstated]
      ```

      ## How to settle it, the best way first

      1. Have a line such as '`more_than`: 12 files' added below '`stop_when`:', and the contract approved again.

      """)
  }

  /// The same shape for one rule and for all.
  func testAsJSON() throws {
    let keys = ["id", "gate", "severities", "summary", "means", "matters", "example", "settle"]
    for text in [RulePage.json.render(.approvalAmendment), RulePage.json.render(RuleCatalogue.chapters)] {
      let value = try JSONReader.read(Array(text.utf8))
      XCTAssertEqual(value.object?.map(\.key), ["schema", "rules"])
      XCTAssertEqual(value["schema"]?.string, "caskade.rules/1")
      for rule in try XCTUnwrap(value["rules"]?.array) { XCTAssertEqual(rule.object?.map(\.key), keys) }
    }
    let one = try XCTUnwrap(
      JSONReader.read(Array(RulePage.json.render(.approvalAmendment).utf8))["rules"]?.array?.first)
    XCTAssertEqual(one["id"], "approval.amendment")
    XCTAssertEqual(one["gate"], "approval")
    XCTAssertEqual(one["severities"], .array(["warning", "note"]))
    let lint = try XCTUnwrap(
      JSONReader.read(Array(RulePage.json.render(FindingRule(.blank)).utf8))["rules"]?.array?.first)
    XCTAssertEqual(lint["gate"], .null)
    let all = try JSONReader.read(Array(RulePage.json.render(RuleCatalogue.chapters).utf8))
    XCTAssertEqual(all["rules"]?.array?.compactMap { $0["id"]?.string }, RuleCatalogue.all.map(\.id))
  }

  /// Whatever the rule, a terminal of 80 columns shows it without breaking a line.
  func testEveryPageFits() {
    for rule in RuleCatalogue.all {
      let lines = RulePage.text.render(rule).split(separator: "\n")
      for line in lines where DisplayWidth.of(String(line)) > 80 { XCTFail("\(rule.id): \(line)") }
    }
    let list = RulePage.text.render(RuleCatalogue.chapters)
    for line in list.split(separator: "\n") where DisplayWidth.of(String(line)) > 80 { XCTFail(String(line)) }
    for rule in RuleCatalogue.all { XCTAssertTrue(list.contains("\n  \(rule.id)"), rule.id) }
    XCTAssertTrue(
      list.hasPrefix(
        """
        approval
          approval.expired              the contract is past its last day
          approval.closed               a contract of this name was closed on the base
          approval.order                the contract comes after another one that isn't
                                        done
          approval.lock                 another open contract holds a lock that this one
                                        takes
          approval.branch               the contract governs other branches than this
                                        one

        """), String(list.prefix(500)))
  }
}
