import TestSupport
import XCTest

@testable import CaskadeContracts

final class CalendarDateTests: XCTestCase {
  func testText() {
    for text in ["2026-12-01", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"] {
      XCTAssertEqual(CalendarDate(text)?.text, text)
    }
    for text in [
      "", "2026-12-1", "2026-12-32", "2026-13-01", "2026-00-10", "2026-10-00", "2023-02-29", "1900-02-29", "2026-04-31",
      "2026/12/01", " 2026-12-01", "2026-12-01 ", "2026-12-01T00:00:00Z", "+026-12-01", "20261-1-01", "２026-12-1",
    ] { XCTAssertNil(CalendarDate(text), text) }
  }

  /// Day by day over four centuries and a bit, beside a calendar that counts.
  func testEveryDayFrom1890To2310() throws {
    var day = -29_219
    var last: CalendarDate?
    for year in 1890...2310 {
      for month in 1...12 {
        for number in 1...31 {
          let text = "\(year)-\(month < 10 ? "0" : "")\(month)-\(number < 10 ? "0" : "")\(number)"
          guard let date = CalendarDate(text) else { continue }
          XCTAssertEqual(CalendarDate(secondsSince1970: day * 86_400), date)
          XCTAssertEqual(CalendarDate(secondsSince1970: day * 86_400 + 86_399), date)
          if let last { XCTAssertLessThan(last, date) }
          last = date
          day += 1
        }
      }
    }
    XCTAssertEqual(CalendarDate(secondsSince1970: 0).text, "1970-01-01")
    XCTAssertEqual(CalendarDate(secondsSince1970: day * 86_400).text, "2311-01-01")
  }
}
