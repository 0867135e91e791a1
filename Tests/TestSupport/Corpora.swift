import CaskadeSystem
import Foundation
import XCTest

/// Test data of others, which isn't part of the project: files of the folder that `CASKADE_CORPORA` names.
///
/// Whoever runs the tests without it has the project's own fixtures, which hold every rule by themselves. Tests that run side
/// by side in processes of their own keep what they print to themselves as long as they pass: a line for each file that was
/// read, or wasn't, is added to the file that `CASKADE_CORPORA_LOG` names. `.ci/run` reads it, so that data which is there
/// can't be passed over.
package enum Corpora {
  /// The text of a file; one whose name ends in `.gz` is unpacked.
  ///
  /// Skips the test where no folder is named, and fails it where the file isn't there.
  package static func text(_ name: String) throws -> String {
    guard let folder = ProcessInfo.processInfo.environment["CASKADE_CORPORA"], !folder.isEmpty else {
      sayAtTheEnd(name)
      note("not read: \(name)")
      throw XCTSkip("CASKADE_CORPORA names no folder, so \(name) was not read")
    }
    let file = URL(fileURLWithPath: folder, relativeTo: ProjectFolder.root).appendingPathComponent(name)
    let bytes = name.hasSuffix(".gz") ? try unpacked(file) : try Data(contentsOf: file)
    guard let text = String(bytes: bytes, encoding: .utf8) else { throw Damaged(description: "\(name) isn't UTF-8") }
    note("read: \(name)")
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

  /// One write to the end of the file, so that lines of several processes don't mix.
  private static func note(_ line: String) {
    guard let path = ProcessInfo.processInfo.environment["CASKADE_CORPORA_LOG"], !path.isEmpty else { return }
    let bytes = Array((line + "\n").utf8)
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
    defer { close(file) }
    let count = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    XCTAssertEqual(count, bytes.count, "CASKADE_CORPORA_LOG can't be written: \(path)")
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
