import CaskadeSystem
import Foundation
import XCTest

/// Test data of others, which isn't part of the project: files of the folder that `CASKADE_CORPORA` names.
///
/// Whoever runs the tests without it has the project's own fixtures, which hold every rule by themselves. `.ci/run` looks
/// for the sentence below, so that data which is there can't be passed over.
package enum Corpora {
  /// The text of a file; one whose name ends in `.gz` is unpacked.
  ///
  /// Skips the test where no folder is named, and fails it where the file isn't there.
  package static func text(_ name: String) throws -> String {
    guard let folder = ProcessInfo.processInfo.environment["CASKADE_CORPORA"], !folder.isEmpty else {
      sayAtTheEnd(name)
      throw XCTSkip("CASKADE_CORPORA names no folder, so \(name) was not read")
    }
    let file = URL(fileURLWithPath: folder, relativeTo: ProjectFolder.root).appendingPathComponent(name)
    let bytes = name.hasSuffix(".gz") ? try unpacked(file) : try Data(contentsOf: file)
    guard let text = String(bytes: bytes, encoding: .utf8) else { throw Damaged(description: "\(name) isn't UTF-8") }
    return text
  }

  package struct Damaged: Error, CustomStringConvertible {
    package let description: String
  }

  private static func unpacked(_ file: URL) throws -> Data {
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-dc", file.path]
    let pipe = Pipe()
    gzip.standardOutput = pipe
    try gzip.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    gzip.waitUntilExit()
    guard gzip.terminationStatus == 0 else { throw Damaged(description: "gzip can't unpack \(file.path)") }
    return bytes
  }

  private static let unread = Locked<Set<String>>([])

  /// The last line of the run names what it went without; among thousands of lines nobody sees a skipped test.
  private static func sayAtTheEnd(_ name: String) {
    let isFirst = unread.withLock { names in
      names.insert(name)
      return names.count == 1
    }
    guard isFirst else { return }
    atexit {
      let names = Corpora.unread.withLock { $0 }.sorted().joined(separator: ", ")
      print("Not read, because CASKADE_CORPORA names no folder: \(names)")
      fflush(nil)
    }
  }
}
