import TestSupport
import XCTest

@testable import CaskadeSyntax

/// What zlib packed comes back whole, and what isn't whole doesn't come back.
final class InflateTests: XCTestCase {
  private struct Sample {
    let packed: [UInt8]
    let text: [UInt8]
  }

  /// Packed by zlib: without a code, with the fixed one, and with one that it spells.
  private func samples() throws -> [Sample] {
    let short = Array("same same same, and then something else: same\n".utf8)
    let letters = (0..<600).map { (number: Int) -> UInt8 in UInt8(97 + (number * number * 7 + number / 3) % 26) }
    let long: [UInt8] = letters + Array(String(repeating: "abc", count: 80).utf8)
    return try [
      ("eAEBLgDR/3NhbWUgc2FtZSBzYW1lLCBhbmQgdGhlbiBzb21ldGhpbmcgZWxzZTogc2FtZQqDixBC", short),
      ("eAErTsxNVSiGEToKiXkpCiUZqXkKxfm5qSUZmXnpCqk5xalWYGkuAIOLEEI=", short),
      ("eNrtyksKACAIBcCzPg3sJ1Tiwtt3htYJsxxU1u5eW5DFCS/QGVg2VtvTrfA+MkiQLdtLA/FXLjkHWrI=", long),
    ].map { Sample(packed: try XCTUnwrap(Base64.decode($0.0)), text: $0.1) }
  }

  private func unpack(_ packed: [UInt8], room: Int, with inflate: inout Inflate) -> (Inflate.Answer, [UInt8]) {
    var bytes = [UInt8](repeating: 0xEE, count: room + 16)
    let answer = bytes.withUnsafeMutableBufferPointer { buffer in
      packed.withUnsafeBytes { inflate.unpack($0, into: UnsafeMutableBufferPointer(rebasing: buffer[..<room])) }
    }
    XCTAssertEqual(Array(bytes[room...]), [UInt8](repeating: 0xEE, count: 16), "written beyond its room")
    return (answer, Array(bytes[..<room]))
  }

  func testWholeOnesAndEachCutAndEachRoom() throws {
    // One for all: nothing of the one before is left in it.
    var inflate = Inflate()
    for sample in try samples() + samples().reversed() {
      let count = sample.text.count
      let whole = unpack(sample.packed, room: count, with: &inflate)
      XCTAssertEqual(whole.0, .whole(bytes: count, isChecked: true))
      XCTAssertEqual(whole.1, sample.text)
      XCTAssertEqual(Inflate.bytes(sample.packed[...], atMost: count), sample.text)
      XCTAssertNil(Inflate.bytes(sample.packed[...], atMost: count - 1))
      for room in stride(from: 0, to: count, by: 5) {
        XCTAssertEqual(unpack(sample.packed, room: room, with: &inflate).0, .more, "\(room)")
      }
      for end in 0..<sample.packed.count {
        let cut = unpack(Array(sample.packed[..<end]), room: count, with: &inflate).0
        // The last bytes are the checksum.
        let isData = end >= sample.packed.count - 4
        XCTAssertEqual(cut, isData ? .whole(bytes: count, isChecked: false) : .damaged, "cut at \(end)")
      }
    }
  }

  func testNoDamageIsTakenForTheWhole() throws {
    var inflate = Inflate()
    for sample in try samples() {
      for place in sample.packed.indices {
        for bit in 0..<8 {
          var damaged = sample.packed
          damaged[place] ^= 1 << UInt8(bit)
          let (answer, bytes) = unpack(damaged, room: sample.text.count, with: &inflate)
          if answer == .whole(bytes: sample.text.count, isChecked: true) { XCTAssertEqual(bytes, sample.text) }
        }
      }
    }
  }
}
