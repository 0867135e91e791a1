import CaskadeSyntax

/// A session's messages as the second version of OpenCode keeps them, in the order in which they came, and the folder in
/// which it worked when each came: the session's own row has only the last one.
struct SessionEntries {
  struct Place {
    let number: Int
    let id: String
    fileprivate let key: Int
    fileprivate let isMove: Bool
  }

  private let table: SQLiteTable
  private let places: [Place]
  private var index = 0
  private var folder: String?

  /// - Parameters:
  ///   - first: the folder before any move, where none tells it.
  ///   - losses: of the rows' beginnings.
  init(
    _ numbers: [Int], of table: SQLiteTable, in database: SQLiteDatabase, after first: String? = nil,
    _ losses: inout SQLiteLosses
  ) {
    self.table = table
    var lost = SQLiteLosses()
    places = numbers.map { number in
      let row = database.row(number, of: table, isWhole: false, &lost)
      let key = row?["seq"]?.integer ?? -1 - number
      return Place(
        number: number, id: row?["id"]?.text ?? "", key: key, isMove: row?["type"]?.text == SessionMove.type)
    }.sorted { ($0.key, $0.id, $0.number) < ($1.key, $1.id, $1.number) }
    losses = losses + lost
    folder = first
    var counted = SQLiteLosses()
    for place in places where place.isMove {
      guard let before = SessionMove.folder(moved(place, in: database, &counted)?["previous"]) else { continue }
      folder = before
      break
    }
  }

  /// The names of them all.
  var names: Set<String> { Set(places.map(\.id)).subtracting([""]) }

  /// The folders that its moves led to and away from.
  func moves(in database: SQLiteDatabase, _ losses: inout SQLiteLosses) -> [String] {
    var found: [String] = []
    for place in places where place.isMove {
      var lost = SQLiteLosses()
      let folders = SessionMove.folders(moved(place, in: database, &lost))
      if folders == nil, lost.isEmpty { lost.lost(rows: 1) }
      losses = losses + lost
      found += folders ?? []
    }
    return found
  }

  mutating func next(in database: SQLiteDatabase, _ losses: inout SQLiteLosses) -> Place? {
    guard index < places.count else { return nil }
    let place = places[index]
    index += 1
    var counted = SQLiteLosses()
    if place.isMove, let next = SessionMove.folder(moved(place, in: database, &counted)) { folder = next }
    return place
  }

  private func moved(_ place: Place, in database: SQLiteDatabase, _ losses: inout SQLiteLosses) -> JSONNode? {
    database.row(place.number, of: table, &losses)?["data"]?.bytes.flatMap { JSONTape($0).whole }
  }

  /// As a line of its own: what its row has in `data`, and what stands beside that.
  ///
  /// - Returns: nil for what is no object.
  func record(_ row: SQLiteRow) -> SessionDatabase.Record? {
    guard let data = row["data"]?.bytes, let id = row["id"]?.text, let session = row["session_id"]?.text,
      let type = row["type"]?.text, let open = data.firstIndex(where: { !Self.isSpace($0) }),
      let close = data.lastIndex(where: { !Self.isSpace($0) }), data[open] == UInt8(ascii: "{"),
      data[close] == UInt8(ascii: "}"), open < close
    else { return nil }
    var members = [
      JSONMember("id", .string(id)), JSONMember("sessionID", .string(session)), JSONMember("type", .string(type)),
      JSONMember("seq", row["seq"]?.integer.map { .integer($0) } ?? .null),
    ]
    if let folder { members.append(JSONMember("cwd", .string(folder))) }
    let isEmpty = data[(open + 1)..<close].allSatisfy(Self.isSpace)
    // Behind the others: of two members of one name the last one counts.
    let bytes =
      data[open..<close] + (isEmpty ? [] : [UInt8(ascii: ",")])
      + JSONWriter(.compact).bytes(.object(members)).dropFirst()
    return SessionDatabase.Record(kind: .entry, name: id, message: id, bytes: Array(bytes))
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
