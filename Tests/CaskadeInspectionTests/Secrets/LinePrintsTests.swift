import TestSupport
import XCTest

@testable import CaskadeInspection

/// What a set of whole lines tells.
final class LinePrintsTests: XCTestCase {
  func testItIsASetOfLines() {
    for seed in UInt64(1)...20 {
      var random = RepeatableRandom(seed: seed)
      var prints = LinePrints()
      var lines: Set<[UInt8]> = []
      XCTAssertTrue(prints.isEmpty)
      for _ in 0..<2_000 {
        // Of two bytes, one of them NUL, so that many come twice and many differ by their length alone.
        let line = (0..<Int.random(in: 0...24, using: &random)).map { _ in UInt8.random(in: 0...1, using: &random) }
        let wasNew = line.withUnsafeBufferPointer { prints.insert(prints.print(of: $0)) }
        XCTAssertEqual(wasNew, lines.insert(line).inserted, "seed \(seed): \(line)")
      }
      XCTAssertFalse(prints.isEmpty)
    }
  }

  /// Lines whose last words agree in their last bytes don't all want one slot: the time grows as their number does.
  func testLinesThatEndAlike() {
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
    let growth = TimeGrowth(from: 1_000) { count in
      (0..<count).map { (number: Int) -> [UInt8] in
        var line = Array("000aaaa".utf8)
        for (place, share) in [3_844, 62, 1].enumerated() { line[place] = letters[number / share % 62] }
        return line
      }
    } _: { lines in
      var prints = LinePrints()
      for line in lines { _ = line.withUnsafeBufferPointer { prints.insert(prints.print(of: $0)) } }
    }
    XCTAssertTrue(growth.isLinear, "\(growth)")
  }

  /// Lines that differ in one bit, at any place.
  func testEveryBitCounts() {
    for length in [1, 6, 7, 8, 13, 14, 15, 16, 50] {
      var prints = LinePrints()
      let plain = [UInt8](repeating: 0xA5, count: length)
      XCTAssertTrue(plain.withUnsafeBufferPointer { prints.insert(prints.print(of: $0)) })
      for bit in 0..<(length * 8) {
        var line = plain
        line[bit / 8] ^= 1 << UInt8(bit % 8)
        let print = line.withUnsafeBufferPointer { prints.print(of: $0) }
        XCTAssertTrue(prints.insert(print), "\(length) bytes, bit \(bit)")
        XCTAssertFalse(prints.insert(print), "\(length) bytes, bit \(bit)")
      }
    }
  }
}
