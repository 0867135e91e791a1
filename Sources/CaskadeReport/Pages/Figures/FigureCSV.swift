package import CaskadeCore
import CaskadeSyntax

/// The figures as CSV (RFC 4180): a line for each figure, for all runs and for each group, and one for each name of a list.
package struct FigureCSV: Sendable {
  private let sheet: FigureSheet

  package init(_ sheet: FigureSheet) {
    self.sheet = sheet
  }

  package var text: String {
    let head = [
      "by", "group", "figure", "name", "value", "of", "median", "ninth_decile", "sum", "told_by", "unit", "definition",
    ]
    var rows = [head]
    for row in sheet.rows { rows += lines("", "", row) }
    for group in sheet.groups {
      for row in group.rows { rows += lines(sheet.grouping?.rawValue ?? "", group.name ?? "", row) }
    }
    return rows.map(CSVText.line).joined()
  }

  private func lines(_ by: String, _ group: String, _ row: FigureSheet.Row) -> [[String]] {
    let start = [by, group, row.figure.id]
    let end = [row.figure.unit.rawValue, row.figure.definition]
    func text(_ number: Int?) -> String { number.map { "\($0)" } ?? "" }
    switch row.value {
    case .count(let count): return [start + ["", "\(count)", "", "", "", "", ""] + end]
    case .part(let count, let all): return [start + ["", "\(count)", "\(all)", "", "", "", ""] + end]
    case .spread(let spread):
      return [
        start + ["", "", "\(spread.all)", text(spread.median), text(spread.ninth), "\(spread.sum)", "\(spread.said)"]
          + end
      ]
    case .list(let entries):
      return entries.map { start + [$0.name, "\($0.count)", "", "", "", "", ""] + end }
    }
  }
}
