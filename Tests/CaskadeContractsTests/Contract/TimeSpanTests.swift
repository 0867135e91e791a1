import TestSupport
import XCTest

@testable import CaskadeContracts

final class TimeSpanTests: XCTestCase {
  func testEverySpanReadsBack() {
    for seconds in 1...86_400 { XCTAssertEqual(TimeSpan(TimeSpan(seconds: seconds).text)?.seconds, seconds) }
  }

  /// All texts over digits and units up to length 6 beside a plain reading of the rule.
  func testEveryShortText() {
    var texts = [""]
    var all = texts
    for _ in 0..<6 {
      texts = texts.flatMap { text in "019hms".map { text + String($0) } }
      all += texts
    }
    for text in all { XCTAssertEqual(TimeSpan(text)?.seconds, Self.plain(text), text) }
    XCTAssertEqual(all.count { TimeSpan($0) != nil }, 1_143)
  }

  /// Numbers with a unit each, units from large to small, more than nothing and at most a day.
  private static func plain(_ text: String) -> Int? {
    var rest = Substring(text)
    var total = 0
    for (unit, seconds) in [("h", 3_600), ("m", 60), ("s", 1)] {
      let digits = rest.prefix { $0.isNumber }
      guard !digits.isEmpty, rest.dropFirst(digits.count).hasPrefix(unit), let number = Int(digits) else { continue }
      total += number * seconds
      rest = rest.dropFirst(digits.count + 1)
    }
    return rest.isEmpty && (1...86_400).contains(total) ? total : nil
  }

  func testWhatIsRefused() {
    let texts = [
      "10", "m", "1 m", "1d", "-1m", "1.5h", "25h", "24h1s", "86401s", "0s", "1m1m", "1s1m", "1H", "９m", "1m ",
      "9999999999999999999999s",
    ]
    for text in texts { XCTAssertNil(TimeSpan(text), text) }
    XCTAssertEqual(TimeSpan("24h")?.seconds, 86_400)
    XCTAssertEqual(TimeSpan(seconds: 5_430).text, "1h30m30s")
  }
}
