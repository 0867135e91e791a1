import CaskadeSyntax

/// One line of code without what layout and habit change: blanks only between two words and inside of quotes, one kind of
/// quotes, no comment.
///
/// It knows nothing of the lines around it: inside of a text or a comment over several lines it takes prose for code.
enum SqueezedLine {
  static func of(_ line: some Sequence<UInt8>, isHashComment: Bool = false) -> [UInt8] {
    var found: [UInt8] = []
    var quote: UInt8?
    var blank = false
    var escaped = false
    for byte in line {
      if let open = quote {
        if escaped || byte == UInt8(ascii: "\\") {
          escaped.toggle()
        } else if byte == open {
          quote = nil
        }
        found.append(byte == open && quote == nil ? UInt8(ascii: "\"") : byte)
        continue
      }
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): blank = true
      case UInt8(ascii: "#") where isHashComment: return found
      case UInt8(ascii: "/") where !isHashComment && found.last == byte && !blank:
        found.removeLast()
        return found
      case UInt8(ascii: "*") where !isHashComment && (found.isEmpty || found == [UInt8(ascii: "/")]): return []
      default:
        if blank, let last = found.last, ByteSet.word.contains(last), ByteSet.word.contains(byte) {
          found.append(UInt8(ascii: " "))
        }
        blank = false
        if ByteSet.quotes.contains(byte) { quote = byte }
        found.append(quote == nil ? byte : UInt8(ascii: "\""))
      }
    }
    return found
  }

  /// Whether it holds nothing else.
  static func isComment(_ line: some Sequence<UInt8>, isHashComment: Bool) -> Bool {
    let code = line.drop { $0 == 0x20 || $0 == 0x09 }.prefix(2)
    return isHashComment ? code.first { _ in true } == UInt8(ascii: "#") : code.elementsEqual("//".utf8)
  }

  /// Whether `#` opens a comment, by a file's name.
  static func isHashComment(_ path: RepositoryPath) -> Bool {
    let parts = path.name.split(separator: UInt8(ascii: "."))
    guard parts.count > 1, let last = parts.last else { return true }
    return [
      "py", "pyi", "pyx", "rb", "rake", "sh", "bash", "zsh", "ex", "exs", "pl", "pm", "r", "jl", "yml", "yaml", "toml",
      "cr", "nim", "tcl", "mk", "fish",
    ].contains(String(decoding: last, as: UTF8.self).lowercased())
  }
}
