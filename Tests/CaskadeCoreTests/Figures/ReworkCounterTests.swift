import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeCore

/// Whose lines are changed again, told from patches.
final class ReworkCounterTests: XCTestCase {
  private static let first = String(repeating: "a", count: 40)
  private static let second = String(repeating: "b", count: 40)

  private func change(_ day: Int, governed: Bool, _ message: String = "") -> ReworkCounter.Change {
    ReworkCounter.Change(
      seconds: day * 86_400, isInPeriod: true, isGoverned: governed, message: Array(message.utf8))
  }

  private func patch(_ id: String, _ body: String) -> String { "\u{0}\(id)\n\n\(body)" }

  private func file(_ old: String, _ new: String, _ hunks: String) -> String {
    "diff --git a/x b/x\nindex 1..2 100644\n--- \(old)\n+++ \(new)\n\(hunks)"
  }

  /// The figures of two changes, the first one governed, the text in portions of every size.
  private func figures(
    _ text: String, days: Int = 1, second message: String = "", size: Int = 7
  ) throws -> ReworkFigures {
    let ids = try [Self.first, Self.second].map { try XCTUnwrap(ObjectID($0)) }
    var counter = ReworkCounter(
      [change(0, governed: true), change(days, governed: false, message)], ids: ids.map { [$0] })
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      counter.consume(bytes[start..<min(start + size, bytes.count)])
    }
    return counter.finished()
  }

  private func side(_ side: ReworkFigures.Side) -> [Int] { [side.changes, side.reverted, side.lines, side.reworked] }

  func testLines() throws {
    let added = patch(Self.first, file("/dev/null", "b/x", "@@ -0,0 +1,4 @@\n+one\n+@@ -1 +1 @@\n+--- a/y\n+four\n"))
    let rows: [Row<String, [Int]>] = [
      // Two of the four go, and three come.
      Row(file("a/x", "b/x", "@@ -2,2 +2,3 @@\n-@@ -1 +1 @@\n---- a/y\n+1\n+2\n+3\n"), [1, 0, 4, 2]),
      Row(file("a/x", "b/x", "@@ -4 +3,0 @@\n-four\n\\ No newline at end of file\n"), [1, 0, 4, 1]),
      Row(file("a/x", "b/x", "@@ -0,0 +1 @@ \n+new\n@@ -2 +3 @@\n-a\n+b\n"), [1, 0, 4, 1]),
      Row(file("a/x", "/dev/null", "@@ -1,4 +0,0 @@\n-one\n-@@ -1 +1 @@\n---- a/y\n-four\n"), [1, 0, 4, 4]),
      Row(file("a/y", "b/y", "@@ -1,2 +1 @@\n-a\n-b\n+c\n"), [1, 0, 4, 0]),
      Row(
        "diff --git a/x b/z\nsimilarity index 90%\nrename from x\nrename to z\nindex 1..2\n--- a/x\n+++ b/z\n"
          + "@@ -1 +1 @@\n-one\n+1\n", [1, 0, 4, 1]),
      Row("diff --git a/x b/x\nold mode 100644\nnew mode 100755\n", [1, 0, 4, 0]),
      Row(file("a/x", "b/x", "@@ -x,2 +1 @@\n"), [1, 0, 4, 0]),
    ]
    for row in rows {
      let text = added + patch(Self.second, row.input)
      for size in [1, 3, 1_000] {
        XCTAssertEqual(
          side(try figures(text, size: size).governed), row.expected, "\(size)", file: row.file, line: row.line)
      }
    }
    let late = added + patch(Self.second, file("a/x", "b/x", "@@ -1 +1 @@\n-one\n+1\n"))
    XCTAssertEqual(side(try figures(late, days: 31).governed), [1, 0, 4, 0])
    XCTAssertEqual(side(try figures(late, days: 30).governed), [1, 0, 4, 1])
    XCTAssertEqual(side(try figures(late).other), [1, 0, 1, 0])
  }

  func testReverts() throws {
    let rows: [Row<(String, Int), Int>] = [
      Row(("Revert \"it\"\n\nThis reverts commit \(Self.first).", 1), 1),
      Row(("This reverts commit \(Self.first), reversing\nchanges", 31), 0),
      Row(("This reverts commit \(Self.second).", 1), 0), Row(("This reverts commit abc.", 1), 0),
      Row(("Revert it", 1), 0), Row(("T This This reverts commit \(Self.first)", 1), 1),
    ]
    for row in rows {
      let found = try figures("", days: row.input.1, second: row.input.0)
      XCTAssertEqual(side(found.governed), [1, row.expected, 0, 0], file: row.file, line: row.line)
    }
  }
}
