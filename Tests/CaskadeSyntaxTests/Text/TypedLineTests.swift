import TestSupport
import XCTest

@testable import CaskadeSyntax

/// What keys do to a line that is typed.
final class TypedLineTests: XCTestCase {
  private static let names = ["src/", "src/login.c", "src/logout.c", "tests/é.c"]

  /// What is left of the keys, what was shown, and how it ended.
  private func typed(_ keys: String) -> (text: String, shown: String, end: TypedLine.Step?) {
    var line = TypedLine()
    var shown = ""
    for byte in keys.utf8 {
      let step = line.take(byte) { typed in Self.names.filter { $0.hasPrefix(typed) } }
      guard case .echo(let text) = step else { return (line.text, shown, step) }
      shown += text
    }
    return (line.text, shown, nil)
  }

  func testKeys() {
    let back = "\u{08} \u{08}"
    let rows: [(keys: String, text: String, shown: String, end: TypedLine.Step?)] = [
      ("a b\r", "a b", "a b", .entered), ("\n", "", "", .entered), ("\u{04}", "", "", .ended),
      ("a\u{04}", "a", "a", nil), ("ab\u{7F}c", "ac", "ab\(back)c", nil), ("\u{7F}", "", "", nil),
      ("ab\u{15}c", "c", "ab\(back)\(back)c", nil), ("é\u{08}", "", "é\(back)", nil),
      ("日\u{08}", "", "日\u{08}\u{08}  \u{08}\u{08}", nil),
      ("a\u{1B}[D\u{1B}OAb\u{1B}xc", "abc", "abc", nil), ("a\u{02}b", "ab", "ab", nil),
      ("te\t", "tests/é.c", "tests/é.c", nil), ("x\t", "x", "x\u{07}", nil),
      ("src/l\t", "src/log", "src/log", nil), ("src/logi\t\t", "src/login.c", "src/login.c", nil),
      ("src/log\t", "src/log", "src/log\n  src/login.c\n  src/logout.c\nsrc/log", nil),
    ]
    for row in rows {
      let found = typed(row.keys)
      XCTAssertEqual(found.text, row.text, row.keys.debugDescription)
      XCTAssertEqual(found.shown, row.shown, row.keys.debugDescription)
      XCTAssertEqual(found.end, row.end, row.keys.debugDescription)
    }
    XCTAssertEqual(typed(String(repeating: "a", count: 5_000)).text.utf8.count, TypedLine.mostBytes)
  }
}
