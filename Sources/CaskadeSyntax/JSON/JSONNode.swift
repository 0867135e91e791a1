/// A part of a JSON text that was taken apart, decoded where it is asked for.
package struct JSONNode: Sendable {
  private let tape: JSONTape
  private let index: Int

  init(tape: JSONTape, index: Int) {
    self.tape = tape
    self.index = index
  }

  private var node: JSONTape.Node { tape.nodes[index] }
  private var range: Range<Int> { Int(node.start)..<Int(node.end) }

  package var isObject: Bool { node.kind == .object }
  package var isArray: Bool { node.kind == .array }
  package var isString: Bool { node.kind == .string || node.kind == .escapedString }
  package var isNull: Bool { node.kind == .word && tape.bytes[Int(node.start)] == UInt8(ascii: "n") }
  /// Where it begins, in bytes.
  package var offset: Int { Int(node.start) }
  /// As it stands in the text.
  package var bytes: ArraySlice<UInt8> { tape.bytes[range] }

  /// It ends where it should: not where the text was cut off, or stopped making sense.
  package var isWhole: Bool { tape.ending == .whole || Int(node.end) < tape.end }

  /// Line breaks from its beginning to a place behind it; nothing for one before it.
  func lineBreaks(from start: Int, to end: Int) -> Int {
    start < end ? tape.bytes[start..<end].reduce(0) { $1 == 0x0A ? $0 + 1 : $0 } : 0
  }

  /// The value of an object's member; of several of that name the last.
  package subscript(key: String) -> JSONNode? {
    guard isObject else { return nil }
    var found: Int?
    var child = index + 1
    let (end, nodes) = (Int(node.next), tape.nodes)
    while child < end {
      let value = Int(nodes[child].next)
      guard value < end else { break }
      if JSONNode(tape: tape, index: child).isText(key) { found = value }
      child = Int(nodes[value].next)
    }
    return found.map { JSONNode(tape: tape, index: $0) }
  }

  /// Of an array; empty for anything else.
  package var elements: [JSONNode] { isArray ? children : [] }

  /// Of an object; empty for anything else.
  package var members: [(key: String, value: JSONNode)] {
    guard isObject else { return [] }
    let all = children
    return stride(from: 0, to: all.count - 1, by: 2).map { (all[$0].string ?? "", all[$0 + 1]) }
  }

  private var children: [JSONNode] {
    var found: [JSONNode] = []
    var child = index + 1
    let end = Int(node.next)
    while child < end {
      found.append(JSONNode(tape: tape, index: child))
      child = Int(tape.nodes[child].next)
    }
    return found
  }

  /// Whether it is a string of exactly these characters.
  package func isText(_ text: String) -> Bool {
    switch node.kind {
    case .string: range.count == text.utf8.count + 2 && bytes.dropFirst().dropLast().elementsEqual(text.utf8)
    case .escapedString: string == text
    case .object, .array, .number, .word: false
    }
  }

  /// A string, decoded: what is no character there becomes U+FFFD.
  package var string: String? {
    switch node.kind {
    case .string: String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
    case .escapedString: Self.decoded(bytes.dropFirst().dropLast())
    case .object, .array, .number, .word: nil
    }
  }

  /// A string's first bytes, as they are written.
  package func begins(with text: String) -> Bool {
    isString && bytes.dropFirst().starts(with: text.utf8)
  }

  package var bool: Bool? {
    guard node.kind == .word, !isNull else { return nil }
    return bytes.first == UInt8(ascii: "t")
  }

  /// A number without its fraction; nil where it is too big.
  package var integer: Int? {
    guard node.kind == .number else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return Int(text) ?? Double(text).flatMap { abs($0) < 1e15 ? Int($0) : nil }
  }

  package var double: Double? {
    node.kind == .number ? Double(String(decoding: bytes, as: UTF8.self)) : nil
  }

  private static func decoded(_ text: ArraySlice<UInt8>) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var place = text.startIndex
    while place < text.endIndex {
      let byte = text[place]
      place += 1
      guard byte == UInt8(ascii: "\\"), place < text.endIndex else {
        bytes.append(byte)
        continue
      }
      let escape = text[place]
      place += 1
      switch escape {
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "b"): bytes.append(0x08)
      case UInt8(ascii: "f"): bytes.append(0x0C)
      case UInt8(ascii: "u"): bytes += Array(scalar(text, &place).utf8)
      case _: bytes.append(escape)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func scalar(_ text: ArraySlice<UInt8>, _ place: inout Int) -> String {
    guard let unit = unit(text, place) else { return "\u{FFFD}" }
    place += 4
    if (0xD800..<0xDC00).contains(unit), place + 1 < text.endIndex, text[place] == UInt8(ascii: "\\"),
      text[place + 1] == UInt8(ascii: "u"), let low = Self.unit(text, place + 2), (0xDC00..<0xE000).contains(low)
    {
      place += 6
      let value = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      return Unicode.Scalar(value).map(String.init) ?? "\u{FFFD}"
    }
    return Unicode.Scalar(unit).map(String.init) ?? "\u{FFFD}"
  }

  private static func unit(_ text: ArraySlice<UInt8>, _ place: Int) -> UInt32? {
    guard place + 4 <= text.endIndex else { return nil }
    var value: UInt32 = 0
    for byte in text[place..<(place + 4)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}

/// Tells the lines of a value's parts, which are asked for in their order.
package struct JSONLines {
  private let whole: JSONNode
  private var place: Int
  private var line: Int

  /// - Parameter line: on which the whole begins.
  package init(_ whole: JSONNode, from line: Int) {
    self.whole = whole
    self.line = line
    place = whole.offset
  }

  package mutating func line(of part: JSONNode) -> Int {
    line += whole.lineBreaks(from: place, to: part.offset)
    place = max(place, part.offset)
    return line
  }
}
