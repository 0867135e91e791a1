import CaskadeInspection
import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeCore

/// Which record is of a change, what it says, and whether what landed is what was judged.
final class AuditedChangeTests: XCTestCase {
  private func commit(_ id: String = "9", tree: String = "c", parents: [String] = ["1"]) -> LandedCommit {
    LandedCommit(
      id: FigureWorld.id(id), tree: FigureWorld.id(tree), parents: parents.map(FigureWorld.id), seconds: 0, author: "",
      authorMail: "", committer: "", committerMail: "", message: [])
  }

  /// The record's head is the commit b, with the tree c.
  private func change(
    _ commit: LandedCommit, _ changes: [(inout FigureWorld) -> Void] = [{ _ in }]
  ) -> AuditedChange {
    let records = changes.enumerated().map { number, change -> RecordFacts in
      var world = FigureWorld()
      world.day = number
      change(&world)
      return world.facts("e\(number)")
    }
    return AuditedChange(commit, RecordIndex(records), signs: [])
  }

  func testWhichRecord() {
    func told(_ change: AuditedChange) -> String {
      "\(change.standing.rawValue), \(change.landing.map { "\($0)" } ?? "-"), \(change.isCovered)"
    }
    let rows: [Row<AuditedChange, String>] = [
      // The commit itself, what it merges, or its very tree.
      Row(change(commit("b")), "kept, asJudged, true"),
      Row(change(commit(parents: ["1", "b"])), "kept, asJudged, true"),
      Row(change(commit(tree: "c")), "kept, asJudged, true"),
      Row(change(commit(tree: "d", parents: ["1", "b"])), "kept, unknown, false"),
      Row(change(commit(tree: "d", parents: ["1", "b"]), [{ $0.merged = "d" }]), "kept, asJudged, true"),
      // Of an octopus, of a first parent and of another tree there is none.
      Row(change(commit(tree: "d", parents: ["1", "b", "2"])), "no record, -, false"),
      Row(change(commit(tree: "d", parents: ["b"])), "no record, -, false"),
      Row(change(commit(tree: "d")), "no record, -, false"),
      // Uncommitted work is of no commit; its tree may be.
      Row(change(commit("b", tree: "d"), [{ $0.uncommitted = true }]), "no record, -, false"),
      Row(change(commit(tree: "c"), [{ $0.uncommitted = true }]), "kept, asJudged, true"),
      // The newest counts, unless the same work is called both.
      Row(change(commit("b"), [{ $0.verdict = .unproven }, { _ in }]), "kept, asJudged, true"),
      Row(change(commit("b"), [{ _ in }, { $0.verdict = .unproven }]), "unproven, asJudged, false"),
      Row(change(commit("b"), [{ $0.verdict = .broken }, { _ in }]), "conflicting, asJudged, false"),
      Row(change(commit("b"), [{ ($0.verdict, $0.blob) = (.broken, "e") }, { _ in }]), "kept, asJudged, true"),
      Row(change(commit("b"), [{ $0.verdict = .nothing }]), "no contract needed, asJudged, false"),
      Row(change(commit("b"), [{ $0.contract = nil }]), "kept, asJudged, false"),
    ]
    for row in rows { XCTAssertEqual(told(row.input), row.expected, file: row.file, line: row.line) }
    XCTAssertNil(change(commit("b")).comparison)
    XCTAssertNotNil(change(commit(tree: "d", parents: ["1", "b"])).comparison)
  }

  func testWhatMergesBring() {
    // 1 - 2 - 5 - 7, with 3 - 4 merged by 5 and 6, which began at 4, by 7.
    let commits = [
      commit("7", parents: ["5", "6"]), commit("6", parents: ["4"]), commit("5", parents: ["2", "4"]),
      commit("4", parents: ["3"]), commit("3", parents: ["1"]), commit("2", parents: ["1"]),
      commit("1", parents: ["8"]),
    ]
    let history = MergedHistory(commits, tip: FigureWorld.id("7"))
    XCTAssertEqual(history.chain.map(\.id), ["7", "5", "2", "1"].map(FigureWorld.id))
    XCTAssertEqual(
      history.brought.mapValues { Set($0.map(\.id)) },
      [
        FigureWorld.id("5"): [FigureWorld.id("4"), FigureWorld.id("3")],
        FigureWorld.id("7"): [FigureWorld.id("6")],
      ])
    // A graph that a forger bent into a ring ends too.
    let ring = MergedHistory([commit("7", parents: ["6"]), commit("6", parents: ["7"])], tip: FigureWorld.id("7"))
    XCTAssertEqual(ring.chain.count, 2)
  }

  func testLanding() {
    func set(_ paths: [String]) -> Set<RepositoryPath> { Set(paths.map { RepositoryPath($0) }) }
    let rows: [Row<([String], [String], [String]), AuditedChange.Landing>] = [
      // What others did elsewhere is no difference.
      Row((["a"], ["a"], ["z"]), .merged), Row((["a"], [], []), .merged),
      Row((["a"], ["a", "b"], ["b"]), .otherwise(files: 1, [RepositoryPath("b")])),
      Row((["a", "b"], ["a"], ["b"]), .otherwise(files: 1, [RepositoryPath("b")])),
      Row((["a"], ["a"], ["a"]), .otherwise(files: 1, [RepositoryPath("a")])),
    ]
    for row in rows {
      XCTAssertEqual(
        AuditedChange.landing(
          judged: set(row.input.0), landed: set(row.input.1), differing: set(row.input.2)), row.expected,
        file: row.file, line: row.line)
    }
  }

  func testCoverage() {
    func audit(_ changes: [AuditedChange]) -> Audit { Audit(changes, range: "main", unread: FigureSheet.Unread()) }
    let covered = change(commit("b"))
    let free = change(commit("b"), [{ $0.verdict = .nothing }])
    let none = change(commit(tree: "d"))
    XCTAssertNil(audit([]).coverage)
    XCTAssertNil(audit([free]).coverage)
    XCTAssertEqual(audit([covered, free]).coverage, 100)
    XCTAssertEqual(audit([covered, covered, none]).coverage, 66)
    XCTAssertEqual(audit([none]).coverage, 0)
  }
}
