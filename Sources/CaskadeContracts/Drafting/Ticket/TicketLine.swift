import CaskadeSyntax

/// A line of a ticket that belongs to its text: neither a greeting nor a signature, no quoted mail, no comment.
struct TicketLine: Hashable {
  enum Kind: Hashable {
    case empty, prose, code
    case heading(level: Int)
    /// Of a list; a box is nil where there is none.
    case item(box: Bool?)
  }

  var kind: Kind
  /// Without the mark of its kind.
  var text: String
  /// As it stands, for the comment.
  let written: String
  let isIndented: Bool

  /// - Parameter line: without what can't be seen.
  init(_ line: String, isCode: Bool) {
    let bare = line.trimmingSpaces
    isIndented = line.hasPrefix("  ")
    written = TicketText.withoutMentions(isCode ? line : bare)
    if isCode {
      (kind, text) = (.code, line)
    } else if bare.isEmpty {
      (kind, text) = (.empty, "")
    } else if let (level, title) = Self.heading(bare) {
      (kind, text) = (.heading(level: level), TicketText.plain(title))
    } else if let (box, rest) = Self.item(bare) {
      (kind, text) = (.item(box: box), TicketText.plain(rest))
    } else {
      (kind, text) = (.prose, TicketText.plain(bare))
    }
  }

  /// `## Title`, `h2. Title`, or a line that is bold from end to end.
  private static func heading(_ line: String) -> (Int, String)? {
    let signs = line.prefix { $0 == "#" }.count
    if (1...6).contains(signs), line.dropFirst(signs).first == " " {
      return (signs, line.dropFirst(signs).trimmingSpaces.trimming("#").trimmingSpaces)
    }
    if line.hasPrefix("h"), let level = line.dropFirst().first?.wholeNumberValue, (1...6).contains(level),
      line.dropFirst(2).hasPrefix(". ")
    {
      return (level, line.dropFirst(4).trimmingSpaces)
    }
    for mark in ["**", "__", "*"] where line.count > 2 * mark.count && line.count <= 70 && line.hasPrefix(mark) {
      let whole = line.hasSuffix(":") ? String(line.dropLast()) : line
      guard whole.hasSuffix(mark) else { continue }
      let inner = whole.dropFirst(mark.count).dropLast(mark.count)
      if !inner.contains(mark), !inner.hasPrefix(" ") { return (3, inner.trimmingSpaces) }
    }
    return nil
  }

  /// `- text`, `* [ ] text`, `2. text`.
  private static func item(_ line: String) -> (Bool?, String)? {
    var rest: Substring
    if let first = line.first, "-*+•–·".contains(first), line.dropFirst().first == " " {
      rest = line.dropFirst(2)
    } else {
      let digits = line.prefix { $0.isASCII && $0.isNumber }
      let behind = line.dropFirst(digits.count)
      guard (1...3).contains(digits.count), let mark = behind.first, ".)".contains(mark),
        behind.dropFirst().first == " "
      else { return nil }
      rest = behind.dropFirst(2)
    }
    rest = rest.drop { $0 == " " }
    for (mark, isChecked) in [("[ ] ", false), ("[] ", false), ("[x] ", true), ("[X] ", true)]
    where rest.hasPrefix(mark) {
      return (isChecked, String(rest.dropFirst(mark.count)))
    }
    return (nil, String(rest))
  }
}

extension StringProtocol {
  var trimmingSpaces: String { trimming(" ") }

  /// Without the characters at both ends.
  func trimming(_ characters: String) -> String {
    var text = self[...]
    while let first = text.first, characters.contains(first) { text.removeFirst() }
    while let last = text.last, characters.contains(last) { text.removeLast() }
    return String(text)
  }
}
