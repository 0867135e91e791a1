package import CaskadeSyntax

extension ReferencePage {
  /// As `.github/docs` holds it.
  package var markdown: String {
    (["# \(name)", "\(summary.prefix(1).uppercased())\(summary.dropFirst())."] + blocks.map(Self.markdown))
      .joined(separator: "\n\n") + "\n"
  }

  private static let width = 120

  private static func markdown(_ block: Block) -> String {
    switch block {
    case .heading(let title): "## \(title)"
    case .text(let text): TextLines.wrapped(text, width: width).joined(separator: "\n")
    case .list(let items):
      items.map { TextLines.wrapped($0, width: width, first: "- ", rest: "  ").joined(separator: "\n") }
        .joined(separator: "\n")
    case .table(let table): markdown(table)
    case .code(let code): "```\n\(code)\n```"
    }
  }

  private static func markdown(_ table: ReferenceTable) -> String {
    let ruler = "|" + table.columns.map { _ in " --- |" }.joined()
    return ([row(table.columns), ruler] + table.rows.map(row)).joined(separator: "\n")
  }

  /// In a table a pipe of the text is written with a backslash, in code too (GitHub Flavored Markdown, "Tables").
  private static func row(_ cells: [String]) -> String {
    "|"
      + cells.map { " \($0.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")) |" }
      .joined()
  }
}
