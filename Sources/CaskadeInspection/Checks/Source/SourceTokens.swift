import CaskadeSyntax

/// A source text as tokens, with every bracket's partner.
struct SourceTokens: Sendable {
  let bytes: [UInt8]
  let tokens: [SourceToken]
  /// The index of the closing bracket for an opening one; that of the last token if it stays open.
  private let partners: [Int32]

  init(_ bytes: [UInt8], _ lexicon: Lexicon) {
    self.bytes = bytes
    tokens = SourceLexer.tokens(of: bytes, lexicon)
    partners = Self.partners(tokens, bytes)
  }

  var count: Int { tokens.count }

  /// The first byte of a mark; 0 past the end and for every other token.
  func mark(_ index: Int) -> UInt8 {
    guard tokens.indices.contains(index), tokens[index].kind == .mark else { return 0 }
    return bytes[Int(tokens[index].start)]
  }

  func isMark(_ index: Int, _ character: Unicode.Scalar) -> Bool {
    mark(index) == UInt8(ascii: character)
  }

  /// Nil past the end and for what is no word.
  func word(_ index: Int) -> WordHash? {
    tokens.indices.contains(index) && tokens[index].kind == .word ? tokens[index].symbol : nil
  }

  func isString(_ index: Int) -> Bool {
    tokens.indices.contains(index) && tokens[index].kind == .string
  }

  func text(_ index: Int) -> ArraySlice<UInt8> {
    guard tokens.indices.contains(index) else { return [] }
    return bytes[Int(tokens[index].start)..<Int(tokens[index].end)]
  }

  func line(_ index: Int) -> Int {
    tokens.indices.contains(index) ? Int(tokens[index].line) : 1
  }

  /// The index after the bracket that closes the one at `index`; `index + 1` for anything else.
  func after(_ index: Int) -> Int {
    guard partners.indices.contains(index) else { return index + 1 }
    return max(index, Int(partners[index])) + 1
  }

  /// Whether the token is the first one of its line.
  func beginsLine(_ index: Int) -> Bool {
    index == 0 || tokens[index - 1].line != tokens[index].line
  }

  /// The source from the token to the end of its line, cut to what fits a message.
  func sourceLine(_ index: Int) -> [UInt8] {
    guard tokens.indices.contains(index) else { return [] }
    let start = Int(tokens[index].start)
    return Array(bytes[start..<min(start + 100, bytes.count)].prefix { !ByteSet.breaks.contains($0) })
  }

  /// The index after the logical line of Python that begins at `start`.
  func logicalLineEnd(_ start: Int) -> Int {
    var index = start
    while index < count {
      let next = after(index)
      guard next < count else { return count }
      if tokens[next].line != tokens[next - 1].line, !isMark(next - 1, "\\") { return next }
      index = next
    }
    return count
  }

  /// The end of Python's block after a header: the next line that is indented no further than `column`.
  func indentedEnd(from start: Int, deeperThan column: Int32) -> Int {
    var index = start
    while index < count, tokens[index].column > column { index = logicalLineEnd(index) }
    return index
  }

  private static func partners(_ tokens: [SourceToken], _ bytes: [UInt8]) -> [Int32] {
    var partners = [Int32](repeating: -1, count: tokens.count)
    var open: [(mark: UInt8, index: Int)] = []
    var counts: [UInt8: Int] = [:]
    for (index, token) in tokens.enumerated() where token.kind == .mark {
      let mark = bytes[Int(token.start)]
      let opening: UInt8
      switch mark {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        open.append((mark, index))
        counts[mark, default: 0] += 1
        continue
      case UInt8(ascii: ")"): opening = UInt8(ascii: "(")
      case UInt8(ascii: "]"): opening = UInt8(ascii: "[")
      case UInt8(ascii: "}"): opening = UInt8(ascii: "{")
      default: continue
      }
      guard counts[opening, default: 0] > 0 else { continue }
      while let last = open.popLast() {
        counts[last.mark, default: 1] -= 1
        partners[last.index] = Int32(index)
        if last.mark == opening { break }
      }
    }
    for entry in open { partners[entry.index] = Int32(tokens.count - 1) }
    return partners
  }
}
