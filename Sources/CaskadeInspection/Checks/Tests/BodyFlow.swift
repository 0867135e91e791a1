/// How control goes through the blocks of a body, as far as literals and bare statements tell.
struct BodyFlow {
  let list: SourceTokens
  let language: TestLanguage

  /// Whether a literal decides the condition that begins at `index`; nil if it has to be evaluated.
  func constant(at index: Int) -> Bool? {
    var index = index
    if list.isMark(index, "(") { index += 1 }
    guard let word = list.word(index) else { return nil }
    let value: Bool
    switch word {
    case WordHash("true"), WordHash("True"): value = true
    case WordHash("false"), WordHash("False"): value = false
    default: return nil
    }
    if list.isMark(index + 1, "{") || list.isMark(index + 1, ")") || list.isMark(index + 1, ":") { return value }
    let isAnd = list.isMark(index + 1, "&") || list.word(index + 1) == WordHash("and")
    return isAnd && !value ? false : nil
  }

  /// The tokens inside the block of the statement whose keyword stands at `index`.
  func block(of index: Int) -> Range<Int>? {
    language == .python ? indented(index) : braced(index + 1)
  }

  private func braced(_ start: Int) -> Range<Int>? {
    var index = start
    while index < min(list.count, start + 200) {
      switch list.mark(index) {
      case UInt8(ascii: "{"): return (index + 1)..<max(index + 1, list.after(index) - 1)
      case UInt8(ascii: ";"), UInt8(ascii: "}"): return nil
      default: index = list.after(index)
      }
    }
    return nil
  }

  private func indented(_ index: Int) -> Range<Int>? {
    let end = list.logicalLineEnd(index)
    var colon = index + 1
    while colon < end, !list.isMark(colon, ":") { colon = list.after(colon) }
    guard colon < end else { return nil }
    if colon + 1 < end { return (colon + 1)..<end }
    return end..<list.indentedEnd(from: end, deeperThan: list.tokens[index].column)
  }

  /// A block that holds nothing but a return of nothing.
  func onlyLeaves(_ block: Range<Int>) -> Bool {
    list.word(block.lowerBound) == WordHash("return")
      && (block.count == 1 || block.count == 2 && list.isMark(block.lowerBound + 1, ";"))
  }

  private static let idle = WordSet(
    "pass continue return console log print println System out err printStackTrace logger logging warn debug info error "
      + "e ex t")
  private static let everything = WordSet("Exception BaseException AssertionError Throwable Error")

  /// The tokens inside a `try` whose handler takes every failure and does nothing about it.
  func swallowed(by index: Int) -> Range<Int>? {
    guard language == .python || language == .javascript || language == .jvm, let block = block(of: index) else {
      return nil
    }
    return language == .python ? swallowedByIndent(index, block) : swallowedByBraces(block)
  }

  private func swallowedByBraces(_ block: Range<Int>) -> Range<Int>? {
    var next = block.upperBound + 1
    while list.word(next) == WordHash("catch"), let handler = braced(next + 1) {
      let takes =
        language == .javascript
        || (next..<handler.lowerBound).contains {
          list.word($0).map { Self.everything.contains($0) && $0 != WordHash("Exception") } == true
        }
      if takes, isIdle(handler) { return block }
      next = handler.upperBound + 1
    }
    return nil
  }

  private func swallowedByIndent(_ index: Int, _ block: Range<Int>) -> Range<Int>? {
    var next = block.upperBound
    while list.word(next) == WordHash("except"), list.tokens[next].column == list.tokens[index].column,
      let handler = indented(next)
    {
      let takes =
        list.isMark(next + 1, ":")
        || (next..<handler.lowerBound).contains { list.word($0).map(Self.everything.contains) == true }
      if takes, isIdle(handler) { return block }
      next = handler.upperBound
    }
    return nil
  }

  private func isIdle(_ handler: Range<Int>) -> Bool {
    handler.allSatisfy { index in list.word(index).map(Self.idle.contains) ?? true }
  }
}

extension SourceTokens {
  private static let needsTruth = WordSet("skipUnless XCTSkipUnless enabled assumeTrue assumeThat runIf")

  /// What a call or a mark that skips under a condition comes to, if a literal decides; `index` is behind its word.
  func standing(ofCondition word: WordHash, at index: Int) -> TestCase.Standing {
    guard isMark(index, "(") else { return .conditional }
    var value = index + 1
    if self.word(value) == WordHash("if"), isMark(value + 1, ":") { value += 2 }
    guard isMark(value + 1, ")") || isMark(value + 1, ",") else { return .conditional }
    let needsTruth = Self.needsTruth.contains(word)
    switch self.word(value) {
    case WordHash("true"), WordHash("True"): return needsTruth ? .runs : .skipped
    case WordHash("false"), WordHash("False"): return needsTruth ? .skipped : .runs
    default: return .conditional
    }
  }
}
