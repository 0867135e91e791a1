extension ShellParser {
  /// One word, up to a blank or an operator.
  mutating func word() throws(ShellProblem) -> ShellWord {
    var word = ShellWord()
    let start = index
    while let next = byte() {
      if next == UInt8(ascii: "<") || next == UInt8(ascii: ">"), byte(1) == UInt8(ascii: "(") {
        let kind: ShellWord.Expansion = next == UInt8(ascii: "<") ? .processInput : .processOutput
        let from = index
        index += 2
        word.parts.append(try commandSubstitution(kind, from: from, isQuoted: false))
        continue
      }
      if Self.endsWord.contains(next) { break }
      try piece(next, into: &word)
    }
    guard index > start else { throw unexpected() }
    return word
  }

  private mutating func piece(_ next: UInt8, into word: inout ShellWord) throws(ShellProblem) {
    switch next {
    case UInt8(ascii: "\\"):
      guard let escaped = byte(1) else { throw problem(.openQuote) }
      index += 2
      if escaped != 0x0A { text(startingWith: escaped, into: &word, isQuoted: true) }
    case UInt8(ascii: "'"):
      guard let end = bytes[(index + 1)...].firstIndex(of: next) else { throw problem(.openQuote) }
      word.append(String(decoding: bytes[(index + 1)..<end], as: UTF8.self), isQuoted: true)
      index = end + 1
    case UInt8(ascii: "\""):
      index += 1
      try doubleQuoted(into: &word)
    case UInt8(ascii: "`"): word.parts.append(try backquoted(isQuoted: false))
    case UInt8(ascii: "$"): try dollar(into: &word, isQuoted: false)
    case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["):
      word.parts.append(.pattern(String(UnicodeScalar(next))))
      index += 1
    case UInt8(ascii: "~") where word.parts.isEmpty:
      word.parts.append(.pattern("~"))
      index += 1
    case _:
      index += 1
      text(startingWith: next, into: &word, isQuoted: false)
    }
  }

  /// Takes a run of plain bytes at once, so that characters of several bytes stay whole.
  private mutating func text(startingWith first: UInt8, into word: inout ShellWord, isQuoted: Bool) {
    var run = [first]
    while let next = byte(), isQuoted ? next >= 0x80 : !Self.endsRun.contains(next) {
      if isQuoted, first < 0x80 { break }
      run.append(next)
      index += 1
    }
    word.append(String(decoding: run, as: UTF8.self), isQuoted: isQuoted)
  }

  private static let endsRun = ByteSet(" \t\n;&|()<>\\'\"`$*?[~")

  /// Up to the closing quote, which is taken.
  private mutating func doubleQuoted(into word: inout ShellWord) throws(ShellProblem) {
    word.append("", isQuoted: true)
    try quotedText(into: &word, until: UInt8(ascii: "\""))
    guard take("\"") else { throw problem(.openQuote) }
  }

  /// Text in which only `$`, backquotes and a backslash mean something: in double quotes, in a here-document.
  mutating func quotedText(into word: inout ShellWord, until end: UInt8?) throws(ShellProblem) {
    while let next = byte(), next != end {
      switch next {
      case UInt8(ascii: "\\"):
        guard let escaped = byte(1) else { throw problem(.openQuote) }
        index += 2
        if escaped == 0x0A { continue }
        if !Self.escapable.contains(escaped) { word.append("\\", isQuoted: true) }
        text(startingWith: escaped, into: &word, isQuoted: true)
      case UInt8(ascii: "`"): word.parts.append(try backquoted(isQuoted: true))
      case UInt8(ascii: "$"): try dollar(into: &word, isQuoted: true)
      case _:
        var stop = index + 1
        while stop < bytes.count, bytes[stop] != end, !Self.quotedSpecial.contains(bytes[stop]) { stop += 1 }
        word.append(String(decoding: bytes[index..<stop], as: UTF8.self), isQuoted: true)
        index = stop
      }
    }
  }

  private static let escapable = ByteSet("$`\"\\")
  private static let quotedSpecial = ByteSet("\\`$")

  // MARK: Assignments

  /// `NAME=`, `NAME+=`, `NAME[INDEX]=` and what follows; nil where the word is none.
  mutating func assignment() throws(ShellProblem) -> ShellSimpleCommand.Assignment? {
    let start = index
    guard let first = byte(), Self.startsName.contains(first) else { return nil }
    var name = ShellWord()
    while let next = byte(), ByteSet.word.contains(next) {
      name.append(next, isQuoted: false)
      index += 1
    }
    if byte() == UInt8(ascii: "[") {
      guard let element = try index(ofArray: start) else { return nil }
      name.parts += element.parts
    }
    guard take("+=") || take("=") else {
      index = start
      return nil
    }
    if take("(") { return ShellSimpleCommand.Assignment(name: name, value: try arrayValue()) }
    guard let next = byte(), !Self.endsWord.contains(next) || isAt("<(") || isAt(">(") else {
      return ShellSimpleCommand.Assignment(name: name, value: ShellWord())
    }
    return ShellSimpleCommand.Assignment(name: name, value: try word())
  }

  private static let startsName = ByteSet("a"..."z", "A"..."Z", also: "_")

  /// The `[INDEX]` of an array's element; nil, back at the start, where it is a pattern.
  private mutating func index(ofArray start: Int) throws(ShellProblem) -> ShellWord? {
    var word = ShellWord()
    while let next = byte(), next != UInt8(ascii: "]"), !Self.endsWord.contains(next) {
      if next == UInt8(ascii: "$") {
        try dollar(into: &word, isQuoted: true)
      } else if next == UInt8(ascii: "`") {
        word.parts.append(try backquoted(isQuoted: true))
      } else {
        word.append(next, isQuoted: true)
        index += 1
      }
    }
    guard isAt("]=") || isAt("]+=") else {
      if !word.scripts.isEmpty { try readAgain() }
      index = start
      return nil
    }
    index += 1
    word.append("]", isQuoted: true)
    return word
  }

  /// `(a b c)` behind an assignment's sign.
  private mutating func arrayValue() throws(ShellProblem) -> ShellWord {
    var value = ShellWord()
    while true {
      try skipLineBreaks()
      guard let next = byte() else { throw problem(.missing(")")) }
      if next == UInt8(ascii: ")") {
        index += 1
        return value
      }
      value.parts += try word().parts
      value.append(" ", isQuoted: true)
    }
  }
}
