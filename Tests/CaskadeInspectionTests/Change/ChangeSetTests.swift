import TestSupport
import XCTest

@testable import CaskadeInspection
@testable import CaskadeSyntax

final class ChangeSetTests: XCTestCase {
  private let id = ObjectID(String(repeating: "1", count: 40))

  private func change(_ path: String, _ old: FileMode, _ new: FileMode, _ lines: Change.Lines) -> Change {
    Change(
      path: RepositoryPath(path), operation: .modify, oldMode: old, newMode: new, oldID: id, newID: id, lines: lines)
  }

  func testSortsByBytesAndSums() {
    var set = ChangeSet([
      change("é", .regular, .regular, .binary), change("b", .regular, .regular, .counted(added: 2, deleted: 3)),
      change("B", .regular, .regular, .counted(added: 1, deleted: 0)), change("a/b", .regular, .regular, .binary),
      change("a.b", .regular, .regular, .counted(added: 0, deleted: 1)),
    ])
    XCTAssertEqual(set.changes.map(\.path.display), ["B", "a.b", "a/b", "b", "é"])
    XCTAssertEqual([set.added, set.deleted, set.binaryCount], [3, 4, 2])
    set.setLines([.binary, .binary, .counted(added: 5, deleted: 6), .binary, .binary])
    XCTAssertEqual([set.added, set.deleted, set.binaryCount], [5, 6, 4])
    XCTAssertEqual([ChangeSet([]).added, ChangeSet([]).deleted, ChangeSet([]).binaryCount], [0, 0, 0])
  }

  func testKinds() {
    let rows: [Row<(FileMode, FileMode), (link: Bool, changesKind: Bool)>] = [
      Row((.regular, .regular), (false, false)), Row((.regular, .executable), (false, false)),
      Row((.regular, .symlink), (true, true)), Row((.symlink, .regular), (false, true)),
      Row((.symlink, .symlink), (true, false)), Row((.absent, .symlink), (true, false)),
      Row((.symlink, .absent), (false, false)), Row((.absent, .submodule), (false, false)),
      Row((.regular, .submodule), (false, true)), Row((.submodule, .symlink), (true, true)),
    ]
    for row in rows {
      let made = change("a", row.input.0, row.input.1, .binary)
      XCTAssertEqual(made.isLink, row.expected.link, file: row.file, line: row.line)
      XCTAssertEqual(made.changesKind, row.expected.changesKind, file: row.file, line: row.line)
    }
  }

  func testModesAndIDs() {
    for mode in FileMode.all { XCTAssertEqual(FileMode(octal: mode.text.utf8), mode) }
    for text in ["", "100640", "040000", "10064", "1006444", "10064a", "-00644", "777777"] {
      XCTAssertNil(FileMode(octal: text.utf8), text)
    }
    for text in ["", "1", String(repeating: "1", count: 41), String(repeating: "g", count: 40), "HEAD"] {
      XCTAssertNil(ObjectID(text), text)
    }
    XCTAssertEqual(ObjectID(String(repeating: "a", count: 64))?.short, "aaaaaaa")
    XCTAssertEqual(ObjectID(String(repeating: "0", count: 40))?.isZero, true)
  }
}
