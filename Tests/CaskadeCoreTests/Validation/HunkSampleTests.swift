import XCTest

@testable import CaskadeCore
@testable import CaskadeInspection
@testable import CaskadeSyntax

final class HunkSampleTests: XCTestCase {
  private func hunks(_ lines: [Int]) -> [TriedHunk] {
    lines.enumerated().map { TriedHunk(path: RepositoryPath("src/\($0).py"), new: 1..<2, lines: $1, content: nil) }
  }

  func testAllOrSoMany() {
    let all = hunks([1, 2, 3])
    XCTAssertEqual(HunkSample(all, most: 3, key: [1]) { _ in 1 }.drawn, all)
    let two = HunkSample(all, most: 2, key: [1]) { _ in 1 }
    XCTAssertEqual(two.drawn.count, 2)
    XCTAssertEqual(two.drawn, HunkSample(all, most: 2, key: [1]) { _ in 1 }.drawn)
    XCTAssertEqual(two.drawn, all.filter(two.drawn.contains))
    XCTAssertTrue((0..<1_000_000).contains(two.seed))
  }

  /// Large ones and those of risk areas are drawn more often than others.
  func testTheLikelier() {
    let all = hunks(Array(repeating: 1, count: 9) + [30])
    let large = (0..<200).count { key in
      HunkSample(all, most: 1, key: [UInt8(key)]) { _ in 1 }.drawn[0].lines == 30
    }
    XCTAssertGreaterThan(large, 100)
    let risky = (0..<200).count { key in
      HunkSample(hunks(Array(repeating: 1, count: 4)), most: 1, key: [UInt8(key)]) { hunk in
        hunk.path == RepositoryPath("src/0.py") ? 3 : 1
      }.drawn[0].path == RepositoryPath("src/0.py")
    }
    XCTAssertGreaterThan(risky, 60)
    XCTAssertLessThan(risky, 150)
  }

  func testWhatTheReportSays() {
    let record = HunkTrialRecord(
      hunks: 54, leftOut: 3, tried: 20, seed: 4_711,
      unnoticed: [HunkTrialRecord.Unnoticed(RepositoryPath("src/a.py"), line: 12, lines: 7)])
    XCTAssertEqual(
      record.notChecked.map(\.text),
      [
        "1 of 20 hunks (drawn of 54, seed 4711) is noticed by no command: taken back, all still pass",
        "what 'src/a.py:12' does (7 lines): no command notices it taken back",
      ])
    XCTAssertEqual(
      HunkTrialRecord(hunks: 1, leftOut: 0, tried: 0, fault: "not every command passes on the head").notChecked.map(
        \.text),
      ["which of 1 hunk a command notices: not every command passes on the head"])
    XCTAssertEqual(
      HunkTrialRecord(hunks: 2, leftOut: 0, tried: 2).notChecked.map(\.text),
      ["0 of 2 hunks are noticed by no command: taken back, all still pass"])
    XCTAssertEqual(HunkTrialRecord(hunks: 0, leftOut: 2, tried: 0).notChecked, [])
  }
}
