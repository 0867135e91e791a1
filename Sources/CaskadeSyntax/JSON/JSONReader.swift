/// Reads one JSON text (RFC 8259), strictly: no comments, no trailing commas, no byte order mark, no key twice in an
/// object (keys are compared by their bytes), no lone surrogate, UTF-8 only, at most `depthLimit` levels.
///
/// Every byte string gives a value or a problem, in time that grows with its length.
package struct JSONReader {
  package static let depthLimit = 128

  /// What stands for itself in a string, most of it in most files.
  private static let plain = ByteSet {
    (0x20..<0x80).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
  }

  private let bytes: [UInt8]
  private var index = 0

  package static func read(_ bytes: [UInt8]) throws(JSONProblem) -> JSONValue {
    var reader = JSONReader(bytes: bytes)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.index == bytes.count else { throw reader.problem(.textAfterValue) }
    return value
  }

  package static func read(_ text: String) throws(JSONProblem) -> JSONValue {
    try read(Array(text.utf8))
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func value(depth: Int) throws(JSONProblem) -> JSONValue {
    skipSpace()
    guard let byte = peek else { throw problem(.incomplete) }
    switch byte {
    case UInt8(ascii: "{"): return .object(try members(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try elements(depth: depth + 1))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), 0x30...0x39: return try number()
    default:
      for (word, value) in [("true", JSONValue.bool(true)), ("false", .bool(false)), ("null", .null)] {
        let rest = bytes[index...].prefix(word.utf8.count)
        if rest.elementsEqual(word.utf8) {
          index += word.utf8.count
          return value
        }
        if index + rest.count == bytes.count, word.utf8.starts(with: rest) {
          throw JSONProblem(kind: .incomplete, offset: bytes.count)
        }
      }
      throw problem(.expectedValue)
    }
  }

  private mutating func elements(depth: Int) throws(JSONProblem) -> [JSONValue] {
    try open(depth)
    var values: [JSONValue] = []
    if take("]") { return values }
    repeat { values.append(try value(depth: depth)) } while take(",")
    try close("]", .expectedCommaOrBracket)
    return values
  }

  private mutating func members(depth: Int) throws(JSONProblem) -> [JSONMember] {
    try open(depth)
    var members: [JSONMember] = []
    var keys: Set<[UInt8]>?
    if take("}") { return members }
    repeat {
      skipSpace()
      guard let byte = peek else { throw problem(.incomplete) }
      guard byte == UInt8(ascii: "\"") else { throw problem(.expectedKey) }
      let start = index
      let key = try string()
      guard Self.isNew(key, among: members, &keys) else { throw JSONProblem(kind: .duplicateKey, offset: start) }
      try close(":", .expectedColon)
      members.append(JSONMember(key, try value(depth: depth)))
    } while take(",")
    try close("}", .expectedCommaOrBrace)
    return members
  }

  /// A few keys are compared one by one: most objects have no more.
  private static func isNew(_ key: String, among members: [JSONMember], _ keys: inout Set<[UInt8]>?) -> Bool {
    if keys == nil {
      guard members.count >= 16 else { return !members.contains { $0.isNamed(key) } }
      keys = Set(members.map { Array($0.key.utf8) })
    }
    return keys?.insert(Array(key.utf8)).inserted ?? true
  }

  private mutating func open(_ depth: Int) throws(JSONProblem) {
    guard depth <= Self.depthLimit else { throw problem(.tooDeep) }
    index += 1
  }

  private mutating func number() throws(JSONProblem) -> JSONValue {
    let start = index
    guard let end = JSONNumber.end(bytes, from: start) else { throw problem(.invalidNumber) }
    // `01` and `1.` with more behind it would else be a number with text after it.
    if end < bytes.count, (0x30...0x39).contains(bytes[end]) { throw problem(.invalidNumber) }
    index = end
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    guard let integer = Int(text), text != "-0" else { return .number(text) }
    return .integer(integer)
  }

  private mutating func string() throws(JSONProblem) -> String {
    index += 1
    let start = index
    let plain = Self.plain
    while index < bytes.count, plain.contains(bytes[index]) { index += 1 }
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
      index += 1
      return String(decoding: bytes[start..<(index - 1)], as: UTF8.self)
    }
    var content = Array(bytes[start..<index])
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"): try content += escape()
      case 0..<0x20: throw problem(.controlCharacter)
      case 0x20..<0x80:
        content.append(byte)
        index += 1
      default:
        var units = UTF8Units(bytes, from: index)
        guard case .scalar = units.next() else { throw problem(.notUTF8) }
        content += bytes[index..<units.offset]
        index = units.offset
      }
    }
    throw problem(.incomplete)
  }

  /// The UTF-8 of the escape at the index, or of the two that make a surrogate pair.
  private mutating func escape() throws(JSONProblem) -> [UInt8] {
    let start = index
    index += 1
    guard let letter = peek else { throw problem(.incomplete) }
    index += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"):
      var value = try codeUnit(start)
      if (0xD800..<0xDC00).contains(value) {
        for expected in "\\u".utf8 {
          guard let byte = peek else { throw problem(.incomplete) }
          guard byte == expected else { throw JSONProblem(kind: .loneSurrogate, offset: start) }
          index += 1
        }
        let low = try codeUnit(index - 2)
        guard (0xDC00..<0xE000).contains(low) else { throw JSONProblem(kind: .loneSurrogate, offset: start) }
        value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(value) else { throw JSONProblem(kind: .loneSurrogate, offset: start) }
      return Array(String(Character(scalar)).utf8)
    default: throw JSONProblem(kind: .unknownEscape, offset: start)
    }
  }

  /// Four hexadecimal digits, for the escape that starts at the offset.
  private mutating func codeUnit(_ start: Int) throws(JSONProblem) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek else { throw problem(.incomplete) }
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw JSONProblem(kind: .unknownEscape, offset: start)
      }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard let byte = peek, UInt32(byte) == character.value else { return false }
    index += 1
    return true
  }

  private mutating func close(_ character: Unicode.Scalar, _ kind: JSONProblem.Kind) throws(JSONProblem) {
    if !take(character) { throw problem(peek == nil ? .incomplete : kind) }
  }

  private mutating func skipSpace() {
    while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { index += 1 }
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private func problem(_ kind: JSONProblem.Kind) -> JSONProblem { JSONProblem(kind: kind, offset: index) }
}
