import TestSupport
import XCTest

@testable import CaskadeSyntax

final class NULRecordsTests: XCTestCase {
  func testRecords() {
    let rows: [Row<String, [String]>] = [
      Row("", []), Row("\0", [""]), Row("a\0", ["a"]), Row("a\0b\0", ["a", "b"]), Row("\0\0a\0", ["", "", "a"]),
      Row("a", ["a"]), Row("a\0b", ["a", "b"]), Row("a\n\0 b\0", ["a\n", " b"]),
    ]
    for row in rows {
      let records = NULRecords(Array(row.input.utf8))
      XCTAssertEqual(
        records.map { String(decoding: $0, as: UTF8.self) }, row.expected, file: row.file, line: row.line)
      XCTAssertEqual(
        records.isWhole, row.input.isEmpty || row.input.hasSuffix("\0"), file: row.file, line: row.line)
    }
  }

  func testPlaces() {
    var records = NULRecords(Array("ab\0c\0d".utf8))
    var places: [Int] = []
    var whole: [Bool] = []
    while let record = records.next() {
      places.append(record.startIndex)
      whole.append(records.lastWasWhole)
    }
    XCTAssertEqual(places, [0, 3, 5])
    XCTAssertEqual(whole, [true, true, false])
    XCTAssertNil(records.next())
  }
}
