import TestSupport
import XCTest

@testable import CaskadeSyntax

final class OutputTextTests: XCTestCase {
  func testPrintable() {
    let long = String(repeating: "a", count: 500)
    let rows: [Row<String, String>] = [
      Row("", ""), Row("one\ntwo\n", "one\ntwo\n"), Row("\n\n", "\n\n"), Row("a\tb", "a    b"),
      Row("dos\r\nlines\r\n", "dos\nlines\n"), Row("10%\r50%\r100%\n", "100%\n"), Row("10%\r50%\r", "50%"),
      Row("\u{1B}[31;1mred\u{1B}[0m", "red"), Row("\u{1B}[?25lhidden\u{1B}[K", "hidden"),
      Row("\u{1B}]0;title\u{7}after", "after"), Row("\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"),
      Row("\u{1B}(Bset", "set"), Row("\u{1B}cfull reset", "full reset"),
      Row("\u{1B}P1;2|device\u{1B}\\text", "text"),
      // An unfinished sequence can't swallow the next line.
      Row("\u{1B}]0;open\nnext", "\nnext"), Row("\u{1B}[31\nnext", "\nnext"), Row("end\u{1B}", "end"),
      Row("end\u{1B}[", "end"), Row("\u{1B}\u{1B}[31mx", "x"),
      // A sequence that is put together from two is none.
      Row("\u{1B}\u{1B}[0m[31mx", "[31mx"),
      Row("\u{8}\u{7}\u{0}", #"\x08\x07\x00"#), Row("\u{9B}31mx", #"\u{9B}31mx"#),
      Row("\u{202E}x\u{200B}", #"\u{202E}x\u{200B}"#), Row("\u{2028}", #"\u{2028}"#),
      Row(long, long), Row(long + "b", long + " ... (1 more byte on this line)"),
      Row(long + "éé\nnext", long + " ... (4 more bytes on this line)\nnext"),
      Row(String(repeating: "日", count: 501), String(repeating: "日", count: 500) + " ... (3 more bytes on this line)"),
    ]
    for row in rows {
      XCTAssertEqual(OutputText.printable(Array(row.input.utf8)), row.expected, file: row.file, line: row.line)
    }
    XCTAssertEqual(OutputText.printable([0x61, 0xE9, 0x0A, 0xFF]), "a\\xE9\n\\xFF")
  }

  func testAnythingBecomesPrintable() {
    let pieces: [[UInt8]] = [
      [0x1B], Array("[31m".utf8), Array("]0;".utf8), [0x07], [0x0A], [0x0D], [0x9B], [0xC2], [0xE2, 0x80], [0x61],
      [0x09],
      [0x5C], [0x00], [0xF0, 0x9F], Array(String(repeating: "x", count: 600).utf8),
    ]
    for seed in UInt64(1)...300 {
      var random = RepeatableRandom(seed: seed)
      let bytes = (0..<30).flatMap { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }
      let text = OutputText.printable(bytes)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      XCTAssertEqual(lines.count, bytes.count { $0 == 0x0A } + 1, "seed \(seed): every line break stays")
      for line in lines {
        XCTAssertFalse(line.unicodeScalars.contains { EscapedText.isInvisible($0) }, "seed \(seed)")
      }
    }
  }
}
