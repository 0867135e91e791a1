import TestSupport
import XCTest

@testable import CaskadeSyntax

final class SQLiteDatabaseTests: XCTestCase {
  /// The rows of a table, and what was lost.
  private func rows(_ database: SQLiteDatabase, _ name: String) throws -> ([SQLiteRow], SQLiteLosses) {
    var rows: [SQLiteRow] = []
    let losses = database.rows(of: try database.table(name)) { row in
      rows.append(row)
      return true
    }
    return (rows, losses)
  }

  func testRows() throws {
    let database = try SQLiteFixture.open(SQLiteFixture.file(), log: SQLiteFixture.log())
    XCTAssertEqual(database.tables.map(\.name).sorted(), ["counted", "part", "session"])
    let (parts, losses) = try rows(database, "part")
    XCTAssertTrue(losses.isEmpty && database.losses.isEmpty)
    XCTAssertEqual(parts.count, 48)
    XCTAssertEqual(parts.map(\.number), parts.map(\.number).sorted())
    XCTAssertEqual(parts.reduce(0) { $0 + ($1["data"]?.bytes?.count ?? 0) }, 36_076)
    let last = try XCTUnwrap(parts.last)
    XCTAssertEqual(
      ["id", "number", "share", "none"].map { last[$0] },
      [.text(Array("prt_59".utf8)), .integer(-205_379), .real(14.75), nil])
    XCTAssertEqual(last["data"]?.text, "59" + String(repeating: "x", count: 1_475))
    // Another name of a row's number; a name with quotes in it; a row of before a column was added.
    let counted = try XCTUnwrap(rows(database, "counted").0.first)
    XCTAssertEqual([counted["n"], counted["a \"b"]], [.integer(5), .blob([0, 255])])
    let sessions = try rows(database, "session").0
    XCTAssertEqual(sessions.map { $0["title"] }, [nil, .text(Array("Two".utf8))])
  }

  func testByAnIndex() throws {
    let database = try SQLiteFixture.open(SQLiteFixture.file(), log: SQLiteFixture.log())
    let table = try database.table("part")
    let wanted: [Row<String, [Int]>] = [
      Row("ses_1", [2, 5, 8, 14, 17, 20, 23, 29, 32, 35, 38, 44, 47, 50, 53, 59]), Row("ses_", []), Row("ses_9", []),
      Row("", []),
    ]
    for row in wanted {
      let found = try XCTUnwrap(database.numbers(of: table, where: "session_id", is: Array(row.input.utf8)))
      XCTAssertEqual(found.numbers, row.expected, file: row.file, line: row.line)
      XCTAssertTrue(found.losses.isEmpty, file: row.file, line: row.line)
    }
    XCTAssertNil(database.numbers(of: table, where: "data", is: []))
    var losses = SQLiteLosses()
    XCTAssertEqual(database.row(2, of: table, &losses)?["data"]?.text, "changed")
    XCTAssertNil(database.row(1, of: table, &losses))
    XCTAssertEqual(losses.rows, 1, "a row that an index tells and that isn't there")
  }

  /// What follows the last whole commit of a log doesn't count, and neither does a log of before the file was written.
  func testTheLog() throws {
    let (file, log) = (try SQLiteFixture.file(), try SQLiteFixture.log())
    func told(_ log: [UInt8]) throws -> String {
      let database = try SQLiteFixture.open(file, log: log)
      let sessions = try rows(database, "session").0.count
      let changed = try rows(database, "part").0.first?["data"]?.text == "changed"
      return "\(try database.table("session").columns.count) \(sessions) \(changed)"
    }
    let whole = "4 2 true"
    let begun = try told([])
    XCTAssertEqual(begun, "3 1 false")
    XCTAssertEqual(try told(log), whole)
    var seen: [String] = []
    for cut in stride(from: 0, through: log.count, by: 24) {
      let found = try told(Array(log[..<cut]))
      if seen.last != found { seen.append(found) }
    }
    XCTAssertEqual(seen, [begun, "4 1 false", "4 2 false", whole])
    func changed(_ place: Int) -> [UInt8] {
      var log = log
      log[place] ^= 1
      return log
    }
    XCTAssertEqual(try told(changed(log.count - 1)), "4 2 false", "its sum doesn't agree")
    for place in [0, 17, 25] { XCTAssertEqual(try told(changed(place)), begun) }
    XCTAssertEqual(try told(log + log), whole)
  }

  func testFaults() throws {
    let file = try SQLiteFixture.file()
    let rows: [Row<(Int, UInt8), String>] = [
      Row((0, 0), "it is no SQLite database"), Row((16, 3), "the database's header is damaged"),
      Row((20, 255), "the database's header is damaged"), Row((22, 33), "the database's header is damaged"),
      Row((18, 3), "the database has a newer format than is read here"),
      Row((47, 9), "the database has a newer format than is read here"),
      Row((59, 2), "the database's texts aren't UTF-8, which isn't read here"),
      Row((100, 0), "the database's first page is damaged"),
    ]
    for row in rows {
      var changed = file
      changed[row.input.0] = row.input.1
      XCTAssertThrowsError(try SQLiteFixture.open(changed), file: row.file, line: row.line) { error in
        XCTAssertEqual((error as? SQLiteFault)?.message, row.expected, file: row.file, line: row.line)
      }
    }
    for count in [0, 15, 16, 99, 100, 511] {
      XCTAssertThrowsError(try SQLiteFixture.open(Array(file[..<count])), "\(count) bytes")
    }
    XCTAssertThrowsError(try SQLiteFixture.open(file).table("none")) { error in
      XCTAssertEqual((error as? SQLiteFault)?.message, "the database has no table 'none'")
    }
  }

  /// Damage loses what it hits and says so; no loop is endless.
  func testDamage() throws {
    let file = try SQLiteFixture.file()
    let root = try SQLiteFixture.open(file).table("part").root
    let start = (root - 1) * 512
    XCTAssertEqual(file[start], 5, "the table's first page has others below it")
    func said(_ change: (inout [UInt8]) -> Void) throws -> String {
      var changed = file
      change(&changed)
      let (found, losses) = try rows(SQLiteFixture.open(changed), "part")
      return "\(found.count < 48) \(losses.sentences.joined(separator: "; "))"
    }
    XCTAssertEqual(try said { $0[start] = 0 }, "true 1 page of the database couldn't be read (page \(root))")
    XCTAssertEqual(
      try said { $0.replaceSubrange(start + 8..<start + 12, with: [0, 0, 0, UInt8(root)]) },
      "true 1 page of the database couldn't be read (page \(root))", "a loop")
    XCTAssertEqual(
      try said { $0.replaceSubrange(start + 8..<start + 12, with: [255, 255, 255, 255]) },
      "true 1 page of the database couldn't be read (page 4294967295)")
    let cut = try said { $0.removeLast(512 * 40) }
    XCTAssertTrue(cut.hasPrefix("true ") && cut.contains("of the database couldn't be read"), cut)
    var random = RepeatableRandom(seed: 5)
    for _ in 0..<80 {
      var changed = file
      for _ in 0..<20 { changed[Int(random.next() % UInt64(file.count))] = UInt8(truncatingIfNeeded: random.next()) }
      guard let database = try? SQLiteFixture.open(changed), let (found, _) = try? rows(database, "part") else {
        continue
      }
      XCTAssertLessThan(found.count, 4_000)
      if let table = try? database.table("part") {
        for number in database.numbers(of: table, where: "session_id", is: Array("ses_1".utf8))?.numbers ?? [] {
          var losses = SQLiteLosses()
          _ = database.row(number, of: table, &losses)
        }
      }
    }
  }

  func testStatements() {
    let rows: [Row<String, String>] = [
      Row("CREATE TABLE t (a, `b c` text DEFAULT 'x, (y', [d] int -- e, f\n, \"g\"\"h\")", "a|b c|d|g\"h"),
      Row("create table t(id INTEGER /* , */ PRIMARY KEY, n int, UNIQUE (n), CHECK (n > (1)))", "*id|n"),
      Row("CREATE TABLE t (a text, PRIMARY KEY(a), CONSTRAINT c FOREIGN KEY (a) REFERENCES u(a))", "a"),
      Row("CREATE TABLE t (a text PRIMARY KEY) WITHOUT ROWID", "other"),
      Row("CREATE VIRTUAL TABLE t USING fts5(a)", "other"), Row("CREATE TABLE t (a, b AS (a + 1))", "other"),
      Row("CREATE TABLE t (a", "other"), Row("", "other"), Row("CREATE INDEX i ON t (`a`, b)", "index a"),
      Row("CREATE UNIQUE INDEX i ON t (a ASC)", "index a"), Row("CREATE INDEX i ON t (a) WHERE b > 1", "index"),
      Row("CREATE INDEX i ON t (a DESC)", "index"), Row("CREATE INDEX i ON t (lower(a))", "index"),
      Row("CREATE INDEX i ON t (a COLLATE nocase)", "index"),
    ]
    for row in rows {
      let statement = SQLiteStatement(Array(row.input.utf8))
      var told = ""
      if row.expected.hasPrefix("index") {
        told = "index" + (statement.firstOfIndex.map { " \($0)" } ?? "")
      } else {
        let table = statement.table("t", root: 2)
        told = table.columns.enumerated().map { $0 == table.numberColumn ? "*\($1)" : $1 }.joined(separator: "|")
        if !table.isOrdinary { told = "other" }
      }
      XCTAssertEqual(told, row.expected, file: row.file, line: row.line)
    }
  }
}
