import TestSupport
import XCTest

@testable import CaskadeInspection
@testable import CaskadeSyntax

final class RawDiffParserTests: XCTestCase {
  private static let zero = String(repeating: "0", count: 40)
  private static let one = String(repeating: "1", count: 40)
  private static let two = String(repeating: "2", count: 40)

  private func record(
    _ old: String, _ new: String, _ oldID: String = one, _ newID: String = two, _ status: String = "M",
    _ path: String = "a"
  ) -> [UInt8] {
    Array(":\(old) \(new) \(oldID) \(newID) \(status)\0\(path)\0".utf8)
  }

  func testEveryKindOfRecord() throws {
    let (zero, one, two) = (Self.zero, Self.one, Self.two)
    let rows: [Row<[UInt8], CaskadeSyntax.Operation>] = [
      Row(record("000000", "100644", zero, one, "A"), .create),
      Row(record("000000", "100755", zero, one, "A"), .create),
      Row(record("000000", "120000", zero, one, "A"), .create),
      Row(record("100644", "000000", one, zero, "D"), .delete),
      Row(record("120000", "000000", one, zero, "D"), .delete),
      Row(record("100644", "100644", one, two, "M"), .modify),
      Row(record("100644", "100755", one, one, "M"), .modify),
      Row(record("100644", "120000", one, two, "T"), .modify),
      Row(record("120000", "100755", one, two, "T"), .modify),
      Row(record("000000", "160000", zero, one, "A"), .submodule),
      Row(record("160000", "000000", one, zero, "D"), .submodule),
      Row(record("160000", "160000", one, two, "M"), .submodule),
      Row(record("100644", "160000", one, two, "T"), .submodule),
      Row(record("160000", "120000", one, two, "T"), .submodule),
      Row(
        record("100644", "100644", String(repeating: "a", count: 64), String(repeating: "b", count: 64), "M"), .modify),
    ]
    for row in rows {
      let changes = try RawDiffParser.parse(row.input).changes
      XCTAssertEqual(changes.map(\.operation), [row.expected], file: row.file, line: row.line)
      XCTAssertEqual(changes.first?.path, RepositoryPath("a"), file: row.file, line: row.line)
      XCTAssertEqual(changes.first?.oldID == nil, changes.first?.oldMode == .absent, file: row.file, line: row.line)
      XCTAssertEqual(changes.first?.newID == nil, changes.first?.newMode == .absent, file: row.file, line: row.line)
    }
    XCTAssertEqual(try RawDiffParser.parse([]).changes, [])
  }

  func testWhatIsRefused() {
    let (zero, one, two) = (Self.zero, Self.one, Self.two)
    let rows: [Row<[UInt8], RawDiffError.Kind>] = [
      Row(record("100644", "100644", one, two, "X"), .unexpectedStatus("X")),
      Row(record("100644", "100644", one, two, "U"), .unexpectedStatus("U")),
      Row(record("100644", "100644", one, two, "R100"), .unexpectedStatus("R100")),
      Row(record("100644", "100644", one, two, ""), .unexpectedStatus("")),
      // The letter must be the one that the modes call for: a deletion isn't hidden behind an "M".
      Row(record("100644", "000000", one, zero, "M"), .unexpectedStatus("M")),
      Row(record("100644", "100644", one, two, "T"), .unexpectedStatus("T")),
      Row(record("100644", "120000", one, two, "M"), .unexpectedStatus("M")),
      Row(record("160000", "160000", one, two, "X"), .unexpectedStatus("X")),
      Row(record("000000", "000000", zero, zero, "M"), .unexpectedStatus("M")),
      Row(record("100644", "040000", one, two, "T"), .badMode),
      Row(record("100644", "100664", one, two, "M"), .badMode),
      Row(record("100648", "100644", one, two, "M"), .badMode),
      Row(record("+00644", "100644", one, two, "M"), .badMode),
      Row(record("10064", "100644", one, two, "M"), .badMode),
      Row(record("100644", "100644", "1111111", two, "M"), .badObjectID),
      Row(record("100644", "100644", String(repeating: "A", count: 40), two, "M"), .badObjectID),
      Row(record("100644", "100644", one, String(repeating: "2", count: 64), "M"), .badObjectID),
      Row(record("100644", "100644", one, zero, "M"), .badObjectID),
      Row(record("100644", "000000", one, two, "D"), .badObjectID),
      Row(Array("::100644 100644 100644 \(one) \(one) \(two) MM\0a\0".utf8), .badHeader),
      Row(Array("100644 100644 \(one) \(two) M\0a\0".utf8), .badHeader),
      Row(Array(":100644  100644 \(one) \(two) M\0a\0".utf8), .badHeader),
      Row(Array("\0a\0".utf8), .badHeader),
      Row(record("100644", "100644", one, two, "M", ""), .impossiblePath),
      Row(record("100644", "100644", one, two, "M", "/a"), .impossiblePath),
      Row(record("100644", "100644", one, two, "M", "a/"), .impossiblePath),
      Row(record("100644", "100644", one, two, "M", "a//b"), .impossiblePath),
      Row(record("100644", "100644", one, two, "M", "a/../b"), .impossiblePath),
      Row(record("100644", "100644", one, two, "M", "./b"), .impossiblePath),
      Row(record("100644", "100644", one, two, "M", "a/."), .impossiblePath),
      Row(record("100644", "100644", one, two, "M", ".."), .impossiblePath),
      Row(record("100644", "100644") + record("100644", "100644"), .outOfOrder),
      Row(
        record("100644", "100644", one, two, "M", "b") + record("100644", "100644", one, two, "M", "a"), .outOfOrder),
    ]
    for row in rows {
      XCTAssertThrowsError(try RawDiffParser.parse(row.input), file: row.file, line: row.line) { error in
        XCTAssertEqual((error as? RawDiffError)?.kind, row.expected, file: row.file, line: row.line)
      }
    }
    for path in [".gitignore", "a/.github/x", "..a", "...", ".", "..", "git", ".gi", "a.git"] {
      let parsed = try? RawDiffParser.parse(record("100644", "100644", one, two, "M", path))
      XCTAssertEqual(parsed == nil, path == "." || path == "..", path)
    }
  }

  /// What ends within a record is an error; what ends between two reads as the records before: git's exit status tells.
  func testTruncatedAtEveryByte() throws {
    let (one, two) = (Self.one, Self.two)
    let records = [
      record("100644", "100644", one, two, "M", "a"), record("100644", "100755", one, one, "M", "b/c"),
      record("100644", "000000", one, Self.zero, "D", "d e"),
    ]
    let whole = Array(records.joined())
    let ends = [0, records[0].count, records[0].count + records[1].count, whole.count]
    for count in 0...whole.count {
      let parsed = try? RawDiffParser.parse(Array(whole[..<count]))
      XCTAssertEqual(parsed?.changes.count, ends.firstIndex(of: count), "\(count) bytes")
    }
  }

  func testMutatedRecordsAreRefusedOrAsRead() {
    let whole = record("100644", "120000", Self.one, Self.two, "T", "folder/file")
    for index in whole.indices {
      for byte in UInt8.min...UInt8.max where byte != whole[index] {
        var mutated = whole
        mutated[index] = byte
        guard let change = try? RawDiffParser.parse(mutated).changes.first else { continue }
        // Only an id or the path can read as another one, and a link's mode as a submodule's.
        let isSubmodule = change.newMode == .submodule
        XCTAssertEqual(change.operation, isSubmodule ? .submodule : .modify, "byte \(index) is \(byte)")
        XCTAssertTrue(isSubmodule || change.newMode == .symlink, "byte \(index) is \(byte)")
        XCTAssertEqual(change.oldMode, .regular, "byte \(index) is \(byte)")
      }
    }
  }
}
