/// Why a database can't be read at all, or what of it couldn't.
package enum SQLiteFault: Error, Hashable, Sendable {
  /// It doesn't begin as one does.
  case noDatabase
  /// A header that no version of SQLite writes.
  case badHeader
  /// A file format that is newer than the one that is known.
  case newerFormat
  /// Its texts aren't in UTF-8.
  case encoding
  /// Its log has another page size, or a version that isn't known.
  case log
  /// Its log has more pages than are read.
  case longLog
  /// The page that says which tables there are.
  case noSchema
  case noTable(String)
  /// It is no ordinary table, or lacks a column that is asked for.
  case otherTable(String)
  /// A change is being written, or was broken off.
  case beingWritten
}

/// What of a table or an index was lost to damage, or is larger than is read.
package struct SQLiteLosses: Hashable, Sendable {
  /// Pages that are none of their kind, lie beyond the end, or were met before.
  package internal(set) var pages = 0
  package internal(set) var firstPage: Int?
  /// Rows of which a part is missing.
  package internal(set) var rows = 0
  /// Rows longer than `SQLiteDatabase.mostRow`.
  package internal(set) var longRows = 0

  package init() {}

  package var isEmpty: Bool { pages == 0 && rows == 0 && longRows == 0 }

  /// Counts rows that hold something else than they should.
  package mutating func lost(rows: Int) { self.rows += rows }

  mutating func lost(page: Int) {
    pages += 1
    firstPage = firstPage ?? page
  }

  package static func + (left: SQLiteLosses, right: SQLiteLosses) -> SQLiteLosses {
    var sum = left
    sum.pages += right.pages
    sum.firstPage = left.firstPage ?? right.firstPage
    sum.rows += right.rows
    sum.longRows += right.longRows
    return sum
  }
}
