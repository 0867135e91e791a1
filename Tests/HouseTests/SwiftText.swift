/// A Swift file's text without its comments, and without its strings if one likes; every line keeps its number.
///
/// Knows nested comments, strings of one and of several lines, raw ones, and code inside them. Regular expressions between
/// slashes are taken for operators, which is right as long as none holds a quote or `/*`.
struct SwiftText {
  /// What becomes of the words inside quotes. Code inside them stays in any case.
  enum Strings {
    case kept
    case dropped
  }

  private let bytes: [UInt8]
  private let strings: Strings
  private var place = 0
  private var code: [UInt8] = []

  static func code(of text: String, strings: Strings) -> String {
    var reader = SwiftText(bytes: Array(text.utf8), strings: strings)
    reader.readCode(untilParenthesis: false)
    return String(decoding: reader.code, as: UTF8.self)
  }

  private init(bytes: [UInt8], strings: Strings) {
    self.bytes = bytes
    self.strings = strings
  }

  private func looksAt(_ word: String) -> Bool { bytes[place...].starts(with: word.utf8) }

  private mutating func take(_ count: Int, keeping keep: Bool) {
    for byte in bytes[place..<min(place + count, bytes.count)] where keep || byte == UInt8(ascii: "\n") {
      code.append(byte)
    }
    place = min(place + count, bytes.count)
  }

  private static let special = Set("/#\"()".utf8)

  /// To the end, or behind the parenthesis that closes an interpolation.
  private mutating func readCode(untilParenthesis: Bool) {
    var depth = 0
    while place < bytes.count {
      guard Self.special.contains(bytes[place]) else {
        code.append(bytes[place])
        place += 1
        continue
      }
      if looksAt("//") {
        while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
      } else if looksAt("/*") {
        skipComment()
      } else if let hashes = openingHashes() {
        readString(hashes)
      } else {
        if bytes[place] == UInt8(ascii: "(") { depth += 1 }
        if bytes[place] == UInt8(ascii: ")") { depth -= 1 }
        take(1, keeping: true)
        if untilParenthesis, depth < 0 { return }
      }
    }
  }

  private mutating func skipComment() {
    var depth = 0
    repeat {
      if looksAt("/*") {
        depth += 1
        take(2, keeping: false)
      } else if looksAt("*/") {
        depth -= 1
        take(2, keeping: false)
      } else {
        take(1, keeping: false)
      }
    } while depth > 0 && place < bytes.count
  }

  /// How many number signs stand before the quote that begins here; nil where none does.
  private func openingHashes() -> String? {
    let hashes = bytes[place...].prefix { $0 == UInt8(ascii: "#") }.count
    let quote = place + hashes
    return quote < bytes.count && bytes[quote] == UInt8(ascii: "\"") ? String(repeating: "#", count: hashes) : nil
  }

  private mutating func readString(_ hashes: String) {
    take(hashes.utf8.count, keeping: strings == .kept)
    let quotes = looksAt("\"\"\"") ? "\"\"\"" : "\""
    take(quotes.utf8.count, keeping: true)
    let (end, escape) = (quotes + hashes, "\\" + hashes)
    while place < bytes.count, !looksAt(end) {
      if looksAt(escape + "(") {
        take(escape.utf8.count + 1, keeping: true)
        readCode(untilParenthesis: true)
      } else {
        take(looksAt(escape) ? escape.utf8.count + 1 : 1, keeping: strings == .kept)
      }
    }
    take(quotes.utf8.count, keeping: true)
    take(hashes.utf8.count, keeping: strings == .kept)
  }
}
