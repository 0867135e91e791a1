import CaskadeSyntax
import CaskadeSystem
import Foundation
import TestSupport
import XCTest

@testable import CaskadeContracts

/// Counting words in the files of a work tree.
final class TextCountingTests: XCTestCase {
  func testOnlyRegularFilesOfTextAreRead() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("caskade-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = FileManager.default
    for name in ["a/b/c", "outside", "z"] {
      try files.createDirectory(at: folder.appendingPathComponent("root/\(name)"), withIntermediateDirectories: true)
    }
    func write(_ path: String, _ bytes: [UInt8]) throws {
      try Data(bytes).write(to: folder.appendingPathComponent("root/\(path)"))
    }
    let login = Array("login page".utf8)
    try write("a/b/c/one.txt", login)
    try write("a/b/two.txt", login + login)
    try write("a/data.bin", login + [0])
    try write("a/late.txt", [UInt8](repeating: 0x20, count: 8_000) + [0] + login)
    try write("a/large.txt", [UInt8](repeating: 0x78, count: 400_001))
    try write("a/most.txt", [UInt8](repeating: 0x78, count: 399_990) + login)
    try write("outside/x.txt", login)
    try files.createSymbolicLink(
      at: folder.appendingPathComponent("root/a/link.txt"),
      withDestinationURL: folder.appendingPathComponent("root/a/b/two.txt"))
    try files.createSymbolicLink(
      at: folder.appendingPathComponent("root/linked"),
      withDestinationURL: folder.appendingPathComponent("root/outside"))
    XCTAssertEqual(mkfifo(folder.appendingPathComponent("root/a/pipe").path, 0o600), 0)
    try write("z/empty", [])
    let rows: [Row<String, (length: Int32, hits: Int)>] = [
      Row("a/b/c/one.txt", (2, 1)), Row("a/b/two.txt", (3, 1)), Row("a/data.bin", (-1, 0)), Row("a/gone.txt", (-1, 0)),
      Row("a/large.txt", (-1, 0)), Row("a/late.txt", (2, 1)), Row("a/link.txt", (-1, 0)), Row("a/most.txt", (2, 0)),
      Row("a/pipe", (-1, 0)), Row("gone/x.txt", (-1, 0)), Row("linked/x.txt", (-1, 0)), Row("outside/x.txt", (2, 1)),
      Row("z", (-1, 0)), Row("z/empty", (0, 0)),
    ]
    let counts = TextCounting.count(
      rows.map { RepositoryPath($0.input) }, below: ByteString(folder.appendingPathComponent("root").path),
      with: WordCounter(stems: [Array("login".utf8)], identifiers: []))
    XCTAssertEqual(counts.lengths.count, rows.count)
    for (place, row) in rows.enumerated() where place < counts.lengths.count {
      XCTAssertEqual(counts.lengths[place], row.expected.length, row.input, file: row.file, line: row.line)
      XCTAssertEqual(counts.hits(of: place).count, row.expected.hits, row.input, file: row.file, line: row.line)
    }
  }
}
