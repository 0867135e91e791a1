import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeInspection

/// The records of a range's commits, as `git diff-tree --stdin -c -z --raw` prints them.
final class HistoryReaderTests: XCTestCase {
  private let commit = String(repeating: "c", count: 40)
  private let one = String(repeating: "1", count: 40)
  private let two = String(repeating: "2", count: 40)
  private let three = String(repeating: "3", count: 40)
  private let none = String(repeating: "0", count: 40)

  private func read(_ text: String) throws -> [HistoryRecord] {
    try HistoryReader.read(Array(text.replacing("|", with: "\0").utf8))
  }

  func testCommitsAndMerges() throws {
    let records = try read(
      "\(commit)|:000000 100644 \(none) \(one) A|a b|:100644 000000 \(one) \(none) D|:x|"
        + "\(two)|::100644 100755 120000 \(one) \(two) \(three) MM|m|")
    XCTAssertEqual(records.map(\.commit.text), [commit, commit, two])
    XCTAssertEqual(records.map { $0.path.display }, ["a b", ":x", "m"])
    XCTAssertEqual(records.map { $0.oldIDs.map { $0?.text } }, [[nil], [one], [one, two]])
    XCTAssertEqual(records.map { $0.newID?.text }, [one, nil, three])
    XCTAssertEqual(records.last?.newMode, .symlink)
    XCTAssertEqual(try read(""), [])
  }

  func testWhatIsNotAsDocumented() throws {
    let record = ":100644 100644 \(one) \(two) M"
    let rows: [Row<String, RawDiffError.Kind>] = [
      Row("\(record)|a|", .truncated), Row("\(commit)|\(record)|a", .truncated),
      Row("\(commit)|\(record)|", .truncated),
      Row("nonsense|", .badHeader), Row("\(commit)|:100644 \(one) \(two) M|a|", .badMode),
      Row("\(commit)|::100644 100644 \(one) \(two) M|a|", .badMode),
      Row("\(commit)|:100644 100644 \(one) M|a|", .badHeader), Row("\(commit)|\(record) |a|", .badHeader),
      Row("\(commit)|:100644 100644 \(one) \(two) |a|", .badHeader),
      Row("\(commit)|:100644 100642 \(one) \(two) M|a|", .badMode),
      Row("\(commit)|:100644 100644 \(one) 222 M|a|", .badObjectID), Row("\(commit)|\(record)||", .impossiblePath),
    ]
    for row in rows {
      XCTAssertThrowsError(try read(row.input), row.input, file: row.file, line: row.line) {
        XCTAssertEqual(($0 as? RawDiffError)?.kind, row.expected, row.input, file: row.file, line: row.line)
      }
    }
  }

  func testNamesThatDisksTakeForGitsFolder() {
    let rows: [Row<String, Bool>] = [
      Row(".git/config", true), Row("a/.GIT/x", true), Row("a/.Git", true), Row("GIT~1/x", true), Row(".git./x", true),
      Row(".git /x", true), Row(".git::$INDEX_ALLOCATION/x", true), Row(".g\u{200C}it/x", true),
      Row("\u{FEFF}.git", true), Row("a\\.git\\config", true), Row(".gi\u{2064}t", false), Row(".github/x", false),
      Row("git", false), Row("a.git/x", false), Row(".git2", false), Row("git~2", false), Row(".gitignore", false),
    ]
    for row in rows {
      XCTAssertEqual(
        RepositoryPath(row.input).isNamedLikeGitDirectory, row.expected, row.input, file: row.file, line: row.line)
    }
  }
}
