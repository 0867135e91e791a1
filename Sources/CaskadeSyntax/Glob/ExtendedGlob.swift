/// `@(a|b)`, `!(a)`, `+(a|b)`, `?(a|b)`, `*(a|b)` as ksh and bash read them (bash(1), "Pattern Matching").
struct ExtendedGlob {
  let sign: UInt8
  let alternatives: [ArraySlice<UInt8>]
  let range: SourceRange

  /// The first group of the pattern; nil if there is none, or one isn't closed. `?(x)` and `*(x)` without a bar are
  /// ordinary wildcards before a parenthesis.
  init?(_ pattern: [UInt8]) {
    for open in pattern.indices.dropFirst() where pattern[open] == UInt8(ascii: "(") {
      let sign = pattern[open - 1]
      let isEscaped = open > 1 && pattern[open - 2] == UInt8(ascii: "\\")
      guard "@!+?*".utf8.contains(sign), !isEscaped, let close = Self.close(pattern, open) else { continue }
      let alternatives = Self.split(pattern[(open + 1)..<close])
      if alternatives.count < 2, sign == UInt8(ascii: "?") || sign == UInt8(ascii: "*") { continue }
      self.sign = sign
      self.alternatives = alternatives
      range = SourceRange(open - 1, close + 1)
      return
    }
    return nil
  }

  var isNegated: Bool { sign == UInt8(ascii: "!") }

  private static func close(_ pattern: [UInt8], _ open: Int) -> Int? {
    var depth = 0
    for index in open..<pattern.count {
      if pattern[index] == UInt8(ascii: "(") { depth += 1 }
      if pattern[index] == UInt8(ascii: ")") { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  /// At the bars that stand in no inner group.
  private static func split(_ body: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var alternatives: [ArraySlice<UInt8>] = []
    var depth = 0
    var start = body.startIndex
    for index in body.indices {
      switch body[index] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "|") where depth == 0:
        alternatives.append(body[start..<index])
        start = index + 1
      default: break
      }
    }
    return alternatives + [body[start...]]
  }
}
