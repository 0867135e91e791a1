import CaskadeSyntax

/// A branch of the code that names a literal as its input and another one as its answer: `if x == "abc": return 42`.
struct LiteralBranch: Hashable, Sendable {
  let path: RepositoryPath
  let line: Int
  /// Without quotes.
  let given: [UInt8]
  let answer: [UInt8]

  /// Every such branch that begins on one of the lines.
  static func all(in list: SourceTokens, of path: RepositoryPath, lines: Set<Int>) -> [LiteralBranch] {
    var found: [LiteralBranch] = []
    for index in 0..<list.count where lines.contains(list.line(index)) {
      guard let (literal, next) = compared(list, index), let given = Literal(list, literal), !given.isEmpty else {
        continue
      }
      guard let answer = answer(list, after: next) ?? conditional(list, before: index), answer != given else {
        continue
      }
      guard answer.isTelling, given.isTelling || given.isNumber && !given.isSmall else { continue }
      found.append(
        LiteralBranch(path: path, line: list.line(index), given: given.content, answer: answer.content))
    }
    return found
  }

  /// The literal that is compared here, and where what follows begins.
  private static func compared(_ list: SourceTokens, _ index: Int) -> (literal: Int, next: Int)? {
    if list.isMark(index, "="), list.isMark(index + 1, "="), !list.isMark(index - 1, "=") {
      let right = list.isMark(index + 2, "=") ? index + 3 : index + 2
      let (isLeft, isRight) = (Literal(list, index - 1) != nil, Literal(list, right) != nil)
      if isRight, !isLeft, !list.isMark(index - 1, "!") { return (right, right + 1) }
      if isLeft, !isRight { return (index - 1, right + 1) }
      return nil
    }
    guard let word = list.word(index) else { return nil }
    if word == WordHash("case"), Literal(list, index + 1) != nil { return (index + 1, index + 2) }
    if word == WordHash("equals"), list.isMark(index + 1, "("), list.isMark(index + 3, ")") {
      return Literal(list, index + 2) == nil ? nil : (index + 2, index + 4)
    }
    return nil
  }

  /// What is returned, or taken, where the comparison holds: literals and nothing else.
  private static func answer(_ list: SourceTokens, after start: Int) -> Literal? {
    let last = list.line(start - 1) + 2
    var index = start
    var opened = false
    while index < min(start + 14, list.count), list.line(index) <= last {
      if list.word(index) == WordHash("return") || list.isMark(index, "?") {
        return only(list, from: index + 1, isTernary: list.isMark(index, "?"))
      }
      if list.isMark(index, "-") || list.isMark(index, "="), list.isMark(index + 1, ">") {
        return only(list, from: index + 2, isTernary: false)
      }
      // Further conditions, and other statements before the answer, make it another matter.
      if list.isMark(index, "{") || list.isMark(index, ":") {
        if opened { return nil }
        opened = true
      } else if opened || !list.isMark(index, ")") {
        return nil
      }
      index += 1
    }
    return nil
  }

  /// Python's `ANSWER if x == GIVEN else ...`.
  private static func conditional(_ list: SourceTokens, before index: Int) -> Literal? {
    var place = index - 1
    while place > max(0, index - 8), list.line(place) == list.line(index) {
      if list.word(place) == WordHash("if") { return Literal(list, place - 1) }
      place -= 1
    }
    return nil
  }

  private static func only(_ list: SourceTokens, from start: Int, isTernary: Bool) -> Literal? {
    var first: Literal?
    var index = start
    while index < min(start + 20, list.count) {
      if list.isMark(index, ";") || list.isMark(index, "}") || isTernary && list.isMark(index, ":") { break }
      if index > start, list.beginsLine(index), !list.isMark(index, "]"), !list.isMark(index, ")") { break }
      if let literal = Literal(list, index) {
        if first.map({ !$0.isTelling }) ?? true { first = literal }
      } else if !"[](),-".unicodeScalars.contains(where: { list.isMark(index, $0) }) {
        return nil
      }
      index += 1
    }
    return first
  }
}

/// A text or a number of a source.
struct Literal: Hashable, Sendable {
  /// Without quotes; of a number without what only groups its digits.
  let content: [UInt8]
  let isNumber: Bool

  init?(_ list: SourceTokens, _ index: Int) {
    guard list.tokens.indices.contains(index) else { return nil }
    switch list.tokens[index].kind {
    case .number:
      content = list.text(index).filter { $0 != UInt8(ascii: "_") }
      isNumber = true
    case .string:
      content = Array(
        list.text(index).drop { ByteSet.quotes.contains($0) }.reversed().drop { ByteSet.quotes.contains($0) }.reversed()
      )
      isNumber = false
    case .word, .mark: return nil
    }
  }

  var isEmpty: Bool { content.isEmpty }

  /// Too common a number to say anything alone.
  var isSmall: Bool { content.count == 1 && content[0] <= UInt8(ascii: "2") }

  /// It is no number and no text that one meets everywhere.
  var isTelling: Bool {
    isNumber
      ? content.count > 1 && !Self.everywhere.contains(String(decoding: content, as: UTF8.self)) : content.count > 2
  }

  private static let everywhere: Set<String> = [
    "10", "12", "16", "24", "32", "60", "64", "80", "100", "127", "128", "200", "201", "204", "255", "256", "301",
    "302",
    "304", "307", "308", "360", "365", "400", "401", "403", "404", "405", "409", "410", "422", "429", "443", "500",
    "501",
    "502", "503", "504", "512", "1000", "1024", "2048", "3600", "4096", "65535", "86400", "0.0", "1.0", "0.5", "2.0",
  ]
}
