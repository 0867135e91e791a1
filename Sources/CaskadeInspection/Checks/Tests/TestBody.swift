/// What the tokens of a body say: what it asserts, what it calls, and whether it gives up before it begins.
struct TestBody {
  private(set) var assertions: [WordHash] = []
  private(set) var calls: Set<WordHash> = []
  private(set) var standing = TestCase.Standing.runs
  private(set) var standingIndex: Int
  private(set) var digest = WordHash()
  private(set) var content: [WordHash] = []

  private let list: SourceTokens
  private let range: Range<Int>
  private let language: TestLanguage
  private let idioms: TestIdioms

  /// - Parameter range: the tokens of the body, without its own braces.
  init(_ list: SourceTokens, _ range: Range<Int>, _ language: TestLanguage) {
    self.list = list
    self.range = range.clamped(to: 0..<list.count)
    self.language = language
    idioms = TestIdioms.of(language)
    standingIndex = range.lowerBound
    read()
  }

  private static let conditions = WordSet("if guard else elif unless when switch case for while except catch")
  private static let control = WordSet(
    "if guard elif unless when switch case for while except catch return function func fn synchronized throw match and "
      + "or not in")
  private static let ifDirective = WordHash("if")
  private static let endDirective = WordHash("endif")
  private static let returning = WordHash("return")
  private static let assertKeyword = WordHash("assert")
  private static let tryKeyword = WordHash("try")
  private static let guardKeyword = WordHash("guard")

  /// Until where nothing that is called can fail the test.
  private var silentEnd = 0
  /// The open blocks under a literal truth, which count for none.
  private var always: [Range<Int>] = []
  /// Behind a return that nothing guards.
  private var isOver = false
  /// Behind the closing parenthesis of a condition.
  private var guarded = Set<Int>()
  /// What is called on an assertion that can't fail.
  private var chained = Set<Int>()

  private mutating func read() {
    var depth = 0
    /// Of `#if`, in Swift.
    var directives = 0
    let indent = range.first.map { list.tokens[$0].column } ?? 0
    var lineWord: WordHash?
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
      while let last = always.last, last.upperBound <= index { always.removeLast() }
      let block = always.last
      let isNested =
        language == .python
        ? lineColumn(index) > (block.map { list.tokens[$0.lowerBound].column } ?? indent)
        : depth > always.count
      let isConditional = isNested || directives > 0 || block == nil && lineWord.map(Self.conditions.contains) == true
      follow(word, at: index, isNested: isNested)
      if word == Self.returning, !isConditional, beginsStatement(index), leaves(index) { leave(index) }
      if !isOver, index >= silentEnd {
        readCall(word, at: index, isConditional: isConditional)
      }
    }
  }

  private mutating func follow(_ word: WordHash, at index: Int, isNested: Bool) {
    guard Self.conditions.contains(word) || word == Self.tryKeyword, !list.isMark(index - 1, ".") else { return }
    let flow = BodyFlow(list: list, language: language)
    if word == Self.tryKeyword {
      if let block = flow.swallowed(by: index) { silentEnd = max(silentEnd, block.upperBound) }
      return
    }
    if list.isMark(index + 1, "(") { guarded.insert(list.after(index + 1)) }
    guard word == Self.ifDirective || word == Self.guardKeyword, !list.isMark(index - 1, "#") else { return }
    let constant = flow.constant(at: index + 1)
    guard constant != nil || !isNested && !isOver && assertions.isEmpty, let block = flow.block(of: index) else {
      return
    }
    switch constant {
    case true?: always.append(block)
    case false?: silentEnd = max(silentEnd, block.upperBound)
    case nil: if flow.onlyLeaves(block) { note(.conditional, block.lowerBound) }
    }
  }

  private mutating func leave(_ index: Int) {
    if assertions.isEmpty { note(.skipped, index) }
    isOver = true
  }

  private static let elseKeyword = WordHash("else")
  private static let doKeyword = WordHash("do")

  private func beginsStatement(_ index: Int) -> Bool {
    if index == range.lowerBound { return true }
    if language == .python { return list.beginsLine(index) }
    switch list.mark(index - 1) {
    case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"): return true
    case UInt8(ascii: ")"), UInt8(ascii: "]"), 0:
      let previous = list.word(index - 1)
      return list.beginsLine(index) && !guarded.contains(index) && previous != Self.elseKeyword
        && previous != Self.doKeyword
    default: return false
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

  private mutating func readCall(_ word: WordHash, at index: Int, isConditional: Bool) {
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
    if chained.contains(index) || Self.control.contains(word) { return }
    if language == .rust, isMethod, word == Self.assertKeyword, list.isMark(opening + 1, ")") {
      assertChain(from: list.after(opening))
      return
    }
    if isAsserting(word, index) {
      if isTrivialCall(opening) { chain(from: list.after(opening)) } else { assertions.append(word) }
      return
    }
    calls.insert(word)
    if idioms.skipCalls.contains(word) || isMethod && idioms.skipMethods.contains(word) {
      note(isConditional ? .conditional : .skipped, index)
    } else if idioms.skipIfCalls.contains(word) {
      note(list.standing(ofCondition: word, at: opening), index)
    } else if language == .go, word == Self.goSkipIf, list.word(index - 2) == Self.goSkip {
      let isAlways =
        list.isMark(opening + 2, ",") && list.word(opening + 3) == Self.goTrue && list.mark(opening + 4) != 0
      note(isAlways && !isConditional ? .skipped : .conditional, index)
    } else if idioms.expectFailureCalls.contains(word) {
      note(isConditional ? .conditional : .expectedToFail, index)
    }
  }

  private static let callable = WordSet("confirmation withKnownIssue expect require shouldThrow assertSoftly assertAll")

  private func isCallable(_ word: WordHash) -> Bool { Self.callable.contains(word) }

  private static let goSkip = WordHash("skip")
  private static let goSkipIf = WordHash("If")
  private static let goTrue = WordHash("true")

  /// The matchers behind an assertion that can't fail: `.not.toBe(...)`.
  private mutating func chain(from index: Int) {
    var index = index
    while list.isMark(index, "."), list.word(index + 1) != nil {
      chained.insert(index + 1)
      index = list.isMark(index + 2, "(") ? list.after(index + 2) : index + 2
    }
  }

  private static let outcomes = WordSet("success failure code stdout stderr interrupted")

  /// assert_cmd's `.assert().success()`: the first call asserts nothing without what is called on it.
  private mutating func assertChain(from index: Int) {
    var index = index
    while list.isMark(index, "."), let word = list.word(index + 1) {
      if Self.outcomes.contains(word) {
        assertions.append(word)
        chained.insert(index + 1)
      }
      index = list.isMark(index + 2, "(") ? list.after(index + 2) : index + 2
    }
  }

  private func isAsserting(_ word: WordHash, _ index: Int) -> Bool {
    if idioms.neverAsserting.contains(word) { return false }
    if list.isMark(index - 1, ".") {
      if idioms.assertingMethods.contains(word) { return true }
      if let owner = list.word(index - 2), idioms.assertingOwners.contains(owner) { return true }
      // `check` and `verify` are methods of anything; `.assert_eq(...)` is none but an assertion.
      if language == .rust { return list.text(index).starts(with: "assert_".utf8) }
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

  private func isTruth(_ index: Int) -> Bool {
    list.word(index).map { $0 == Self.goTrue || $0 == Self.truth } ?? list.text(index).elementsEqual("1".utf8)
  }

  private static let truth = WordHash("True")

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
      if list.isString(opening + 3), !list.isString(opening + 1) { return isTruth(opening + 1) }
      return list.tokens[opening + 3].symbol == first
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
