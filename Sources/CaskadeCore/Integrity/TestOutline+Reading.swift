extension TestOutline {
  /// Reads one version of a file; every byte string gives an outline.
  init(_ bytes: [UInt8], _ language: TestLanguage) {
    let list = TokenList(bytes, language.lexicon)
    switch language {
    case .python: self = PythonTests(list).outline
    case .javascript: self = JavaScriptTests(list).outline
    case .swift, .go, .rust, .jvm: self = BracedTests(list, language).outline
    }
    for token in list.tokens where token.kind != .mark { counts[token.symbol, default: 0] += 1 }
    if language == .go, let line = Self.buildConstraint(bytes) { constraint = line }
  }

  /// The first line of a Go file that restricts where it is built.
  private static func buildConstraint(_ bytes: [UInt8]) -> (text: [UInt8], line: Int)? {
    for (index, line) in bytes.prefix(4096).split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      if line.starts(with: "//go:build ".utf8) || line.starts(with: "// +build ".utf8) {
        return (Array(line), index + 1)
      }
      if line.starts(with: "package ".utf8) { return nil }
    }
    return nil
  }
}

/// An attribute, a decorator or an annotation before a declaration.
struct TestMark {
  let name: Symbol
  /// Its own tokens, arguments included.
  let range: Range<Int>
}

/// What holds tests.
struct TestContainer {
  let name: String
  /// The index after its last token; for Python, the column of its declaration decides.
  let end: Int
  let column: Int32
  let standing: TestCase.Standing
  let standingIndex: Int
}

/// Puts tests together, the same for every language.
struct TestCollector {
  private(set) var outline = TestOutline()
  let list: TokenList
  let language: TestLanguage
  let idioms: TestIdioms
  var containers: [TestContainer] = []

  init(_ list: TokenList, _ language: TestLanguage) {
    self.list = list
    self.language = language
    idioms = TestIdioms.of(language)
  }

  /// A container inside another is skipped with it.
  mutating func open(
    _ name: String, end: Int = 0, column: Int32 = 0, standing: (TestCase.Standing, Int) = (.runs, 0)
  ) {
    var found = standing
    if let outer = containers.last, outer.standing > found.0 { found = (outer.standing, outer.standingIndex) }
    containers.append(
      TestContainer(name: name, end: end, column: column, standing: found.0, standingIndex: found.1))
  }

  mutating func focus(at index: Int) { outline.focused.append(list.line(index)) }

  /// - Parameters:
  ///   - declaration: the token to show and to count the line from.
  ///   - body: the tokens of the body, without its braces.
  mutating func add(
    _ name: String, at declaration: Int, body range: Range<Int>, marks: [TestMark], isFocused: Bool = false,
    standing given: (TestCase.Standing, Int)? = nil, rows: Int? = nil
  ) {
    let body = TestBody(list, range, language)
    var standing = (body.standing, body.standingIndex)
    let marked = given ?? self.standing(of: marks)
    if marked.0 > standing.0 { standing = marked }
    if let container = containers.last, container.standing > standing.0 {
      standing = (container.standing, container.standingIndex)
    }
    outline.tests.append(
      TestCase(
        name: (containers.suffix(4).map(\.name) + [name]).filter { !$0.isEmpty }.joined(separator: "."),
        key: Self.key(name), line: list.line(declaration), source: list.sourceLine(declaration), digest: body.digest,
        content: body.content, calls: body.calls, assertions: body.assertions, rows: rows ?? self.rows(of: marks),
        standing: standing.0, standingLine: list.line(standing.1), isFocused: isFocused))
  }

  mutating func addFunction(_ name: String, at declaration: Int, nameIndex: Int, body range: Range<Int>) {
    let body = TestBody(list, range, language)
    outline.functions.append(
      PlainFunction(
        name: name, key: Self.key(name), symbol: list.tokens[nameIndex].symbol, digest: body.digest,
        asserts: !body.assertions.isEmpty, line: list.line(declaration)))
  }

  /// The name in lower case without separators and without a leading "test".
  static func key(_ name: String) -> Symbol {
    var letters = name.utf8.map { ByteSet.upper.contains($0) ? $0 | 0x20 : $0 }
    letters.removeAll { $0 < 0x80 && !ByteSet.lowerDigits.contains($0) }
    for prefix in ["disabled", "skip", "x"] where letters.starts(with: (prefix + "test").utf8) {
      letters.removeFirst(prefix.utf8.count)
    }
    if letters.count > 4, letters.starts(with: "test".utf8) { letters.removeFirst(4) }
    return Symbol(letters)
  }

  func standing(of marks: [TestMark]) -> (TestCase.Standing, Int) {
    var found = (TestCase.Standing.runs, 0)
    for mark in marks {
      for index in mark.range {
        guard let word = list.word(index) else { continue }
        var standing = TestCase.Standing.runs
        if idioms.skipping.contains(word) {
          standing = isConditional(word, index, mark) ? .conditional : .skipped
        } else if idioms.skippingIf.contains(word) {
          standing = .conditional
        } else if idioms.expectingFailure.contains(word) {
          standing = .expectedToFail
        }
        if standing > found.0 { found = (standing, index) }
      }
    }
    return found
  }

  /// Swift's `.disabled(if:)`, Rust's `cfg_attr(..., ignore)`; a word that only appears among other arguments is none.
  private func isConditional(_ word: Symbol, _ index: Int, _ mark: TestMark) -> Bool {
    switch language {
    case .swift:
      (index..<min(list.after(index + 1), mark.range.upperBound)).contains { list.word($0) == Symbol("if") }
    case .rust: mark.range.contains { list.word($0) == Symbol("cfg_attr") }
    case .python, .javascript, .go, .jvm: false
    }
  }

  private static let rowMarks = WordSet("parametrize arguments CsvSource ValueSource expand case rstest")

  /// The number of rows that the marks list literally.
  private func rows(of marks: [TestMark]) -> Int? {
    var rows: Int?
    for mark in marks {
      for index in mark.range {
        guard let word = list.word(index), Self.rowMarks.contains(word) else { continue }
        if language == .rust {
          rows = (rows ?? 0) + 1
          break
        }
        guard
          let open = (index..<mark.range.upperBound).first(where: {
            list.isMark($0, "[") || list.isMark($0, "{")
          })
        else { break }
        rows = (rows ?? 1) * elements(open)
        break
      }
    }
    return rows
  }

  /// The elements between a bracket and its partner.
  func elements(_ open: Int) -> Int {
    var count = 0
    var isEmpty = true
    var index = open + 1
    let end = list.after(open) - 1
    while index < end {
      if list.isMark(index, ",") {
        if !isEmpty { count += 1 }
        isEmpty = true
        index += 1
      } else {
        isEmpty = false
        index = list.after(index)
      }
    }
    return isEmpty ? count : count + 1
  }
}
