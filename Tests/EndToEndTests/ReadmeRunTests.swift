import Foundation
import TestSupport
import XCTest

/// The run in the README is the demo's: what it shows is what the binary prints, but for ids and times.
final class ReadmeRunTests: XCTestCase {
  private func masked(_ text: String) -> String {
    var masked = text
    for (pattern, word) in [
      ("[0-9a-f]{7,64}", "ID"), (" *[0-9]+\\.[0-9] s", " TIME"), ("[0-9-]{10}T[0-9:]{8}Z", "DAY"),
    ] {
      masked = masked.replacingOccurrences(of: pattern, with: word, options: .regularExpression)
    }
    return masked
  }

  func testTheDemoPrintsEachBlock() throws {
    let readme = try String(
      contentsOf: ProjectFolder.root.appendingPathComponent("README.md"), encoding: .utf8)
    let parts = readme.components(separatedBy: "\n## ")
    let section = try XCTUnwrap(parts.first { $0.hasPrefix("One run") })
    let blocks = section.components(separatedBy: "\n```").enumerated().filter { $0.offset % 2 == 1 }.map {
      $0.element.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().joined()
    }
    XCTAssertGreaterThan(blocks.count, 2)
    let printed = masked(try ScratchRepository().caskade("demo").output)
    for block in blocks where !printed.contains(masked(block)) {
      XCTFail("the demo doesn't print this block of the README:\n\(block)")
    }
  }
}
