import Foundation
import TestSupport
import XCTest

/// Compares text with a file below `Goldens/`.
///
/// A mismatch writes the text beside the file as `NAME.actual` and shows the lines that differ. Nothing is ever rewritten
/// unless `CASKADE_RECORD_GOLDENS` is set, and recording fails the test, so that it can't pass for a comparison.
enum Golden {
  static let folder = ProjectFolder.root.appendingPathComponent("Tests/CaskadeReportTests/Goldens")

  static func assert(_ text: String, _ name: String, file: StaticString = #filePath, line: UInt = #line) throws {
    let place = folder.appendingPathComponent(name)
    let actual = folder.appendingPathComponent(name + ".actual")
    if ProcessInfo.processInfo.environment["CASKADE_RECORD_GOLDENS"] != nil {
      try Data(text.utf8).write(to: place)
      XCTFail("recorded \(name): review it, and run again without recording", file: file, line: line)
      return
    }
    let expected = try? String(contentsOf: place, encoding: .utf8)
    if expected == text {
      try? FileManager.default.removeItem(at: actual)
      return
    }
    try Data(text.utf8).write(to: actual)
    XCTFail(
      "\(name) differs; what came is in \(name).actual\n\(difference(expected ?? "", text))", file: file, line: line)
  }

  /// Files that no test asks for.
  static func unused(_ names: Set<String>) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { !$0.hasSuffix(".actual") && !names.contains($0) }.sorted()
  }

  /// The lines that were taken away and added, without those that both texts share.
  static func difference(_ expected: String, _ actual: String) -> String {
    let old = expected.components(separatedBy: "\n")
    let new = actual.components(separatedBy: "\n")
    return new.difference(from: old).map { change in
      switch change {
      case .remove(let offset, let line, _): "-\(offset + 1): \(line)"
      case .insert(let offset, let line, _): "+\(offset + 1): \(line)"
      }
    }.joined(separator: "\n")
  }
}
