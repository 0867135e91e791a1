/// Splits a shell command into simple commands and words, without expanding anything.
package struct ShellWords {
  package struct Word: Hashable, Sendable {
    package var text = ""
    /// No expansion takes part in it.
    package var isLiteral = true
    var isQuoted = false

    /// `NAME=...` before a command.
    package var isAssignment: Bool {
      guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")), equals > text.startIndex else { return false }
      return text.utf8[..<equals].allSatisfy {
        $0 == UInt8(ascii: "_") || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
          || (0x61...0x7A).contains($0)
      }
    }
  }

  private var commands: [[Word]] = []
  private var words: [Word] = []
  private var word: Word?
  private var dropsNext = false

  /// Nil for what isn't followed here: here-documents, command substitution, arithmetic, an open quote.
  package static func commands(in text: String) -> [[Word]]? {
    var reader = ShellWords()
    return reader.read(Array(text.unicodeScalars)) ? reader.commands : nil
  }

  private mutating func read(_ text: [Unicode.Scalar]) -> Bool {
    var index = 0
    func at(_ place: Int) -> Unicode.Scalar? { place < text.count ? text[place] : nil }
    while let scalar = at(index) {
      index += 1
      switch scalar {
      case " ", "\t": endWord()
      case "\n", ";", "&", "|", "(", ")": endCommand()
      case "#" where word == nil:
        while let next = at(index), next != "\n" { index += 1 }
      case "<", ">":
        if scalar == "<", at(index) == "<" { return false }
        if let open = word, open.text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { word = nil }
        endWord()
        while let next = at(index), "<>&|".unicodeScalars.contains(next) { index += 1 }
        dropsNext = true
      case "\\":
        guard let next = at(index) else { return false }
        index += 1
        if next != "\n" { append(next) }
      case "'":
        guard let end = text[index...].firstIndex(of: "'") else { return false }
        quote(text[index..<end])
        index = end + 1
      case "\"":
        guard let end = closingQuote(in: text, from: index) else { return false }
        quote(text[index..<end])
        if text[index..<end].contains(where: { "$`\\".unicodeScalars.contains($0) }) { word?.isLiteral = false }
        index = end + 1
      case "`": return false
      case "$":
        if at(index) == "(" { return false }
        append(scalar)
        word?.isLiteral = false
      case "*", "?", "[", "~":
        append(scalar)
        word?.isLiteral = false
      default: append(scalar)
      }
    }
    endCommand()
    return true
  }

  private func closingQuote(in text: [Unicode.Scalar], from start: Int) -> Int? {
    var index = start
    while index < text.count {
      if text[index] == "\"" { return index }
      index += text[index] == "\\" ? 2 : 1
    }
    return nil
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    var open = word ?? Word()
    open.text.unicodeScalars.append(scalar)
    word = open
  }

  private mutating func quote(_ scalars: ArraySlice<Unicode.Scalar>) {
    var open = word ?? Word()
    open.text.unicodeScalars.append(contentsOf: scalars)
    open.isQuoted = true
    word = open
  }

  private mutating func endWord() {
    guard let open = word else { return }
    word = nil
    if dropsNext {
      dropsNext = false
    } else {
      words.append(open)
    }
  }

  private mutating func endCommand() {
    endWord()
    dropsNext = false
    if !words.isEmpty { commands.append(words) }
    words = []
  }
}
