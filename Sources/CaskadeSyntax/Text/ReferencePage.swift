/// A page of the reference: what `caskade help TOPIC` shows, and what `.github/docs` holds.
///
/// The text stands beside the code that it describes, and its tables are made from that code. Names, commands and patterns
/// are in backticks, in texts and in cells.
package struct ReferencePage: Hashable, Sendable {
  package enum Block: Hashable, Sendable {
    case heading(String)
    /// A paragraph; where its lines end means nothing.
    case text(String)
    case list([String])
    case table(ReferenceTable)
    /// Lines that stay as they are.
    case code(String)
  }

  /// The topic, as it is typed.
  package let name: String
  /// One line, without a final period.
  package let summary: String
  package let blocks: [Block]

  package init(_ name: String, _ summary: String, _ blocks: [Block]) {
    self.name = name
    self.summary = summary
    self.blocks = blocks
  }
}

/// Rows of cells below the names of their columns.
package struct ReferenceTable: Hashable, Sendable {
  package let columns: [String]
  /// Each as long as `columns`.
  package let rows: [[String]]

  package init(_ columns: [String], _ rows: [[String]]) {
    self.columns = columns
    self.rows = rows
  }
}
