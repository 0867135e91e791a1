/// A table as the database describes it.
package struct SQLiteTable: Hashable, Sendable {
  /// An index that tells by its first column which rows there are.
  package struct Index: Hashable, Sendable {
    let root: Int
    package let column: String
  }

  package let name: String
  package let columns: [String]
  package internal(set) var indexes: [Index] = []
  /// Its rows are stored as those of a table are, each with all its columns.
  package let isOrdinary: Bool
  let root: Int
  /// The column that is another name for the row's number.
  let numberColumn: Int?
  /// Those that are compared by anything but their bytes.
  let collated: Set<String>

  package func holds(_ names: [String]) -> Bool { names.allSatisfy(columns.contains) }
}

/// One row.
package struct SQLiteRow {
  package let number: Int
  let record: SQLiteRecord
  let table: SQLiteTable

  /// Nil for a column that isn't there, or that came after the row was written.
  package subscript(column: String) -> SQLiteValue? {
    guard let index = table.columns.firstIndex(of: column) else { return nil }
    return index == table.numberColumn ? .integer(number) : record[index]
  }
}

/// The tables of a database, from the rows that describe them.
struct SQLiteTableList {
  private var tables: [SQLiteTable] = []
  private var indexes: [(table: String, SQLiteTable.Index)] = []

  /// More than any program that is read here has.
  private static let most = 4_096

  /// - Parameter record: type, name, table, page and text of something that was created.
  mutating func add(_ record: SQLiteRecord) {
    guard tables.count + indexes.count < Self.most, let type = record[0]?.text, let name = record[1]?.text,
      let root = record[3]?.integer, let text = record[4]?.bytes
    else { return }
    if type == "table" {
      tables.append(SQLiteStatement(text).table(name, root: root))
    } else if type == "index", let table = record[2]?.text, let column = SQLiteStatement(text).firstOfIndex {
      indexes.append((table, SQLiteTable.Index(root: root, column: column)))
    }
  }

  var all: [SQLiteTable] {
    tables.map { table in
      var table = table
      table.indexes = indexes.filter { $0.table == table.name && !table.collated.contains($0.1.column) }.map(\.1)
      return table
    }
  }
}
