import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

/// The areas in which a draft's own paths lie.
final class DraftAreasTests: XCTestCase {
  func testNeeded() {
    let tracked = ["billing/invoice.py", "src/main.py", "src/billing/tax.py"].map { RepositoryPath($0) }
    let rows: [Row<[String], [String]>] = [
      Row(["billing/**"], ["billing"]),
      Row(["billing/invoice.py"], ["billing"]),
      Row(["lib/billing/**"], ["billing"]),
      Row(["src/**", "src/billing/**"], ["billing"]),
      Row(["src/**"], []),
      Row(["**"], []),
      Row([], []),
    ]
    for row in rows {
      let found = DraftAreas.needed(by: row.input, tracked: tracked, policy: BuiltInPolicy.policy).map(\.name)
      XCTAssertEqual(found, row.expected, "\(row.input)", file: row.file, line: row.line)
    }
    // The likeliest file of a broad pattern, and one that isn't allowed.
    let likely = [("src/billing/tax.py", ["billing"]), ("billing/invoice.py", []), ("src/main.py", [])]
    for (path, expected) in likely {
      let found = DraftAreas.needed(by: ["src/**"], likely: [path], tracked: tracked, policy: BuiltInPolicy.policy)
      XCTAssertEqual(found.map(\.name), expected, path)
    }
  }
}
