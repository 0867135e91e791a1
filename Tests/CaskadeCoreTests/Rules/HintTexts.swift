import Foundation
import TestSupport

/// The texts of hints in the source, wherever they are written: the argument `hint:`, and what is declared under a name
/// that says so. Pieces that `+` joins are one text; what is put into a text is a blank in it, and a text of its own where
/// it is declared.
struct HintTexts {
  struct Text {
    let file: String
    let text: String
  }

  private(set) var texts: [Text] = []

  private static let names = ["hint", "way", "advice", "undo", "again", "instead"]

  init() throws {
    let root = ProjectFolder.root.appendingPathComponent("Sources")
    let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    for name in names.sorted() where name.hasSuffix(".swift") {
      let source = try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
      texts += Self.hints(of: source).map { Text(file: name, text: $0) }
    }
  }

  static func hints(of source: String) -> [String] {
    let tokens = Self.tokens(of: Array(source.utf8))
    var found: [String] = []
    for (place, token) in tokens.enumerated() {
      guard case .word(let word) = token else { continue }
      let next = place + 1 < tokens.count ? tokens[place + 1] : .other(0)
      let isDeclared = place > 0 && ["var", "let"].contains { tokens[place - 1] == .word($0) }
      if word == "hint", next == .other(UInt8(ascii: ":")), !isDeclared {
        found += chains(in: tokens[(place + 2)...].prefix(expression(tokens[(place + 2)...])))
      } else if ["var", "func", "let"].contains(word), case .word(let name) = next,
        names.contains(where: { name == $0 || name.hasPrefix($0 + "To") || name.lowercased().hasSuffix($0) })
      {
        found += chains(in: tokens[(place + 2)...].prefix(declaration(tokens[(place + 2)...])))
      }
    }
    return found
  }

  // MARK: Tokens

  private enum Token: Equatable {
    case word(String)
    case text(String)
    case other(UInt8)
    case line
  }

  private static func tokens(of bytes: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    var cursor = 0
    while cursor < bytes.count {
      let byte = bytes[cursor]
      if byte == UInt8(ascii: "/"), cursor + 1 < bytes.count, bytes[cursor + 1] == byte {
        while cursor < bytes.count, bytes[cursor] != 0x0A { cursor += 1 }
      } else if byte == UInt8(ascii: "\"") {
        tokens.append(.text(text(bytes, &cursor)))
      } else if isWord(byte) {
        let start = cursor
        while cursor < bytes.count, isWord(bytes[cursor]) { cursor += 1 }
        tokens.append(.word(String(decoding: bytes[start..<cursor], as: UTF8.self)))
      } else {
        if byte == 0x0A { tokens.append(.line) } else if byte != 0x20 { tokens.append(.other(byte)) }
        cursor += 1
      }
    }
    return tokens
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
      || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }

  private static func text(_ bytes: [UInt8], _ cursor: inout Int) -> String {
    let quote = Array("\"".utf8)
    let end = bytes[cursor...].starts(with: quote + quote + quote) ? quote + quote + quote : quote
    cursor += end.count
    var text: [UInt8] = []
    while cursor < bytes.count, !bytes[cursor...].starts(with: end) {
      guard bytes[cursor] == UInt8(ascii: "\\"), cursor + 1 < bytes.count else {
        text.append(bytes[cursor])
        cursor += 1
        continue
      }
      let isPut = bytes[cursor + 1] == UInt8(ascii: "(")
      cursor += 2
      guard isPut else { continue }
      var depth = 1
      while cursor < bytes.count, depth > 0 {
        if bytes[cursor] == UInt8(ascii: "\"") {
          _ = Self.text(bytes, &cursor)
          continue
        }
        depth += bytes[cursor] == UInt8(ascii: "(") ? 1 : bytes[cursor] == UInt8(ascii: ")") ? -1 : 0
        cursor += 1
      }
    }
    cursor = min(bytes.count, cursor + end.count)
    return String(decoding: text, as: UTF8.self)
  }

  // MARK: Parts

  /// How many tokens an argument has.
  private static func expression(_ tokens: ArraySlice<Token>) -> Int {
    var depth = 0
    for (count, token) in tokens.enumerated() {
      guard case .other(let byte) = token else { continue }
      if "([{".utf8.contains(byte) { depth += 1 }
      if ")]}".utf8.contains(byte) { depth -= 1 }
      if depth < 0 || depth == 0 && byte == UInt8(ascii: ",") { return count }
    }
    return tokens.count
  }

  /// How many tokens a declaration has: up to the end of its braces, or of the lines that it goes on for.
  private static func declaration(_ tokens: ArraySlice<Token>) -> Int {
    var depth = 0
    var holdsBraces = false
    for (count, token) in tokens.enumerated() {
      switch token {
      case .other(let byte):
        if "([{".utf8.contains(byte) { depth += 1 }
        if ")]}".utf8.contains(byte) { depth -= 1 }
        if byte == UInt8(ascii: "{") { holdsBraces = true }
        if depth < 0 || depth == 0 && holdsBraces && byte == UInt8(ascii: "}") { return count }
      case .line where depth == 0:
        let rest = tokens.dropFirst(count).first { $0 != .line }
        let last = tokens.prefix(count).last { $0 != .line }
        let goesOn =
          switch rest {
          case .text, .other(UInt8(ascii: "+")), .other(UInt8(ascii: "?")), .other(UInt8(ascii: ":")): true
          case .word(let word): ["switch", "if", "case", "else"].contains(word)
          default: false
          }
        if !goesOn, last != .other(UInt8(ascii: "=")) { return count }
      case _: break
      }
    }
    return tokens.count
  }

  /// The texts, those that `+` joins as one.
  private static func chains(in tokens: ArraySlice<Token>) -> [String] {
    var chains: [String] = []
    var isJoined = false
    for token in tokens {
      switch token {
      case .text(let text):
        if isJoined, let last = chains.popLast() { chains.append(last + text) } else { chains.append(text) }
        isJoined = false
      case .other(UInt8(ascii: "+")): isJoined = true
      case .line: break
      case _: isJoined = false
      }
    }
    return chains
  }
}
