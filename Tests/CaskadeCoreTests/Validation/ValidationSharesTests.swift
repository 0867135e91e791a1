import TestSupport
import XCTest

@testable import CaskadeContracts
@testable import CaskadeCore

/// Commands are shared out, each once, and the same everywhere.
final class ValidationSharesTests: XCTestCase {
  private func commands(_ names: [String]) -> [ValidationCommand] {
    names.enumerated().map { ValidationCommand(name: $1, run: "run \($1)", line: $0 + 1) }
  }

  private func times(_ times: [String: Int]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: times.map { (CommandID.text(name: $0, run: "run \($0)"), $1) })
  }

  func testShares() {
    let names = ["a", "b", "c", "d", "e"]
    let rows: [Row<(count: Int, times: [String: Int]), [[String]]>] = [
      Row((1, [:]), [names]), Row((2, [:]), [["a", "c", "e"], ["b", "d"]]),
      Row((7, [:]), [["a"], ["b"], ["c"], ["d"], ["e"], [], []]),
      Row((2, ["d": 900, "a": 100, "b": 100, "c": 100, "e": 100]), [["d"], ["a", "b", "c", "e"]]),
      // One without a time counts as the mean of the others: 300 here.
      Row((2, ["a": 500, "b": 100]), [["a", "e"], ["b", "c", "d"]]),
      // What took no time is still something to do.
      Row((2, ["a": 0, "b": 0, "c": 0, "d": 0, "e": 0]), [["a", "c", "e"], ["b", "d"]]),
    ]
    for row in rows {
      let plan = ValidationShares(commands(names), of: row.input.count, times: times(row.input.times))
      XCTAssertEqual(plan.shares, row.expected, file: row.file, line: row.line)
    }
  }

  /// Whoever begins in another one's world needs it in the same share.
  func testChainsStayTogether() {
    var chained = commands(["build", "a", "other", "b", "c"])
    for index in [1, 3] { chained[index].begins = "build" }
    chained[4].begins = "b"
    XCTAssertEqual(
      ValidationShares(chained, of: 3, times: [:]).shares, [["build", "a", "b", "c"], ["other"], []])
  }

  func testEachCommandOnce() {
    var random = RepeatableRandom(seed: 7)
    for _ in 0..<200 {
      let names = (0..<Int.random(in: 0...20, using: &random)).map { "c\($0)" }
      let known = names.filter { _ in Bool.random(using: &random) }
      let times = times(Dictionary(uniqueKeysWithValues: known.map { ($0, Int.random(in: 0...9_000, using: &random)) }))
      let count = Int.random(in: 1...8, using: &random)
      let plan = ValidationShares(commands(names), of: count, times: times)
      XCTAssertEqual(plan.shares.count, count)
      XCTAssertEqual(plan.shares.flatMap { $0 }.sorted(), names.sorted())
      XCTAssertEqual(plan, ValidationShares(commands(names), of: count, times: times))
    }
  }

  /// Two plans that differ have another name, also where the names of commands look like the form of it.
  func testThePlanIsNamed() {
    let plans = [["a", "b"], ["b", "a"], ["a\n\n1 b"], ["a", "b", "c"]].map {
      ValidationShares(commands($0), of: 2, times: [:]).share(1).plan
    }
    XCTAssertEqual(Set(plans).count, plans.count)
    XCTAssertEqual(ValidationShares(commands(["a", "b"]), of: 2, times: [:]).share(2).text, "2/2")
  }
}
