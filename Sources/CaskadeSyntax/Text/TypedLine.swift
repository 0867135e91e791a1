/// One line as a person types it, where the terminal itself edits nothing: what a key does to it, and what is shown of that.
package struct TypedLine: Sendable {
  package enum Step: Hashable, Sendable {
    /// What to write to the terminal.
    case echo(String)
    case entered
    /// The end of the input, at an empty line.
    case ended
  }

  package static let mostBytes = 4_096
  private static let mostShown = 20

  private var bytes: [UInt8] = []
  private var shown: [UInt8] = []
  /// Inside an escape sequence, such as that of an arrow key: nothing here moves.
  private var escape = Escape.none

  private enum Escape { case none, begun, sequence }

  package init() {}

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// - Parameter completions: what may stand in the place of what is typed, each beginning with it; sorted.
  package mutating func take(_ byte: UInt8, completions: (String) -> [String]) -> Step {
    if let step = skipped(byte) { return step }
    switch byte {
    case 0x0A, 0x0D: return .entered
    case 0x04: return bytes.isEmpty ? .ended : .echo("")
    case 0x08, 0x7F: return .echo(erase())
    case 0x15:
      var text = ""
      while !bytes.isEmpty { text += erase() }
      return .echo(text)
    case 0x09: return .echo(complete(completions(text)))
    case 0x1B:
      escape = .begun
      return .echo("")
    case 0..<0x20: return .echo("")
    case _:
      guard bytes.count < Self.mostBytes else { return .echo("\u{07}") }
      bytes.append(byte)
      return .echo(unshown())
    }
  }

  /// ECMA-48, section 5.4: `ESC [`, parameters, and one final byte; anything else behind ESC is one byte.
  private mutating func skipped(_ byte: UInt8) -> Step? {
    switch escape {
    case .none: return nil
    case .begun:
      escape = byte == UInt8(ascii: "[") || byte == UInt8(ascii: "O") ? .sequence : .none
    case .sequence:
      if (0x40...0x7E).contains(byte) { escape = .none }
    }
    return .echo("")
  }

  /// The characters that are whole now and weren't shown yet.
  private mutating func unshown() -> String {
    let rest = bytes[shown.count...]
    guard let text = String(validating: rest, as: UTF8.self) else { return "" }
    shown = bytes
    return EscapedText.line(text)
  }

  private mutating func erase() -> String {
    guard !bytes.isEmpty else { return "" }
    var last: [UInt8] = []
    while let byte = bytes.popLast() {
      last.insert(byte, at: 0)
      if byte & 0xC0 != 0x80 { break }
    }
    guard shown.count > bytes.count else { return "" }
    shown = bytes
    let width = DisplayWidth.of(EscapedText.line(String(decoding: last, as: UTF8.self)))
    let back = String(repeating: "\u{08}", count: width)
    return back + String(repeating: " ", count: width) + back
  }

  private mutating func complete(_ found: [String]) -> String {
    guard let first = found.first else { return "\u{07}" }
    var common = Array(first.utf8)
    for other in found.dropFirst() {
      common = Array(zip(common, other.utf8).prefix { $0 == $1 }.map(\.0))
    }
    // Half a character is none.
    while String(validating: common, as: UTF8.self) == nil { common.removeLast() }
    if common.count > bytes.count, common.count <= Self.mostBytes {
      bytes = common
      return unshown()
    }
    guard found.count > 1 else { return "" }
    let more = found.count > Self.mostShown ? ["and \(found.count - Self.mostShown) more"] : []
    let lines = found.prefix(Self.mostShown).map { "  \(EscapedText.line($0))" } + more.map { "  \($0)" }
    return "\n" + lines.joined(separator: "\n") + "\n" + EscapedText.line(text)
  }
}
