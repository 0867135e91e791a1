package import CaskadeSyntax

/// Sessions that lie in a database: a row for each session, each message and each part of a message.
///
/// Source: OpenCode's own tables. Versions 1.2 to 1.18: `session` (`id`, `directory`, ...), `message` (`id`, `session_id`,
/// `data`), `part` (`id`, `message_id`, `session_id`, `data`); `data` is the JSON of its file in `SessionStorage`, without the
/// columns. Versions 2.0.0 to 2.0.26: `session_v2` as `session`, and `session_message` (`id`, `session_id`, `type`, `seq`,
/// `data`), a row for each message with all that it holds (`OpenCodeMessage`). The second version copies what the first one
/// left, under the same names, and leaves it where it was; either may go on with a session afterwards. So a message of the
/// first one that is there in both counts as the second one has it.
package struct SessionDatabase {
  package enum Kind: Hashable, Sendable {
    case message
    case part
    /// Of the second version: a message with all that it holds.
    case entry
  }

  /// A message or a part, as its file would be.
  package struct Record {
    package let kind: Kind
    /// Its row's id: a row's number is given anew when the last rows are taken back.
    package let name: String
    /// The id of its message, which may be itself.
    package let message: String
    package let bytes: [UInt8]
  }

  /// What of a session isn't in its records.
  package struct Remainder: Hashable, Sendable {
    package internal(set) var losses = SQLiteLosses()
    /// Records of a form that isn't read.
    package fileprivate(set) var unread = 0

    package var count: Int { losses.pages + losses.rows + losses.longRows + unread }

    package var sentences: [String] {
      losses.sentences
        + (unread > 0 ? ["\(unread.counted("record")) of OpenCode's second version, in a form that isn't read"] : [])
    }
  }

  let database: SQLiteDatabase
  private let lists: [SQLiteTable]
  private let first: (message: SQLiteTable, part: SQLiteTable)?
  private let entries: SQLiteTable?
  /// Laid out in another way than is known.
  private let strange: SQLiteTable?

  private static let mostSessions = 100_000
  private static let mark: Character = "#"
  /// So far up is looked for whose sub-agent one is.
  private static let mostParents = 20

  package init(_ database: SQLiteDatabase) throws(SQLiteFault) {
    func table(_ name: String, _ columns: [String]) throws(SQLiteFault) -> SQLiteTable {
      let found = try database.table(name)
      guard found.holds(columns) else { throw .otherTable(name) }
      return found
    }
    func isThere(_ name: String) -> Bool { database.tables.contains { $0.name == name } }
    self.database = database
    let list = ["id", "directory"]
    let isSecond = isThere("session_v2")
    lists =
      (isSecond ? [try table("session_v2", list)] : [])
      + (!isSecond || isThere("session") ? [try table("session", list)] : [])
    let later = try? database.table("session_message")
    let isKnown = later?.holds(["id", "session_id", "type", "data"]) ?? false
    (entries, strange) = isKnown ? (later, nil) : (nil, later)
    if isSecond, !isThere("message"), !isThere("part") {
      guard isKnown else { throw later == nil ? .noTable("session_message") : .otherTable("session_message") }
      first = nil
    } else {
      first = (
        try table("message", ["id", "session_id", "data"]),
        try table("part", ["id", "message_id", "session_id", "data"])
      )
    }
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
    var losses = database.losses
    var strange = 0
    var found: [SessionRow] = []
    var places: [String: Int] = [:]
    for table in lists {
      losses =
        losses
        + database.rows(of: table) { row in
          guard let one = SessionRow(row), found.count < Self.mostSessions else {
            strange += 1
            return true
          }
          if let place = places[one.id] {
            found[place].merge(one)
          } else {
            places[one.id] = found.count
            found.append(one)
          }
          return true
        }
    }
    losses.lost(rows: strange)
    for one in found {
      var ancestors: [String] = []
      var next = one.parent
      while let id = next, id != one.id, !ancestors.contains(id), ancestors.count < Self.mostParents {
        ancestors.append(id)
        next = places[id].flatMap { found[$0].parent }
      }
      use(
        SessionStorage.Session(
          id: one.id, folder: one.folder, updated: one.updated, ancestors: ancestors, otherFolders: one.otherFolders,
          firstFolder: one.firstFolder), one.line)
    }
    return losses
  }

  /// The folders that a session moved to and away from: its row has only the last one.
  package func moves(of session: String, _ losses: inout SQLiteLosses) -> [String] {
    guard let entries else { return [] }
    var left = Remainder()
    let places = SessionEntries(numbers(of: entries, session, &left), of: entries, in: database, &left.losses)
    let folders = places.moves(in: database, &left.losses)
    losses = losses + left.losses
    return folders
  }

  /// The folders of all its sessions, where no more of it than their lists, and their moves, is laid out as is known; nil
  /// where one may be missing. A database that has to do with neither sessions nor messages has none.
  package static func folders(_ database: SQLiteDatabase) -> [String]? {
    guard database.losses.isEmpty else { return nil }
    let lists = database.tables.filter { ["session_v2", "session"].contains($0.name) }
    guard !lists.isEmpty else {
      let isOther = database.tables.allSatisfy { table in
        let name = table.name.lowercased()
        return !name.contains("session") && !name.contains("message")
      }
      return isOther && !database.tables.isEmpty ? [] : nil
    }
    var folders: [String] = []
    for list in lists {
      guard list.isOrdinary, list.holds(["id", "directory"]) else { return nil }
      var isWhole = true
      let losses = database.rows(of: list) { row in
        if let folder = row["directory"]?.text { folders.append(folder) } else { isWhole = false }
        return isWhole
      }
      guard isWhole, losses.isEmpty else { return nil }
    }
    guard lists.contains(where: { $0.name == "session_v2" }) else { return folders }
    guard let moves = moves(database) else { return nil }
    return folders + moves
  }

  private static func moves(_ database: SQLiteDatabase) -> [String]? {
    guard let table = database.tables.first(where: { $0.name == "session_message" }), table.isOrdinary,
      table.holds(["type", "data"])
    else { return nil }
    var folders: [String] = []
    var isWhole = true
    let losses = database.rows(of: table) { row in
      guard row["type"]?.text == SessionMove.type else { return true }
      let found = SessionMove.folders(row["data"]?.bytes.flatMap { JSONTape($0).whole })
      folders += found ?? []
      isWhole = found != nil
      return isWhole
    }
    return isWhole && losses.isEmpty ? folders : nil
  }

  // MARK: Records

  /// An index of which so much leads nowhere isn't followed further.
  private static let mostLosses = 10_000

  /// What the second version has of a session, and then the messages and parts of the first one that it doesn't have, each
  /// message before its parts. A part is given even if its message isn't: by its message and its call it is the same one.
  ///
  /// - Parameters:
  ///   - firstFolder: that of the session as the first version has it, where both have it.
  ///   - isKnown: is passed over, by its kind and name.
  ///   - use: a record.
  package func records(
    of session: String, firstFolder: String? = nil, isKnown: (Kind, String) -> Bool = { _, _ in false },
    _ use: (Record) -> Void
  ) -> Remainder {
    var left = Remainder()
    var bytes = database.size
    var isSpent: Bool { bytes < 0 || left.losses.rows + left.losses.pages >= Self.mostLosses }
    func give(_ record: Record?) {
      guard let record else { return left.losses.lost(rows: 1) }
      bytes -= record.bytes.count
      use(record)
    }
    var copied: Set<String> = []
    if let entries {
      var counted = SQLiteLosses()
      var places = SessionEntries(
        numbers(of: entries, session, &left), of: entries, in: database, after: firstFolder, &counted)
      copied = places.names
      while let place = places.next(in: database, &left.losses) {
        guard !isKnown(.entry, place.id) else { continue }
        guard !isSpent else {
          left.losses.lost(rows: 1)
          continue
        }
        guard let row = database.row(place.number, of: entries, &left.losses) else { continue }
        give(places.record(row))
      }
    }
    guard let first else { return left }
    // Their names are in the order of their times, their rows needn't be.
    let messages = numbers(of: first.message, session, &left).compactMap { number -> (id: String, number: Int)? in
      var counted = SQLiteLosses()
      let id = name(of: number, in: first.message, &counted)
      return copied.contains(id) ? nil : (id, number)
    }.sorted { ($0.id, $0.number) < ($1.id, $1.number) }
    let places = Dictionary(messages.enumerated().map { ($1.id, $0) }) { first, _ in first }
    var next = 0
    func giveMessages(before place: Int) {
      while next < place {
        let (id, number) = messages[next]
        next += 1
        guard !isKnown(.message, id) else { continue }
        guard !isSpent else {
          left.losses.lost(rows: 1)
          continue
        }
        guard let row = database.row(number, of: first.message, &left.losses) else { continue }
        give(Self.record(row, .message))
      }
    }
    for number in numbers(of: first.part, session, &left) {
      var counted = SQLiteLosses()
      guard !isKnown(.part, name(of: number, in: first.part, &counted)) else { continue }
      guard !isSpent else {
        left.losses.lost(rows: 1)
        continue
      }
      guard let row = database.row(number, of: first.part, &left.losses) else { continue }
      if let id = row["message_id"]?.text, let place = places[id] { giveMessages(before: place + 1) }
      give(Self.record(row, .part, in: firstFolder))
    }
    giveMessages(before: messages.count)
    if messages.isEmpty, copied.isEmpty, let strange { left.unread = numbers(of: strange, session, &left).count }
    return left
  }

  /// Nothing more will be written in it.
  package static func isSettled(_ record: Record) -> Bool {
    guard let value = JSONTape(record.bytes).whole else { return false }
    switch record.kind {
    case .message: return value["time"]?["completed"]?.integer != nil
    case .entry: return OpenCodeMessage(value).isSettled
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

  /// Nothing where it can't be read without the rest of its row.
  private func name(of number: Int, in table: SQLiteTable, _ losses: inout SQLiteLosses) -> String {
    database.row(number, of: table, isWhole: false, &losses)?["id"]?.text ?? ""
  }

  private static func record(_ row: SQLiteRow, _ kind: Kind, in folder: String? = nil) -> Record? {
    guard let data = row["data"]?.bytes, let open = data.firstIndex(where: { !isSpace($0) }),
      data[open] == UInt8(ascii: "{"), let id = row["id"]?.text, let session = row["session_id"]?.text,
      let next = data[(open + 1)...].first(where: { !isSpace($0) })
    else { return nil }
    var members = [JSONMember("id", .string(id)), JSONMember("sessionID", .string(session))]
    var message = id
    if kind == .part {
      guard let own = row["message_id"]?.text else { return nil }
      message = own
      members.append(JSONMember("messageID", .string(message)))
      if let folder { members.append(JSONMember("cwd", .string(folder))) }
    }
    var bytes = JSONWriter(.compact).bytes(.object(members))
    if next != UInt8(ascii: "}") { bytes[bytes.count - 1] = UInt8(ascii: ",") } else { bytes.removeLast() }
    return Record(kind: kind, name: id, message: message, bytes: bytes + data[(open + 1)...])
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
