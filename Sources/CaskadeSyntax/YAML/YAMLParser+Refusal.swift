/// What the subset leaves out is recognized here, so that it is refused by name and reading can go on.
extension YAMLParser {
  /// Refuses and passes anchors and tags, with the white space after them; true if there was one.
  @discardableResult
  mutating func skipProperties() -> Bool {
    var found = false
    while let byte = current, byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") {
      let start = position
      let isTag = byte == UInt8(ascii: "!")
      let verbatim = isTag && self.byte(at: start + 1) == UInt8(ascii: "<")
      while let byte = current, !byte.isYAMLWhite, !byte.isYAMLBreak, verbatim || !byte.isYAMLFlowIndicator {
        position += 1
      }
      let range = SourceRange(start, position)
      let suggestion = quotedLine(from: start)
      report(isTag ? .tag(text(start, position), suggestion) : .anchor(text(start, position), suggestion), at: range)
      skipWhite()
      found = true
    }
    return found
  }

  /// Refuses an alias and stands in for it, so that a key or a list around it is still read.
  mutating func alias(inFlow: Bool) throws(YAMLStop) -> YAMLFlowItem {
    try countNode()
    let start = position
    while let byte = current, !byte.isYAMLWhite, !byte.isYAMLBreak, !byte.isYAMLFlowIndicator { position += 1 }
    let range = SourceRange(start, position)
    report(.alias(text(start, position), suggestion(from: start, inFlow)), at: range)
    var item = YAMLFlowItem(node: YAMLNode(.scalar(text(start, position), .plain), at: range), isMultiline: false)
    item.isRefused = true
    return item
  }

  /// The stand-in for a node that had refused properties and nothing else.
  func refusedEmpty() -> YAMLFlowItem {
    let node = YAMLNode(.scalar("", .empty), at: SourceRange(position, position))
    return YAMLFlowItem(node: node, isMultiline: false, isRefused: true)
  }

  /// Refuses a merge key, a key of more than 1024 characters, and one with characters that no one can see.
  mutating func checkKey(_ key: String, _ item: YAMLFlowItem) {
    let range = item.node.range
    guard case .scalar(_, let style) = item.node.content else { return }
    if style == .plain, key == "<<" { report(.mergeKey, at: range) }
    if range.end - range.start > 1024, bytes[range.start..<range.end].lazy.filter({ $0 & 0xC0 != 0x80 }).count > 1024 {
      report(.longKey, at: SourceRange(range.start, range.start + 1))
    }
    guard style == .doubleQuoted else { return }
    for scalar in key.unicodeScalars where HiddenCharacter(scalar) != nil {
      // What stands raw in the text has been reported there.
      if !bytes[range.start..<range.end].contains(.backslash) { return }
      return report(.unprintableKey(scalar), at: range)
    }
  }

  mutating func noteKey(_ key: String, _ range: SourceRange, in entries: inout YAMLEntries) {
    if let first = entries.note(key, at: range) { report(.duplicateKey(key, first: first), at: range) }
  }

  mutating func multilineKey(_ item: YAMLFlowItem, colon: Int) -> YAMLStop {
    let start = item.node.range.start
    return failure(.multilineKey(start: SourceRange(start, start + 1)), at: SourceRange(colon, colon + 1))
  }

  /// In `{ shell: a, b }` the comma ends the value, and `b` is a key of its own: legal, and hardly ever meant.
  mutating func warnOfSplitText(_ item: YAMLFlowItem, after entry: YAMLEntry?) {
    guard let entry, case .scalar(let value, .plain) = entry.value.content,
      case .scalar(let key, .plain) = item.node.content
    else { return }
    let whole = SourceRange(entry.value.range.start, item.node.range.end)
    guard whole.end - whole.start <= Self.longestSuggestion else { return }
    let suggestion = "\(entry.key): " + Self.quote(text(whole.start, whole.end))
    report(.splitText(key, after: value, suggestion: suggestion), at: item.node.range)
  }

  /// Reports the first of the tabs in the white space before a place on its line.
  mutating func reportTab(before end: Int) {
    var first: Int?
    var index = end
    while index > 0, bytes[index - 1].isYAMLWhite {
      index -= 1
      if bytes[index] == .tab { first = index }
    }
    guard let first else { return }
    report(.tab, at: SourceRange(first, first + 1))
  }
}
