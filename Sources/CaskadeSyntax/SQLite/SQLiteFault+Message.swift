extension SQLiteFault {
  package var message: String {
    switch self {
    case .noDatabase: "it is no SQLite database"
    case .badHeader: "the database's header is damaged"
    case .newerFormat: "the database has a newer format than is read here"
    case .encoding: "the database's texts aren't UTF-8, which isn't read here"
    case .log: "the database's log is of another kind than is read here"
    case .longLog: "the database's log is longer than is read here"
    case .noSchema: "the database's first page is damaged"
    case .noTable(let name): "the database has no table '\(EscapedText.line(name))'"
    case .otherTable(let name): "the database's table '\(EscapedText.line(name))' isn't laid out as is known"
    case .beingWritten: "the database is being written, or a write was broken off"
    }
  }
}

extension SQLiteLosses {
  /// A sentence for each kind.
  package var sentences: [String] {
    var lines: [String] = []
    if pages > 0 {
      let first = firstPage.map { " (\(pages == 1 ? "" : "the first is ")page \($0))" } ?? ""
      lines.append("\(pages.counted("page")) of the database couldn't be read\(first)")
    }
    if rows > 0 { lines.append("\(rows.counted("row")) of the database couldn't be read") }
    if longRows > 0 { lines.append("\(longRows.counted("row")) of the database longer than is read, left out") }
    return lines
  }
}
