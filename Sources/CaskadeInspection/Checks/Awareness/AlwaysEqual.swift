import CaskadeSyntax

/// Finds comparisons that are true whatever they compare: `def __eq__(self, other): return True`.
enum AlwaysEqual {
  struct Found {
    let name: String
    /// Of the declaration and of its body, from 1.
    let lines: ClosedRange<Int>
  }

  private static let names = WordSet("__eq__ equals eq Equal Equals isEqual isEqualTo asymmetricMatch")
  private static let opposite = WordHash("__ne__")
  private static let declaring = WordSet("def func fn fun function override operator boolean bool public static")
  private static let truth = WordSet("true True")
  private static let untruth = WordSet("false False")

  static func all(in list: SourceTokens, _ language: TestLanguage) -> [Found] {
    var found: [Found] = []
    for index in 0..<list.count {
      if let end = lambda(list, index) {
        found.append(Found(name: "__eq__", lines: list.line(index)...list.line(end)))
        continue
      }
      guard let (open, isOpposite) = declaration(list, index), list.isMark(open, "(") else { continue }
      let after = list.after(open)
      guard let body = language == .python ? block(list, after) : braces(list, after),
        isOnly(isOpposite ? untruth : truth, list, body, language)
      else { continue }
      let name = list.word(index) == nil ? "==" : String(decoding: list.text(index), as: UTF8.self)
      found.append(Found(name: name, lines: list.line(index)...max(list.line(index), list.line(body.upperBound - 1))))
    }
    return found
  }

  /// The index of the value, where a comparison of Python is a lambda that says only that: `__eq__ = lambda a, b: True`.
  private static func lambda(_ list: SourceTokens, _ index: Int) -> Int? {
    guard let word = list.word(index), word == WordHash("__eq__") || word == opposite, list.isMark(index + 1, "="),
      list.word(index + 2) == WordHash("lambda")
    else { return nil }
    var place = index + 3
    while place < min(index + 16, list.count), !list.isMark(place, ":") { place += 1 }
    guard let value = list.word(place + 1), place + 2 >= list.count || list.beginsLine(place + 2) else { return nil }
    return (word == opposite ? untruth : truth).contains(value) ? place + 1 : nil
  }

  /// The index of the parameters' bracket, where a comparison is declared at this index.
  private static func declaration(_ list: SourceTokens, _ index: Int) -> (open: Int, isOpposite: Bool)? {
    if list.isMark(index, "="), list.isMark(index + 1, "="), let word = list.word(index - 1), declaring.contains(word) {
      return (index + 2, false)
    }
    guard let word = list.word(index), names.contains(word) || word == opposite, list.isMark(index + 1, "(") else {
      return nil
    }
    return (index + 1, word == opposite)
  }

  /// Of Python, after the parameters.
  private static func block(_ list: SourceTokens, _ start: Int) -> Range<Int>? {
    var index = start
    while index < min(start + 12, list.count), !list.isMark(index, ":") { index += 1 }
    guard list.isMark(index, ":"), list.word(start) == nil else { return nil }
    let first = index + 1
    guard first < list.count else { return nil }
    guard list.beginsLine(first) else { return first..<list.logicalLineEnd(first) }
    let column = list.tokens[first].column
    return first..<list.indentedEnd(from: first, deeperThan: max(column - 1, 0))
  }

  private static func braces(_ list: SourceTokens, _ start: Int) -> Range<Int>? {
    var index = start
    while index < min(start + 12, list.count) {
      if list.isMark(index, "{") { return (index + 1)..<max(index + 1, list.after(index) - 1) }
      // Kotlin's `= true`, Scala's and C#'s arrows.
      if list.isMark(index, "="), let word = list.word(index + 1), truth.contains(word) || untruth.contains(word) {
        return (index + 1)..<(index + 2)
      }
      if list.isMark(index, ";") || list.isMark(index, ")") || list.isMark(index, "&") || list.isMark(index, "|") {
        return nil
      }
      index += 1
    }
    return nil
  }

  private static func isOnly(
    _ value: WordSet, _ list: SourceTokens, _ body: Range<Int>, _ language: TestLanguage
  ) -> Bool {
    var rest = Array(body)
    if language == .python, let first = rest.first, list.isString(first) { rest.removeFirst() }
    if let first = rest.first, list.word(first) == WordHash("return") { rest.removeFirst() }
    if let last = rest.last, list.isMark(last, ";") { rest.removeLast() }
    // Python's `not False`, and `!false`.
    if rest.count == 2, list.word(rest[0]) == WordHash("not") || list.isMark(rest[0], "!") {
      return list.word(rest[1]).map((value.contains(WordHash("True")) ? untruth : truth).contains) ?? false
    }
    guard rest.count == 1, let word = list.word(rest[0]) else { return false }
    return value.contains(word)
  }
}
