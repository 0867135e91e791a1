import CaskadeSyntax

extension TestOutline {
  /// Reads one version of a file; every byte string gives an outline.
  init(_ bytes: [UInt8], _ language: TestLanguage) {
    let list = SourceTokens(bytes, language.lexicon)
    switch language {
    case .python: self = PythonTestReader(list).outline
    case .javascript: self = JavaScriptTestReader(list).outline
    case .swift, .go, .rust, .jvm: self = BracedTestReader(list, language).outline
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
  let name: WordHash
  /// Its own tokens, arguments included.
  let range: Range<Int>
}

/// What holds tests.
struct TestContainer {
  let name: String
  /// The index after its last token; for Python, the column of its declaration decides.
  let end: Int
  let column: Int32
  var standing: TestCase.Standing
  var standingIndex: Int
  /// The index of the first test that may lie in it.
  var first = 0
  /// Its name, if no runner collects it by itself.
  var orphan: WordHash?
  /// Whether methods with the name of a test are collected from it.
  var holdsTests = true
}

/// Puts tests together, the same for every language.
struct TestCollector {
  private(set) var outline = TestOutline()
  let list: SourceTokens
  let language: TestLanguage
  let idioms: TestIdioms
  var containers: [TestContainer] = []
  /// What holds for the whole file.
  private var root: (standing: TestCase.Standing, index: Int) = (.runs, 0)
  /// Where a name was defined, and the index of its test: a later definition at the same place hides the earlier one.
  private var defined: [Definition: (branch: Int, column: Int32, test: Int)] = [:]

  private struct Definition: Hashable {
    let name: String
    let container: Int
  }

  init(_ list: SourceTokens, _ language: TestLanguage) {
    self.list = list
    self.language = language
    idioms = TestIdioms.of(language)
  }

  /// A container inside another is skipped with it.
  mutating func open(
    _ name: String, end: Int = 0, column: Int32 = 0, standing: (TestCase.Standing, Int) = (.runs, 0),
    orphan: WordHash? = nil, holdsTests: Bool = true
  ) {
    var found = standing
    if let outer = containers.last, outer.standing > found.0 { found = (outer.standing, outer.standingIndex) }
    containers.append(
      TestContainer(
        name: name, end: end, column: column, standing: found.0, standingIndex: found.1, first: outline.tests.count,
        orphan: orphan, holdsTests: holdsTests))
  }

  /// Everything in the innermost container is skipped, what was already read of it too.
  mutating func skipContainer(at index: Int) {
    guard let last = containers.indices.last else { return skipFile(at: index) }
    guard containers[last].standing < .skipped else { return }
    containers[last].standing = .skipped
    containers[last].standingIndex = index
    for test in outline.tests.indices.dropFirst(containers[last].first) { skip(test, at: index) }
  }

  mutating func skipFile(at index: Int) {
    guard root.standing < .skipped else { return }
    root = (.skipped, index)
    for test in outline.tests.indices { skip(test, at: index) }
  }

  private mutating func skip(_ test: Int, at index: Int) {
    guard outline.tests[test].standing < .skipped else { return }
    outline.tests[test].standing = .skipped
    outline.tests[test].standingLine = list.line(index)
  }

  /// A statement that makes the name of a test mean something else.
  mutating func take(_ name: String, at index: Int) {
    guard let test = defined[Definition(name: name, container: containers.last?.first ?? 0)]?.test else { return }
    skip(test, at: index)
  }

  private static let moduleNames = WordSet("test tests")

  /// `#[cfg(test)] mod name;`
  mutating func module(_ name: Int, _ marks: [TestMark]) {
    let isOfTests = marks.contains { mark in mark.range.contains { list.word($0) == WordHash("test") } }
    guard isOfTests || list.word(name).map(Self.moduleNames.contains) == true else { return }
    outline.modules.append((String(decoding: list.text(name), as: UTF8.self), list.line(name)))
  }

  mutating func focus(at index: Int) { outline.focused.append(list.line(index)) }

  /// - Parameters:
  ///   - declaration: the token to show and to count the line from.
  ///   - body: the tokens of the body, without its braces.
  mutating func add(
    _ name: String, at declaration: Int, body range: Range<Int>, marks: [TestMark], isFocused: Bool = false,
    standing given: (TestCase.Standing, Int)? = nil, rows: Int? = nil, hides: (branch: Int, column: Int32)? = nil
  ) {
    let body = TestBody(list, range, language)
    var standing = (body.standing, body.standingIndex)
    let marked = given ?? self.standing(of: marks)
    if marked.0 > standing.0 { standing = marked }
    if let container = containers.last, container.standing > standing.0 {
      standing = (container.standing, container.standingIndex)
    }
    if root.standing > standing.0 { standing = (root.standing, root.index) }
    let test =
      TestCase(
        name: (containers.suffix(4).map(\.name) + [name]).filter { !$0.isEmpty }.joined(separator: "."),
        key: Self.key(name), line: list.line(declaration), source: list.sourceLine(declaration), digest: body.digest,
        content: body.content, calls: body.calls, assertions: body.assertions, rows: rows ?? self.rows(of: marks),
        standing: standing.0, standingLine: list.line(standing.1), isFocused: isFocused,
        invertsAt: inversion(of: marks).map(list.line), orphan: containers.last?.orphan)
    let definition = Definition(name: name, container: containers.last?.first ?? 0)
    if let hides, let earlier = defined[definition], earlier.branch == hides.branch, earlier.column == hides.column {
      outline.tests[earlier.test] = test
    } else {
      if let hides { defined[definition] = (hides.branch, hides.column, outline.tests.count) }
      outline.tests.append(test)
    }
  }

  /// `#[should_panic]` and `@Test(expected = ...)`: passes if the body fails.
  private func inversion(of marks: [TestMark]) -> Int? {
    let word = language == .rust ? WordHash("should_panic") : WordHash("expected")
    guard language == .rust || language == .jvm else { return nil }
    return marks.lazy.filter { language == .rust || $0.name == WordHash("Test") }.flatMap(\.range)
      .first { list.word($0) == word }
  }

  private static let fixtures = WordSet(
    "setUp setUpClass setUpModule asyncSetUp setup_method setup_class setup_module setUpWithError")
  private static let fixtureMarks = WordSet("Before BeforeEach BeforeAll BeforeClass BeforeMethod autouse")

  mutating func addFunction(
    _ name: String, at declaration: Int, nameIndex: Int, body range: Range<Int>, marks: [TestMark] = []
  ) {
    let body = TestBody(list, range, language)
    if body.standing == .skipped,
      Self.fixtures.contains(list.tokens[nameIndex].symbol)
        || marks.contains(where: { $0.range.contains { list.word($0).map(Self.fixtureMarks.contains) == true } })
    {
      skipContainer(at: body.standingIndex)
    }
    outline.functions.append(
      PlainFunction(
        name: name, key: Self.key(name), symbol: list.tokens[nameIndex].symbol, digest: body.digest,
        asserts: !body.assertions.isEmpty, calls: body.calls, content: body.content, line: list.line(declaration)))
  }

  /// The name in lower case without separators and without a leading "test".
  static func key(_ name: String) -> WordHash {
    var letters = name.utf8.map { ByteSet.upper.contains($0) ? $0 | 0x20 : $0 }
    letters.removeAll { $0 < 0x80 && !ByteSet.lowerDigits.contains($0) }
    for prefix in ["disabled", "skip", "x"] where letters.starts(with: (prefix + "test").utf8) {
      letters.removeFirst(prefix.utf8.count)
    }
    if letters.count > 4, letters.starts(with: "test".utf8) { letters.removeFirst(4) }
    return WordHash(letters)
  }

  func standing(of marks: [TestMark]) -> (TestCase.Standing, Int) {
    var found = (TestCase.Standing.runs, 0)
    for mark in marks {
      for index in mark.range {
        guard let word = list.word(index) else { continue }
        var standing = TestCase.Standing.runs
        if idioms.skipping.contains(word) {
          standing = isConditional(word, index, mark) ? list.standing(ofCondition: word, at: index + 1) : .skipped
        } else if idioms.skippingIf.contains(word) {
          standing = list.standing(ofCondition: word, at: index + 1)
        } else if language == .rust, word == WordHash("cfg"), index == mark.range.lowerBound + 2 {
          standing = configured(index + 1)
        } else if language == .jvm, mark.name == WordHash("Test"), word == WordHash("enabled"),
          list.isMark(index + 1, "="),
          list.word(index + 2) == WordHash("false")
        {
          standing = .skipped
        } else if idioms.expectingFailure.contains(word) {
          standing = .expectedToFail
        }
        if standing > found.0 { found = (standing, index) }
      }
    }
    return found
  }

  /// Swift's `.disabled(if:)`, Rust's `cfg_attr(..., ignore)`; a word that only appears among other arguments is none.
  private func isConditional(_ word: WordHash, _ index: Int, _ mark: TestMark) -> Bool {
    switch language {
    case .swift:
      (index..<min(list.after(index + 1), mark.range.upperBound)).contains { list.word($0) == WordHash("if") }
    case .rust: mark.range.contains { list.word($0) == WordHash("cfg_attr") }
    case .python, .javascript, .go, .jvm: false
    }
  }

  /// `#[cfg(...)]` before a test or a module of tests; `any()` of nothing never holds.
  private func configured(_ open: Int) -> TestCase.Standing {
    let arguments = (open + 1)..<max(open + 1, list.after(open) - 1)
    if arguments.count == 1, list.word(arguments.lowerBound) == WordHash("test") { return .runs }
    let never = arguments.contains {
      list.word($0) == WordHash("any") && list.isMark($0 + 1, "(") && list.isMark($0 + 2, ")")
    }
    return never ? .skipped : .conditional
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
