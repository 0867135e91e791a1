package import CaskadeSyntax

extension ReferencePage {
  /// For a terminal of 80 columns.
  package var text: String {
    ([summary] + blocks.map(Self.text)).joined(separator: "\n\n") + "\n"
  }

  private static let width = 80

  private static func text(_ block: Block) -> String {
    switch block {
    case .heading(let title): title.uppercased()
    case .text(let text): TextLines.wrapped(text, width: width).joined(separator: "\n")
    case .list(let items):
      items.map { TextLines.wrapped($0, width: width, first: "  - ", rest: "    ").joined(separator: "\n") }
        .joined(separator: "\n")
    case .table(let table): text(table)
    case .code(let code):
      code.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }
        .joined(separator: "\n")
    }
  }

  private static let leastLastColumn = 24

  /// Columns beside each other, the last one wrapped. Where the others leave no room for it, a block of lines for each row.
  private static func text(_ table: ReferenceTable) -> String {
    let rows = ([table.columns] + table.rows).map { $0.map(plain) }
    let widths = table.columns.indices.dropLast().map { column in
      (rows.map { DisplayWidth.of($0[column]) }.max() ?? 0) + 2
    }
    let indent = 2 + widths.reduce(0, +)
    guard width - indent >= leastLastColumn else { return blocks(of: table) }
    return rows.map { row in
      let cells = zip(row, widths).map { $0.padded(to: $1) }.joined()
      return TextLines.wrapped(
        row.last ?? "", width: width, first: "  \(cells)", rest: String(repeating: " ", count: indent)
      ).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  private static func blocks(of table: ReferenceTable) -> String {
    table.rows.map { row in
      let lines = zip(table.columns, row).dropFirst().map { column, cell in
        TextLines.wrapped(plain(cell), width: width, first: "    \(column): ", rest: "      ").joined(separator: "\n")
      }
      return (["  \(plain(row.first ?? ""))"] + lines).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// In a table a name's place says what it is.
  private static func plain(_ cell: String) -> String { cell.filter { $0 != "`" } }
}
