/// A node in flow style, with what decides whether it may be a key.
struct YAMLFlowItem {
  let node: YAMLNode
  /// It spans more than one line.
  let isMultiline: Bool
  /// A quoted scalar or a flow collection: a `:` may follow without white space after it, in flow context.
  var isJSON: Bool {
    switch node.content {
    case .scalar(_, .plain), .scalar(_, .empty), .scalar(_, .literal), .scalar(_, .folded): false
    case .scalar(_, .singleQuoted), .scalar(_, .doubleQuoted), .sequence, .mapping: true
    }
  }
  /// It stands for something that has been refused, such as an alias.
  var isRefused = false

  var scalarText: String? {
    guard case .scalar(let text, _) = node.content else { return nil }
    return text
  }
}

extension YAMLParser {
  /// `ns-flow-node(n, c)`: reads a scalar or a flow collection that begins at the current character.
  ///
  /// Further lines must begin with at least `minimum` spaces. After a plain scalar `position` is at its end; white
  /// space, comments and line breaks after it are not passed.
  mutating func flowNode(minimum: Int, inFlow: Bool) throws(YAMLStop) -> YAMLFlowItem {
    guard let first = current else { throw .entry }
    switch first {
    case UInt8(ascii: "["): return try flowCollection(minimum, isSequence: true)
    case UInt8(ascii: "{"): return try flowCollection(minimum, isSequence: false)
    case .quote, .doubleQuote: return try quoted(minimum)
    case UInt8(ascii: "*"): return try alias(inFlow: inFlow)
    default: break
    }
    try checkPlainStart(first, inFlow: inFlow)
    return try plain(minimum, inFlow: inFlow)
  }

  /// Reads `[…]` or `{…}`.
  private mutating func flowCollection(_ minimum: Int, isSequence: Bool) throws(YAMLStop) -> YAMLFlowItem {
    let open = position
    let line = lineStart
    try enterCollection()
    defer { leaveCollection() }
    let close = UInt8(ascii: isSequence ? "]" : "}")
    let wrongClose = UInt8(ascii: isSequence ? "}" : "]")
    var items: [YAMLNode] = []
    var entries = YAMLEntries()
    position += 1
    while true {
      _ = try separate(minimum, open: open)
      if current == close { break }
      if current == wrongClose { throw mismatch(open) }
      if current == .comma { throw failure(.emptyFlowEntry, at: SourceRange(position, position + 1)) }
      if isSequence {
        items.append(try sequenceEntry(minimum, open: open))
      } else {
        try mappingEntry(minimum, open: open, into: &entries)
      }
      _ = try separate(minimum, open: open)
      if current == close { break }
      if current == wrongClose { throw mismatch(open) }
      guard current == .comma else { throw missingComma(open, isSequence: isSequence) }
      position += 1
    }
    position += 1
    let content: YAMLNode.Content = isSequence ? .sequence(items) : .mapping(entries.list)
    return YAMLFlowItem(node: YAMLNode(content, at: SourceRange(open, position)), isMultiline: lineStart != line)
  }

  private mutating func mismatch(_ open: Int) -> YAMLStop {
    failure(
      .mismatchedClose(open: text(open, open + 1), place: SourceRange(open, open + 1)),
      at: SourceRange(position, position + 1))
  }

  private mutating func missingComma(_ open: Int, isSequence: Bool) -> YAMLStop {
    if isSequence, current == .colon {
      return failure(.multilineKey(start: nil), at: SourceRange(position, position + 1))
    }
    return failure(.missingComma(open: text(open, open + 1)), at: SourceRange(position, position + 1))
  }

  /// `ns-flow-seq-entry(n, c)`: a node, or one `key: value` pair, which makes a mapping of its own.
  private mutating func sequenceEntry(_ minimum: Int, open: Int) throws(YAMLStop) -> YAMLNode {
    let item = try entryStart(minimum, open: open)
    let end = position
    skipWhite()
    guard isFlowColon(after: item) else {
      let comment = skipComment()
      if comment == nil { position = end }
      return YAMLNode(item.node.content, at: item.node.range, comment: comment)
    }
    guard let key = item.scalarText else { throw collectionKey(item, open: open) }
    guard !item.isMultiline else { throw multilineKey(item, colon: position) }
    try enterCollection()
    defer { leaveCollection() }
    try countNode()
    checkKey(key, item)
    let value = try flowValue(minimum, open: open, after: item)
    let entry = YAMLEntry(key: key, keyRange: item.node.range, value: value)
    return YAMLNode(.mapping([entry]), at: SourceRange(item.node.range.start, value.range.end))
  }

  /// `ns-flow-map-entry(n, c)`: a key, here over several lines too, and perhaps its value.
  private mutating func mappingEntry(
    _ minimum: Int, open: Int, into entries: inout YAMLEntries
  ) throws(YAMLStop) {
    let item = try entryStart(minimum, open: open)
    guard let key = item.scalarText else { throw collectionKey(item, open: open) }
    try countNode()
    checkKey(key, item)
    noteKey(key, item.node.range, in: &entries)
    let comment = try separate(minimum, open: open)
    if isFlowColon(after: item) {
      entries.add(key, item.node.range, try flowValue(minimum, open: open, after: item))
      return
    }
    let end = item.node.range.end
    try countNode()
    warnOfSplitText(item, after: entries.list.last)
    entries.add(key, item.node.range, YAMLNode(.scalar("", .empty), at: SourceRange(end, end), comment: comment))
  }

  /// Reads what an entry of a flow collection begins with.
  private mutating func entryStart(_ minimum: Int, open: Int) throws(YAMLStop) -> YAMLFlowItem {
    if skipProperties() {
      _ = try separate(minimum, open: open)
      if endsFlowEntry || current == .colon { return refusedEmpty() }
    }
    let start = position
    if isIndicator(.question, at: start) { throw failure(.complexKey, at: SourceRange(start, start + 1)) }
    if current == .colon, isBlankInFlow(at: start + 1) { throw failure(.emptyKey, at: SourceRange(start, start + 1)) }
    return try flowNode(minimum: minimum, inFlow: true)
  }

  /// Reads what follows the `:` at the current place: a node, or nothing.
  private mutating func flowValue(
    _ minimum: Int, open: Int, after key: YAMLFlowItem
  ) throws(YAMLStop) -> YAMLNode {
    position += 1
    let place = position
    let comment = try separate(minimum, open: open)
    if position == place, !key.isJSON, isOpenBracket {
      throw failure(.spaceAfterColon, at: SourceRange(place - 1, place))
    }
    if skipProperties() { _ = try separate(minimum, open: open) }
    if endsFlowEntry {
      try countNode()
      return YAMLNode(.scalar("", .empty), at: SourceRange(place, place), comment: comment)
    }
    let item = try flowNode(minimum: minimum, inFlow: true)
    let end = position
    skipWhite()
    let own = skipComment()
    if own == nil { position = end }
    return YAMLNode(item.node.content, at: item.node.range, comment: own)
  }

  private var endsFlowEntry: Bool {
    current == .comma || isCloser(position)
  }

  private var isOpenBracket: Bool {
    current == UInt8(ascii: "[") || current == UInt8(ascii: "{")
  }

  /// True at the `:` that separates a key from its value: directly after a quoted key anything may follow it.
  private func isFlowColon(after item: YAMLFlowItem) -> Bool {
    current == .colon && (item.isJSON || isBlankInFlow(at: position + 1))
  }

  /// True where a plain scalar can't go on in flow context: the complement of `ns-plain-safe-in`.
  func isBlankInFlow(at index: Int) -> Bool {
    guard let byte = byte(at: index) else { return true }
    return byte.isYAMLWhite || byte.isYAMLBreak || byte.isYAMLFlowIndicator
  }

  private mutating func collectionKey(_ item: YAMLFlowItem, open: Int) -> YAMLStop {
    failure(.collectionKey(suggestion: quotedLine(from: open)), at: item.node.range)
  }

  /// `s-separate(n, c)` inside a flow collection; gives the comment on the line that it began on.
  private mutating func separate(_ minimum: Int, open: Int) throws(YAMLStop) -> SourceRange? {
    skipWhite()
    let comment = skipComment()
    if current == .hash { throw failure(.commentWithoutSpace, at: SourceRange(position, position + 1)) }
    while position < bytes.count, isBreakOrEnd(at: position) {
      skipBreak()
      let start = position
      while current == .space { position += 1 }
      let spaces = column
      skipWhite()
      if skipComment() != nil || isBreakOrEnd(at: position) { continue }
      if isDocumentMarker(at: start) { throw unclosed(open, at: start) }
      guard spaces < minimum else { break }
      if position > start + spaces {
        reportTab(before: position)
      } else {
        try checkContinuation(minimum, open: open, at: start)
      }
      break
    }
    if position >= bytes.count { throw unclosed(open, at: position) }
    return comment
  }

  func isCloser(_ index: Int) -> Bool {
    byte(at: index) == UInt8(ascii: "]") || byte(at: index) == UInt8(ascii: "}")
  }

  /// Judges a line that is indented too little for what is open: one that looks like an entry of its own shows that
  /// a closing character is missing; any other is taken for a continuation, so that only its indentation is wrong.
  mutating func checkContinuation(_ minimum: Int, open: Int, at start: Int) throws(YAMLStop) {
    if looksLikeEntry(position) { throw unclosed(open, at: start) }
    report(.continuationIndentation(minimum), at: SourceRange(position, position + 1))
  }

  /// Reports a quote or bracket that nothing closes. The line that begins at `start` stays unread.
  mutating func unclosed(_ open: Int, at start: Int) -> YAMLStop {
    report(.unclosed(text(open, open + 1)), at: SourceRange(open, open + 1))
    strayClosers += 1
    position = start
    lineStart = start
    return .line
  }
}
