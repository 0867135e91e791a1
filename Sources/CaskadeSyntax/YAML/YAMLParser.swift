/// The state of one reading: the place in the text, the limits, and the problems found so far.
///
/// The parser follows the productions of YAML 1.2.2, chapters 6 to 9, by recursive descent. It never goes back:
/// a possible key is read as a scalar first, and what follows it decides. The depth limit bounds the recursion.
/// `n`, as in the specification, is the indentation of the enclosing block collection; -1 at the top.
struct YAMLParser {
  let source: SourceText
  let bytes: [UInt8]
  let limits: YAMLReader.Limits
  var position = 0
  /// Where the line that holds `position` starts.
  var lineStart = 0
  private var depth = 0
  private var nodes = 0
  private var line: YAMLLine?
  /// A comment that ended a plain scalar, and the line after it: if that line goes on with the text, this is why.
  var cutText: (comment: SourceRange, nextLine: Int)?
  /// How many closing characters may still stand on lines of their own, of quotes and brackets reported as unclosed.
  var strayClosers = 0
  private(set) var problems: YAMLProblemList

  init(_ source: SourceText, limits: YAMLReader.Limits, problems: YAMLProblemList) {
    self.source = source
    self.bytes = source.bytes
    self.limits = limits
    self.problems = problems
  }

  // MARK: Problems

  mutating func report(_ problem: YAMLProblem, at range: SourceRange) {
    problems.add(problem, at: range)
  }

  /// Reports a problem after which the current entry can't be read any further.
  mutating func failure(_ problem: YAMLProblem, at range: SourceRange) -> YAMLStop {
    report(problem, at: range)
    return .entry
  }

  // MARK: Limits

  /// Counts one node; called before it is made.
  mutating func countNode() throws(YAMLStop) {
    nodes += 1
    guard nodes > limits.nodes else { return }
    report(.tooManyNodes(limits.nodes), at: SourceRange(position, position))
    throw .document
  }

  mutating func enterCollection() throws(YAMLStop) {
    try countNode()
    depth += 1
    guard depth > limits.depth else { return }
    report(.tooDeep(limits.depth), at: SourceRange(position, position + 1))
    throw .document
  }

  mutating func leaveCollection() {
    depth -= 1
  }

  // MARK: Bytes

  /// The byte at an index, or nil at the end of the text.
  func byte(at index: Int) -> UInt8? {
    index < bytes.count ? bytes[index] : nil
  }

  var current: UInt8? { byte(at: position) }

  func isBreakOrEnd(at index: Int) -> Bool {
    guard let byte = byte(at: index) else { return true }
    return byte.isYAMLBreak
  }

  func isBlankOrEnd(at index: Int) -> Bool {
    guard let byte = byte(at: index) else { return true }
    return byte.isYAMLBreak || byte.isYAMLWhite
  }

  var column: Int { position - lineStart }

  func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }

  // MARK: Moving on

  /// Passes spaces and tabs; true if there was a tab among them.
  @discardableResult
  mutating func skipWhite() -> Bool {
    var tab = false
    while let byte = current, byte.isYAMLWhite {
      if byte == .tab { tab = true }
      position += 1
    }
    return tab
  }

  /// Passes one line break, if there is one here.
  mutating func skipBreak() {
    guard let byte = current, byte.isYAMLBreak else { return }
    position += 1
    if byte == .carriageReturn, current == .lineFeed { position += 1 }
    lineStart = position
  }

  mutating func skipToLineEnd() {
    while !isBreakOrEnd(at: position) { position += 1 }
  }

  mutating func skipLine() {
    skipToLineEnd()
    skipBreak()
  }

  /// Passes a comment, if one begins here, and gives its place.
  mutating func skipComment() -> SourceRange? {
    guard current == .hash, position == lineStart || bytes[position - 1].isYAMLWhite else { return nil }
    let start = position
    skipToLineEnd()
    return SourceRange(start, position)
  }

  /// True if `---` or `...` stands at the start of the line that begins at the index: it ends the document,
  /// whatever is open (`c-forbidden`).
  func isDocumentMarker(at index: Int) -> Bool {
    guard let first = byte(at: index), first == .dash || first == .dot else { return false }
    return byte(at: index + 1) == first && byte(at: index + 2) == first && isBlankOrEnd(at: index + 3)
  }

  /// The next line with content, after blank lines and comments; nil at the end of the document.
  ///
  /// To be called with `position` at the start of a line; it stays at the start of one.
  mutating func nextLine() -> YAMLLine? {
    if let line, line.start == position { return line }
    while position < bytes.count {
      let start = position
      if isDocumentMarker(at: start) { return nil }
      while current == .space { position += 1 }
      let indent = position - start
      let tabbed = skipWhite()
      if !isBreakOrEnd(at: position), current != .hash {
        let found = YAMLLine(start: start, indent: indent, content: position, tabbed: tabbed)
        position = start
        line = found
        return found
      }
      skipLine()
    }
    return nil
  }
}

/// A line with content in block context.
struct YAMLLine {
  let start: Int
  /// How many spaces it begins with.
  let indent: Int
  /// Where its first character stands that is no white space.
  let content: Int
  /// A tab stands before the content: no key and no list entry may begin there.
  let tabbed: Bool
}

/// How far a problem reaches.
enum YAMLStop: Error {
  /// The rest of the entry is skipped, reading goes on at the next one.
  case entry
  /// The same, but the position is at the start of a line that hasn't been looked at.
  case line
  /// A limit is exceeded, nothing more is read.
  case document
}

extension UInt8 {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space = UInt8(ascii: " ")
  static let hash = UInt8(ascii: "#")
  static let dash = UInt8(ascii: "-")
  static let dot = UInt8(ascii: ".")
  static let colon = UInt8(ascii: ":")
  static let comma = UInt8(ascii: ",")
  static let question = UInt8(ascii: "?")
  static let quote = UInt8(ascii: "'")
  static let doubleQuote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")

  /// `s-white`
  var isYAMLWhite: Bool { self == .space || self == .tab }
  /// `b-char`
  var isYAMLBreak: Bool { self == .lineFeed || self == .carriageReturn }
  /// `c-flow-indicator`
  var isYAMLFlowIndicator: Bool {
    switch self {
    case .comma, UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): true
    default: false
    }
  }
}
