import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeCore
@testable import CaskadeReport

/// A board as people see it.
final class BoardTextTests: XCTestCase {
  private func board(_ title: String = "Fix it") throws -> Board {
    let commit = try XCTUnwrap(ObjectID(String(repeating: "c", count: 40)))
    func facts(_ name: String, _ paths: String) throws -> ContractFacts {
      let text =
        "caskade: 1\ntitle: \(title)\noutcome: O\nowner: dev@example.com\nbranch: fix/\(name)\npaths: { allow: [\(paths)] }\n"
      let contract = try XCTUnwrap(ContractReader.read(SourceText(name: "c", bytes: Array(text.utf8))).contract)
      var facts = ContractFacts(path: ContractFolder.path(named: name), contract: contract)
      facts.since = 1_780_272_000 - 3 * 86_400
      facts.arrival = .at(1)
      return facts
    }
    var all = [try facts("one", "src/**"), try facts("two", "src/a/**")]
    all[1].proposedOn = "plan"
    let index = PolicyIndex(BuiltInPolicy.policy)
    let tracked = ["src/a/x", "src/b"].map { RepositoryPath($0) }
    let reach = FleetScope(all.compactMap(\.contract), index: index).reach(among: tracked)
    for place in all.indices { all[place].reach = reach.contracts[place] }
    return Board(
      all, reach: reach, policy: index, checks: [], base: "main", baseCommit: commit, tracked: 2, now: 1_780_272_000)
  }

  func testText() throws {
    XCTAssertEqual(
      try BoardText(try board(), layout: .table, width: 80, isColored: false).text,
      """
      Contracts on main ccccccc · 2 open · 2 tracked files

        state      band    age    files  contract  title
        approved   low     3 d    2      one       Fix it
                   dev@example.com · fix/one · no check on record
        proposed   low     3 d    1      two       Fix it
                   dev@example.com · fix/two · only on plan · no check on record

      Overlaps
        one and two: src/a/x

      An order without conflicts (those of one number can go side by side)
        1. one
        2. two: shares src/a/x with one

      """)
    XCTAssertEqual(
      try BoardText(try board(), layout: .columns, width: 80, isColored: false).text.split(separator: "\n\n")[1...2]
        .joined(separator: "\n\n"),
      "proposed (1)\n  two  low, 3 d  Fix it\n\napproved (1)\n  one  low, 3 d  Fix it")
  }

  func testHostileTitles() throws {
    let board = try board("\"<b>@team</b> \\u001B[31m|\"")
    let html = BoardHTML(board).text
    XCTAssertFalse(html.contains("<b>@team"), html)
    XCTAssertTrue(html.contains("&lt;b&gt;@team&lt;/b&gt; \\x1B[31m|"), html)
    XCTAssertFalse(html.contains("<script"))
    let markdown = BoardMarkdown(board).text
    XCTAssertTrue(markdown.contains("`<b>@team</b>`"), markdown)
    XCTAssertFalse(BoardText(board, layout: .table, width: 80, isColored: false).text.contains("\u{1B}"))
  }
}
