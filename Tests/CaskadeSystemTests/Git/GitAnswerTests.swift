import TestSupport
import XCTest

@testable import CaskadeSyntax
@testable import CaskadeSystem

/// How an answer of git's is known to be whole.
final class GitAnswerTests: XCTestCase {
  private func framed(_ answer: String, in portions: Int) -> (content: String, isWhole: Bool) {
    var frame = AnswerFrame(header: Array("<<\n".utf8), trailer: Array(">>\n".utf8))
    var content: [UInt8] = []
    let bytes = Array(answer.utf8)
    for start in stride(from: 0, to: bytes.count, by: portions) {
      frame.pass(bytes[start..<min(start + portions, bytes.count)]) { content += $0 }
    }
    return (String(decoding: content, as: UTF8.self), frame.isWhole)
  }

  func testAFrameInAnyPortions() {
    let rows: [Row<String, String?>] = [
      Row("<<\n>>\n", ""), Row("<<\na>>\n", "a"), Row("<<\nabc\n>>\n", "abc\n"), Row("<<\n>>\n>>\n", ">>\n"),
      Row("", nil), Row("<<\n", nil), Row("<<\n>>", nil), Row("<<\nabc\n", nil), Row("<<\nabc\n>>", nil),
      Row("abc\n>>\n", nil), Row("<\n>>\n", nil), Row("<<\n>\n>", nil),
    ]
    for row in rows {
      for portions in 1...8 {
        let found = framed(row.input, in: portions)
        XCTAssertEqual(found.isWhole, row.expected != nil, "\(row.input) \(portions)", file: row.file, line: row.line)
        if let expected = row.expected {
          XCTAssertEqual(found.content, expected, "\(row.input) \(portions)", file: row.file, line: row.line)
        }
      }
      let frame = AnswerFrame(header: Array("<<\n".utf8), trailer: Array(">>\n".utf8))
      let content = frame.content(of: Array(row.input.utf8)).map { String(decoding: $0, as: UTF8.self) }
      XCTAssertEqual(content, row.expected, row.input, file: row.file, line: row.line)
    }
  }

  /// Git itself, for both kinds of ids: the pair's line, what differs, and the line of the pair without differences.
  func testGitEchoesThePairs() throws {
    for format in ["sha1", "sha256"] {
      let repository = try ScratchRepository(format: format)
      try repository.write("a.txt", "one\n")
      try repository.write("deep/b.txt", "two\n")
      try repository.commit("Begin")
      let text = try repository.git("rev-parse", "HEAD^{tree}").trimmingCharacters(in: .whitespacesAndNewlines)
      let pair = TreePair.all(of: try XCTUnwrap(ObjectID(text)))
      let input = String(decoding: pair.input, as: UTF8.self)
      let answer = try repository.shell(
        "printf '\(input)' | git diff-tree --stdin -r -z --raw --no-abbrev --no-renames | tr '\\0' '\\n'")
      let content = try XCTUnwrap(pair.frame.content(of: Array(answer.output.utf8)), answer.text)
      let records = String(decoding: content, as: UTF8.self).split(separator: "\n")
      XCTAssertEqual(records.filter { !$0.hasPrefix(":") }, ["a.txt", "deep/b.txt"])
    }
  }

  private func listing(_ answer: String, entries: UInt8?) throws -> IndexListing {
    let repository = try ScratchRepository()
    let file = repository.url("index")
    if let entries { try Data([0x44, 0x49, 0x52, 0x43, 0, 0, 0, 2, 0, 0, 0, entries, 1, 2, 3]).write(to: file) }
    return try IndexListing(
      Array(answer.replacingOccurrences(of: "|", with: "\0").utf8), index: ByteString(file.path))
  }

  func testAnIndexThatCountsItsEntries() throws {
    let entry = "H 100644 abc 0\tpath|"
    let rows: [Row<(answer: String, entries: UInt8?), Int?>] = [
      Row(("", nil), 0), Row(("? a|? b|", nil), 2), Row((entry, 1), 0), Row(("? a|" + entry, 1), 1),
      // A sparse index counts folders, of which the files are listed.
      Row((entry + entry, 1), 0),
      Row(("", 1), nil), Row(("? a|", 1), nil), Row((entry, 2), nil), Row(("? a", nil), nil),
      Row((String(entry.dropLast()), 1), nil),
    ]
    for row in rows {
      if let expected = row.expected {
        XCTAssertEqual(
          try listing(row.input.answer, entries: row.input.entries).others.count, expected, file: row.file,
          line: row.line)
      } else {
        XCTAssertThrowsError(
          try listing(row.input.answer, entries: row.input.entries), file: row.file, line: row.line)
      }
    }
  }
}
