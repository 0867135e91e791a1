import TestSupport
import XCTest

@testable import CaskadeCore
@testable import CaskadeSyntax

final class LeftoverMemoryTests: XCTestCase {
  private func file(_ path: RepositoryPath, _ command: String = "it") throws -> LeftoverMemory.File {
    LeftoverMemory.File(
      path: path, mode: .regular, id: try XCTUnwrap(ObjectID(String(repeating: "a", count: 40))), command: command)
  }

  func testItReadsWhatItWrote() throws {
    let names = [RepositoryPath("out/ü\n\"x\""), RepositoryPath(bytes: [0x61, 0xFF]), RepositoryPath("a b")]
    let memory = LeftoverMemory(try names.map { try file($0, "swift test \u{1B} 'x'") })
    XCTAssertEqual(memory.files.map(\.path), names.sorted())
    XCTAssertEqual(LeftoverMemory(reading: memory.bytes), memory)
    XCTAssertEqual(LeftoverMemory(reading: LeftoverMemory.none.bytes), LeftoverMemory.none)
  }

  /// The latest command counts, and there is an end to it.
  func testEachPathOnceAndNotTooMany() throws {
    let twice = LeftoverMemory([try file(RepositoryPath("a"), "new"), try file(RepositoryPath("a"), "old")])
    XCTAssertEqual(twice.files.map(\.command), ["new"])
    let many = LeftoverMemory(try (0..<10_001).map { try file(RepositoryPath("\($0)")) })
    XCTAssertEqual(many.files.count, 10_000)
    XCTAssertLessThan(many.bytes.count, LeftoverMemory.mostBytes)
  }

  func testNothingElseIsAMemory() throws {
    let text = String(decoding: LeftoverMemory([try file(RepositoryPath("a"))]).bytes, as: UTF8.self)
    XCTAssertNotNil(LeftoverMemory(reading: Array(text.utf8)))
    for other in [
      "", "{}", "[]", String(text.dropLast(3)), text.replacing("left/1", with: "left/2"),
      text.replacing("aaaa", with: "zzzz"), text.replacing("100644", with: "644"),
      text.replacing("files", with: "file"),
    ] {
      XCTAssertNil(LeftoverMemory(reading: Array(other.utf8)), other)
    }
  }
}
