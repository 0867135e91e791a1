/// A database of SQLite 3, read as its file and its log lie there: tables by their name, rows by their columns. Nothing is
/// written, no page is kept, and no lock is taken: whoever reads looks afterwards whether the files are the same still.
///
/// Damage loses what it hits, and is counted: each page is visited once in a walk, so that no loop is endless, a row is
/// read up to `mostRow`, and all of them together up to the size of the database. Only texts in UTF-8; tables without rowid, virtual ones and generated columns aren't read.
///
/// Source: sqlite.org, "Database File Format", as of SQLite 3.50.
package struct SQLiteDatabase {
  /// So many bytes from a place on; fewer or nil where there are none.
  package typealias Source = (_ place: Int, _ count: Int) -> [UInt8]?

  /// A longer row isn't read.
  package static let mostRow = 16 << 20
  /// As deep as SQLite's own trees get.
  static let mostDepth = 20

  private let file: Source
  private let log: Source
  private let places: [Int: Int]
  private let pageCount: Int
  private let header: SQLiteHeader
  package private(set) var tables: [SQLiteTable] = []
  /// What of the list of tables couldn't be read.
  package private(set) var losses = SQLiteLosses()

  /// - Parameters:
  ///   - size: of the file, in bytes.
  ///   - log: the write-ahead log beside it, with its size.
  package init(
    _ file: @escaping Source, size: Int, log: @escaping Source = { _, _ in nil }, logSize: Int = 0
  ) throws(SQLiteFault) {
    let first = try SQLiteHeader(file(0, min(size, SQLiteHeader.size)) ?? [])
    let found = try SQLiteLog(log, size: logSize, pageSize: first.pageSize)
    self.file = file
    self.log = log
    places = found.places
    // Each page lies in the file or in the log, but for the one that is only locked: no log makes it more.
    let inFile = size / first.pageSize
    pageCount = min(max(found.pageCount ?? 0, inFile), inFile + found.places.count + 1)
    var header = first
    if let place = places[1] { header = try SQLiteHeader(log(place, SQLiteHeader.size) ?? []) }
    guard header.pageSize == first.pageSize else { throw .badHeader }
    self.header = header
    var tables = SQLiteTableList()
    losses = rows(below: 1) { _, record in
      tables.add(record)
      return true
    }
    guard losses.firstPage != 1 else { throw .noSchema }
    self.tables = tables.all
  }

  /// In bytes, as far as it is known.
  package var size: Int { pageCount * header.pageSize }

  package func table(_ name: String) throws(SQLiteFault) -> SQLiteTable {
    guard let found = tables.first(where: { $0.name == name }) else { throw .noTable(name) }
    guard found.isOrdinary else { throw .otherTable(name) }
    return found
  }

  // MARK: Rows

  /// Every row, in the order of their numbers.
  ///
  /// - Parameter use: whether to go on.
  package func rows(of table: SQLiteTable, _ use: (SQLiteRow) -> Bool) -> SQLiteLosses {
    rows(below: table.root) { number, record in use(SQLiteRow(number: number, record: record, table: table)) }
  }

  /// The numbers of those rows whose column has this text, in order; nil where no index tells them.
  package func numbers(
    of table: SQLiteTable, where column: String, is text: [UInt8]
  ) -> (numbers: [Int], losses: SQLiteLosses)? {
    guard let index = table.indexes.first(where: { $0.column == column }) else { return nil }
    var losses = SQLiteLosses()
    var found: Set<Int> = []
    var walk = SQLiteWalk(pageCount, of: header.pageSize)
    var open = [(page: index.root, depth: 0)]
    while let (number, depth) = open.popLast() {
      guard depth < Self.mostDepth, walk.isFirst(number), let page = page(number, &losses),
        page.kind == .index || page.kind == .innerIndex
      else {
        losses.lost(page: number)
        continue
      }
      var isPast = false
      for cell in page.cells {
        guard let payload = page.entry(cell), walk.takes(payload), let bytes = bytes(of: payload, in: page, &losses),
          let record = SQLiteRecord(bytes), let value = record[0], record.count > 1
        else {
          losses.rows += 1
          // What lies to its left may be anything.
          if page.kind == .innerIndex, let child = page.child(cell) { open.append((child, depth + 1)) }
          continue
        }
        if value.isBefore(text) { continue }
        if page.kind == .innerIndex, let child = page.child(cell) { open.append((child, depth + 1)) }
        guard value == .text(text) else {
          isPast = true
          break
        }
        if let number = record[record.count - 1]?.integer { found.insert(number) } else { losses.rows += 1 }
      }
      if !isPast, let last = page.last { open.append((last, depth + 1)) }
    }
    return (found.sorted(), losses)
  }

  /// Nil where there is none, or it is damaged, which is counted.
  ///
  /// - Parameter isWhole: else only as much of it as lies in its own page: the columns behind that aren't there.
  package func row(
    _ number: Int, of table: SQLiteTable, isWhole: Bool = true, _ losses: inout SQLiteLosses
  ) -> SQLiteRow? {
    var next = table.root
    var met: Set<Int> = []
    for _ in 0..<Self.mostDepth {
      guard met.insert(next).inserted, let page = page(next, &losses) else {
        losses.lost(page: next)
        return nil
      }
      switch page.kind {
      case .innerTable:
        let cell = page.cells.first { page.key($0).map { number <= $0 } ?? false }
        guard let child = cell.map(page.child) ?? page.last else { return nil }
        next = child
      case .table:
        for cell in page.cells {
          guard let (own, payload) = page.row(cell), own == number else { continue }
          let found = isWhole ? bytes(of: payload, in: page, &losses) : Array(page.view.bytes[payload.local])
          guard let found, let record = SQLiteRecord(found, isWhole: isWhole) else {
            if !isWhole || payload.size <= Self.mostRow { losses.rows += 1 }
            return nil
          }
          return SQLiteRow(number: number, record: record, table: table)
        }
        losses.rows += 1
        return nil
      case .index, .innerIndex:
        losses.lost(page: next)
        return nil
      }
    }
    losses.lost(page: next)
    return nil
  }

  private func rows(below root: Int, _ use: (Int, SQLiteRecord) -> Bool) -> SQLiteLosses {
    var losses = SQLiteLosses()
    var walk = SQLiteWalk(pageCount, of: header.pageSize)
    var open = [(page: root, depth: 0)]
    while let (number, depth) = open.popLast() {
      guard depth < Self.mostDepth, walk.isFirst(number), let page = page(number, &losses) else {
        losses.lost(page: number)
        continue
      }
      switch page.kind {
      case .innerTable:
        if let last = page.last { open.append((last, depth + 1)) }
        for cell in page.cells.reversed() {
          if let child = page.child(cell) { open.append((child, depth + 1)) } else { losses.rows += 1 }
        }
      case .table:
        for cell in page.cells {
          guard let (number, payload) = page.row(cell), walk.takes(payload) else {
            losses.rows += 1
            continue
          }
          guard let bytes = bytes(of: payload, in: page, &losses) else {
            if payload.size <= Self.mostRow { losses.rows += 1 }
            continue
          }
          guard let record = SQLiteRecord(bytes) else {
            losses.rows += 1
            continue
          }
          guard use(number, record) else { return losses }
        }
      case .index, .innerIndex: losses.lost(page: number)
      }
    }
    return losses
  }

  // MARK: Bytes

  private func page(_ number: Int, _ losses: inout SQLiteLosses) -> SQLitePage? {
    bytes(ofPage: number).flatMap { SQLitePage($0, number: number, usable: header.usable, &losses) }
  }

  private func bytes(ofPage number: Int) -> [UInt8]? {
    guard number > 0, number <= pageCount else { return nil }
    let found =
      if let place = places[number] { log(place, header.pageSize) } else {
        file((number - 1) * header.pageSize, header.pageSize)
      }
    return found?.count == header.pageSize ? found : nil
  }

  /// Nil where a part of it is missing, or it is too long, which alone is counted.
  private func bytes(
    of payload: SQLitePage.Payload, in page: SQLitePage, _ losses: inout SQLiteLosses
  ) -> [UInt8]? {
    guard payload.size <= Self.mostRow else {
      losses.longRows += 1
      return nil
    }
    var bytes = Array(page.view.bytes[payload.local])
    guard var next = payload.overflow else { return bytes }
    var met: Set<Int> = []
    while bytes.count < payload.size {
      guard met.insert(next).inserted, let page = self.bytes(ofPage: next),
        let following = SQLiteBytes(page).number(0, of: 4)
      else { return nil }
      bytes += page[4..<4 + min(payload.size - bytes.count, header.usable - 4)]
      next = following
    }
    return bytes
  }
}

/// Which pages a walk has met, and how much more all its rows together can hold: in a whole database no two of them lie in
/// the same place.
private struct SQLiteWalk {
  private var words: [UInt64]
  private var left: Int

  init(_ count: Int, of pageSize: Int) {
    words = Array(repeating: 0, count: count / 64 + 1)
    left = count * pageSize
  }

  mutating func isFirst(_ page: Int) -> Bool {
    guard page > 0, page / 64 < words.count else { return false }
    let bit = UInt64(1) << UInt64(page % 64)
    defer { words[page / 64] |= bit }
    return words[page / 64] & bit == 0
  }

  mutating func takes(_ payload: SQLitePage.Payload) -> Bool {
    guard payload.size > SQLiteDatabase.mostRow || payload.size <= left else { return false }
    if payload.size <= SQLiteDatabase.mostRow { left -= payload.size }
    return true
  }
}
