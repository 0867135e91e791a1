import TestSupport
import XCTest

@testable import CaskadeAgents
@testable import CaskadeSyntax

final class SessionDatabaseTests: XCTestCase {
  private func open(_ bytes: [UInt8]) throws -> SessionDatabase {
    try SessionDatabase(
      SQLiteDatabase(
        { $0 >= 0 && $0 <= bytes.count - $1 ? Array(bytes[$0..<$0 + $1]) : nil }, size: bytes.count))
  }

  private func database(
    messages: [[TinyDatabase.Value]] = [], parts: [[TinyDatabase.Value]] = [], later: [[TinyDatabase.Value]]? = nil
  ) throws -> SessionDatabase {
    var tiny = TinyDatabase()
    tiny.add(
      "session", ["id", "directory", "time_updated"],
      [
        [.text("ses_1"), .text("/work"), .number(7)], [.text("../ses"), .text("/work"), .number(7)],
        [.text("ses_2"), .text("/other"), .null],
      ])
    tiny.add("message", ["id", "session_id", "data"], messages)
    tiny.add("part", ["id", "message_id", "session_id", "data"], parts)
    if let later { tiny.add("session_message", ["id", "session_id", "data"], later) }
    return try open(tiny.bytes)
  }

  func testSessions() throws {
    var found: [String] = []
    let losses = try database().sessions { session, line in
      found.append("\(session.id) \(session.folder) \(session.updated ?? -1) \(SessionStorage.session(line)?.id ?? "")")
    }
    XCTAssertEqual(found, ["ses_1 /work 7 ses_1", "ses_2 /other -1 ses_2"])
    XCTAssertEqual(losses.sentences, ["1 row of the database couldn't be read"])
  }

  /// Each message before its parts, and what is no record counted.
  func testRecords() throws {
    let database = try database(
      messages: [
        [.text("msg_2"), .text("ses_1"), .text(#"{"role": "assistant"}"#)],
        [.text("msg_1"), .text("ses_1"), .text(" {} ")], [.text("msg_3"), .text("ses_1"), .text("[]")],
        [.text("msg_4"), .text("ses_2"), .text("{}")],
      ],
      parts: [
        [.text("prt_1"), .text("msg_1"), .text("ses_1"), .text("{\n\"type\": \"text\"}")],
        [.text("prt_2"), .text("msg_2"), .text("ses_1"), .text(#"{"type": "tool", "state": {"status": "running"}}"#)],
        [.text("prt_3"), .text("msg_9"), .text("ses_1"), .text(#"{"type": "tool", "state": {"status": "error"}}"#)],
        [.text("prt_4"), .null, .text("ses_1"), .text("{}")], [.text("prt_5"), .text("msg_4"), .text("ses_2"), .null],
      ])
    var found: [String] = []
    let left = database.records(of: "ses_1") { record in
      found.append(
        String(decoding: record.bytes, as: UTF8.self) + (SessionDatabase.isSettled(record) ? " settled" : ""))
    }
    XCTAssertEqual(
      found,
      [
        #"{"id":"msg_1","sessionID":"ses_1"} "#,
        "{\"id\":\"prt_1\",\"sessionID\":\"ses_1\",\"messageID\":\"msg_1\",\n\"type\": \"text\"} settled",
        #"{"id":"msg_2","sessionID":"ses_1","role": "assistant"}"#,
        #"{"id":"prt_2","sessionID":"ses_1","messageID":"msg_2","type": "tool", "state": {"status": "running"}}"#,
        #"{"id":"prt_3","sessionID":"ses_1","messageID":"msg_9","type": "tool", "state": {"status": "error"}} settled"#,
      ])
    XCTAssertEqual(left.sentences, ["2 rows of the database couldn't be read"])
    found = []
    _ = database.records(of: "ses_1", isKnown: { $0 == .part || $1 == 1 }, { found.append("\($0.number)") })
    XCTAssertEqual(found, ["2"])
  }

  /// What another version keeps elsewhere is said where the session has nothing that is read.
  func testTheSecondVersion() throws {
    let later: [[TinyDatabase.Value]] = [
      [.text("m1"), .text("ses_1"), .text("{}")], [.text("m2"), .text("ses_1"), .text("{}")],
      [.text("m3"), .text("ses_2"), .text("{}")],
    ]
    let message: [TinyDatabase.Value] = [.text("msg_2"), .text("ses_2"), .text("{}")]
    let database = try database(messages: [message], later: later)
    XCTAssertEqual(
      database.records(of: "ses_1") { _ in }.sentences, ["2 records of OpenCode's second version, which aren't read"])
    XCTAssertEqual(database.records(of: "ses_2") { _ in }.sentences, [])
  }

  func testOtherDatabases() throws {
    var tiny = TinyDatabase()
    tiny.add("session", ["id", "folder"], [])
    XCTAssertThrowsError(try open(tiny.bytes)) { error in
      XCTAssertEqual((error as? SQLiteFault)?.message, "the database has no table 'message'")
    }
    tiny.add("message", ["id", "session_id", "data"], [])
    tiny.add("part", ["id", "message_id", "session_id", "data"], [])
    XCTAssertThrowsError(try open(tiny.bytes)) { error in
      XCTAssertEqual((error as? SQLiteFault)?.message, "the database's table 'session' isn't laid out as is known")
    }
  }

  func testNames() {
    let rows: [Row<String, String?>] = [
      Row("/d/opencode.db#ses_1", "/d/opencode.db ses_1"), Row("a#b#ses_1", "a#b ses_1"), Row("/d/opencode.db", nil),
      Row("/d/opencode.db#", nil), Row("#ses_1", nil), Row("a.db#../x", nil),
    ]
    for row in rows {
      let found = SessionDatabase.parted(row.input).map { "\($0.file) \($0.session)" }
      XCTAssertEqual(found, row.expected, file: row.file, line: row.line)
      if let (file, session) = SessionDatabase.parted(row.input) {
        XCTAssertEqual(SessionDatabase.name(file, session), row.input, file: row.file, line: row.line)
      }
    }
    let files = ["opencode.db", "opencode-dev.db", "opencode.db-wal", "other.db"]
    XCTAssertEqual(files.filter(SessionDatabase.isDatabase), ["opencode.db", "opencode-dev.db"])
  }

  func testWhereTheyLie() {
    let rows: [Row<[String: String], String>] = [
      Row([:], "/home/.local/share/opencode nil"), Row(["XDG_DATA_HOME": "/data"], "/data/opencode nil"),
      Row(["XDG_DATA_HOME": "data"], "/home/.local/share/opencode nil"),
      Row(["OPENCODE_DB": "/x/y.db"], "/home/.local/share/opencode /x/y.db"),
      Row(["OPENCODE_DB": "y.db", "XDG_DATA_HOME": "/data"], "/data/opencode /data/opencode/y.db"),
      Row(["OPENCODE_DB": ":memory:"], "/home/.local/share/opencode nil"),
    ]
    for row in rows {
      let found = TranscriptPlaces(home: "/home", environment: row.input).databases
      XCTAssertEqual("\(found.folder) \(found.only ?? "nil")", row.expected, file: row.file, line: row.line)
    }
  }
}
