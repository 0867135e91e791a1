/// The little of a TOML or INI file that a draft asks for: which tables it has, and plain values on one line.
struct TableFile {
  private var rows: [(table: String, key: String, value: String)] = []
  private(set) var tables: Set<String> = []

  init(_ text: String) {
    var table = ""
    for line in text.split(whereSeparator: \.isNewline) {
      let line = line.trimming(" \t")
      if line.hasPrefix("["), let close = line.lastIndex(of: "]") {
        table = line[..<close].trimming("[] ")
        tables.insert(table)
      } else if !line.hasPrefix("#"), let equals = line.firstIndex(of: "=") {
        rows.append((table, line[..<equals].trimming(" \t\""), line[line.index(after: equals)...].trimming(" \t")))
      }
    }
  }

  /// A text without its quotes; nil where the key isn't there.
  func value(_ key: String, in table: String) -> String? {
    rows.first { $0.table == table && $0.key == key }?.value.trimming("\"'")
  }

  func keys(in table: String) -> [String] { rows.filter { $0.table == table }.map(\.key) }

  func hasTable(beginningWith prefix: String) -> Bool { tables.contains { $0 == prefix || $0.hasPrefix("\(prefix).") } }
}
