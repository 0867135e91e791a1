import TestSupport
import XCTest

@testable import CaskadeSyntax

final class PathFoldersTests: XCTestCase {
  func testTheOutermostFolderThatHoldsAPathDirectly() {
    let rows: [Row<[String], [String?]>] = [
      Row([], []),
      Row(["a"], [nil]),
      Row(["d/a"], ["d"]),
      Row(["d/a", "d/e/b", "d/e/f/c"], ["d", "d", "d"]),
      Row(["d/e/b", "d/f/c"], ["d/e", "d/f"]),
      // Names that only begin alike are other folders.
      Row(["d/a", "d-e/b", "d.e/c", "de/f"], ["d", "d-e", "d.e", "de"]),
      Row(["d/e/b", "a", "d/a", "d-e/x/y"], ["d", nil, "d", "d-e/x"]),
    ]
    for row in rows {
      let folders = PathFolders.outermost(of: row.input.map { RepositoryPath($0) })
      XCTAssertEqual(folders, row.expected.map { $0.map { RepositoryPath($0) } }, file: row.file, line: row.line)
    }
  }
}
