extension ShellParser {
  /// At a `$`: an expansion, ANSI-C quotes, or the character itself.
  mutating func dollar(into word: inout ShellWord, isQuoted: Bool) throws(ShellProblem) {
    let start = index
    switch byte(1) {
    case UInt8(ascii: "("):
      if byte(2) == UInt8(ascii: "(") {
        index += 1
        if let arithmetic = try arithmetic() {
          word.parts.append(
            .expansion(written(from: start), kind: .arithmetic, isQuoted: isQuoted, scripts: arithmetic.scripts))
          return
        }
        // A subshell in a substitution.
        try readAgain()
        index = start
      }
      index += 2
      word.parts.append(try commandSubstitution(.command, from: start, isQuoted: isQuoted))
    case UInt8(ascii: "{"):
      index += 2
      word.parts.append(try parameter(from: start, isQuoted: isQuoted))
    case UInt8(ascii: "'") where !isQuoted:
      index += 2
      word.append(try ansiQuoted(), isQuoted: true)
    case UInt8(ascii: "\"") where !isQuoted:
      index += 1
      var quoted = ShellWord()
      index += 1
      try quotedText(into: &quoted, until: UInt8(ascii: "\""))
      guard take("\"") else { throw problem(.openQuote) }
      word.append("", isQuoted: true)
      word.parts += quoted.parts
    case .some(let next) where ByteSet.word.contains(next) || Self.special.contains(next):
      index += 2
      if !ByteSet.digits.contains(next), ByteSet.word.contains(next) {
        while let more = byte(), ByteSet.word.contains(more) { index += 1 }
      }
      word.parts.append(.expansion(written(from: start), kind: .parameter, isQuoted: isQuoted, scripts: []))
    case _:
      word.append("$", isQuoted: isQuoted)
      index += 1
    }
  }

  private static let special = ByteSet("@*#?-$!")

  private func written(from start: Int) -> String { String(decoding: bytes[start..<index], as: UTF8.self) }

  /// Behind the opening parenthesis; takes the closing one.
  mutating func commandSubstitution(
    _ kind: ShellWord.Expansion, from start: Int, isQuoted: Bool
  ) throws(ShellProblem) -> ShellWord.Part {
    let outer = (waiting, bodies, documents)
    (waiting, bodies, documents) = ([], [:], 0)
    let inner = try list(until: [])
    guard take(")") else { throw problem(.openExpansion) }
    guard waiting.isEmpty else { throw problem(.openHereDocument) }
    let script = ShellScript(filled(inner))
    (waiting, bodies, documents) = outer
    return .expansion(written(from: start), kind: kind, isQuoted: isQuoted, scripts: [script])
  }

  /// At a backquote. Inside, a backslash escapes `$`, a backquote and itself, and nothing else.
  mutating func backquoted(isQuoted: Bool) throws(ShellProblem) -> ShellWord.Part {
    let start = index
    index += 1
    var inner: [UInt8] = []
    while true {
      guard let next = byte() else { throw problem(.openExpansion) }
      index += 1
      if next == UInt8(ascii: "`") { break }
      if next == UInt8(ascii: "\\"), let escaped = byte(), ByteSet("$`\\").contains(escaped) {
        inner.append(escaped)
        index += 1
      } else {
        inner.append(next)
      }
    }
    let script = try Self.parse(inner, depth: depth + 1)
    return .expansion(written(from: start), kind: .command, isQuoted: isQuoted, scripts: [script])
  }

  /// Behind `${`; takes the closing brace. What stands in it is a word of its own, with quotes and expansions.
  private mutating func parameter(from start: Int, isQuoted: Bool) throws(ShellProblem) -> ShellWord.Part {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.mostDepth else { throw problem(.tooDeep) }
    let isComputed = byte() == UInt8(ascii: "!")
    var inner = ShellWord()
    while let next = byte(), next != UInt8(ascii: "}") {
      switch next {
      case UInt8(ascii: "\\"):
        guard byte(1) != nil else { throw problem(.openExpansion) }
        index += 2
      case UInt8(ascii: "'") where !isQuoted:
        guard let end = bytes[(index + 1)...].firstIndex(of: next) else { throw problem(.openQuote) }
        index = end + 1
      case UInt8(ascii: "\""):
        index += 1
        try quotedText(into: &inner, until: next)
        guard take("\"") else { throw problem(.openQuote) }
      case UInt8(ascii: "`"): inner.parts.append(try backquoted(isQuoted: true))
      case UInt8(ascii: "$"): try dollar(into: &inner, isQuoted: true)
      case UInt8(ascii: "<") where byte(1) == UInt8(ascii: "("), UInt8(ascii: ">") where byte(1) == UInt8(ascii: "("):
        let from = index
        index += 2
        inner.parts.append(try commandSubstitution(.processInput, from: from, isQuoted: false))
      case _: index += 1
      }
    }
    guard take("}") else { throw problem(.openExpansion) }
    let text = written(from: start)
    let kind: ShellWord.Expansion = isComputed || text.hasSuffix("@P}") ? .indirect : .parameter
    return .expansion(text, kind: kind, isQuoted: isQuoted, scripts: inner.scripts)
  }

  /// At `((`: the expression as a word, with what runs inside it; nil, nothing taken, where it doesn't end with `))`.
  mutating func arithmetic() throws(ShellProblem) -> ShellWord? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.mostDepth else { throw problem(.tooDeep) }
    let start = index
    var inner = ShellWord()
    var open = 0
    index += 2
    while let next = byte() {
      switch next {
      case UInt8(ascii: "("):
        open += 1
        index += 1
      case UInt8(ascii: ")"):
        if open == 0 {
          guard byte(1) == UInt8(ascii: ")") else {
            index = start
            return nil
          }
          index += 2
          inner.append("", isQuoted: true)
          return inner
        }
        open -= 1
        index += 1
      case UInt8(ascii: "$"): try dollar(into: &inner, isQuoted: true)
      case UInt8(ascii: "`"): inner.parts.append(try backquoted(isQuoted: true))
      case UInt8(ascii: "\\"): index += byte(1) == nil ? 1 : 2
      case _: index += 1
      }
    }
    index = start
    return nil
  }

  /// Behind `$'`; takes the closing quote (bash(1), "QUOTING").
  private mutating func ansiQuoted() throws(ShellProblem) -> String {
    var text: [UInt8] = []
    while let next = byte() {
      index += 1
      if next == UInt8(ascii: "'") { return String(decoding: text, as: UTF8.self) }
      guard next == UInt8(ascii: "\\") else {
        text.append(next)
        continue
      }
      guard let escaped = byte() else { break }
      index += 1
      switch escaped {
      case UInt8(ascii: "a"): text.append(0x07)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "e"), UInt8(ascii: "E"): text.append(0x1B)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "v"): text.append(0x0B)
      case UInt8(ascii: "x"): text.append(UInt8(truncatingIfNeeded: number(ByteSet.hex, 16, most: 2) ?? 0x78))
      case UInt8(ascii: "u"), UInt8(ascii: "U"):
        let value = number(ByteSet.hex, 16, most: escaped == UInt8(ascii: "u") ? 4 : 8)
        let scalar = value.flatMap { UnicodeScalar(UInt32(truncatingIfNeeded: $0)) }
        text += Array(String(scalar.map(Character.init) ?? "\u{FFFD}").utf8)
      case UInt8(ascii: "c"):
        if let control = byte() {
          index += 1
          text.append(control & 0x1F)
        }
      case UInt8(ascii: "0")...UInt8(ascii: "7"):
        index -= 1
        text.append(UInt8(truncatingIfNeeded: number(ByteSet("0"..."7"), 8, most: 3) ?? 0))
      case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "?"): text.append(escaped)
      case _: text += [next, escaped]
      }
    }
    throw problem(.openQuote)
  }

  private mutating func number(_ digits: ByteSet, _ radix: Int, most: Int) -> Int? {
    var end = index
    while end < bytes.count, end < index + most, digits.contains(bytes[end]) { end += 1 }
    defer { index = end }
    return Int(String(decoding: bytes[index..<end], as: UTF8.self), radix: radix)
  }
}
