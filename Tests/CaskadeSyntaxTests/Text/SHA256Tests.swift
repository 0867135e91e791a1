import CaskadeSyntax
import TestSupport
import XCTest

final class SHA256Tests: XCTestCase {
  /// FIPS 180-4's examples, and lengths around the end of a block; what they are was taken from `sha256sum`.
  func testDigests() {
    let rows: [Row<[UInt8], String>] = [
      Row([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      Row(Array("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      Row(
        Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
      Row([UInt8](repeating: 0xA5, count: 55), "26ee0116778740a66fe2ba10ea063748b27306acc99188ec812746d4e8d70083"),
      Row([UInt8](repeating: 0xA5, count: 56), "4cf71e2b0aa0fcc0c271f68353026a77b8e50153632a8e4a73833cd64080e92e"),
      Row([UInt8](repeating: 0xA5, count: 63), "a1942663a5b8b93dffc9c4ff5f62c71a1c021d1fcc1e470dd46172abace1bca5"),
      Row([UInt8](repeating: 0xA5, count: 64), "bb626e5577021df95ea17eb6339e75904855b80087e40660931c4a89b302f74a"),
      Row([UInt8](repeating: 0xA5, count: 65), "667f84020d981fcedce2816e4e9969a02d5c317a0aef56a6c588175820f82a81"),
      Row([UInt8](repeating: 0xA5, count: 119), "d4f197a1127980fe239c189bab09428d00de243c790ea7cad66f03928d992c89"),
      Row([UInt8](repeating: 0xA5, count: 120), "2065fa2ca0929999a6887714ef1af9d994cd93ab5ea165d4b426d7dc34f1e226"),
      Row([UInt8](repeating: 0xA5, count: 1000), "30c623ea6bec69e841aee3fc41dcb6cabbe74c11b1404bcfbb026706ce608906"),
    ]
    for row in rows { XCTAssertEqual(SHA256.text(row.input), row.expected, file: row.file, line: row.line) }
  }
}
