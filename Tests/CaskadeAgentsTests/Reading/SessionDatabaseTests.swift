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
        [.text("ses_1"), .text("/home/dev"), .number(7)], [.text("../ses"), .text("/home/dev"), .number(7)],
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
    XCTAssertEqual(found, ["ses_1 /home/dev 7 ses_1", "ses_2 /other -1 ses_2"])
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
    _ = database.records(of: "ses_1", isKnown: { $0 == .part || $1 == "msg_1" }, { found.append($0.name) })
    XCTAssertEqual(found, ["msg_2"])
  }

  /// Rows of a form that isn't known are said where the session has nothing that is read.
  func testAStrangeForm() throws {
    let later: [[TinyDatabase.Value]] = [
      [.text("m1"), .text("ses_1"), .text("{}")], [.text("m2"), .text("ses_1"), .text("{}")],
      [.text("m3"), .text("ses_2"), .text("{}")],
    ]
    let message: [TinyDatabase.Value] = [.text("msg_2"), .text("ses_2"), .text("{}")]
    let database = try database(messages: [message], later: later)
    XCTAssertEqual(
      database.records(of: "ses_1") { _ in }.sentences,
      ["2 records of OpenCode's second version, in a form that isn't read"])
    XCTAssertEqual(database.records(of: "ses_2") { _ in }.sentences, [])
  }

  // MARK: The second version

  private static let moved =
    #"{"location": {"directory": "/home/dev/tree"}, "previous": {"location": {"directory": "/home/dev"}}, "time": {"created": 5}}"#

  /// A database that both versions wrote in: what each has of a session, each thing once.
  private func both() throws -> SessionDatabase {
    var tiny = TinyDatabase()
    tiny.add(
      "session", ["id", "directory", "time_updated"],
      [
        [.text("ses_1"), .text("/home/dev"), .number(7)], [.text("ses_old"), .text("/old"), .number(9)],
        [.text("ses_first"), .text("/home/dev"), .number(1)],
      ])
    tiny.add(
      "message", ["id", "session_id", "data"],
      [
        [.text("msg_1"), .text("ses_1"), .text(#"{"role": "assistant", "cost": 1}"#)],
        [.text("msg_9"), .text("ses_1"), .text(#"{"role": "assistant", "cost": 1}"#)],
      ])
    tiny.add(
      "part", ["id", "message_id", "session_id", "data"],
      [
        [.text("prt_1"), .text("msg_1"), .text("ses_1"), .text(#"{"type": "tool"}"#)],
        [.text("prt_9"), .text("msg_9"), .text("ses_1"), .text(#"{"type": "text"}"#)],
      ])
    tiny.add(
      "session_v2", ["id", "parent_id", "directory", "time_updated"],
      [
        [.text("ses_1"), .null, .text("/home/dev/tree"), .number(8)],
        [.text("ses_old"), .null, .text("/new"), .number(8)],
        [.text("ses_child"), .text("ses_1"), .text("/home/dev"), .number(8)],
        [.text("ses_grandchild"), .text("ses_child"), .text("/home/dev"), .null],
        [.text("ses_loop"), .text("ses_ring"), .text("/"), .null],
        [.text("ses_ring"), .text("ses_loop"), .text("/"), .null], [.text("no/name"), .null, .text("/"), .null],
      ])
    tiny.add(
      "session_message", ["id", "session_id", "type", "seq", "data"],
      [
        [.text("msg_3"), .text("ses_1"), .text("idle"), .number(30), .text(#"{"type": "assistant", "cwd": "/x"}"#)],
        [.text("msg_1"), .text("ses_1"), .text("assistant"), .number(10), .text("{\n \"content\": []} ")],
        [.text("msg_2"), .text("ses_1"), .text("location-switched"), .number(20), .text(Self.moved)],
        [.text("msg_4"), .text("ses_1"), .text("user"), .null, .text("{}")],
        [.text("msg_5"), .text("ses_1"), .text("user"), .number(31), .text("[1]")],
        [.text("msg_6"), .text("ses_child"), .text("user"), .number(1), .text("{}")],
      ])
    return try open(tiny.bytes)
  }

  func testSessionsOfBothVersions() throws {
    var found: [String] = []
    let database = try both()
    let losses = database.sessions { session, line in
      let parent = try? JSONReader.read(line)["parentID"]?.string
      var lost = SQLiteLosses()
      let moves = database.moves(of: session.id, &lost)
      XCTAssertEqual(lost.sentences, [])
      found.append(
        "\(session.id) \(session.folders) \(session.updated ?? -1) \(session.ancestors) \(parent ?? "-") "
          + "\(session.firstFolder ?? "-") \(moves)")
    }
    XCTAssertEqual(
      found,
      [
        #"ses_1 ["/home/dev/tree", "/home/dev"] 8 [] - /home/dev ["/home/dev/tree", "/home/dev"]"#,
        #"ses_old ["/old", "/new"] 9 [] - /old []"#, #"ses_child ["/home/dev"] 8 ["ses_1"] ses_1 - []"#,
        #"ses_grandchild ["/home/dev"] -1 ["ses_child", "ses_1"] ses_child - []"#,
        #"ses_loop ["/"] -1 ["ses_ring"] ses_ring - []"#, #"ses_ring ["/"] -1 ["ses_loop"] ses_loop - []"#,
        #"ses_first ["/home/dev"] 1 [] - - []"#,
      ])
    XCTAssertEqual(losses.sentences, ["1 row of the database couldn't be read"])
    let child = SessionStorage.Session(id: "b", folder: "/", updated: nil, ancestors: ["a"])
    XCTAssertEqual(["a", "b", "c"].map(child.belongs), [true, true, false])
  }

  /// In their own order, with the folder that the session was in by then, and of the first version what isn't there.
  func testRecordsOfBothVersions() throws {
    let database = try both()
    var found: [String] = []
    let left = database.records(of: "ses_1") { record in
      found.append("\(record.kind) \(record.message) \(String(decoding: record.bytes, as: UTF8.self))")
    }
    let own = #""sessionID":"ses_1","type":"#
    XCTAssertEqual(
      found,
      [
        #"entry msg_4 {"id":"msg_4",\#(own)"user","seq":null,"cwd":"/home/dev"}"#,
        "entry msg_1 {\n \"content\": [],\"id\":\"msg_1\",\(own)\"assistant\",\"seq\":10,\"cwd\":\"/home/dev\"}",
        "entry msg_2 \(Self.moved.dropLast()),\"id\":\"msg_2\",\(own)\"location-switched\",\"seq\":20,\"cwd\":\"/home/dev/tree\"}",
        #"entry msg_3 {"type": "assistant", "cwd": "/x","id":"msg_3",\#(own)"idle","seq":30,"cwd":"/home/dev/tree"}"#,
        #"part msg_1 {"id":"prt_1","sessionID":"ses_1","messageID":"msg_1","type": "tool"}"#,
        #"message msg_9 {"id":"msg_9","sessionID":"ses_1","role": "assistant", "cost": 1}"#,
        #"part msg_9 {"id":"prt_9","sessionID":"ses_1","messageID":"msg_9","type": "text"}"#,
      ])
    XCTAssertEqual(left.sentences, ["1 row of the database couldn't be read"])
    found = []
    _ = database.records(of: "ses_1", isKnown: { $0 != .entry || $1 != "msg_3" }) {
      found.append("\($0.kind) \($0.name)")
    }
    XCTAssertEqual(found, ["entry msg_3"])
    found = []
    _ = database.records(of: "ses_child") { found.append(String(decoding: $0.bytes, as: UTF8.self)) }
    XCTAssertEqual(found, [#"{"id":"msg_6","sessionID":"ses_child","type":"user","seq":1}"#])
  }

  /// Where no move tells in which folder the session was, it was where the first version has it.
  func testTheFirstFolder() throws {
    var found: [String] = []
    _ = try both().records(of: "ses_child", firstFolder: "/first") {
      found.append(String(decoding: $0.bytes, as: UTF8.self))
    }
    _ = try both().records(of: "ses_1", firstFolder: "/first", isKnown: { $0 != .part || $1 != "prt_9" }) {
      found.append(String(decoding: $0.bytes, as: UTF8.self))
    }
    XCTAssertEqual(
      found,
      [
        #"{"id":"msg_6","sessionID":"ses_child","type":"user","seq":1,"cwd":"/first"}"#,
        #"{"id":"prt_9","sessionID":"ses_1","messageID":"msg_9","cwd":"/first","type": "text"}"#,
      ])
  }

  /// Folders in which some session was at any time.
  func testFolders() throws {
    let data = ["id", "session_id", "type", "data"]
    func move(_ text: String) -> [[TinyDatabase.Value]] {
      [
        [.text("m"), .text("ses_1"), .text("user"), .text("{}")],
        [.text("n"), .text("ses_1"), .text("location-switched"), .text(text)],
      ]
    }
    let rows: [Row<(list: String, table: String, columns: [String], rows: [[TinyDatabase.Value]]), [String]?>] = [
      Row(("session", "other", ["x"], []), ["/here"]), Row(("session_v2", "session_message", data, []), ["/here"]),
      Row(("session_v2", "session_message", data, move(Self.moved)), ["/here", "/home/dev/tree", "/home/dev"]),
      Row(("session_v2", "session_message", data, move(#"{"location": {"directory": "/x"}}"#)), ["/here", "/x"]),
      Row(("session_v2", "session_message", data, move("{}")), nil),
      Row(("session_v2", "session_message", ["id", "payload"], []), nil),
      Row(("session_v2", "session_entry", data, []), nil),
    ]
    for row in rows {
      var tiny = TinyDatabase()
      tiny.add(row.input.list, ["id", "directory"], [[.text("ses_1"), .text("/here")]])
      tiny.add(row.input.table, row.input.columns, row.input.rows)
      let bytes = tiny.bytes
      let database = try SQLiteDatabase(
        { $0 >= 0 && $0 <= bytes.count - $1 ? Array(bytes[$0..<$0 + $1]) : nil }, size: bytes.count)
      XCTAssertEqual(SessionDatabase.folders(database), row.expected, file: row.file, line: row.line)
    }
  }

  /// A move that can't be read is said.
  func testAMoveThatCantBeRead() throws {
    var tiny = TinyDatabase()
    tiny.add("session_v2", ["id", "directory"], [[.text("ses_1"), .text("/here")]])
    tiny.add(
      "session_message", ["id", "session_id", "type", "data"],
      [[.text("n"), .text("ses_1"), .text("location-switched"), .text("{")]])
    var lost = SQLiteLosses()
    XCTAssertEqual(try open(tiny.bytes).moves(of: "ses_1", &lost), [])
    XCTAssertEqual(lost.sentences, ["1 row of the database couldn't be read"])
  }

  /// The second version alone, and what it needs of tables.
  func testTheSecondVersionAlone() throws {
    var session = TinyDatabase.Session("ses_1", "/home/dev")
    session.calls = [("make", 0, 5)]
    var found = 0
    _ = try open(TinyDatabase.second([session])).records(of: "ses_1") { found += $0.kind == .entry ? 1 : 0 }
    XCTAssertEqual(found, 1)
    let rows: [Row<(String, [String])?, String>] = [
      Row(nil, "the database has no table 'session_message'"),
      Row(("session_message", ["id", "data"]), "the database's table 'session_message' isn't laid out as is known"),
      Row(("message", ["id", "session_id", "data"]), "the database has no table 'part'"),
      Row(("session", ["id"]), "the database's table 'session' isn't laid out as is known"),
    ]
    for row in rows {
      var tiny = TinyDatabase()
      tiny.add("session_v2", ["id", "directory"], [])
      if let (name, columns) = row.input { tiny.add(name, columns, []) }
      XCTAssertThrowsError(try open(tiny.bytes), file: row.file, line: row.line) { error in
        XCTAssertEqual((error as? SQLiteFault)?.message, row.expected, file: row.file, line: row.line)
      }
    }
  }

  func testWhatIsSettled() {
    let rows: [Row<String, Bool>] = [
      Row(#"{"type": "user"}"#, true), Row(#"{"type": "new", "status": "running"}"#, true),
      Row(#"{"type": "us"#, false),
      Row(#"{"type": "assistant", "content": [], "time": {"created": 1}}"#, false),
      Row(#"{"type": "assistant", "content": [{"type": "text"}], "time": {"completed": 2}}"#, true),
      Row(
        #"{"type": "assistant", "content": [{"type": "tool", "state": {"status": "running"}}], "time": {"completed": 2}}"#,
        false),
      Row(
        #"{"type": "assistant", "content": [{"type": "tool", "state": {"status": "error"}}], "time": {"completed": 2}}"#,
        true),
      Row(#"{"type": "shell", "status": "running"}"#, false), Row(#"{"type": "shell", "status": "killed"}"#, true),
      Row(#"{"type": "shell", "shell": {"status": "running"}}"#, false),
      Row(#"{"type": "compaction", "status": "running"}"#, false),
      Row(#"{"type": "compaction", "status": "failed"}"#, true),
    ]
    for row in rows {
      let record = SessionDatabase.Record(kind: .entry, name: "m", message: "m", bytes: Array(row.input.utf8))
      XCTAssertEqual(SessionDatabase.isSettled(record), row.expected, row.input, file: row.file, line: row.line)
    }
  }

  func testOtherDatabases() throws {
    let rows: [Row<[String], String>] = [
      Row(["id", "directory"], "the database has no table 'message'"),
      Row(["id", "folder"], "the database's table 'session' isn't laid out as is known"),
    ]
    for row in rows {
      var tiny = TinyDatabase()
      tiny.add("session", row.input, [])
      XCTAssertThrowsError(try open(tiny.bytes), file: row.file, line: row.line) { error in
        XCTAssertEqual((error as? SQLiteFault)?.message, row.expected, file: row.file, line: row.line)
      }
    }
    XCTAssertThrowsError(try open(TinyDatabase().bytes)) { error in
      XCTAssertEqual((error as? SQLiteFault)?.message, "the database has no table 'session'")
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
