import Foundation
import TestSupport
import XCTest

/// Rules of the house that the compiler can't see.
final class RoomTests: XCTestCase {
  private struct Source {
    let path: String
    let lines: [String]
  }

  private func sources(in folder: String) throws -> [Source] {
    let root = ProjectFolder.root.appendingPathComponent(folder)
    let walk = try XCTUnwrap(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
    var found: [Source] = []
    for case let url as URL in walk where url.pathExtension == "swift" {
      let path = String(url.path.dropFirst(ProjectFolder.root.path.count + 1))
      found.append(
        Source(path: path, lines: try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n")))
    }
    XCTAssertFalse(found.isEmpty, "no sources in \(folder)")
    return found.sorted { $0.path < $1.path }
  }

  private func assertAbsent(
    _ words: [String], in folder: String, except exceptions: [String] = [], file: StaticString = #filePath,
    line: UInt = #line
  ) throws {
    for source in try sources(in: folder) where !exceptions.contains(source.path) {
      for (index, text) in source.lines.enumerated() {
        let code = text.components(separatedBy: "//")[0]
        for word in words where code.contains(word) {
          XCTFail("\(source.path):\(index + 1): '\(word)' has no place here: \(text)", file: file, line: line)
        }
      }
    }
  }

  /// One stray import of Foundation costs 50 MB in the binary and 3 ms at each start.
  func testNobodyImportsAllOfFoundation() throws {
    try assertAbsent(["import Foundation"], in: "Sources")
    try assertAbsent(["import Foundation"], in: "Templates")
  }

  private static let pureRooms = [
    "CaskadeSyntax", "CaskadeInspection", "CaskadeContracts", "CaskadeCore", "CaskadeReport", "CaskadeAgents",
  ]

  func testPureRoomsKnowNoWorld() throws {
    let world = ["Glibc", "Darwin", "Dispatch", "ContinuousClock", "Date()", "getenv(", "ProcessInfo", "Int.random("]
    for room in Self.pureRooms { try assertAbsent(world, in: "Sources/\(room)") }
  }

  func testNothingTrapsOnData() throws {
    try assertAbsent(["try!", "fatalError(", "as! "], in: "Sources")
  }

  func testExitIsCalledInOnePlace() throws {
    try assertAbsent(
      [" exit(", "_exit("], in: "Sources",
      except: ["Sources/caskade/main.swift", "Sources/CaskadeSystem/Platform/Interruption.swift"])
  }

  func testNothingIsPublic() throws {
    for source in try sources(in: "Sources") {
      for (index, line) in source.lines.enumerated() {
        let word = line.drop { $0 == " " }.prefix(7)
        XCTAssertNotEqual(word, "public ", "\(source.path):\(index + 1)")
      }
    }
  }

  func testFilesHoldOneConcept() throws {
    for source in try sources(in: "Sources") where !source.path.contains("Rules") && !source.path.contains("Table") {
      XCTAssertLessThanOrEqual(source.lines.count, 400, "\(source.path) has \(source.lines.count) lines")
    }
    for word in ["Utils", "Util.", "Helpers", "Helper.", "Manager", "Common."] {
      for source in try sources(in: "Sources") {
        XCTAssertFalse(source.path.contains(word), "\(source.path) is named for nothing")
      }
    }
  }

  func testTheStyleIsKept() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "swift", "format", "lint", "--strict", "--recursive", "Package.swift", "Sources", "Templates", "Tests",
    ]
    process.currentDirectoryURL = ProjectFolder.root
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    XCTAssertEqual(process.terminationStatus, 0, output)
  }
}
