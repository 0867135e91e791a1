/// Writes a database of SQLite 3 as small as it can be: each table on one page of 64 KiB, texts and numbers only. Tables
/// have no index, so that a reader has to look through them.
package struct TinyDatabase {
  package enum Value {
    case null
    case number(Int)
    case text(String)
  }

  private static let pageSize = 65_536

  private var tables: [(name: String, columns: [String], rows: [[Value]])] = []

  package init() {}

  package mutating func add(_ name: String, _ columns: [String], _ rows: [[Value]]) {
    tables.append((name, columns, rows))
  }

  package var bytes: [UInt8] {
    let schema = tables.enumerated().map { index, table -> [Value] in
      let columns = table.columns.map { "`\($0)` text" }.joined(separator: ", ")
      let text = "CREATE TABLE `\(table.name)` (\(columns))"
      return [.text("table"), .text(table.name), .text(table.name), .number(index + 2), .text(text)]
    }
    var first = Self.page(schema, after: 100)
    let header =
      Array("SQLite format 3\0".utf8) + [0, 1, 1, 1, 0, 64, 32, 32] + Self.big(1, 4) + Self.big(tables.count + 1, 4)
      + Self.big(0, 12) + Self.big(4, 4) + Self.big(0, 8) + Self.big(1, 4) + Self.big(0, 32) + Self.big(1, 4)
      + Self.big(3_050_000, 4)
    first.replaceSubrange(0..<header.count, with: header)
    return tables.reduce(first) { $0 + Self.page($1.rows, after: 0) }
  }

  private static func page(_ rows: [[Value]], after start: Int) -> [UInt8] {
    var page = [UInt8](repeating: 0, count: pageSize)
    var end = pageSize
    var pointers: [UInt8] = []
    for (index, row) in rows.enumerated() {
      let record = record(row)
      let cell = varint(record.count) + varint(index + 1) + record
      end -= cell.count
      page.replaceSubrange(end..<end + cell.count, with: cell)
      pointers += big(end, 2)
    }
    let head = [13, 0, 0] + big(rows.count, 2) + big(end % pageSize, 2) + [0] + pointers
    precondition(start + head.count <= end, "the rows of a table fit its page")
    page.replaceSubrange(start..<start + head.count, with: head)
    return page
  }

  private static func record(_ values: [Value]) -> [UInt8] {
    var types: [UInt8] = []
    var body: [UInt8] = []
    for value in values {
      switch value {
      case .null: types += varint(0)
      case .number(let number):
        types += varint(6)
        body += big(number, 8)
      case .text(let text):
        types += varint(13 + 2 * text.utf8.count)
        body += Array(text.utf8)
      }
    }
    // Its own length is part of what it tells.
    let size = types.count + (types.count < 127 ? 1 : 2)
    return varint(size) + types + body
  }

  private static func big(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { index in
      let shift = (count - 1 - index) * 8
      return shift >= 64 ? 0 : UInt8(truncatingIfNeeded: number >> shift)
    }
  }

  private static func varint(_ number: Int) -> [UInt8] {
    var bytes = [UInt8(number & 0x7F)]
    var rest = number >> 7
    while rest > 0 {
      bytes.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
      rest >>= 7
    }
    return bytes
  }
}

extension TinyDatabase {
  /// A session of OpenCode, as its versions since 1.2 keep it.
  package struct Session {
    package let id: String
    package let folder: String
    package var updated = 4_000_000_000_000
    /// Command, how it ended and when it started.
    package var calls: [(command: String, exit: Int?, start: Int)] = []
    /// Whose sub-agent's it is.
    package var parent: String?

    package init(_ id: String, _ folder: String) {
      self.id = id
      self.folder = folder
    }
  }

  /// - Parameter second: those that the second version keeps, or copied.
  package static func sessions(_ sessions: [Session], second: [Session] = []) -> [UInt8] {
    var database = TinyDatabase()
    database.addFirst(sessions)
    if !second.isEmpty { database.addSecond(second) }
    return database.bytes
  }

  /// Those of the second version alone.
  package static func second(_ sessions: [Session]) -> [UInt8] {
    var database = TinyDatabase()
    database.addSecond(sessions)
    return database.bytes
  }

  private mutating func addSecond(_ sessions: [Session]) {
    add(
      "session_v2", ["id", "project_id", "parent_id", "directory", "version", "time_updated"],
      sessions.map { one in
        let parent = one.parent.map { Value.text($0) } ?? .null
        return [.text(one.id), .text("p"), parent, .text(one.folder), .text("2.0.1"), .number(one.updated)]
      })
    add(
      "session_message", ["id", "session_id", "type", "seq", "time_created", "data"],
      sessions.map { one in
        let start = one.calls.first?.start ?? 3
        let tools = one.calls.enumerated().map { index, call in
          let exit = call.exit.map { #", "metadata": {"exit": \#($0)}"# } ?? ""
          let state =
            #"{"status": "\#(call.exit == nil ? "running" : "completed")", "input": {"command": "\#(call.command)"}\#(exit)}"#
          return
            #"{"type": "tool", "id": "\#(one.id)-\#(index)", "name": "shell", "time": {"ran": \#(call.start)}, "state": \#(state)}"#
        }
        let data =
          #"{"time": {"created": \#(start)}, "agent": "build", "model": {"id": "m", "providerID": "p"}, "cost": 0.5, "#
          + #""content": [\#(tools.joined(separator: ", "))]}"#
        return [.text("msg_\(one.id)"), .text(one.id), .text("assistant"), .number(7), .number(start), .text(data)]
      })
  }

  private mutating func addFirst(_ sessions: [Session]) {
    add(
      "session", ["id", "project_id", "directory", "version", "time_updated"],
      sessions.map { [.text($0.id), .text("p"), .text($0.folder), .text("1.18.0"), .number($0.updated)] })
    add(
      "message", ["id", "session_id", "time_created", "data"],
      sessions.map { one in
        let start = one.calls.first?.start ?? 3
        let data = #"{"role": "assistant", "modelID": "m", "cost": 0.5, "time": {"created": \#(start)}}"#
        return [.text("msg_\(one.id)"), .text(one.id), .number(start), .text(data)]
      })
    add(
      "part", ["id", "message_id", "session_id", "data"],
      sessions.flatMap { one in
        one.calls.enumerated().map { index, call in
          let exit = call.exit.map { #""metadata": {"exit": \#($0)}, "# } ?? ""
          let state =
            #"{"status": "\#(call.exit == nil ? "running" : "completed")", "input": {"command": "\#(call.command)"}, "#
            + #"\#(exit)"time": {"start": \#(call.start)}}"#
          let data = #"{"type": "tool", "callID": "\#(one.id)-\#(index)", "tool": "bash", "state": \#(state)}"#
          return [.text("prt_\(index)"), .text("msg_\(one.id)"), .text(one.id), .text(data)]
        }
      })
  }
}
