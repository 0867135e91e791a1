import CaskadeSyntax

/// One line of a ticket without what only a page needs: marks of Markdown, HTML and mentions.
enum TicketText {
  /// Characters that nobody sees are left out, and blanks become spaces: what remains may stand in any line.
  static func seen(_ text: some StringProtocol) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch HiddenCharacter(scalar) {
      case nil where scalar == "\t": result += " "
      case nil where scalar == "\r" || scalar == "\n": result += " "
      case nil: result.unicodeScalars.append(scalar)
      case .blank, .separator: result += " "
      case .control, .bidirectional, .invisible, .noncharacter: break
      }
    }
    return result
  }

  /// Without emphasis, links, pictures and tags; white space is single.
  static func plain(_ text: some StringProtocol) -> String {
    var result = unlinked(untagged(seen(text)))
    for mark in ["**", "__", "~~"] { result = result.replacing(mark, with: "") }
    return result.split(separator: " ").joined(separator: " ")
  }

  /// `name` for `@name`; an address of mail and what stands in backticks keep their sign.
  static func withoutMentions(_ text: String) -> String {
    var result = ""
    var isCode = false
    for character in text {
      if character == "`" { isCode.toggle() }
      if character == "@", !isCode, !(result.last.map { $0.isLetter || $0.isNumber } ?? false) { continue }
      result.append(character)
    }
    return result
  }

  static func hasMention(_ text: String) -> Bool { withoutMentions(text) != text }

  /// `[text](address)` is `text`; a picture is nothing.
  private static func unlinked(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.contains(UInt8(ascii: "[")) else { return text }
    var result: [UInt8] = []
    // Where the last bracket that is open stands in the result.
    var open: Int?
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "]"), let start = open, index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "("),
        let end = bytes[(index + 1)...].prefix(farthest).firstIndex(of: UInt8(ascii: ")"))
      {
        if start > 0, result[start - 1] == UInt8(ascii: "!") {
          result.removeSubrange((start - 1)...)
        } else {
          result.remove(at: start)
        }
        open = nil
        index = end + 1
        continue
      }
      if byte == UInt8(ascii: "[") { open = result.count }
      result.append(byte)
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Only tags of pages: `Array<Int>` is text.
  private static func untagged(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.contains(UInt8(ascii: "<")) else { return text }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "<") {
        let behind = bytes[(index + 1)...].prefix(farthest)
        let name = behind.drop { $0 == UInt8(ascii: "/") }.prefix(12).prefix { letters.contains($0) }
        if tags.contains(String(decoding: name, as: UTF8.self).lowercased()),
          let close = behind.firstIndex(of: UInt8(ascii: ">")), !behind[..<close].contains(UInt8(ascii: "<"))
        {
          result.append(UInt8(ascii: " "))
          index = close + 1
          continue
        }
      }
      result.append(bytes[index])
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// How long an address or a tag may be.
  private static let farthest = 400
  private static let letters = ByteSet("0"..."9", "a"..."z", "A"..."Z")

  private static let tags: Set<String> = [
    "a", "b", "blockquote", "br", "code", "details", "div", "em", "font", "h1", "h2", "h3", "h4", "hr", "i", "img",
    "kbd", "li", "ol", "p", "picture", "pre", "s", "source", "span", "strong", "sub", "summary", "sup", "table",
    "tbody", "td", "th", "thead", "tr", "u", "ul", "video",
  ]
}
