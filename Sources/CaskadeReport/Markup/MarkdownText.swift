import CaskadeSyntax

/// Hostile text inside GitHub Flavored Markdown: it shows as it is written, mentions nobody and links nowhere.
///
/// A backslash or a character reference does not keep GitHub from reading `@team`, `#123` or `:name:`: these are looked
/// for in the finished HTML (github/cmark-gfm#181). Code is left alone by all of it, and can be copied as it stands. So
/// every word that could mean something stands in a code span of its own.
enum MarkdownText {
  /// One line of text, to stand behind other text, at the start of a list item or in a table's cell. Runs of spaces
  /// become one.
  static func escaped(_ text: String) -> String {
    let words = EscapedText.line(text).unicodeScalars.split(separator: " ")
    return words.enumerated().map { shown(Word($1), isFirst: $0 == 0) }.joined(separator: " ")
  }

  /// A code span: its fence is longer than any run of back-ticks inside (CommonMark 0.31, 6.1).
  static func code(_ text: String) -> String {
    let line = EscapedText.line(text)
    let fence = String(repeating: "`", count: longestRun(in: line) + 1)
    let isBlank = line.utf8.allSatisfy { $0 == 0x20 }
    let isEdged = ["`", " "].contains { line.hasPrefix($0) || line.hasSuffix($0) }
    let edge = line.isEmpty || isEdged && !isBlank ? " " : ""
    return "\(fence)\(edge)\(line)\(edge)\(fence)"
  }

  /// A fenced block; its fence is longer than any run of back-ticks inside.
  static func block(_ text: String, _ language: String = "text") -> String {
    let fence = String(repeating: "`", count: max(3, longestRun(in: text) + 1))
    return "\(fence)\(language)\n\(text)\n\(fence)"
  }

  /// A code span that links somewhere.
  ///
  /// - Parameter address: free of blanks, brackets and parentheses; nil for the span alone.
  static func code(_ text: String, linkedTo address: String?) -> String {
    address.map { "[\(code(text))](\($0))" } ?? code(text)
  }

  /// The same as `code` inside of raw HTML, such as a summary, where Markdown is not read.
  static func codeInHTML(_ text: String) -> String {
    "<code>\(HTMLText.escaped(text))</code>"
  }

  // MARK: Words

  /// A word, and the punctuation around it, which is ordinary text.
  private struct Word {
    let lead: Substring.UnicodeScalarView
    let core: Substring.UnicodeScalarView
    let trail: Substring.UnicodeScalarView

    init(_ word: String.UnicodeScalarView.SubSequence) {
      lead = word.prefix { "'\"(".unicodeScalars.contains($0) }
      let rest = word[lead.endIndex...]
      var end = rest.endIndex
      while end > rest.startIndex, "'\"),.;:!?%".unicodeScalars.contains(rest[rest.index(before: end)]) {
        end = rest.index(before: end)
      }
      core = rest[..<end]
      trail = rest[end...]
    }
  }

  private static func shown(_ word: Word, isFirst: Bool) -> String {
    let isOrdinary = isPlain(word.core) && !(isFirst && beginsBlock(word))
    let core = isOrdinary ? String(word.core) : spans(word.core)
    return String(word.lead) + core + String(word.trail)
  }

  /// No pipe stands inside a code span: in a table it would end the cell, or its backslash would show elsewhere.
  private static func spans(_ core: Substring.UnicodeScalarView) -> String {
    core.split(separator: "|", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : code(String($0)) }.joined(separator: "&#124;")
  }

  private static func isPlain(_ core: Substring.UnicodeScalarView) -> Bool {
    let isOrdinary = core.allSatisfy { scalar in
      !scalar.isASCII || "-/.,;'\"()+=?".unicodeScalars.contains(scalar) || isDigit(scalar) || isLetter(scalar)
    }
    guard isOrdinary else { return false }
    let lower = String(core).lowercased()
    // GitHub links `www.` names (GFM 0.29, 6.9) and references of the form GH-123.
    return !lower.contains("www.") && !lower.contains("gh-")
  }

  /// A list marker, a rule or an underline of a heading, where a block may begin.
  private static func beginsBlock(_ word: Word) -> Bool {
    guard word.lead.isEmpty, let first = word.core.first else { return false }
    if isDigit(first) { return word.core.allSatisfy(isDigit) && !word.trail.isEmpty }
    return first.isASCII && !isLetter(first)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  private static func longestRun(in text: String) -> Int {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
