import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

final class BranchPatternTests: XCTestCase {
  func testTable() throws {
    let rows: [Row<(pattern: String, branch: String), Bool>] = [
      Row(("fix", "fix"), true), Row(("fix", "fix/login"), false), Row(("fix", "Fix"), false),
      Row(("fix/*", "fix/login"), true), Row(("fix/*", "fix/a/b"), false), Row(("fix/**", "fix/a/b"), true),
      Row(("release\\*", "release*"), true), Row(("release\\*", "release-1"), false),
    ]
    for row in rows {
      let pattern = BranchPattern(pattern: try PathPattern(row.input.pattern), line: 1)
      XCTAssertEqual(
        pattern.matches(row.input.branch), row.expected, "\(row.input)", file: row.file, line: row.line)
    }
  }
}
