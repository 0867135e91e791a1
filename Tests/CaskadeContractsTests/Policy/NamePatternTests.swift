import CaskadeContracts
import TestSupport
import XCTest

final class NamePatternTests: XCTestCase {
  func testOnlyTheStarIsAWildcard() {
    let rows: [Row<(String, String), Bool>] = [
      Row(("claude/*", "claude/fix/login"), true), Row(("claude/*", "claude"), false),
      Row(("claude/*", "Claude/x"), true), Row(("*[bot]", "dependabot[bot]"), true), Row(("*[bot]", "b"), false),
      Row(("co-authored-by: *claude*", "Co-authored-by: Claude <a@x>"), true),
      Row(("co-authored-by: *claude*", "Reviewed-by: Claude"), false), Row(("a?", "ab"), false),
      Row(("a?", "a?"), true), Row(("*", ""), true), Row(("a", "a"), true), Row(("a", "ab"), false),
      Row(("é", "É"), false), Row(("a*b*c", "axbxbxc"), true),
    ]
    for row in rows {
      XCTAssertEqual(
        NamePattern(row.input.0).matches(row.input.1), row.expected, "\(row.input)", file: row.file, line: row.line)
    }
  }
}
