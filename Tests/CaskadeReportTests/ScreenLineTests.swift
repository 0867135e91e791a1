import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeReport

/// A terminal's width breaks lines between words, whatever the words are made of.
final class ScreenLineTests: XCTestCase {
  private func shown(_ text: String, _ width: Int?, lead: String = "", hang: Int = 4) -> String {
    TerminalScreen(width: width).text(of: ScreenLine(text, lead: lead, hang: hang))
  }

  func testWidths() {
    let rows: [Row<(String, Int?), String>] = [
      Row(("one two three", 13), "one two three"), Row(("one two three", 12), "one two\n    three"),
      Row(("one two three", nil), "one two three"), Row(("one  two", 20), "one  two"),
      Row(("Sources/Login/Redirect.swift is long", 12), "Sources/Login/Redirect.swift\n    is long"),
      Row(("a Sources/Login/Redirect.swift", 12), "a\n    Sources/Login/Redirect.swift"),
      Row(("日本 語日 本", 8), "日本\n    語日\n    本"), Row(("日本 語日 本", 9), "日本 語日\n    本"),
      Row(("e\u{301}e\u{301} e\u{301}", 4), "e\u{301}e\u{301} e\u{301}"), Row(("🎉🎉 🎉", 6), "🎉🎉\n   🎉"),
      Row(("🇩🇪 🇫🇷 x", 7), "🇩🇪 🇫🇷 x"), Row(("각 각", 5), "각 각"), Row(("a b", 1), "a\nb"), Row(("", 5), ""),
    ]
    for row in rows {
      XCTAssertEqual(shown(row.input.0, row.input.1), row.expected, file: row.file, line: row.line)
    }
  }

  func testNoLineIsWiderButForOneWord() {
    let words = ["a", "word", "日本語", "path/to/a/file.swift", "é", "🎉", "[scope.outside]"]
    for seed in UInt64(1)...200 {
      var random = RepeatableRandom(seed: seed)
      let text = (0..<30).map { _ in words[Int.random(in: 0..<words.count, using: &random)] }.joined(separator: " ")
      let width = Int.random(in: 10...100, using: &random)
      let lines = shown(text, width, hang: 2).split(separator: "\n").map(String.init)
      for line in lines where DisplayWidth.of(line) > width {
        XCTAssertFalse(line.drop { $0 == " " }.contains(" "), "seed \(seed): \(line)")
      }
      XCTAssertEqual(lines.joined(separator: " ").split(separator: " ").joined(separator: " "), text, "seed \(seed)")
    }
  }

  func testMeaningIsKeptOnEveryLine() {
    let screen = TerminalScreen(isColored: true, width: 8, hasLinks: true)
    let line = ScreenLine(
      [.init(text: "one two", style: .bad), .init(text: ": "), .init(text: "x y", link: "https://e.example/a")], hang: 2
    )
    XCTAssertEqual(
      screen.text(of: line),
      "\u{1B}[1;31mone two\u{1B}[0m:\n  \u{1B}]8;;https://e.example/a\u{1B}\\x y\u{1B}]8;;\u{1B}\\")
    XCTAssertEqual(TerminalScreen(width: 8).text(of: line), "one two:\n  x y")
  }
}
