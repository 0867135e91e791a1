import CaskadeReport
import CaskadeSyntax
import TestSupport
import XCTest

/// A page of the reference for a terminal and as Markdown.
final class ReferencePageTests: XCTestCase {
  private let page = ReferencePage(
    "doors", "which doors there are",
    [
      .text(
        "A door\nis opened by `caskade open --wide --and --slowly`, and by nothing else that anybody here has heard of."
      ),
      .heading("Kinds"),
      .table(ReferenceTable(["door", "who"], [["`front|back`", "everybody"], ["`a`", "one"]])),
      .list(["one", "two words"]),
      .code("open\n\n  shut"),
    ])

  func testForATerminal() {
    XCTAssertEqual(
      page.text,
      """
      which doors there are

      A door is opened by `caskade open --wide --and --slowly`, and by nothing else
      that anybody here has heard of.

      KINDS

        door        who
        front|back  everybody
        a           one

        - one
        - two words

          open

            shut

      """)
  }

  func testAsMarkdown() {
    XCTAssertEqual(
      page.markdown,
      """
      # doors

      Which doors there are.

      A door is opened by `caskade open --wide --and --slowly`, and by nothing else that anybody here has heard of.

      ## Kinds

      | door | who |
      | --- | --- |
      | `front\\|back` | everybody |
      | `a` | one |

      - one
      - two words

      ```
      open

        shut
      ```

      """)
  }

  /// Where the columns leave the last one no room, each row is a block; no line but one word is wider than a terminal.
  func testWideTables() {
    let long = String(repeating: "x", count: 50)
    let page = ReferencePage(
      "a", "b", [.table(ReferenceTable(["one", "two", "three"], [["name", long, "\(long) \(long) \(long)"]]))])
    XCTAssertEqual(
      page.text,
      """
      b

        name
          two: \(long)
          three: \(long)
            \(long)
            \(long)

      """)
  }
}
