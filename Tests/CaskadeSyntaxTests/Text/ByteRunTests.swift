import CaskadeSyntax
import XCTest

final class ByteRunTests: XCTestCase {
  /// Every text of up to six of two bytes, and every part of up to four, against the plain definition.
  func testSmallWorld() {
    func words(_ longest: Int) -> [[UInt8]] {
      var all: [[UInt8]] = [[]]
      for length in 0..<longest { all += all.filter { $0.count == length }.flatMap { [$0 + [7], $0 + [9]] } }
      return all
    }
    for text in words(6) {
      for part in words(4) {
        let expected = (0...text.count).first { !part.isEmpty && text[$0...].starts(with: part) }
        XCTAssertEqual(text.firstRange(ofBytes: part)?.lowerBound, expected, "\(part) in \(text)")
        XCTAssertEqual(
          ([1, 2] + text)[2...].firstRange(ofBytes: part), expected.map { $0 + 2..<$0 + 2 + part.count },
          "\(part) in \(text) behind two bytes")
      }
    }
  }
}
