/// What the tokens of a body say: what it asserts, what it calls, and whether it gives up before it begins.
struct TestBody {
  private(set) var assertions: [Symbol] = []
  private(set) var calls: Set<Symbol> = []
  private(set) var standing = TestCase.Standing.runs
  private(set) var standingIndex: Int
  private(set) var digest = Symbol()
  private(set) var content: [Symbol] = []

  private let list: TokenList
  private let range: Range<Int>
  private let language: TestLanguage
  private let idioms: TestIdioms

  /// - Parameter range: the tokens of the body, without its own braces.
  init(_ list: TokenList, _ range: Range<Int>, _ language: TestLanguage) {
    self.list = list
    self.range = range.clamped(to: 0..<list.count)
    self.language = language
    idioms = TestIdioms.of(language)
    standingIndex = range.lowerBound
    read()
  }

  private static let conditions = WordSet("if guard else elif unless when switch case for while except catch")
  private static let ifDirective = Symbol("if")
  private static let endDirective = Symbol("endif")
  private static let returning = Symbol("return")
  private static let assertKeyword = Symbol("assert")

  private mutating func read() {
    var depth = 0
    /// Of `#if`, in Swift.
    var directives = 0
    let indent = range.first.map { list.tokens[$0].column } ?? 0
    var lineWord: Symbol?
    for index in range {
      let token = list.tokens[index]
      if list.beginsLine(index) || index == range.lowerBound { lineWord = list.word(index) }
      digest.add(token.symbol)
      if token.kind != .mark { content.append(token.symbol) }
      switch list.mark(index) {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      default: break
      }
      guard let word = list.word(index) else { continue }
      if list.isMark(index - 1, "#") {
        if word == Self.ifDirective { directives += 1 }
        if word == Self.endDirective { directives -= 1 }
      }
      let isNested =
        language == .python ? lineColumn(index) > indent : depth > 0
      let isConditional = isNested || directives > 0 || lineWord.map(Self.conditions.contains) == true
      if index == range.lowerBound, word == Self.returning, leaves(index) { note(.skipped, index) }
      readCall(word, at: index, isConditional: isConditional)
    }
  }

  private var columns: [Int32: Int32] = [:]

  private mutating func lineColumn(_ index: Int) -> Int32 {
    let token = list.tokens[index]
    if list.beginsLine(index) { columns[token.line] = token.column }
    return columns[token.line] ?? token.column
  }

  /// A `return` of nothing, with more behind it.
  private func leaves(_ index: Int) -> Bool {
    guard index + 1 < range.upperBound else { return false }
    if list.isMark(index + 1, ";") { return index + 2 < range.upperBound }
    return list.tokens[index + 1].line > list.tokens[index].line && !list.isMark(index + 1, ".")
  }

  private mutating func note(_ found: TestCase.Standing, _ index: Int) {
    guard found > standing else { return }
    standing = found
    standingIndex = index
  }

  private mutating func readCall(_ word: Symbol, at index: Int, isConditional: Bool) {
    if language == .python, word == Self.assertKeyword, !list.isMark(index - 1, ".") {
      if !isTrivial(index + 1, line: list.line(index)) { assertions.append(word) }
      return
    }
    var opening = index + 1
    if language == .rust, list.isMark(opening, "!") { opening += 1 }
    let isMethod = list.isMark(index - 1, ".") || list.isMark(index - 1, ":")
    guard
      list.isMark(opening, "(") || list.isMark(opening, "{") && language != .go && isCallable(word)
        || list.isMark(opening, "[") && language == .rust && opening > index + 1
        || language == .jvm && list.isMark(opening, "<")
        || language == .javascript && (list.isMark(opening, ".") || list.isMark(opening, "<"))
          && isAsserting(word, index)
          && !isMethod
    else { return }
    if isAsserting(word, index) {
      if !isTrivialCall(opening) { assertions.append(word) }
      return
    }
    calls.insert(word)
    if idioms.skipCalls.contains(word) || isMethod && idioms.skipMethods.contains(word) {
      note(isConditional ? .conditional : .skipped, index)
    } else if idioms.skipIfCalls.contains(word) {
      note(isAlways(opening) ? .skipped : .conditional, index)
    } else if idioms.expectFailureCalls.contains(word) {
      note(isConditional ? .conditional : .expectedToFail, index)
    }
  }

  private static let callable = WordSet("confirmation withKnownIssue expect require shouldThrow assertSoftly assertAll")

  private func isCallable(_ word: Symbol) -> Bool { Self.callable.contains(word) }

  private static let trueWord = WordSet("true True")

  /// `XCTSkipIf(true)`
  private func isAlways(_ opening: Int) -> Bool {
    list.word(opening + 1).map(Self.trueWord.contains) == true
      && (list.isMark(opening + 2, ")") || list.isMark(opening + 2, ","))
  }

  private func isAsserting(_ word: Symbol, _ index: Int) -> Bool {
    if idioms.neverAsserting.contains(word) { return false }
    if list.isMark(index - 1, ".") {
      if idioms.assertingMethods.contains(word) { return true }
      if let owner = list.word(index - 2), idioms.assertingOwners.contains(owner) { return true }
      if language == .rust { return false }
    }
    let text = list.text(index)
    return idioms.assertingPrefixes.contains { prefix in
      text.count >= prefix.utf8.count
        && zip(text.drop { $0 == UInt8(ascii: "_") }, prefix.utf8).allSatisfy { ($0 | 0x20) == $1 || $0 == $1 }
    }
  }

  private static let literals = WordSet("true false nil null None True False undefined")

  private func isLiteral(_ index: Int) -> Bool {
    guard list.tokens.indices.contains(index) else { return false }
    switch list.tokens[index].kind {
    case .number, .string: return true
    case .word: return Self.literals.contains(list.tokens[index].symbol)
    case .mark: return false
    }
  }

  /// A call that holds whatever the code does: a literal truth, or the same literal twice.
  private func isTrivialCall(_ opening: Int) -> Bool {
    guard list.isMark(opening, "("), isLiteral(opening + 1),
      !list.isString(opening + 1) || list.isMark(opening + 2, ",")
    else { return false }
    let first = list.tokens[opening + 1].symbol
    if list.isMark(opening + 2, ")") {
      // `expect(1).toBe(f())` is odd and honest; `expect(true).toBe(true)` compares literals.
      guard list.isMark(opening + 3, ".") else { return true }
      return list.isMark(opening + 5, "(")
        && (isLiteral(opening + 6) && list.isMark(opening + 7, ")") || list.isMark(opening + 6, ")"))
    }
    if list.isMark(opening + 2, ","), isLiteral(opening + 3) {
      return list.isString(opening + 3) ? !list.isString(opening + 1) : list.tokens[opening + 3].symbol == first
    }
    return list.isMark(opening + 2, "=") && list.isMark(opening + 3, "=") && isLiteral(opening + 4)
  }

  /// Python's `assert True`.
  private func isTrivial(_ index: Int, line: Int) -> Bool {
    guard isLiteral(index) else { return false }
    let next = index + 1
    return next >= range.upperBound || list.line(next) != line || list.isMark(next, ",")
  }
}
