extension YAMLParser {
  /// `c-double-quoted(n, c)` and `c-single-quoted(n, c)`, with escapes resolved and lines folded.
  mutating func quoted(_ minimum: Int) throws(YAMLStop) -> YAMLFlowItem {
    try countNode()
    let start = position
    let firstLine = lineStart
    let quote = bytes[start]
    var content: [UInt8] = []
    /// White space before this length was written as an escape, or follows one: no fold takes it away.
    var kept = 0
    position += 1
    while true {
      guard let byte = current else { throw unclosed(start, at: position) }
      if byte == quote {
        position += 1
        guard quote == .quote, current == .quote else { break }
        content.append(.quote)
        position += 1
      } else if byte == .backslash, quote == .doubleQuote {
        if isBreakOrEnd(at: position + 1) {
          position += 1
          let breaks = try foldedBreaks(minimum, quote: start)
          content.append(contentsOf: repeatElement(.lineFeed, count: breaks - 1))
        } else {
          escape(into: &content)
        }
        kept = content.count
      } else if byte.isYAMLBreak {
        while content.count > kept, let last = content.last, last.isYAMLWhite { content.removeLast() }
        let breaks = try foldedBreaks(minimum, quote: start)
        if breaks == 1 {
          content.append(.space)
        } else {
          content.append(contentsOf: repeatElement(.lineFeed, count: breaks - 1))
        }
        kept = content.count
      } else {
        content.append(byte)
        position += 1
      }
    }
    let style: YAMLNode.ScalarStyle = quote == .quote ? .singleQuoted : .doubleQuoted
    let node = YAMLNode(.scalar(String(decoding: content, as: UTF8.self), style), at: SourceRange(start, position))
    return YAMLFlowItem(node: node, isMultiline: lineStart != firstLine)
  }

  /// Passes a line break, the empty lines after it and the next line's indentation; gives the number of breaks.
  private mutating func foldedBreaks(_ minimum: Int, quote: Int) throws(YAMLStop) -> Int {
    var breaks = 0
    while true {
      guard position < bytes.count else { throw unclosed(quote, at: position) }
      skipBreak()
      breaks += 1
      let start = position
      if isDocumentMarker(at: start) { throw unclosed(quote, at: start) }
      while current == .space { position += 1 }
      let spaces = column
      let tabbed = skipWhite()
      if position >= bytes.count { throw unclosed(quote, at: position) }
      if spaces < minimum {
        if tabbed {
          reportTab(before: position)
        } else if !isBreakOrEnd(at: position) {
          try checkContinuation(minimum, open: quote, at: start)
        }
      }
      if !isBreakOrEnd(at: position) { return breaks }
    }
  }

  /// `c-ns-esc-char`; `position` is at the backslash. What is no escape is reported, and left out.
  private mutating func escape(into content: inout [UInt8]) {
    let start = position
    let digits: Int
    position += 2
    switch bytes[start + 1] {
    case UInt8(ascii: "0"): return content.append(0x00)
    case UInt8(ascii: "a"): return content.append(0x07)
    case UInt8(ascii: "b"): return content.append(0x08)
    case UInt8(ascii: "t"), .tab: return content.append(.tab)
    case UInt8(ascii: "n"): return content.append(.lineFeed)
    case UInt8(ascii: "v"): return content.append(0x0B)
    case UInt8(ascii: "f"): return content.append(0x0C)
    case UInt8(ascii: "r"): return content.append(.carriageReturn)
    case UInt8(ascii: "e"): return content.append(0x1B)
    case .space, .doubleQuote, UInt8(ascii: "/"), .backslash: return content.append(bytes[start + 1])
    case UInt8(ascii: "N"): return content.append(contentsOf: [0xC2, 0x85])
    case UInt8(ascii: "_"): return content.append(contentsOf: [0xC2, 0xA0])
    case UInt8(ascii: "L"): return content.append(contentsOf: [0xE2, 0x80, 0xA8])
    case UInt8(ascii: "P"): return content.append(contentsOf: [0xE2, 0x80, 0xA9])
    case UInt8(ascii: "x"): digits = 2
    case UInt8(ascii: "u"): digits = 4
    case UInt8(ascii: "U"): digits = 8
    default:
      var units = UTF8Units(bytes, from: start + 1)
      _ = units.next()
      position = units.offset
      return report(.badEscape(text(start, position)), at: SourceRange(start, position))
    }
    var value: UInt32 = 0
    while position < start + 2 + digits, let digit = current.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) {
      value = value << 4 | UInt32(digit)
      position += 1
    }
    let range = SourceRange(start, position)
    guard position == start + 2 + digits else { return report(.shortEscape(text(start, position), digits), at: range) }
    guard let scalar = Unicode.Scalar(value) else { return report(.notACharacter(text(start, position)), at: range) }
    content.append(contentsOf: Array(String(Character(scalar)).utf8))
  }
}
