extension YAMLParser {
  /// Reads the whole text: comments, one document, nothing after it (chapter 9).
  mutating func document() throws(YAMLStop) -> YAMLNode? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      position = 3
      lineStart = 3
    }
    skipDirectives()
    let root: YAMLNode?
    do throws(YAMLStop) {
      root = try onlyDocument()
    } catch {
      root = nil
      try recover(from: error, to: -1)
    }
    afterDocument()
    return root
  }

  private mutating func onlyDocument() throws(YAMLStop) -> YAMLNode? {
    if nextLine() != nil { return try blockNode(in: -1, after: .nothing) }
    guard isDocumentMarker(at: position), current == .dash else {
      if current == .dot { skipDocumentEnds() }
      if nextLine() == nil, !isDocumentMarker(at: position) {
        throw failure(.noDocument, at: SourceRange(0, 0))
      }
      return nil
    }
    position += 3
    return try blockNode(in: -1, after: .documentStart)
  }

  /// Directives stand before the document only; a `%` further down is text or a problem of its own.
  private mutating func skipDirectives() {
    while let line = nextLine(), line.indent == 0, !line.tabbed, bytes[line.content] == UInt8(ascii: "%") {
      skipToLineEnd()
      report(.directive(text(line.content, position)), at: SourceRange(line.content, position))
      skipBreak()
    }
  }

  private mutating func skipDocumentEnds() {
    while isDocumentMarker(at: position), current == .dot {
      position += 3
      skipWhite()
      if skipComment() == nil, !isBreakOrEnd(at: position) {
        let start = position
        skipToLineEnd()
        report(.trailingText(after: "...", suggestion: nil), at: SourceRange(start, position))
      }
      skipBreak()
      if nextLine() != nil { return }
    }
  }

  private mutating func afterDocument() {
    if let line = nextLine() {
      // Left over from the document itself: its end is no line of a lesser indentation.
      report(.strayLine, at: lineRange(from: line.content))
      while nextLine() != nil { skipLine() }
    }
    skipDocumentEnds()
    let line = nextLine()
    guard line != nil || position < bytes.count else { return }
    let start = line?.content ?? position
    if bytes[start] == UInt8(ascii: "%") {
      report(.directive(text(start, lineRange(from: start).end)), at: lineRange(from: start))
    } else {
      report(.severalDocuments, at: lineRange(from: start))
    }
  }
}
