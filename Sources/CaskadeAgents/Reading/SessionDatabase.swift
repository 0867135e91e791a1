package import CaskadeSyntax

/// Sessions that lie in a database: a row for each session, each message and each part of a message.
///
/// Source: OpenCode's own tables, versions 1.2 to 1.18: `session` (`id`, `directory`, ...), `message` (`id`, `session_id`,
/// `data`), `part` (`id`, `message_id`, `session_id`, `data`); `data` is the JSON of its file in `SessionStorage`, without the
/// columns. What its second version keeps in `session_message` isn't read, and counted.
package struct SessionDatabase {
  package enum Kind: Hashable, Sendable {
    case message
    case part
  }

  /// A message or a part, as its file would be.
  package struct Record {
    package let kind: Kind
    /// Its row's number.
    package let number: Int
    package let bytes: [UInt8]
  }

  /// What of a session isn't in its records.
  package struct Remainder: Hashable, Sendable {
    package fileprivate(set) var losses = SQLiteLosses()
    /// Records of a form that isn't read.
    package fileprivate(set) var unread = 0

    package var count: Int { losses.pages + losses.rows + losses.longRows + unread }

    package var sentences: [String] {
      losses.sentences
        + (unread > 0 ? ["\(unread.counted("record")) of OpenCode's second version, which aren't read"] : [])
    }
  }

  private let database: SQLiteDatabase
  private let session: SQLiteTable
  private let message: SQLiteTable
  private let part: SQLiteTable
  private let later: SQLiteTable?

  private static let mostSessions = 100_000
  private static let mark: Character = "#"

  package init(_ database: SQLiteDatabase) throws(SQLiteFault) {
    self.database = database
    session = try database.table("session")
    message = try database.table("message")
    part = try database.table("part")
    later = try? database.table("session_message")
    guard session.holds(["id", "directory"]) else { throw .otherTable(session.name) }
    guard message.holds(["id", "session_id", "data"]) else { throw .otherTable(message.name) }
    guard part.holds(["id", "message_id", "session_id", "data"]) else { throw .otherTable(part.name) }
  }

  /// A name of one of the files in which OpenCode keeps one.
  package static func isDatabase(_ name: String) -> Bool {
    name == "opencode.db" || name.hasPrefix("opencode-") && name.hasSuffix(".db")
  }

  /// How one session of a database is named: `FILE#SESSION`.
  package static func name(_ file: String, _ session: String) -> String { "\(file)\(mark)\(session)" }

  /// Nil for what names no session of a database.
  package static func parted(_ name: String) -> (file: String, session: String)? {
    guard let place = name.lastIndex(of: mark) else { return nil }
    let session = String(name[name.index(after: place)...])
    return place > name.startIndex && SessionStorage.isName(session) ? (String(name[..<place]), session) : nil
  }

  // MARK: Sessions

  /// - Parameter use: a session, and its record as its file would be.
  package func sessions(_ use: (SessionStorage.Session, [UInt8]) -> Void) -> SQLiteLosses {
    var count = 0
    var strange = 0
    var losses = database.rows(of: session) { row in
      guard let id = row["id"]?.text, SessionStorage.isName(id), let folder = row["directory"]?.text,
        count < Self.mostSessions
      else {
        strange += 1
        return true
      }
      count += 1
      let updated = row["time_updated"]?.integer
      let value: JSONValue = .object([
        JSONMember("id", .string(id)), JSONMember("projectID", .string(row["project_id"]?.text ?? "")),
        JSONMember("directory", .string(folder)), JSONMember("version", .string(row["version"]?.text ?? "")),
      ])
      use(
        SessionStorage.Session(id: id, folder: folder, updated: updated), JSONWriter(.compact).bytes(value) + [0x0A])
      return true
    }
    losses.lost(rows: strange)
    return database.losses + losses
  }

  // MARK: Records

  /// An index of which so much leads nowhere isn't followed further.
  private static let mostLosses = 10_000

  /// The messages and parts of a session, each message before its parts.
  ///
  /// - Parameters:
  ///   - isKnown: is passed over.
  ///   - use: a record.
  package func records(
    of session: String, isKnown: (Kind, Int) -> Bool = { _, _ in false }, _ use: (Record) -> Void
  ) -> Remainder {
    var left = Remainder()
    var bytes = database.size
    // Their names are in the order of their times, their rows needn't be.
    let messages = numbers(of: message, session, &left).map { number in
      var counted = SQLiteLosses()
      return (id: database.row(number, of: message, &counted)?["id"]?.text ?? "", number: number)
    }.sorted { ($0.id, $0.number) < ($1.id, $1.number) }
    let places = Dictionary(messages.enumerated().map { ($1.id, $0) }) { first, _ in first }
    var next = 0
    func give(_ table: SQLiteTable, _ kind: Kind, _ number: Int) {
      guard bytes >= 0, left.losses.rows + left.losses.pages < Self.mostLosses else { return left.losses.lost(rows: 1) }
      guard let row = database.row(number, of: table, &left.losses) else { return }
      give(row, kind)
    }
    func give(_ row: SQLiteRow, _ kind: Kind) {
      guard let record = Self.record(row, kind) else { return left.losses.lost(rows: 1) }
      bytes -= record.bytes.count
      use(record)
    }
    func giveMessages(before place: Int) {
      while next < place {
        if !isKnown(.message, messages[next].number) { give(message, .message, messages[next].number) }
        next += 1
      }
    }
    for number in numbers(of: part, session, &left) where !isKnown(.part, number) {
      guard bytes >= 0, left.losses.rows + left.losses.pages < Self.mostLosses else {
        left.losses.lost(rows: 1)
        continue
      }
      guard let row = database.row(number, of: part, &left.losses) else { continue }
      if let id = row["message_id"]?.text, let place = places[id] { giveMessages(before: place + 1) }
      give(row, .part)
    }
    giveMessages(before: messages.count)
    if messages.isEmpty, let later { left.unread = numbers(of: later, session, &left).count }
    return left
  }

  /// Nothing more will be written in it.
  package static func isSettled(_ record: Record) -> Bool {
    guard let value = JSONTape(record.bytes).whole else { return false }
    switch record.kind {
    case .message: return value["time"]?["completed"]?.integer != nil
    case .part:
      let status = value["state"]?["status"]
      return value["type"]?.isText("tool") == false || status?.isText("completed") == true
        || status?.isText("error") == true
    }
  }

  private func numbers(of table: SQLiteTable, _ session: String, _ left: inout Remainder) -> [Int] {
    if let (numbers, losses) = database.numbers(of: table, where: "session_id", is: Array(session.utf8)) {
      left.losses = left.losses + losses
      return numbers
    }
    var found: [Int] = []
    let losses = database.rows(of: table) { row in
      if row["session_id"]?.text == session { found.append(row.number) }
      return true
    }
    left.losses = left.losses + losses
    return found
  }

  private static func record(_ row: SQLiteRow, _ kind: Kind) -> Record? {
    guard let data = row["data"]?.bytes, let open = data.firstIndex(where: { !isSpace($0) }),
      data[open] == UInt8(ascii: "{"), let id = row["id"]?.text, let session = row["session_id"]?.text,
      let next = data[(open + 1)...].first(where: { !isSpace($0) })
    else { return nil }
    var members = [JSONMember("id", .string(id)), JSONMember("sessionID", .string(session))]
    if kind == .part {
      guard let message = row["message_id"]?.text else { return nil }
      members.append(JSONMember("messageID", .string(message)))
    }
    var bytes = JSONWriter(.compact).bytes(.object(members))
    if next != UInt8(ascii: "}") { bytes[bytes.count - 1] = UInt8(ascii: ",") } else { bytes.removeLast() }
    return Record(kind: kind, number: row.number, bytes: bytes + data[(open + 1)...])
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
