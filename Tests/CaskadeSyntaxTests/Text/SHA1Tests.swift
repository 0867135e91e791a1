import CaskadeSyntax
import TestSupport
import XCTest

/// Against the examples of FIPS 180 and what git calls an empty blob.
final class SHA1Tests: XCTestCase {
  func testDigests() {
    let rows: [Row<[UInt8], String>] = [
      Row([], "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
      Row(Array("abc".utf8), "a9993e364706816aba3e25717850c26c9cd0d89d"),
      Row(
        Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
        "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
      Row([UInt8](repeating: UInt8(ascii: "a"), count: 1_000), "291e9a6c66994949b57ba5e650361e98fc36b1ba"),
      Row(Array("blob 0\0".utf8), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"),
    ]
    for row in rows { XCTAssertEqual(SHA1.text(row.input), row.expected, file: row.file, line: row.line) }
  }
}
