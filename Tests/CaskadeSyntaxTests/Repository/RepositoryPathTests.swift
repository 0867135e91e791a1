import TestSupport
import XCTest

@testable import CaskadeSyntax

final class RepositoryPathTests: XCTestCase {
  func testParts() {
    let rows: [Row<String, [String]>] = [
      Row("a/b/c.txt", ["a/b", "c.txt", "a|b|c.txt"]), Row("a", ["", "a", "a"]), Row("", ["nil", "", ""]),
      Row("a//b", ["a/", "b", "a||b"]),
    ]
    for row in rows {
      let path = RepositoryPath(row.input)
      let text = { (bytes: ArraySlice<UInt8>) in String(decoding: bytes, as: UTF8.self) }
      XCTAssertEqual(
        [path.parent?.display ?? "nil", text(path.name), path.components.map(text).joined(separator: "|")],
        row.expected,
        row.input, file: row.file, line: row.line)
    }
  }

  func testIsInside() {
    let rows: [Row<(String, String), Bool>] = [
      Row(("a/b", "a"), true), Row(("a/b/c", "a"), true), Row(("a", "a"), false), Row(("ab", "a"), false),
      Row(("a", "a/b"), false), Row(("a", ""), true), Row(("", ""), false), Row(("a/", "a"), false),
    ]
    for row in rows {
      XCTAssertEqual(
        RepositoryPath(row.input.0).isInside(RepositoryPath(row.input.1)), row.expected, "\(row.input)",
        file: row.file, line: row.line)
    }
  }
}
