import TestSupport
import XCTest

@testable import CaskadeInspection

final class LineDifferenceTests: XCTestCase {
  func testWhatIsText() {
    let text = "let one = 1\nlet two = 2\n"
    let noise = (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 2_654_435_761 >> 7) }
    let utf16 = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let rows: [Row<[UInt8], Int?>] = [
      Row(Array(text.utf8), 2),
      Row(Array("// \0\n\(text)".utf8), 3),
      Row(Array("é\r\nb\rc".utf8), 3),
      Row(Array("a\r\r\n\n".utf8), 3),
      Row([0xFF, 0xFE] + utf16, 2),
      Row(utf16, 2),
      Row([], 0),
      Row(noise, nil),
      Row([UInt8](repeating: 0, count: 100), nil),
    ]
    for row in rows {
      XCTAssertEqual(EditorText(row.input)?.lines.count, row.expected, file: row.file, line: row.line)
    }
  }

  func testTable() throws {
    let rows: [Row<(String, String), (added: [Int], deleted: Int)>] = [
      Row(("", "a\nb\n"), ([0, 1], 0)),
      Row(("a\nb\n", ""), ([], 2)),
      Row(("a\nb\nc\n", "a\nx\nc\n"), ([1], 1)),
      Row(("a\rb\rc", "a\rb\rc\rd"), ([3], 0)),
      Row(("a\n}\nb\n}\nc\n", "a\n}\nx\n}\nb\n}\nc\n"), ([2, 3], 0)),
      Row(("a\nb\nc\nd\n", "c\nd\na\nb\n"), ([2, 3], 2)),
      Row(("x\nx\nx\n", "x\nx\n"), ([], 1)),
    ]
    for row in rows {
      let difference = LineDifference(
        old: try XCTUnwrap(EditorText(Array(row.input.0.utf8))),
        new: try XCTUnwrap(EditorText(Array(row.input.1.utf8))))
      XCTAssertEqual(difference.added, row.expected.added, file: row.file, line: row.line)
      XCTAssertEqual(difference.deleted, row.expected.deleted, file: row.file, line: row.line)
    }
  }

  /// What is left of both sides is the same text.
  func testWhatIsNeitherAddedNorDeletedIsAlike() throws {
    let seed: UInt64 = 11
    var random = RepeatableRandom(seed: seed)
    for _ in 0..<300 {
      func lines() -> [String] {
        (0..<Int.random(in: 0...12, using: &random)).map { _ in
          ["a", "b", "c", "d", "e", "f"].randomElement(using: &random) ?? ""
        }
      }
      let (old, new) = (lines(), lines())
      let difference = LineDifference(
        old: try XCTUnwrap(EditorText(Array(old.map { "\($0)\n" }.joined().utf8))),
        new: try XCTUnwrap(EditorText(Array(new.map { "\($0)\n" }.joined().utf8))))
      let kept = new.indices.filter { !difference.added.contains($0) }.map { new[$0] }
      XCTAssertEqual(kept.count, old.count - difference.deleted, "\(old) \(new), seed \(seed)")
      var rest = old[...]
      for line in kept {
        guard let place = rest.firstIndex(of: line) else {
          XCTFail("\(kept) isn't a part of \(old), seed \(seed)")
          break
        }
        rest = rest[(place + 1)...]
      }
    }
  }

  func testTimeGrowsAsTheLinesDo() throws {
    func spent(_ count: Int) throws -> Duration {
      let old = try XCTUnwrap(EditorText(Array((0..<count).map { "line \($0)\n" }.joined().utf8)))
      let new = try XCTUnwrap(EditorText(Array((0..<count).map { "line \($0 ^ 1)\n}\n" }.joined().utf8)))
      return ProcessorTime.spent { _ = LineDifference(old: old, new: new) }
    }
    let short = try spent(4000)
    XCTAssertLessThan(try spent(16_000), short * 10 + .milliseconds(50))
  }
}
