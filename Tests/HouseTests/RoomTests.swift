import Foundation
import TestSupport
import XCTest

/// Rules of the house that the compiler can't see.
final class RoomTests: XCTestCase {
  /// Every file that is shipped: read once, because each rule looks at all of them.
  private static let shipped = Result { try ["Sources", "Templates"].flatMap { try SourceFileText.all(in: $0) } }

  private func sources(in folder: String) throws -> [SourceFileText] {
    let found = try Self.shipped.get().filter { $0.path.hasPrefix(folder + "/") }
    XCTAssertFalse(found.isEmpty, "no sources in \(folder)")
    return found
  }

  private func assertAbsent(
    _ words: [String], in folder: String, except exceptions: [String] = [], file: StaticString = #filePath,
    line: UInt = #line
  ) throws {
    let files = try Self.shipped.get().filter { $0.path.hasPrefix(folder + "/") }
    XCTAssertFalse(files.isEmpty, "no sources in \(folder)")
    for source in files where !exceptions.contains(where: source.path.hasPrefix) {
      // Telling code from comments is slow, and most files hold none of the words in either, nor a comment that parts one.
      guard (words + ["/*"]).contains(where: source.holds) else { continue }
      let code = SwiftText.code(of: source.text, strings: .kept)
      for (index, text) in code.components(separatedBy: "\n").enumerated() {
        for word in words where text.contains(word) {
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
      except: [
        "Sources/caskade/main.swift", "Sources/caskade-bench/main.swift",
        "Sources/CaskadeSystem/Platform/Interruption.swift",
        // What was to answer hangs, and can't come back here.
        "Sources/CaskadeSystem/Process/Deadline.swift",
        // A list of words that code of others is searched for.
        "Sources/CaskadeInspection/Checks/Awareness/AwarenessMark.swift",
      ])
  }

  /// Whose files are protected in every repository is a list of names, and no more than that.
  func testOneRoomKnowsTheVendorsOfAgents() throws {
    let vendors = [
      "Claude", "claude", "Codex", "codex", "Gemini", "gemini", "Copilot", "copilot", "OpenCode", "opencode", "Aider",
      "aider", "Windsurf", "windsurf",
    ]
    try assertAbsent(
      vendors, in: "Sources",
      except: ["Sources/CaskadeAgents/", "Sources/CaskadeContracts/Policy/BuiltInProtected.swift"])
  }

  func testNothingIsPublic() throws {
    for source in try sources(in: "Sources") {
      for (index, line) in source.text.components(separatedBy: "\n").enumerated() {
        let word = line.drop { $0 == " " }.prefix(7)
        XCTAssertNotEqual(word, "public ", "\(source.path):\(index + 1)")
      }
    }
  }

  func testFilesHoldOneConcept() throws {
    for source in try sources(in: "Sources") where !source.path.contains("Rules") && !source.path.contains("Table") {
      let count = source.text.components(separatedBy: "\n").count
      XCTAssertLessThanOrEqual(count, 400, "\(source.path) has \(count) lines")
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
