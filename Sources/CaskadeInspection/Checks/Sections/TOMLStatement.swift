import CaskadeSyntax

/// One statement of a TOML file: enough of the language to know where it ends and which key it is for.
///
/// Source: TOML 1.0, "Keys", "String", "Array", "Table", "Inline Table"; a line break in an inline table is taken too.
struct TOMLStatement {
  enum Kind {
    /// A blank line or a comment.
    case nothing
    case header([String], isOfMany: Bool)
    case entry([String])
  }

  private let bytes: [UInt8]
  private(set) var place: Int

  init(_ bytes: [UInt8], at place: Int) {
    self.bytes = bytes
    self.place = place
  }

  /// Reads to behind the statement's last line break; nil for what is no TOML.
  mutating func read() -> Kind? {
    skipBlanks()
    if endsLine() { return finishLine() ? .nothing : nil }
    if take("[") {
      let isOfMany = take("[")
      guard let path = keys(), take("]"), !isOfMany || take("]"), finishLine() else { return nil }
      return .header(path, isOfMany: isOfMany)
    }
    guard let path = keys(), take("=") else { return nil }
    skipBlanks()
    guard skipValue(depth: 0), finishLine() else { return nil }
    return .entry(path)
  }

  private var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func skipBlanks() {
    while let byte, byte == 32 || byte == 9 { place += 1 }
  }

  private func endsLine() -> Bool {
    guard let byte else { return true }
    return byte == 10 || byte == UInt8(ascii: "#") || byte == 13 && place + 1 < bytes.count && bytes[place + 1] == 10
  }

  private mutating func finishLine() -> Bool {
    skipBlanks()
    guard endsLine() else { return false }
    place = SectionedText.lineEnd(bytes, place)
    return true
  }

  private mutating func keys() -> [String]? {
    var path: [String] = []
    repeat {
      skipBlanks()
      guard let key = key() else { return nil }
      path.append(key)
      skipBlanks()
    } while take(".")
    return path
  }

  private mutating func key() -> String? {
    let start = place
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      guard skipString(), place - start >= 2 else { return nil }
      let inner = Array(bytes[(start + 1)..<(place - 1)])
      let isBasic = bytes[start] == UInt8(ascii: "\"")
      return isBasic ? EscapedKey.decoded(inner) : String(decoding: inner, as: UTF8.self)
    }
    while let byte, ByteSetOfKeys.contains(byte) { place += 1 }
    return place > start ? String(decoding: bytes[start..<place], as: UTF8.self) : nil
  }

  private mutating func skipString() -> Bool {
    guard let quote = byte else { return false }
    let isBasic = quote == UInt8(ascii: "\"")
    let isLong = place + 2 < bytes.count && bytes[place + 1] == quote && bytes[place + 2] == quote
    place += isLong ? 3 : 1
    while let byte {
      if byte == UInt8(ascii: "\\"), isBasic {
        place += 2
        continue
      }
      if !isLong, byte == 10 { return false }
      guard byte == quote else {
        place += 1
        continue
      }
      guard isLong else {
        place += 1
        return true
      }
      let run = bytes[place...].prefix(5).prefix { $0 == quote }.count
      place += run
      if run >= 3 { return true }
    }
    return false
  }

  /// In brackets line breaks and comments count as blanks.
  private mutating func skipValue(depth: Int) -> Bool {
    guard let first = byte, depth < 64 else { return false }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") { return skipString() }
    guard first == UInt8(ascii: "[") || first == UInt8(ascii: "{") else {
      let start = place
      while let byte, !",]}#\n\r".utf8.contains(byte) { place += 1 }
      return place > start
    }
    let close = first == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: "}")
    place += 1
    while let byte {
      if byte == close {
        place += 1
        return true
      }
      switch byte {
      case 32, 9, 10, 13, UInt8(ascii: ","), UInt8(ascii: "="): place += 1
      case UInt8(ascii: "#"): place = SectionedText.lineEnd(bytes, place)
      case UInt8(ascii: "]"), UInt8(ascii: "}"): return false
      default: guard skipInner(depth: depth + 1) else { return false }
      }
    }
    return false
  }

  /// A value in a list, or a key or a value of an inline table.
  private mutating func skipInner(depth: Int) -> Bool {
    guard let byte, !"\"'[{".utf8.contains(byte) else { return skipValue(depth: depth) }
    let start = place
    while let byte = self.byte, !",]}#=\n\r".utf8.contains(byte) { place += 1 }
    return place > start
  }

  private enum ByteSetOfKeys {
    static func contains(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
      default: byte >= 0x80
      }
    }
  }
}

/// A quoted key without its escapes, as JSON and TOML write them.
enum EscapedKey {
  /// Nil where an escape isn't whole.
  static func decoded(_ bytes: [UInt8]) -> String? {
    guard bytes.contains(UInt8(ascii: "\\")) else { return String(decoding: bytes, as: UTF8.self) }
    guard case .string(let text) = try? JSONReader.read([0x22] + bytes + [0x22]) else { return nil }
    return text
  }
}
