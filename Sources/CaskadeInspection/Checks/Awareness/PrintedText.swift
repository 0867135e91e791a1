import CaskadeSyntax

/// Finds added lines that print what a test runner says at its end: `print("5 passed in 0.01s")`.
///
/// What is printed on lines before counts too, for runners that say it on several.
struct PrintedText: Sendable {
  struct Closing: Sendable {
    let line: Int
    /// As it would be printed, with 1 for what is filled in.
    let text: String
  }

  /// Of which every such line holds one.
  static let hints = [
    "passed", "passing", " test", "tests", "\"ok", "'ok", "`ok", "example", "assertions", "1..", " runs", "executed",
  ]

  private static let calls = [
    "print", "write", "puts", "echo", "log", "out", "say", "warn", "info", "stderr", "emit",
  ].map { Array($0.utf8) }

  private var said = RunnerOutput()

  /// - Parameter line: a squeezed one.
  mutating func closing(of line: [UInt8], line number: Int) -> Closing? {
    guard let quote = line.firstIndex(of: UInt8(ascii: "\"")) else { return nil }
    let before = line[..<quote].map { ByteSet.upper.contains($0) ? $0 | 0x20 : $0 }
    guard Self.calls.contains(where: { before.firstRange(ofBytes: $0) != nil }) else { return nil }
    let texts = Self.texts(in: line)
    guard !texts.isEmpty else { return nil }
    // Pieces make one line, or one each.
    for text in [texts.joined()] + (texts.count > 1 ? texts : []) {
      said.append(text.hasSuffix("\n") ? text : text + "\n")
      var ended = said
      ended.finish()
      guard ended.hasClosed else { continue }
      said = RunnerOutput()
      let shown = text.split(separator: "\n").first { !$0.isEmpty } ?? ""
      return Closing(line: number, text: String(shown.drop { $0 == " " }))
    }
    return nil
  }

  /// What stands in quotes.
  private static func texts(in line: [UInt8]) -> [String] {
    var texts: [String] = []
    var text: [UInt8]?
    var index = 0
    while index < line.count {
      let byte = line[index]
      index += 1
      guard let open = text else {
        if byte == UInt8(ascii: "\"") { text = [] }
        continue
      }
      if byte == UInt8(ascii: "\"") {
        texts.append(String(decoding: filled(open), as: UTF8.self))
        text = nil
      } else if byte == UInt8(ascii: "\\"), index < line.count, line[index] != UInt8(ascii: "(") {
        text?.append(escaped(line[index]))
        index += 1
      } else {
        text?.append(byte)
      }
    }
    return texts
  }

  private static func escaped(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "n"), UInt8(ascii: "r"): 0x0A
    case UInt8(ascii: "t"): 0x20
    default: byte
    }
  }

  /// With 1 in place of `{n}`, `${n}`, `#{n}`, `\(n)` and `%d`.
  private static func filled(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = text[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "{"):
        if let last = result.last, last == UInt8(ascii: "$") || last == UInt8(ascii: "#") { result.removeLast() }
        rest = rest.drop { $0 != UInt8(ascii: "}") }.dropFirst()
        result.append(UInt8(ascii: "1"))
      case UInt8(ascii: "\\") where rest.first == UInt8(ascii: "("):
        rest = rest.drop { $0 != UInt8(ascii: ")") }.dropFirst()
        result.append(UInt8(ascii: "1"))
      case UInt8(ascii: "%"):
        let flags = rest.prefix { ByteSet.digits.contains($0) || $0 == UInt8(ascii: ".") }
        guard let verb = rest.dropFirst(flags.count).first, ByteSet.letters.contains(verb) else { fallthrough }
        rest = rest.dropFirst(flags.count + 1)
        result.append(UInt8(ascii: "1"))
      default: result.append(byte)
      }
    }
    return result
  }
}
