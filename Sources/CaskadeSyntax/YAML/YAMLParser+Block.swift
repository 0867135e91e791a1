extension YAMLParser {
  /// What stands before a block node on its line.
  enum Introducer {
    case nothing, documentStart, dash, colon
  }

  /// A key that has been read up to and including its `:`.
  struct Key {
    let text: String
    let range: SourceRange
    /// The place of its `:`.
    let colon: Int
  }

  /// `s-l+block-node(n, c)` and `s-l+block-indented(n, c)`: reads a node and everything up to the start of the next line.
  mutating func blockNode(in n: Int, after introducer: Introducer) throws(YAMLStop) -> YAMLNode {
    let place = position
    var comment: SourceRange?
    if introducer != .nothing {
      let tab = skipWhite()
      let compact = introducer == .dash ? column : nil
      skipProperties()
      if !isBreakOrEnd(at: position), current != .hash {
        return try startedNode(in: n, collectionAt: compact, after: introducer, tab: tab)
      }
      comment = skipComment()
      skipBreak()
    }
    while true {
      guard let line = nextLine(), isInside(line, n, after: introducer) else {
        try countNode()
        return YAMLNode(.scalar("", .empty), at: SourceRange(place, place), comment: comment)
      }
      position = line.content
      if skipProperties() {
        guard !isBreakOrEnd(at: position), current != .hash else {
          _ = skipComment()
          skipBreak()
          continue
        }
      }
      return try startedNode(in: n, collectionAt: line.indent, after: .nothing, tab: line.tabbed)
    }
  }

  /// True if the line belongs to the node: deeper than its parent, or a list at the indentation of its key.
  private func isInside(_ line: YAMLLine, _ n: Int, after introducer: Introducer) -> Bool {
    if line.indent > n { return true }
    return introducer == .colon && line.indent == n && !line.tabbed && isIndicator(.dash, at: line.content)
  }

  /// True if a `-`, `?` or `:` that separates stands here: white space, or the line's end, follows.
  func isIndicator(_ indicator: UInt8, at index: Int) -> Bool {
    byte(at: index) == indicator && isBlankOrEnd(at: index + 1)
  }

  /// Reads the node whose first character is the current one.
  ///
  /// `collectionAt` is the indentation of a block collection that begins here; nil where none may begin.
  private mutating func startedNode(
    in n: Int, collectionAt indent: Int?, after introducer: Introducer, tab: Bool
  ) throws(YAMLStop) -> YAMLNode {
    let start = position
    guard let first = current else { throw .entry }
    if isIndicator(.dash, at: start) {
      guard let indent else {
        throw failure(.inlineList(after: introducer == .colon ? ":" : "---"), at: lineRange(from: start))
      }
      if tab { reportTab(before: start) }
      return try blockSequence(indent: indent, in: n)
    }
    if isIndicator(.question, at: start) {
      guard let indent else { throw failure(.complexKey, at: SourceRange(start, start + 1)) }
      return try blockMapping(indent: indent, first: nil)
    }
    if first == UInt8(ascii: "|") || first == UInt8(ascii: ">") { return try blockScalar(in: n) }

    let scalar = try flowNode(minimum: n + 1, inFlow: false)
    let end = position
    skipWhite()
    if isIndicator(.colon, at: position) {
      let key = try key(from: scalar, isCollectionAllowed: indent != nil)
      guard let indent else { throw .entry }
      if tab { reportTab(before: start) }
      return try blockMapping(indent: indent, first: key)
    }
    let comment = try endOfLine(after: scalar, end: end)
    return YAMLNode(scalar.node.content, at: scalar.node.range, comment: comment ?? scalar.node.comment)
  }

  /// `s-l-comments` after a flow node: white space, perhaps a comment, the end of the line, nothing else.
  private mutating func endOfLine(after scalar: YAMLFlowItem, end: Int) throws(YAMLStop) -> SourceRange? {
    if isBreakOrEnd(at: position) {
      skipBreak()
      return nil
    }
    if let comment = skipComment() {
      skipBreak()
      if case .scalar(_, .plain) = scalar.node.content, let line = nextLine() { cutText = (comment, line.start) }
      return comment
    }
    if scalar.isRefused { throw .entry }
    if current == .hash { throw failure(.commentWithoutSpace, at: SourceRange(position, position + 1)) }
    let rest = lineRange(from: position)
    let start = scalar.node.range.start
    let opener = text(start, start + 1)
    throw failure(.trailingText(after: opener, suggestion: quotedLine(from: start)), at: rest)
  }

  /// Makes a key of what was read; `position` is at its `:`, which is passed.
  private mutating func key(
    from item: YAMLFlowItem, isCollectionAllowed: Bool
  ) throws(YAMLStop) -> Key {
    let range = item.node.range
    let colon = position
    guard let text = item.scalarText else {
      throw failure(.collectionKey(suggestion: quotedLine(from: range.start)), at: range)
    }
    guard !item.isMultiline else { throw multilineKey(item, colon: colon) }
    guard isCollectionAllowed else {
      throw failure(
        .nestedMapping(suggestion: quotedLine(from: range.start)), at: SourceRange(range.start, colon + 1))
    }
    checkKey(text, item)
    position = colon + 1
    return Key(text: text, range: range, colon: colon)
  }

  // MARK: Collections

  /// `l+block-sequence` and the compact form after `- `; `position` is at the first `-`.
  private mutating func blockSequence(indent: Int, in n: Int) throws(YAMLStop) -> YAMLNode {
    try enterCollection()
    defer { leaveCollection() }
    let start = position
    var items: [YAMLNode] = []
    repeat {
      position += 1
      do throws(YAMLStop) {
        items.append(try blockNode(in: indent, after: .dash))
      } catch {
        try recover(from: error, to: indent)
      }
    } while moveToNextItem(at: indent, in: n)
    return YAMLNode(.sequence(items), at: SourceRange(start, items.last?.range.end ?? start + 1))
  }

  /// Goes to the `-` of the list's next entry; false if the list ends here.
  private mutating func moveToNextItem(at indent: Int, in n: Int) -> Bool {
    while let line = nextEntry(at: indent) {
      if isIndicator(.dash, at: line.content) {
        position = line.content
        return true
      }
      // At the indentation of its key a list ends where the next key begins.
      if n == indent { return false }
      position = line.content
      report(.listEntryExpected(suggestion: bareDash(at: position)), at: lineRange(from: position))
      skipEntries(at: indent) { !$0.isIndicator(.dash, at: $1) }
    }
    return false
  }

  /// `l+block-mapping` and the compact form after `- `; the first key has been read.
  ///
  /// Without a first key `position` is at the start of the first entry, which is one to refuse.
  private mutating func blockMapping(indent: Int, first: Key?) throws(YAMLStop) -> YAMLNode {
    try enterCollection()
    defer { leaveCollection() }
    let start = first?.range.start ?? position
    var end = first.map { $0.colon + 1 } ?? position
    var entries = YAMLEntries()
    var key = first
    while true {
      do throws(YAMLStop) {
        if key == nil { key = try nextKey(indent: indent) }
        if let key {
          try countNode()
          noteKey(key.text, key.range, in: &entries)
          let value = try blockNode(in: indent, after: .colon)
          entries.add(key.text, key.range, value)
          end = max(value.range.end, key.colon + 1)
        }
      } catch {
        try recover(from: error, to: indent)
      }
      key = nil
      guard let line = nextEntry(at: indent) else { break }
      position = line.content
    }
    return YAMLNode(.mapping(entries.list), at: SourceRange(start, end))
  }

  /// Reads the key at the start of a mapping's line; nil if a problem was reported and the lines were passed.
  private mutating func nextKey(indent: Int) throws(YAMLStop) -> Key? {
    skipProperties()
    let start = position
    if isIndicator(.question, at: start) {
      report(.complexKey, at: SourceRange(start, start + 1))
      skipEntries(at: indent) { $0.isIndicator(.colon, at: $1) || $0.isIndicator(.dash, at: $1) }
      return nil
    }
    if isIndicator(.dash, at: start) {
      report(.keyExpectedNotList, at: SourceRange(start, start + 1))
      skipEntries(at: indent) { $0.isIndicator(.dash, at: $1) }
      return nil
    }
    let item = try flowNode(minimum: indent + 1, inFlow: false)
    skipWhite()
    if isIndicator(.colon, at: position) {
      return try key(from: item, isCollectionAllowed: true)
    }
    if item.isRefused { throw .entry }
    report(
      .keyExpected(suggestion: spacedColon(from: start)),
      at: SourceRange(start, min(position, lineRange(from: start).end)))
    skipEntries(at: indent) { !$0.looksLikeEntry($1) }
    return nil
  }

  /// The next line if it is at exactly this indentation. Deeper ones are reported and passed, and so is each line with
  /// a tab before its text, at which no entry can begin; nil for a line of a lesser indentation.
  private mutating func nextEntry(at indent: Int) -> YAMLLine? {
    while let line = nextLine() {
      if line.tabbed {
        reportTab(before: line.content)
        skipLine()
      } else if strayClosers > 0, isCloser(line.content) {
        strayClosers -= 1
        skipLine()
      } else if line.indent <= indent {
        return line.indent == indent ? line : nil
      } else {
        if let cutText, cutText.nextLine == line.start {
          report(.textCutByComment, at: cutText.comment)
        } else {
          report(.indentation(found: line.indent), at: lineRange(from: line.content))
        }
        position = line.content
        skipEntry(at: indent)
      }
    }
    return nil
  }
}
