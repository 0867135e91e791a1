import CaskadeContracts
import CaskadeSyntax
import TestSupport
import XCTest

/// Issues as the forges' own tools print them.
final class IssueTextTests: XCTestCase {
  func testIssues() throws {
    let github = try IssueText(
      Array(
        #"{"title":" Login\n loops\u202e ","body":"It loops.","labels":[{"name":"bug","color":"x"}],"number":12,"url":"https://forge.example/o/r/issues/12"}"#
          .utf8))
    XCTAssertEqual(github.title, "Login loops")
    XCTAssertEqual(github.body, "It loops.")
    XCTAssertEqual(github.labels, ["bug"])
    XCTAssertEqual(github.reference, "https://forge.example/o/r/issues/12")
    let gitlab = try IssueText(
      Array(#"{"iid":7,"title":"T","description":"D","labels":["a","b"],"extra":{"deep":[1]}}"#.utf8))
    XCTAssertEqual([gitlab.title, gitlab.body, gitlab.reference], ["T", "D", "#7"])
    XCTAssertEqual(gitlab.labels, ["a", "b"])
    let bare = try IssueText(Array(#"{"title":"T","body":null,"labels":null}"#.utf8))
    XCTAssertEqual(bare.body, "")
    XCTAssertNil(bare.reference)
  }

  func testWhatIsNone() {
    let rows: [Row<String, String>] = [
      Row("", "it isn't JSON: the JSON ends too early at byte 0"),
      Row("[]", "it has no 'title'"),
      Row("{\"title\": 3}", "it has no 'title'"),
      Row("{\"title\": \" \\n\"}", "it has no 'title'"),
    ]
    for row in rows {
      do throws(IssueText.Problem) {
        _ = try IssueText(Array(row.input.utf8))
        XCTFail(row.input, file: row.file, line: row.line)
      } catch {
        XCTAssertEqual(error.message, row.expected, row.input, file: row.file, line: row.line)
      }
    }
  }
}
