/// Lines that a hint can offer for pasting. They are made from what the person wrote, and only from short lines:
/// nothing here looks further than `longestSuggestion` bytes.
extension YAMLParser {
  static let longestSuggestion = 160

  /// From a place to the end of its line's text, without a comment and white space at the end. Bounded, so a
  /// range on a very long line ends before the line does.
  func lineRange(from start: Int) -> SourceRange {
    var index = start
    var end = start
    while !isBreakOrEnd(at: index), index - start <= Self.longestSuggestion {
      if bytes[index] == .hash, index > end || index == start { break }
      index += 1
      if !bytes[index - 1].isYAMLWhite { end = index }
    }
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return SourceRange(start, max(end, min(start + 1, bytes.count)))
  }

  /// The current line with everything from `start` on in quotes; nil if the line is long.
  func quotedLine(from start: Int) -> String? {
    if problems.isFull { return nil }
    let range = lineRange(from: start)
    guard range.end - range.start <= Self.longestSuggestion, let head = lineHead(before: start) else { return nil }
    return head + Self.quote(text(range.start, range.end))
  }

  /// The item that begins at `start` in quotes; in a flow collection it ends before the next indicator.
  func suggestion(from start: Int, _ inFlow: Bool) -> String? {
    guard inFlow else { return quotedLine(from: start) }
    if problems.isFull { return nil }
    let range = lineRange(from: start)
    var end = start
    while end < range.end, !bytes[end].isYAMLFlowIndicator { end += 1 }
    while end > start, bytes[end - 1].isYAMLWhite { end -= 1 }
    guard end > start, end - start <= Self.longestSuggestion else { return nil }
    return Self.quote(text(start, end))
  }

  /// `-item` as `- item`.
  func bareDash(at start: Int) -> String? {
    let range = lineRange(from: start)
    guard range.end - range.start <= Self.longestSuggestion else { return nil }
    let line = text(range.start, range.end)
    return line.hasPrefix("-") ? "- " + line.dropFirst() : "- " + line
  }

  /// `key:value` as `key: value`; nil if there is no colon.
  func spacedColon(from start: Int) -> String? {
    let range = lineRange(from: start)
    guard range.end - range.start <= Self.longestSuggestion else { return nil }
    let parts = text(range.start, range.end).split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, !parts[0].contains(" ") else { return nil }
    return "\(parts[0]): \(parts[1])"
  }

  /// What stands before a place on its line, without the indentation.
  private func lineHead(before start: Int) -> String? {
    var head = start
    while head > 0, !bytes[head - 1].isYAMLBreak {
      head -= 1
      if start - head > Self.longestSuggestion { return nil }
    }
    while head < start, bytes[head].isYAMLWhite { head += 1 }
    return text(head, start)
  }

  /// The text as a quoted scalar: double quotes, or single ones where double ones would need escapes.
  static func quote(_ text: String) -> String {
    guard text.contains("\"") || text.contains("\\") else { return "\"\(text)\"" }
    return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
