extension YAMLParser {
  private enum Chomping { case strip, clip, keep }

  private struct Header {
    let isFolded: Bool
    var indicator: Int?
    var chomping: Chomping = .clip
    var end = 0
  }

  /// `c-l+literal(n)` and `c-l+folded(n)`: a header, then every line that is indented deep enough.
  mutating func blockScalar(in n: Int) throws(YAMLStop) -> YAMLNode {
    try countNode()
    let start = position
    let header = try blockScalarHeader()
    var body = YAMLBlockText(isFolded: header.isFolded)
    var indent = header.indicator.map { max(n, 0) + $0 }
    var end = header.end
    /// The longest of the blank lines before the first line of text, which fixes the indentation.
    var longestBlank: (spaces: Int, at: Int) = (0, position)
    var lastLineIsOpen = false
    skipBreak()
    while position < bytes.count, !isDocumentMarker(at: position) {
      let line = position
      while current == .space, column < indent ?? Int.max { position += 1 }
      let spaces = column
      if isBreakOrEnd(at: position) {
        if indent == nil, spaces > longestBlank.spaces { longestBlank = (spaces, line) }
        if position < bytes.count || spaces > 0 { body.addBlank() }
        skipBreak()
        continue
      }
      if indent == nil {
        guard spaces > n else {
          endBlockScalar(at: line)
          break
        }
        if longestBlank.spaces > spaces {
          report(
            .blankLineTooLong(found: longestBlank.spaces, expected: spaces),
            at: SourceRange(longestBlank.at, longestBlank.at + longestBlank.spaces))
        }
        indent = spaces
      } else if let indent, spaces < indent {
        endBlockScalar(at: line)
        break
      }
      if n < 0, let indicator = header.indicator {
        report(.topLevelIndentation(indicator), at: SourceRange(start, start + 2))
      }
      let text = position
      skipToLineEnd()
      body.add(bytes[text..<position])
      end = position
      lastLineIsOpen = position >= bytes.count && bytes[text..<position].contains { !$0.isYAMLWhite }
      skipBreak()
    }
    if lastLineIsOpen, header.chomping != .strip {
      report(.blockScalarWithoutBreak, at: SourceRange(end, end))
    }
    let text: [UInt8]
    switch header.chomping {
    case .strip: text = body.stripped
    case .clip: text = body.clipped
    case .keep: text = body.kept
    }
    let style: YAMLNode.ScalarStyle = header.isFolded ? .folded : .literal
    return YAMLNode(.scalar(String(decoding: text, as: UTF8.self), style), at: SourceRange(start, end))
  }

  /// `c-b-block-header(t)`: indentation and chomping indicators in either order, then perhaps a comment.
  private mutating func blockScalarHeader() throws(YAMLStop) -> Header {
    let start = position
    var header = Header(isFolded: bytes[start] == UInt8(ascii: ">"))
    var hasChomping = false
    position += 1
    while let byte = current {
      if byte == UInt8(ascii: "+") || byte == .dash, !hasChomping {
        header.chomping = byte == .dash ? .strip : .keep
        hasChomping = true
      } else if (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(byte), header.indicator == nil {
        header.indicator = Int(byte - UInt8(ascii: "0"))
      } else {
        break
      }
      position += 1
    }
    header.end = position
    skipWhite()
    _ = skipComment()
    guard isBreakOrEnd(at: position) else {
      if current == .hash { throw failure(.commentWithoutSpace, at: SourceRange(position, position + 1)) }
      throw failure(
        .blockScalarHeader(text(start, header.end), suggestion: quotedLine(from: start)), at: lineRange(from: position))
    }
    return header
  }

  /// Leaves the line that ends a block scalar unread. Blank but for a tab, it belongs to nothing (`l-chomped-empty`).
  private mutating func endBlockScalar(at line: Int) {
    position = line
    var index = line
    while let byte = byte(at: index), byte.isYAMLWhite { index += 1 }
    if isBreakOrEnd(at: index) { reportTab(before: index) }
  }
}

/// The text of a block scalar while its lines are read: line breaks are kept or folded (8.1.2, 8.1.3).
private struct YAMLBlockText {
  let isFolded: Bool
  private var content: [UInt8] = []
  /// Line breaks after the text so far, whose meaning the next line decides.
  private var breaks = 0
  private var hasText = false
  private var lastIsSpaced = false

  init(isFolded: Bool) {
    self.isFolded = isFolded
  }

  mutating func addBlank() {
    breaks += 1
  }

  mutating func add(_ line: ArraySlice<UInt8>) {
    let isSpaced = line.first?.isYAMLWhite ?? false
    if hasText, isFolded, !isSpaced, !lastIsSpaced {
      if breaks == 1 {
        content.append(.space)
      } else {
        content.append(contentsOf: repeatElement(.lineFeed, count: breaks - 1))
      }
    } else {
      content.append(contentsOf: repeatElement(.lineFeed, count: breaks))
    }
    content.append(contentsOf: line)
    breaks = 1
    hasText = true
    lastIsSpaced = isSpaced
  }

  var stripped: [UInt8] { hasText ? content : [] }
  var clipped: [UInt8] { hasText ? content + [.lineFeed] : [] }
  var kept: [UInt8] { content + repeatElement(.lineFeed, count: breaks) }
}
