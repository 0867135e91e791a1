import Foundation
import XCTest

@testable import CaskadeSyntax

/// A repository in a temporary folder, filled by `git fast-import` and read by git's own plumbing.
struct ThrowawayRepository {
  /// What stands at a path of a tree.
  struct Entry: Hashable {
    var mode: FileMode
    /// The content, the link's target, or the submodule's id as text.
    var bytes: [UInt8]
  }

  typealias Tree = [RepositoryPath: Entry]

  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("caskade-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = try git(["init", "-q", "--bare"])
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Makes a branch of one commit for each tree, in one call.
  func fill(_ branches: [(name: String, tree: Tree)]) throws {
    var input: [UInt8] = []
    for (name, tree) in branches {
      input += "commit refs/heads/\(name)\ncommitter Dev <dev@example.com> 1700000000 +0000\ndata 0\n".utf8
      for (path, entry) in tree.sorted(by: { $0.key < $1.key }) {
        if entry.mode == .submodule {
          input += "M 160000 ".utf8 + entry.bytes + " ".utf8 + Self.quoted(path) + "\n".utf8
        } else {
          input += "M \(entry.mode.text) inline ".utf8 + Self.quoted(path) + "\n".utf8
          input += "data \(entry.bytes.count)\n".utf8 + entry.bytes + "\n".utf8
        }
      }
      input += "\n".utf8
    }
    _ = try git(["fast-import", "--quiet"], input: input)
  }

  func diff(_ base: String, _ head: String, _ form: [String]) throws -> [UInt8] {
    try git(
      ["diff-tree", "-r", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=none"]
        + form + ["--end-of-options", base, head])
  }

  private static func quoted(_ path: RepositoryPath) -> [UInt8] {
    var result: [UInt8] = [0x22]
    for byte in path.bytes {
      let digits = String(byte, radix: 8)
      result += "\\\(String(repeating: "0", count: 3 - digits.count))\(digits)".utf8
    }
    return result + [0x22]
  }

  private func git(_ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": folder.path, "LC_ALL": "C",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
    ]
    // Files, not pipes: neither side can wait for the other.
    let (inFile, outFile) = (folder.appendingPathComponent("in"), folder.appendingPathComponent("out"))
    try Data(input).write(to: inFile)
    try Data().write(to: outFile)
    process.standardInput = try FileHandle(forReadingFrom: inFile)
    process.standardOutput = try FileHandle(forWritingTo: outFile)
    try process.run()
    process.waitUntilExit()
    XCTAssertEqual(process.terminationStatus, 0, "git \(arguments)")
    return Array(try Data(contentsOf: outFile))
  }
}
