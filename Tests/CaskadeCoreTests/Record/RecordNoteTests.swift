import TestSupport
import XCTest

@testable import CaskadeCore

/// Two notes become one, and no line is lost.
final class RecordNoteTests: XCTestCase {
  private static func ours(_ name: String) -> String { "{\"schema\":\"caskade.record/1\",\"name\":\"\(name)\"}\n" }

  func testUnion() {
    let (a, b, c) = (Self.ours("a"), Self.ours("b"), Self.ours("c"))
    let rows: [Row<(String, String), String>] = [
      Row(("", ""), ""), Row((a, ""), a), Row(("", a), a), Row((a, a), a), Row((b, a), a + b), Row((a, b), a + b),
      Row((a + c, b + c), a + b + c),
      // Without its last line break it is the same line.
      Row((String(a.dropLast()), b), a + b),
      // What others wrote keeps its order, and stands above.
      Row(("z\ny\n", a), "z\ny\n" + a), Row((a, "z\ny\n"), "z\ny\n" + a),
      Row(("z\n" + b, "y\nz\n" + a), "z\ny\n" + a + b),
      // The very same text stays as it is, whatever it is.
      Row(("z\n\n\ny", "z\n\n\ny"), "z\n\n\ny"),
    ]
    for row in rows {
      XCTAssertEqual(
        String(decoding: RecordNote.union(Array(row.input.0.utf8), Array(row.input.1.utf8)), as: UTF8.self),
        row.expected, file: row.file, line: row.line)
    }
  }

  /// Whoever unites what, in whatever order, has the same records.
  func testOrderIsOfNoAccount() {
    var random = RepeatableRandom(seed: 12)
    for _ in 0..<200 {
      let notes = (0..<3).map { _ in
        (0..<Int.random(in: 0...4, using: &random)).map { _ in Self.ours("\(Int.random(in: 0...6, using: &random))") }
          .joined()
      }.map { Array($0.utf8) }
      let one = RecordNote.union(RecordNote.union(notes[0], notes[1]), notes[2])
      let other = RecordNote.union(notes[2], RecordNote.union(notes[1], notes[0]))
      let again = RecordNote.union(one, notes[1])
      XCTAssertEqual(Set(RecordNote.lines(of: one)), Set(notes.flatMap { RecordNote.lines(of: $0) }))
      XCTAssertEqual(Set(RecordNote.lines(of: one)), Set(RecordNote.lines(of: other)))
      XCTAssertEqual(RecordNote.lines(of: again), RecordNote.lines(of: one).sorted { $0.lexicographicallyPrecedes($1) })
    }
  }
}
