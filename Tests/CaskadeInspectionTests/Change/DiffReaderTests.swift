import TestSupport
import XCTest

@testable import CaskadeInspection
@testable import CaskadeSyntax

/// Records and patch in one answer, in any portions and cut anywhere.
final class DiffReaderTests: XCTestCase {
  private static let one = String(repeating: "1", count: 40)
  private static let two = String(repeating: "2", count: 40)
  private static let zero = String(repeating: "0", count: 40)

  /// A file that changed, one that became executable, and one that is new.
  private let records = Array(
    (":100644 100644 \(one) \(two) M\0a\0:100644 100755 \(one) \(one) M\0b\0:000000 100644 \(zero) \(two) A\0c\nd\0")
      .utf8)
  private let patch = Array(
    """
    diff --git a/a b/a
    index 1111111..2222222 100644
    --- a/a
    +++ b/a
    @@ -1 +1,2 @@
    -old
    +new
    +\0newer
    diff --git a/b b/b
    old mode 100644
    new mode 100755
    diff --git "a/c\\nd" "b/c\\nd"
    new file mode 100644
    index 0000000..2222222
    --- /dev/null
    +++ "b/c\\nd"
    @@ -0,0 +1 @@
    +text
    \\ No newline at end of file

    """.utf8)

  private struct Reading: Equatable {
    var paths: [String] = []
    var lines: [String] = []
    var counts: [Change.Lines] = []
  }

  private func read(_ chunks: [ArraySlice<UInt8>]) throws -> Reading {
    var reader = DiffReader()
    var reading = Reading()
    for chunk in chunks {
      try reader.consume(chunk) { changes in
        XCTAssertEqual(reading.lines, [], "before the first line")
        XCTAssertEqual(reading.paths, [], "once")
        reading.paths = changes.changes.map(\.path.display)
      } each: { line in
        reading.lines.append("\(line.change)\(line.added ? "+" : "-")\(String(decoding: line.bytes, as: UTF8.self))")
      }
    }
    reading.counts = try reader.finish()
    return reading
  }

  func testEveryPortion() throws {
    let answer = records + [0] + patch
    let expected = Reading(
      paths: ["a", "b", "c\\nd"], lines: ["0-old", "0+new", "0+\0newer", "2+text"],
      counts: [.counted(added: 2, deleted: 1), .counted(added: 0, deleted: 0), .counted(added: 1, deleted: 0)])
    for size in 1...answer.count {
      let chunks = stride(from: 0, to: answer.count, by: size).map { answer[$0..<min($0 + size, answer.count)] }
      XCTAssertEqual(try read(chunks), expected, "\(size) bytes at once")
    }
  }

  func testNothingDiffers() throws {
    XCTAssertEqual(try read([]), Reading())
  }

  /// An answer that stops before the last section of the patch is an error, also between two records and between two
  /// sections. What comes later, the frame around git's answer knows to be missing.
  func testEveryCut() throws {
    let answer = records + [0] + patch
    let last = Array("diff --git \"".utf8)
    let start = try XCTUnwrap(answer.indices.last { answer[$0...].starts(with: last) })
    for end in 1..<start { XCTAssertThrowsError(try read([answer[..<end]]), "cut at \(end)") }
  }

  func testWhatDoesNotBelongTogether() {
    let rows: [Row<[UInt8], DiffReader.Fault>] = [
      Row(Array("x".utf8) + records + [0] + patch, .records(RawDiffError(kind: .badHeader, offset: 0))),
      Row(records + patch, .records(RawDiffError(kind: .truncated, offset: records.count + patch.count))),
      Row(records + [0], .patch(PatchError(kind: .tooFewSections(expected: 3, found: 0), line: 0))),
      Row(records + [0] + patch + patch, .patch(PatchError(kind: .tooManySections, line: 20))),
    ]
    for row in rows {
      XCTAssertThrowsError(try read([row.input[...]]), file: row.file, line: row.line) {
        XCTAssertEqual($0 as? DiffReader.Fault, row.expected, file: row.file, line: row.line)
      }
    }
  }
}
