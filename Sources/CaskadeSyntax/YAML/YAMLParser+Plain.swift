extension YAMLParser {
  /// `ns-plain-first(c)`: refuses what a plain scalar can't begin with, and says why.
  mutating func checkPlainStart(_ first: UInt8, inFlow: Bool) throws(YAMLStop) {
    let start = position
    let range = SourceRange(start, start + 1)
    switch first {
    case .dash, .question, .colon:
      let goesOn = inFlow ? !isBlankInFlow(at: start + 1) : !isBlankOrEnd(at: start + 1)
      guard !goesOn else { return }
      if first == .colon { throw failure(.emptyKey, at: range) }
      throw failure(.loneIndicator(text(start, start + 1), suggestion: suggestion(from: start, inFlow)), at: range)
    case UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"), .comma, UInt8(ascii: "]"), UInt8(ascii: "}"), .hash,
      UInt8(ascii: "|"), UInt8(ascii: ">"):
      throw failure(.reservedStart(text(start, start + 1), suggestion: suggestion(from: start, inFlow)), at: range)
    default: return
    }
  }

  /// `ns-plain(n, c)`: reads a plain scalar with all its lines, folded.
  mutating func plain(_ minimum: Int, inFlow: Bool) throws(YAMLStop) -> YAMLFlowItem {
    try countNode()
    let start = position
    let firstLine = lineStart
    var content: [UInt8] = []
    var end = plainLine(inFlow, into: &content)
    while isBreakOrEnd(at: position), let breaks = nextPlainLine(minimum, inFlow) {
      if breaks == 1 {
        content.append(.space)
      } else {
        content.append(contentsOf: repeatElement(.lineFeed, count: breaks - 1))
      }
      end = plainLine(inFlow, into: &content)
    }
    position = end
    let node = YAMLNode(.scalar(String(decoding: content, as: UTF8.self), .plain), at: SourceRange(start, end))
    return YAMLFlowItem(node: node, isMultiline: lineStart != firstLine)
  }

  /// Reads one line's part of a plain scalar, which ends before `: `, ` #`, and in flow context before an indicator.
  /// White space at its end is passed, and left out. Gives the end of the text.
  private mutating func plainLine(_ inFlow: Bool, into content: inout [UInt8]) -> Int {
    let start = position
    var end = position
    while let byte = current, !byte.isYAMLBreak {
      if byte.isYAMLWhite {
        position += 1
        continue
      }
      if byte == .hash, position > end { break }
      if byte == .colon, inFlow ? isBlankInFlow(at: position + 1) : isBlankOrEnd(at: position + 1) { break }
      if inFlow, byte.isYAMLFlowIndicator { break }
      position += 1
      end = position
    }
    content.append(contentsOf: bytes[start..<end])
    return end
  }

  /// Looks for the next line of a plain scalar, from the end of the one before: how many breaks lie between, with
  /// `position` at its text; nil, with `position` where it was, if the scalar ends here.
  private mutating func nextPlainLine(_ minimum: Int, _ inFlow: Bool) -> Int? {
    let (oldPosition, oldLine) = (position, lineStart)
    var breaks = 0
    var strayTab: Int?
    while position < bytes.count {
      skipBreak()
      breaks += 1
      let start = position
      while current == .space { position += 1 }
      let spaces = column
      let tabbed = skipWhite()
      if isBreakOrEnd(at: position) {
        if tabbed, spaces < minimum, strayTab == nil { strayTab = start + spaces }
        if position < bytes.count { continue }
        break
      }
      guard !isDocumentMarker(at: start), startsPlainLine(inFlow) else { break }
      if spaces < minimum {
        guard inFlow, !tabbed, !looksLikeEntry(position) else { break }
        report(.continuationIndentation(minimum), at: SourceRange(position, position + 1))
      }
      if let strayTab { report(.tab, at: SourceRange(strayTab, strayTab + 1)) }
      return breaks
    }
    (position, lineStart) = (oldPosition, oldLine)
    return nil
  }

  /// `ns-plain-char(c)` at the start of a further line.
  private func startsPlainLine(_ inFlow: Bool) -> Bool {
    guard let byte = current else { return false }
    if byte == .hash { return false }
    if byte == .colon { return inFlow ? !isBlankInFlow(at: position + 1) : !isBlankOrEnd(at: position + 1) }
    return !(inFlow && byte.isYAMLFlowIndicator)
  }
}
