import CaskadeContracts
package import CaskadeCore
import CaskadeSyntax

/// The page of figures for a terminal.
package struct FigureText: Sendable {
  private let phrases: FigurePhrases
  private let isDefined: Bool
  private let width: Int
  private let paint: TerminalPaint

  private static let narrowest = 60
  private static let mostGroups = 30
  private static let widestName = 28
  private static let titleWidth = 28

  /// - Parameters:
  ///   - isDefined: each figure is followed by its definition.
  ///   - width: of a line in terminal cells.
  package init(_ sheet: FigureSheet, isDefined: Bool, width: Int, isColored: Bool) {
    phrases = FigurePhrases(sheet: sheet)
    self.isDefined = isDefined
    self.width = max(Self.narrowest, width)
    paint = TerminalPaint(isColored: isColored)
  }

  package var text: String {
    var blocks = [paint(phrases.heading, .strong)]
    if phrases.sheet.runs == 0 {
      blocks.append(WrappedText.lines(FigurePhrases.nothing, width: width, first: "", rest: "").joined(separator: "\n"))
    } else {
      blocks += Figure.Section.allCases.map { block($0.rawValue, phrases.lines(of: $0)) }
      blocks += [groups, repeats].compactMap { $0 }
    }
    if !phrases.rework.isEmpty { blocks.append(block("Rework", phrases.rework)) }
    if !phrases.unread.isEmpty {
      blocks.append(
        ([paint("Not counted", .strong)] + phrases.unread.map { "  \($0)" }).joined(separator: "\n"))
    }
    if !isDefined, phrases.sheet.runs > 0 { blocks.append(paint("How each is defined: --definitions", .quiet)) }
    return WorkflowCommands.disarmed(blocks.joined(separator: "\n\n") + "\n")
  }

  private func block(_ title: String, _ lines: [FigurePhrases.Line]) -> String {
    let rest = String(repeating: " ", count: Self.titleWidth + 4)
    let rows = lines.flatMap { line -> [String] in
      let first = "  " + line.title.padded(to: Self.titleWidth) + "  "
      var rows = WrappedText.lines(EscapedText.line(line.value), width: width, first: first, rest: rest)
      if isDefined {
        rows += WrappedText.lines(line.definition, width: width, first: "    ", rest: "    ").map { paint($0, .quiet) }
      }
      return rows
    }
    return ([paint(title, .strong)] + rows).joined(separator: "\n")
  }

  private var groups: String? {
    guard phrases.sheet.grouping != nil else { return nil }
    let rows = phrases.table(most: Self.mostGroups).map { row in
      [EscapedText.line(row[0]).cut(toWidth: Self.widestName)] + row.dropFirst().map { EscapedText.line($0) }
    }
    // A column in which nobody has anything says nothing.
    let shown = phrases.columns.indices.filter { column in column == 0 || rows.contains { $0[column] != "-" } }
    let all = ([phrases.columns] + rows).map { row in shown.map { row[$0] } }
    let widths = shown.indices.map { column in
      all.map { DisplayWidth.of($0[column]) }.reduce(0, max)
    }
    let lines = all.enumerated().map { index, row -> String in
      let cells = row.enumerated().map { column, cell in
        column == 0
          ? cell.padded(to: widths[0])
          : String(repeating: " ", count: widths[column] - DisplayWidth.of(cell)) + cell
      }
      return paint("  " + cells.joined(separator: "  "), index == 0 ? .quiet : nil)
    }
    let more = phrases.sheet.groups.count - rows.count
    return
      ([paint(phrases.groupTitle, .strong)] + lines + (more > 0 ? ["  ... and \(more) more: --format csv"] : []))
      .joined(separator: "\n")
  }

  private var repeats: String? {
    guard !phrases.sheet.repeats.isEmpty else { return nil }
    let lines = phrases.sheet.repeats.flatMap { thing in
      WrappedText.lines(EscapedText.line(thing.fact), width: width, first: "  ", rest: "    ")
        + WrappedText.lines("-> " + EscapedText.line(thing.deed), width: width, first: "    ", rest: "       ")
    }
    return ([paint("What repeats", .strong)] + lines).joined(separator: "\n")
  }
}
