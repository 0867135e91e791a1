import Foundation
import TestSupport
import XCTest

@testable import CaskadeSyntax

final class Base64Tests: XCTestCase {
  func testAgainstFoundation() {
    var random = RepeatableRandom(seed: 3)
    for length in 0..<200 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      XCTAssertEqual(Base64.encode(bytes), Data(bytes).base64EncodedString())
      XCTAssertEqual(Base64.decode(Base64.encode(bytes)), bytes)
    }
  }

  func testRefuses() {
    for text in [
      "A", "AA", "AAA", "AA=", "A===", "====", "=AAA", "AA=A", "AAAA=", "AB==", "AAB=", "A A=", "AAA\n", "AA-_", "é===",
    ] {
      XCTAssertNil(Base64.decode(text), text)
    }
    XCTAssertEqual(Base64.decode("AA=="), [0])
    XCTAssertEqual(Base64.decode(""), [])
  }
}
