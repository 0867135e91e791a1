import TestSupport
import XCTest

@testable import CaskadeSyntax
@testable import CaskadeSystem

/// `git cat-file --batch` read in any portions, and damaged.
final class GitBlobBatchTests: XCTestCase {
  private let blobs: [[UInt8]] = [Array("one\n".utf8), [], Array("no line break".utf8), [0, 0x0A, 0xFF]]

  private func ids(_ count: Int) throws -> [ObjectID] {
    try (0..<count).map { try XCTUnwrap(ObjectID(String(repeating: "\($0 + 1)", count: 40))) }
  }

  private func stream() throws -> [UInt8] {
    try zip(ids(blobs.count), blobs).flatMap { Array("\($0.text) blob \($1.count)\n".utf8) + $1 + [0x0A] }
  }

  private func read(_ chunks: [ArraySlice<UInt8>]) throws -> [[UInt8]]? {
    var reader = BlobBatchReader(ids: try ids(blobs.count))
    var found: [[UInt8]] = []
    for chunk in chunks {
      try reader.consume(chunk) { index, blob in
        XCTAssertEqual(index, found.count)
        found.append(blob)
      }
    }
    return reader.isComplete ? found : nil
  }

  func testEveryPortionAndEveryCut() throws {
    let bytes = try stream()
    for size in 1...bytes.count {
      let chunks = stride(from: 0, to: bytes.count, by: size).map { bytes[$0..<min($0 + size, bytes.count)] }
      XCTAssertEqual(try read(chunks), blobs, "\(size) bytes at once")
    }
    for end in 0..<bytes.count { XCTAssertNil(try read([bytes[..<end]]), "cut at \(end)") }
  }

  func testWhatIsNotAsDocumented() throws {
    let id = String(repeating: "1", count: 40)
    for text in [
      "\(id) missing\n", "\(String(repeating: "2", count: 40)) blob 0\n\n", "\(id) blob -1\n", "\n", "\(id) blob 1\nxx",
    ] {
      XCTAssertThrowsError(try read([Array(text.utf8)[...]]), text)
    }
    XCTAssertThrowsError(try read([(try stream() + Array("x y z\n".utf8))[...]]), "more than was asked for")
  }
}
