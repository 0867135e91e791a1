import TestSupport
import XCTest

@testable import CaskadeSystem

final class CapturedOutputTests: XCTestCase {
  /// Every length of stream against every small limit, in pieces of every small size, against the
  /// whole stream cut by hand.
  func testEverySmallWorld() {
    for head in 0...4 {
      for tail in 0...4 {
        for length in 0...14 {
          let stream = (0..<UInt8(length)).map { $0 }
          for piece in 1...6 {
            var collector = OutputCollector(limit: ProcessRequest.OutputLimit(head: head, tail: tail))
            for start in stride(from: 0, to: length, by: piece) {
              collector.append(stream[start..<min(start + piece, length)])
            }
            let kept = head + tail < length ? Array(stream.suffix(tail)) : Array(stream.dropFirst(head))
            let expected = CapturedOutput(
              head: Array(stream.prefix(head)), tail: kept, omitted: max(0, length - head - tail))
            let world = "head \(head), tail \(tail), length \(length), piece \(piece)"
            XCTAssertEqual(collector.output, expected, world)
            XCTAssertEqual(collector.output.total, length, world)
            XCTAssertEqual(collector.output.bytes, expected.omitted == 0 ? stream : nil, world)
          }
        }
      }
    }
  }

  func testLimitsThatMeanEverything() {
    for limit in [ProcessRequest.OutputLimit.first(.max), ProcessRequest.OutputLimit(head: 0, tail: .max)] {
      var collector = OutputCollector(limit: limit)
      for _ in 0..<3 { collector.append([1, 2][...]) }
      XCTAssertEqual(collector.output.bytes, [1, 2, 1, 2, 1, 2])
    }
  }
}
