import TestSupport
import XCTest

@testable import CaskadeAgents
@testable import CaskadeInspection
@testable import CaskadeSyntax

/// What a session in many small files tells as its files come and change.
final class StoredSessionTests: XCTestCase {
  private static let start = 1_000

  private static func message(_ more: String, at time: Int = 2_000) -> String {
    #"{"id": "msg_1", "sessionID": "ses_1", "role": "assistant", "time": {"created": \#(time)}\#(more)}"#
  }

  private static func part(_ status: String, _ more: String = #", "time": {"start": 2000}"#) -> String {
    let state = #"{"status": "\#(status)", "input": {"command": "make test"}\#(more)}"#
    return #"{"id": "prt_1", "messageID": "msg_1", "sessionID": "ses_1", "type": "tool", "callID": "c","#
      + "\n" + #""tool": "bash", "state": \#(state)}"#
  }

  func testItCountsEachFileAsItStandsLast() throws {
    let file = #"{"id": "ses_1", "projectID": "p", "directory": "/home/dev", "time": {"updated": 1}}"#
    var session = try XCTUnwrap(StoredSession(Array(file.utf8), since: Self.start))
    let text = #"{"id": "prt_2", "messageID": "msg_1", "sessionID": "ses_1", "type": "text", "text": "Done"}"#
    let ended = #", "metadata": {"exit": 1}, "time": {"start": 2000, "end": 2001}"#
    // File, its text, and what is told then: the standing, tokens, cost, and how each call ended.
    let rows: [Row<(String, String), String>] = [
      Row(("m1", Self.message("", at: 999)), "older 0 nil"),
      Row(("m1", Self.message("")), "counted 0 nil"),
      Row(("m1", Self.message(#", "cost": 0.5, "tokens": {"input": 3, "output": 4}"#)), "counted 7 500000"),
      Row(("m1", Self.message(#", "cost": 0.75, "tokens": {"input": 3, "output": 9}"#)), "counted 12 750000"),
      Row(("m1", #"{"id": "msg_1", "sess"#), "unread 12 750000"),
      Row(("m1", ""), "unread 12 750000"),
      Row(("m2", Self.message(#", "cost": 0.25, "tokens": {"input": 1}"#)), "counted 13 1000000"),
      Row(("p1", text), "counted 13 1000000"),
      Row(("p2", Self.part("pending", "")), "counted 13 1000000"),
      Row(("p2", Self.part("running")), "counted 13 1000000 no-result"),
      Row(("p2", String(Self.part("completed", ended).dropLast(9))), "unread 13 1000000 no-result"),
      Row(("p2", Self.part("completed", ended)), "counted 13 1000000 error"),
      Row(("p3", Self.part("completed")), "counted 13 1000000 error ok"),
      Row(("p4", Self.part("completed", #", "time": {"start": 999}"#)), "older 13 1000000 error ok"),
    ]
    for row in rows {
      let (name, text) = row.input
      let bytes = Array(text.utf8)
      let standing =
        name.hasPrefix("m")
        ? session.take(message: name, bytes)
        : session.take(part: name, of: "m1", bytes)
      let told = session.transcript
      let cost = told.cost.map { "\($0)" } ?? "nil"
      let parts = ["\(standing)", "\(told.tokens)", cost] + told.uses.map(\.status.rawValue)
      XCTAssertEqual(parts.joined(separator: " "), row.expected, file: row.file, line: row.line)
    }
    XCTAssertEqual(session.transcript.folders, ["/home/dev"])
    XCTAssertNil(StoredSession(Array(#"{"id": "../x", "projectID": "p", "directory": "/home/dev"}"#.utf8), since: 0))
    XCTAssertNil(StoredSession(Array(#"{"id": "ses_1", "proj"#.utf8), since: 0))
  }

  private static func entry(_ tools: String, _ more: String = "", at time: Int = 2_000) -> String {
    #"{"time": {"created": \#(time)}, "content": [\#(tools)]\#(more), "id": "msg_7", "sessionID": "ses_1", "type": "assistant", "seq": 7}"#
  }

  private static func tool(_ id: String, _ status: String, _ more: String = "", ran: Int? = 2_000) -> String {
    let time = ran.map { #", "ran": \#($0)"# } ?? ""
    return #"{"type": "tool", "id": "\#(id)", "name": "shell", "time": {"created": 2000\#(time)}, "#
      + #""state": {"status": "\#(status)", "input": {"command": "make"}\#(more)}}"#
  }

  /// Messages that hold all that they have, beside parts of which some are the same calls.
  func testItCountsAnEntryAsItStandsLast() throws {
    let file = #"{"id": "ses_1", "projectID": "p", "directory": "/home/dev"}"#
    var session = try XCTUnwrap(StoredSession(Array(file.utf8), since: Self.start))
    let spent = #", "cost": 0.5, "tokens": {"input": 3, "output": 4, "reasoning": 2, "cache": {"read": 90}}"#
    let failed = #", "metadata": {"exit": 2}"#
    let rows: [Row<(String, String), String>] = [
      Row(("e1", Self.entry(Self.tool("a", "completed", ran: 999), spent, at: 999)), "older 0 nil"),
      Row(("e2", Self.entry(Self.tool("b", "streaming", ran: nil))), "counted 0 nil"),
      Row(("e2", Self.entry(Self.tool("b", "running"))), "counted 0 nil no-result"),
      Row(("e2", Self.entry(Self.tool("b", "completed", failed), spent)), "counted 9 500000 error"),
      Row(
        ("e2", Self.entry(Self.tool("b", "completed", failed) + ", " + Self.tool("c", "completed"), spent)),
        "counted 9 500000 error ok"),
      Row(("e2", "{"), "unread 9 500000 error ok"),
      // Begun before the run, and gone on with in it.
      Row(("e3", Self.entry(Self.tool("d", "completed"), spent, at: 999)), "counted 9 500000 error ok ok"),
      // Of another message, under an id that was there.
      Row(("e4", Self.entry(Self.tool("b", "running"))), "counted 9 500000 error ok ok no-result"),
      // Of the same message, and of as many calls as that has: the same call, which counts as the entry has it.
      Row(("e2 p1", Self.part("running")), "counted 9 500000 error ok ok no-result"),
      Row(("e2 p1", Self.part("completed")), "counted 9 500000 error ok ok no-result"),
      Row(("e2 p2", Self.part("running")), "counted 9 500000 error ok ok no-result no-result"),
      Row(("e9 p3", Self.part("completed")), "counted 9 500000 error ok ok no-result no-result ok"),
      // Copied once it was counted.
      Row(
        ("e5 p4", Self.part("running").replacing("c", by: "z")),
        "counted 9 500000 error ok ok no-result no-result ok no-result"),
      Row(
        ("e5", Self.entry(Self.tool("z", "completed"))), "counted 9 500000 error ok ok no-result no-result ok ok"),
      Row(
        ("m", Self.message(#", "cost": 0.25, "tokens": {"input": 5}"#)),
        "counted 14 750000 error ok ok no-result no-result ok ok"),
      Row(("em", Self.entry("", spent)), "counted 18 1000000 error ok ok no-result no-result ok ok"),
      // Two of one message under one id.
      Row(
        ("e6", Self.entry(Self.tool("y", "completed") + ", " + Self.tool("y", "completed", failed))),
        "counted 18 1000000 error ok ok no-result no-result ok ok ok error"),
      Row(
        ("e6", Self.entry(Self.tool("y", "completed", failed) + ", " + Self.tool("y", "completed"))),
        "counted 18 1000000 error ok ok no-result no-result ok ok error ok"),
    ]
    for row in rows {
      let (name, text) = row.input
      let bytes = Array(text.utf8)
      let names = name.split(separator: " ").map(String.init)
      let standing =
        names.count > 1
        ? session.take(part: names[1], of: names[0], bytes)
        : name == "m" ? session.take(message: "em", bytes) : session.take(entry: name, bytes)
      let told = session.transcript
      let cost = told.cost.map { "\($0)" } ?? "nil"
      let parts = ["\(standing)", "\(told.tokens)", cost] + told.uses.map(\.status.rawValue)
      XCTAssertEqual(parts.joined(separator: " "), row.expected, file: row.file, line: row.line)
    }
  }

  /// What is read again as long as something may be written in it.
  func testRows() throws {
    let file = #"{"id": "ses_1", "projectID": "p", "directory": "/home/dev"}"#
    var session = try XCTUnwrap(StoredSession(Array(file.utf8), since: Self.start))
    func done(_ text: String) -> String {
      text.replacingOccurrences(of: "}, \"content", with: ", \"completed\": 9}, \"content")
    }
    let rows: [Row<(SessionDatabase.Kind, String, String), String>] = [
      // Begun before, and without a call yet.
      Row((.entry, "a", Self.entry("", at: 999)), "- open 0"),
      Row((.entry, "a", Self.entry(Self.tool("b", "running"), at: 999)), "news open 1"),
      Row((.entry, "a", done(Self.entry(Self.tool("b", "completed"), at: 999))), "news settled 1"),
      Row((.entry, "c", done(Self.entry("", at: 9))), "- settled 1"),
      Row((.message, "d", Self.message("", at: 999)), "- settled 1"),
      Row((.message, "e", Self.message("")), "news open 1"), Row((.part, "e", Self.part("running")), "news open 2"),
      Row((.part, "e", Self.part("completed")), "news settled 2"), Row((.part, "f", "{"), "- open 2"),
      Row((.part, "g", Self.part("running", #", "time": {"start": 9}"#)), "- settled 2"),
    ]
    for row in rows {
      let (kind, name, text) = row.input
      let record = SessionDatabase.Record(kind: kind, name: name, message: "e", bytes: Array(text.utf8))
      let told = [
        session.take(record) ? "news" : "-", session.isSettled(kind, name) ? "settled" : "open",
        "\(session.transcript.uses.count)",
      ]
      XCTAssertEqual(told.joined(separator: " "), row.expected, file: row.file, line: row.line)
    }
  }

  func testWhereItLies() {
    let rows: [Row<String, String?>] = [
      Row("/d/opencode/storage/session/p/ses_1.json", "/d/opencode/storage/session"),
      Row("/d/opencode/storage/session/p/ses_1.jsonl", nil),
      Row("/d/opencode/storage/message/p/msg_1.json", nil),
      Row("/session/p/ses_1.json", nil),
      Row("ses_1.json", nil),
    ]
    for row in rows {
      let found = SessionStorage(holding: row.input).map(\.projects)
      XCTAssertEqual(found, row.expected, file: row.file, line: row.line)
    }
  }
}

extension String {
  /// The id of a part's call.
  fileprivate func replacing(_ id: String, by other: String) -> String {
    replacingOccurrences(of: #""callID": "\#(id)""#, with: #""callID": "\#(other)""#)
  }
}
