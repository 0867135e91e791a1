import CaskadeReport
import TestSupport
import XCTest

/// Messages at a terminal that is narrower than they are.
final class WrappedTextTests: XCTestCase {
  func testFitted() {
    let rows: [Row<(String, Int), String>] = [
      Row(("caskade: error: short", 40), "caskade: error: short"), Row(("", 40), ""), Row(("a\n\nb", 40), "a\n\nb"),
      Row(
        ("caskade: to ask for what this needs, as an amendment: caskade amend login", 40),
        "caskade: to ask for what this needs, as\n         an amendment: caskade amend\n         login"),
      Row(
        ("  hint: revert it, or have the contract amended and approved again", 40),
        "  hint: revert it, or have the contract\n        amended and approved again"),
      Row(("one two three four five six seven eight", 20), "one two three four\n  five six seven\n  eight"),
      Row(("x \(String(repeating: "y", count: 50))", 20), "x\n  \(String(repeating: "y", count: 50))"),
    ]
    for row in rows {
      XCTAssertEqual(
        WrappedText.fitted(row.input.0, width: row.input.1), row.expected, file: row.file, line: row.line)
    }
  }
}
