import TestSupport
import XCTest

@testable import CaskadeSyntax

final class StringSearchTests: XCTestCase {
  private let letters = ["a", "b", "e", "\u{301}", "\r", "\n", "é", "👩", "\u{200D}"]

  /// Every text of up to three pieces and every one of up to two in it, against what characters make of it one by one.
  func testSmallWorlds() {
    var texts = [""]
    var last = [""]
    for _ in 0..<3 {
      last = last.flatMap { text in letters.map { text + $0 } }
      texts += last
    }
    let wanted = texts.filter { $0.unicodeScalars.count <= 2 }
    for text in texts {
      let characters = Array(text)
      for other in wanted {
        let sought = Array(other)
        let place = (0...characters.count).first { characters[$0...].starts(with: sought) }
        let found = text.firstRange(of: other).map { text.distance(from: text.startIndex, to: $0.lowerBound) }
        if found != place {
          XCTFail("\(text.debugDescription) and \(other.debugDescription): \(String(describing: found))")
        }
      }
    }
  }

  func testReplacing() {
    let rows: [Row<(String, String, String, Int), String>] = [
      Row(("a.b.c", ".", "/", .max), "a/b/c"), Row(("a.b.c", ".", "/", 1), "a/b.c"),
      Row(("aaa", "aa", "b", .max), "ba"),
      Row(("abc", "", "x", .max), "abc"), Row(("", "a", "x", .max), ""), Row(("ab", "ab", "", .max), ""),
      Row(("cafe\u{301}", "\u{E9}", "E", .max), "cafE"), Row(("a\r\nb", "\n", " ", .max), "a\r\nb"),
    ]
    for row in rows {
      let (text, other, replacement, most) = row.input
      let found = text.replacing(other, with: replacement, maxReplacements: most)
      XCTAssertEqual(found, row.expected, "\(row.input)", file: row.file, line: row.line)
    }
  }

  /// Of a text that has many, plain and not: each place is looked for once.
  func testManyPlaces() {
    for (piece, end) in [("\\\n", ""), ("ab", "é")] {
      let text = String(repeating: piece, count: 50_000) + end
      XCTAssertEqual(text.replacing(piece, with: "-").utf8.count, 50_000 + end.utf8.count)
      let parts: [Substring] = text.split(separator: piece, omittingEmptySubsequences: false)
      XCTAssertEqual(parts.count, 50_001)
    }
  }

  func testSplitting() {
    let rows: [Row<(String, String, Int, Bool), [String]>] = [
      Row(("a, b, c", ", ", .max, true), ["a", "b", "c"]), Row(("a, b, c", ", ", 1, true), ["a", "b, c"]),
      Row((", a, , b, ", ", ", .max, true), ["a", "b"]),
      Row((", a, , b, ", ", ", .max, false), ["", "a", "", "b", ""]),
      Row(("", ", ", .max, true), []), Row(("", ", ", .max, false), [""]), Row(("abc", "", .max, false), ["abc"]),
      Row((" a b", "  ", .max, true), [" a b"]),
    ]
    for row in rows {
      let (text, separator, most, omits) = row.input
      let parts: [Substring] = text.split(separator: separator, maxSplits: most, omittingEmptySubsequences: omits)
      XCTAssertEqual(parts.map(String.init), row.expected, "\(row.input)", file: row.file, line: row.line)
    }
  }
}
