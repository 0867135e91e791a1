import CaskadeSyntax

/// Splits a source text into tokens, tolerantly: every byte string gives tokens, in time that grows with its length.
///
/// It knows comments and quoted text well enough that a word in one of them is never taken for code. A quote
/// that its line doesn't close is a mark, as in the text between two tags. What `#if false` hides is a comment.
struct SourceLexer {
  private let bytes: [UInt8]
  private let lexicon: Lexicon
  private let triples: ByteSet
  private var index = 0
  private var line: Int32 = 1
  private var lineStart = 0
  /// Up to here a quote is known to stay open.
  private var open: (double: Int, single: Int, backtick: Int, slash: Int) = (0, 0, 0, 0)
  private var tokens: [SourceToken] = []

  /// Longer texts are read up to here.
  private static let limit = 64 << 20

  static func tokens(of bytes: [UInt8], _ lexicon: Lexicon) -> [SourceToken] {
    var lexer = SourceLexer(bytes: bytes.count > limit ? Array(bytes[..<limit]) : bytes, lexicon: lexicon)
    while lexer.index < lexer.bytes.count { lexer.step() }
    return lexer.tokens
  }

  private init(bytes: [UInt8], lexicon: Lexicon) {
    self.bytes = bytes
    self.lexicon = lexicon
    triples = ByteSet(lexicon.triple)
    tokens.reserveCapacity(bytes.count / 5)
  }

  private func at(_ offset: Int) -> UInt8 {
    offset < bytes.count ? bytes[offset] : 0
  }

  private mutating func step() {
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "\n"): newline(index)
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): index += 1
    case UInt8(ascii: "/") where lexicon.comment == .slashes && at(index + 1) == UInt8(ascii: "/"): skipLine()
    case UInt8(ascii: "/") where lexicon.comment == .slashes && at(index + 1) == UInt8(ascii: "*"): skipBlock()
    case UInt8(ascii: "/") where lexicon.regularExpressions && expressionMayBegin: regularExpression()
    case UInt8(ascii: "#") where lexicon.comment == .hash: skipLine()
    case UInt8(ascii: "#") where lexicon.hashes && isRawOpening(index): rawString()
    case UInt8(ascii: "#") where lexicon.interpolates && skipsNever(index): skipNever()
    case UInt8(ascii: "\""): quoted(byte, until: open.double)
    case UInt8(ascii: "'"): singleQuote()
    case UInt8(ascii: "`"): backtick()
    default:
      if Self.isWord(byte) { word() } else { emit(.mark, to: index + 1) }
    }
  }

  private static let word = ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_$")

  private static func isWord(_ byte: UInt8) -> Bool { byte >= 0x80 || word.contains(byte) }

  private mutating func newline(_ offset: Int) {
    index = offset + 1
    line &+= 1
    lineStart = index
  }

  /// Ends a token, which may have crossed lines.
  private mutating func emit(_ kind: SourceToken.Kind, to end: Int) {
    tokens.append(
      SourceToken(
        kind: kind, symbol: WordHash(bytes[index..<end]), start: Int32(index), end: Int32(end), line: line,
        column: Int32(index - lineStart)))
    pass(to: end)
  }

  private mutating func pass(to end: Int) {
    var offset = index
    while offset < end {
      if bytes[offset] == UInt8(ascii: "\n") { newline(offset) }
      offset += 1
    }
    index = end
  }

  private mutating func word() {
    var end = index + 1
    while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
    emit(ByteSet.digits.contains(bytes[index]) ? .number : .word, to: end)
  }
}

// MARK: Comments

extension SourceLexer {
  private func lineEnd(_ offset: Int) -> Int {
    var end = offset
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    return end
  }

  private mutating func skipLine() { index = lineEnd(index) }

  private mutating func skipBlock() {
    var depth = 0
    var offset = index
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "/"), at(offset + 1) == UInt8(ascii: "*") {
        depth = lexicon.nestedComments ? depth + 1 : 1
        offset += 2
      } else if bytes[offset] == UInt8(ascii: "*"), at(offset + 1) == UInt8(ascii: "/") {
        depth -= 1
        offset += 2
        if depth == 0 { break }
      } else {
        offset += 1
      }
    }
    pass(to: min(offset, bytes.count))
  }

  /// The words of a line that begins with `#`, after it.
  private func directive(_ offset: Int) -> [ArraySlice<UInt8>] {
    guard at(offset) == UInt8(ascii: "#") else { return [] }
    let line = bytes[(offset + 1)..<min(offset + 80, bytes.count)].prefix { $0 != UInt8(ascii: "\n") }
    return line.split { ByteSet.blanks.contains($0) || $0 == UInt8(ascii: "\r") }
  }

  private func skipsNever(_ offset: Int) -> Bool {
    let words = directive(offset)
    return words.count >= 2 && words[0].elementsEqual("if".utf8)
      && (words[1].elementsEqual("false".utf8) || words[1].elementsEqual("0".utf8))
  }

  /// Passes over the lines up to the `#else` or `#endif` of this `#if`.
  private mutating func skipNever() {
    var depth = 0
    repeat {
      let word = directive(index).first.map { String(decoding: $0, as: UTF8.self) }
      if word == "if" { depth += 1 }
      if word == "endif" { depth -= 1 }
      pass(to: min(lineEnd(index) + 1, bytes.count))
      if depth == 1, word == "else" || word == "elseif" { return }
      while index < bytes.count, ByteSet.blanks.contains(bytes[index]) { index += 1 }
    } while depth > 0 && index < bytes.count
  }
}

// MARK: Quoted text

extension SourceLexer {
  private mutating func quoted(_ quote: UInt8, until dead: Int) {
    if triples.contains(quote), at(index + 1) == quote, at(index + 2) == quote {
      return emit(.string, to: closing([quote, quote, quote], from: index + 3))
    }
    guard index >= dead else { return emit(.mark, to: index + 1) }
    if let end = end(of: quote, from: index + 1) { return emit(.string, to: end) }
    let end = lexicon.multiline ? bytes.count : lineEnd(index)
    if quote == UInt8(ascii: "'") { open.single = end } else { open.double = end }
    emit(.mark, to: index + 1)
  }

  /// The end of a quoted text of one line (of several, where the language allows that); nil if it stays open.
  private func end(of quote: UInt8, from start: Int) -> Int? {
    var offset = start
    /// The depths of parentheses of the interpolations that are open, innermost last.
    var depths: [Int] = []
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\n"), !lexicon.multiline { return nil }
      if byte == UInt8(ascii: "\\") {
        if lexicon.interpolates, at(offset + 1) == UInt8(ascii: "(") { depths.append(0) }
        offset += at(offset + 1) == UInt8(ascii: "\n") && !lexicon.multiline ? 1 : 2
        continue
      }
      offset += 1
      if let depth = depths.last {
        if byte == UInt8(ascii: "(") { depths[depths.count - 1] = depth + 1 }
        if byte == UInt8(ascii: ")") {
          if depth == 0 { depths.removeLast() } else { depths[depths.count - 1] = depth - 1 }
        }
        // A text inside an interpolation: passed over as far as its next quote.
        if byte == quote {
          while offset < bytes.count, bytes[offset] != quote, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
          offset += 1
        }
      } else if byte == quote {
        return offset
      }
    }
    return nil
  }

  private func closing(_ mark: [UInt8], from start: Int) -> Int {
    var offset = start
    while offset < bytes.count {
      if bytes[offset] == mark[0], bytes[offset...].starts(with: mark) { return offset + mark.count }
      offset += bytes[offset] == UInt8(ascii: "\\") && mark[0] != UInt8(ascii: "`") && mark.count == 3 ? 2 : 1
    }
    return bytes.count
  }

  private func isRawOpening(_ start: Int) -> Bool {
    var offset = start
    while at(offset) == UInt8(ascii: "#"), offset - start < 8 { offset += 1 }
    return at(offset) == UInt8(ascii: "\"")
  }

  private mutating func rawString() {
    var offset = index
    while at(offset) == UInt8(ascii: "#"), offset - index < 8 { offset += 1 }
    let hashes = [UInt8](repeating: UInt8(ascii: "#"), count: offset - index)
    let triple = at(offset + 1) == UInt8(ascii: "\"") && at(offset + 2) == UInt8(ascii: "\"")
    let quotes = [UInt8](repeating: UInt8(ascii: "\""), count: triple && lexicon.interpolates ? 3 : 1)
    let mark = quotes + hashes
    offset += quotes.count
    while offset < bytes.count, !(bytes[offset] == mark[0] && bytes[offset...].starts(with: mark)) { offset += 1 }
    emit(.string, to: min(offset + mark.count, bytes.count))
  }

  private mutating func singleQuote() {
    switch lexicon.single {
    case .mark: emit(.mark, to: index + 1)
    case .string: quoted(UInt8(ascii: "'"), until: open.single)
    case .lifetime:
      let escape = bytes[min(index + 3, bytes.count)...].prefix(12).firstIndex(of: UInt8(ascii: "'"))
      if at(index + 1) == UInt8(ascii: "\\"), let escape {
        emit(.string, to: escape + 1)
      } else if let close = bytes[min(index + 2, bytes.count)...].prefix(4).firstIndex(of: UInt8(ascii: "'")),
        !bytes[(index + 1)..<close].dropFirst().contains(where: { $0 < 0x80 })
      {
        emit(.string, to: close + 1)
      } else {
        emit(.mark, to: index + 1)
      }
    }
  }

  private mutating func backtick() {
    let tick = UInt8(ascii: "`")
    guard lexicon.backtick != .mark, index >= open.backtick else { return emit(.mark, to: index + 1) }
    switch lexicon.backtick {
    case .mark: emit(.mark, to: index + 1)
    case .raw: emit(.string, to: closing([tick], from: index + 1))
    case .name:
      var end = index + 1
      while end < bytes.count, bytes[end] != tick, bytes[end] != UInt8(ascii: "\n") { end += 1 }
      if at(end) == tick { return emit(.word, to: end + 1) }
      open.backtick = end
      emit(.mark, to: index + 1)
    case .template:
      if let end = templateEnd() { return emit(.string, to: end) }
      open.backtick = bytes.count
      emit(.mark, to: index + 1)
    }
  }

  /// The end of a template with its `${...}`, which may hold templates; nil if it stays open.
  private func templateEnd() -> Int? {
    /// The depth of braces of every open expression; -1 for a text.
    var stack = [-1]
    var offset = index + 1
    while offset < bytes.count, let depth = stack.last {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\\") {
        offset += 2
        continue
      }
      if byte == UInt8(ascii: "`") {
        if depth == -1 { stack.removeLast() } else { stack.append(-1) }
        if stack.isEmpty { return offset + 1 }
      } else if depth == -1 {
        if byte == UInt8(ascii: "$"), at(offset + 1) == UInt8(ascii: "{") {
          stack.append(0)
          offset += 1
        }
      } else if byte == UInt8(ascii: "{") {
        stack[stack.count - 1] = depth + 1
      } else if byte == UInt8(ascii: "}") {
        if depth == 0 { stack.removeLast() } else { stack[stack.count - 1] = depth - 1 }
      }
      offset += 1
    }
    return nil
  }

  private static let operators = ByteSet("(,=:[!&|?{};+-*<>%~^")

  private var expressionMayBegin: Bool {
    guard index >= open.slash else { return false }
    guard let last = tokens.last else { return true }
    switch last.kind {
    case .string, .number: return false
    case .word: return last.symbol == WordHash("return") || last.symbol == WordHash("typeof")
    case .mark: return Self.operators.contains(bytes[Int(last.start)])
    }
  }

  private mutating func regularExpression() {
    var inSet = false
    var offset = index + 1
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
      switch bytes[offset] {
      case UInt8(ascii: "\\"): offset += 1
      case UInt8(ascii: "["): inSet = true
      case UInt8(ascii: "]"): inSet = false
      case UInt8(ascii: "/") where !inSet: return emit(.string, to: min(offset + 1, bytes.count))
      default: break
      }
      offset += 1
    }
    open.slash = lineEnd(index)
    emit(.mark, to: index + 1)
  }
}
