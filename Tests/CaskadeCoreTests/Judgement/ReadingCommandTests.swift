import XCTest

@testable import CaskadeCore

/// What counts as reading, and what only looks like it: a script that writes, an option that runs something.
final class ReadingCommandTests: XCTestCase {
  func testRows() {
    let rows: [(String, Bool)] = [
      ("cat src/a", true), ("git log -3", true), ("rg x src", true), ("sed -n 1,9p src/a", true),
      ("sed -n -E $p src/a", true), ("sed -n w tests/x src/a", false), ("sed -n 1w tests/x", false),
      ("sed -n 1e src/a", false), ("sed -n -e w src/a", false), ("sed -n -f script src/a", false), ("sed -n", false),
      ("sed s/a/b/ src/a", false), ("sed -i s/a/b/ src/a", false), ("sed -n -i 1p src/a", false),
      ("git cat-file --filters HEAD:a", false), ("git diff --output=x", false), ("git push", false), ("sh x", false),
    ]
    for (text, isReading) in rows {
      XCTAssertEqual(ReadingCommand.matches(text.split(separator: " ")), isReading, text)
    }
  }
}
