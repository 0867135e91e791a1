import CaskadeSystem
import XCTest

/// A folder for one test, and short words for what is done in it.
struct FileWorld {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder(below: nil)
  }

  func path(_ name: String) -> ByteString { folder.path.appending(name) }

  @discardableResult
  func file(_ name: String, _ text: String = "", mode: mode_t = 0o644) throws -> ByteString {
    try AtomicFile.write(Array(text.utf8), to: path(name), replacing: true)
    XCTAssertEqual(chmod(path(name).text, mode), 0)
    return path(name)
  }

  @discardableResult
  func folder(_ name: String) throws -> ByteString {
    try FileSystem.createFolders(path(name))
    return path(name)
  }

  @discardableResult
  func link(_ name: String, to target: ByteString) -> ByteString {
    XCTAssertEqual(symlink(target.text, path(name).text), 0)
    return path(name)
  }

  /// Runs a script in the folder, which must succeed.
  func shell(_ script: String, file: StaticString = #filePath, line: UInt = #line) throws {
    let result = try Shell.run(script) { $0.directory = folder.path }
    XCTAssertEqual(result.termination, .exited(0), result.standardError.text, file: file, line: line)
  }

  func text(_ name: String) throws -> String {
    String(decoding: try FileReader.read(path(name), limit: 1_000_000), as: UTF8.self)
  }

  func names(_ name: String = "") throws -> [String] {
    try FileSystem.entries(of: path(name)).map(\.text)
  }
}

/// The kind of the error that `body` throws, or a failed test.
func fileError(
  file: StaticString = #filePath, line: UInt = #line, _ body: () throws -> Void
) -> FileError? {
  var caught: FileError?
  XCTAssertThrowsError(try body(), file: file, line: line) { caught = $0 as? FileError }
  return caught
}
