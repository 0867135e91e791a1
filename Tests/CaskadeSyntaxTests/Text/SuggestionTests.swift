import TestSupport
import XCTest

@testable import CaskadeSyntax

final class SuggestionTests: XCTestCase {
  func testClosest() {
    let known = ["allow", "deny", "paths", "path", "outcome", "validation", "stop_when"]
    let rows: [Row<String, String?>] = [
      Row("alow", "allow"), Row("allwo", "allow"), Row("Allow", "allow"), Row("ALLOW", "allow"),
      Row("dney", "deny"), Row("dnyx", nil), Row("path", "paths"), Row("pahts", "paths"),
      Row("validatoin", "validation"),
      Row("valdaton", "validation"), Row("valdton", nil), Row("stopwhen", "stop_when"), Row("", nil), Row("xyz", nil),
      Row("outcme", "outcome"), Row(String(repeating: "a", count: 100_000), nil),
    ]
    for row in rows {
      XCTAssertEqual(Suggestion.closest(to: row.input, among: known), row.expected, file: row.file, line: row.line)
    }
  }

  func testFewestEditsThenTheFirst() {
    XCTAssertEqual(Suggestion.closest(to: "abcdef", among: ["abcdxy", "abcdex", "abcdey"]), "abcdex")
    XCTAssertEqual(Suggestion.closest(to: "abcdef", among: ["abcdey", "abcdex"]), "abcdey")
    XCTAssertNil(Suggestion.closest(to: "abc", among: ["abc"]))
    XCTAssertNil(Suggestion.closest(to: "abc", among: []))
  }
}
