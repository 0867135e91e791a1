/// Shows a diagnostic as people read it in a terminal: place, message, the source line with a caret, hint and notes.
///
/// ```
/// Contracts/x.yaml:12:3: error: unknown key 'scpoe' [contract.unknown-key]
///    12 |   scpoe:
///       |   ^^^^^
///   hint: did you mean 'scope'?
/// ```
/// Everything that comes from a file is shown harmless: control, bidirectional and invisible characters, and bytes
/// that aren't UTF-8, are escaped. A tab is shown as one space. A long line is cut around the caret.
package struct DiagnosticRenderer {
  /// How many terminal cells of a source line are shown.
  private static let width = 100

  private let source: SourceText

  /// The lines are separated by line feeds; there is none at the end.
  package static func render(_ diagnostic: Diagnostic, in source: SourceText) -> String {
    DiagnosticRenderer(source: source).lines(of: diagnostic).joined(separator: "\n")
  }

  private func lines(of diagnostic: Diagnostic) -> [String] {
    var lines = [
      "\(place(diagnostic.range)): \(diagnostic.severity.word): \(EscapedText.line(diagnostic.message)) [\(diagnostic.rule)]"
    ]
    if let range = diagnostic.range { lines += excerpt(range) }
    if let hint = diagnostic.hint { lines.append("  hint: " + EscapedText.line(hint)) }
    for note in diagnostic.notes {
      lines.append("\(place(note.range)): note: \(EscapedText.line(note.message))")
      lines += excerpt(note.range)
    }
    return lines
  }

  private func place(_ range: SourceRange?) -> String {
    let name = EscapedText.line(source.name)
    guard let range else { return name }
    let place = source.place(at: range.start)
    return "\(name):\(place.line):\(place.column)"
  }

  /// The source line at the start of the range, and the line with the caret below it.
  private func excerpt(_ range: SourceRange) -> [String] {
    let number = source.line(at: range.start)
    let line = source.range(ofLine: number)
    let start = min(max(range.start, line.start), line.end)
    let end = min(max(range.end, start), line.end)
    let window = window(around: start, in: line)
    let cells = SourceCell.cells(of: source.bytes[window.start..<window.end])

    let before = cells.prefix { $0.offset < start }
    let marked = cells[before.count...].prefix { $0.offset < end }
    let after = cells[(before.count + marked.count)...]
    let shownMark = Self.cut(marked[...], to: Self.width / 2)
    let free = Self.width - Self.width(of: shownMark)
    let isMarkCut = shownMark.count < marked.count
    let wantedAfter = isMarkCut ? 0 : min(Self.width(of: after), free / 2)
    let shownBefore = Self.cutFront(before[...], to: free - wantedAfter)
    let shownAfter = isMarkCut ? [] : Self.cut(after, to: free - Self.width(of: shownBefore))

    let head = shownBefore.count < before.count || window.start > line.start ? "…" : ""
    let tail = isMarkCut || shownAfter.count < after.count || window.end < line.end ? "…" : ""
    let text = head + (shownBefore + shownMark + shownAfter).map(\.text).joined() + tail
    let indent = String(repeating: " ", count: head.count + Self.width(of: shownBefore))
    let carets = String(repeating: "^", count: max(1, Self.width(of: shownMark)))
    let label = String(number)
    let gutter = String(repeating: " ", count: max(0, 5 - label.count))
    let empty = String(repeating: " ", count: max(5, label.count))
    return ["\(gutter)\(label) | \(text)", "\(empty) | \(indent)\(carets)"].map { $0.trimmingTrailingSpaces }
  }

  /// The bytes near a place: a line of a megabyte is not decoded for a hundred cells.
  private func window(around place: Int, in line: SourceRange) -> SourceRange {
    let reach = Self.width * 4
    var start = max(line.start, place - reach)
    var end = min(line.end, place + reach)
    if start > line.start { while start < place, source.bytes[start] & 0xC0 == 0x80 { start += 1 } }
    if end < line.end { while end > place, source.bytes[end] & 0xC0 == 0x80 { end -= 1 } }
    return SourceRange(start, end)
  }

  private static func width(of cells: some Sequence<SourceCell>) -> Int {
    cells.reduce(0) { $0 + $1.width }
  }

  private static func cut(_ cells: ArraySlice<SourceCell>, to width: Int) -> ArraySlice<SourceCell> {
    var left = width
    return cells.prefix {
      left -= $0.width
      return left >= 0
    }
  }

  private static func cutFront(_ cells: ArraySlice<SourceCell>, to width: Int) -> ArraySlice<SourceCell> {
    var left = width
    var start = cells.endIndex
    while start > cells.startIndex, left >= cells[start - 1].width {
      left -= cells[start - 1].width
      start -= 1
    }
    return cells[start...]
  }
}

extension Diagnostic.Severity {
  /// The word that stands in messages.
  package var word: String {
    switch self {
    case .note: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }
}

extension String {
  fileprivate var trimmingTrailingSpaces: String {
    var copy = self
    while copy.hasSuffix(" ") { copy.removeLast() }
    return copy
  }
}
