/// Writes JSON values: the same value gives the same bytes, valid UTF-8 without a line break at the end.
///
/// Escaped are quotes, backslashes, controls, and whatever else shows nothing or reorders a line
/// (`EscapedText.isInvisible`: U+2028, bidirectional controls, zero-width characters), so that the output
/// is safe on a terminal. A `.number` that isn't one in JSON is written as a string.
package struct JSONWriter: Hashable, Sendable {
  package enum Layout: Hashable, Sendable {
    /// No white space at all.
    case compact
    /// Each member and element on a line of its own, two spaces deeper; empty ones stay `{}` and `[]`.
    case pretty
  }

  package enum Order: Hashable, Sendable {
    case asGiven
    /// At each level `schema` first, then by the bytes of the keys.
    case sorted
  }

  package let layout: Layout
  package let order: Order

  package init(_ layout: Layout, order: Order = .asGiven) {
    self.layout = layout
    self.order = order
  }

  package func bytes(_ value: JSONValue) -> [UInt8] {
    var bytes: [UInt8] = []
    write(value, depth: 0, to: &bytes)
    return bytes
  }

  /// The bytes of an object with a list that is long, and whose elements were written apart.
  ///
  /// - Parameters:
  ///   - members: all others.
  ///   - parts: each as `elements` writes it, and none of them of no element.
  package func bytes(_ members: [JSONMember], withList key: String, _ parts: [[UInt8]]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(parts.reduce(0) { $0 + $1.count + 1 } + 4_096)
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in ordered(members + [JSONMember(key, .array([]))]).enumerated() {
      startItem(index, depth: 1, in: &bytes)
      write(member.key, to: &bytes)
      bytes += (layout == .pretty ? ": " : ":").utf8
      guard member.key == key, !parts.isEmpty else {
        write(member.value, depth: 1, to: &bytes)
        continue
      }
      bytes.append(UInt8(ascii: "["))
      for (place, part) in parts.enumerated() {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes += part
      }
      startLine(depth: 1, in: &bytes)
      bytes.append(UInt8(ascii: "]"))
    }
    startLine(depth: 0, in: &bytes)
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  /// Neighbours in a list of the outermost object, as they stand there.
  package func elements(_ values: [JSONValue]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, value) in values.enumerated() {
      startItem(index, depth: 2, in: &bytes)
      write(value, depth: 2, to: &bytes)
    }
    return bytes
  }

  package func text(_ value: JSONValue) -> String {
    String(decoding: bytes(value), as: UTF8.self)
  }

  private func write(_ value: JSONValue, depth: Int, to bytes: inout [UInt8]) {
    switch value {
    case .null: bytes += "null".utf8
    case .bool(let bool): bytes += (bool ? "true" : "false").utf8
    case .integer(let integer): bytes += String(integer).utf8
    case .number(let text):
      let number = Array(text.utf8)
      if JSONNumber.end(number, from: 0) == number.count { bytes += number } else { write(text, to: &bytes) }
    case .string(let text): write(text, to: &bytes)
    case .array(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        startItem(index, depth: depth + 1, in: &bytes)
        write(value, depth: depth + 1, to: &bytes)
      }
      if !values.isEmpty { startLine(depth: depth, in: &bytes) }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in ordered(members).enumerated() {
        startItem(index, depth: depth + 1, in: &bytes)
        write(member.key, to: &bytes)
        bytes += (layout == .pretty ? ": " : ":").utf8
        write(member.value, depth: depth + 1, to: &bytes)
      }
      if !members.isEmpty { startLine(depth: depth, in: &bytes) }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private func ordered(_ members: [JSONMember]) -> [JSONMember] {
    guard order == .sorted else { return members }
    return members.sorted { one, other in
      if (one.key == "schema") != (other.key == "schema") { return one.key == "schema" }
      return one.key.utf8.lexicographicallyPrecedes(other.key.utf8)
    }
  }

  private func startItem(_ index: Int, depth: Int, in bytes: inout [UInt8]) {
    if index > 0 { bytes.append(UInt8(ascii: ",")) }
    startLine(depth: depth, in: &bytes)
  }

  private func startLine(depth: Int, in bytes: inout [UInt8]) {
    guard layout == .pretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes += repeatElement(UInt8(ascii: " "), count: depth * 2)
  }

  private func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    // Most often all of a text stands for itself.
    var text = text
    let isPlain = text.withUTF8 { text in
      guard EightBytes.arePlain(text) else { return false }
      bytes += text
      return true
    }
    if isPlain {
      bytes.append(UInt8(ascii: "\""))
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes += "\\\"".utf8
      case "\\": bytes += "\\\\".utf8
      case "\n": bytes += "\\n".utf8
      case "\r": bytes += "\\r".utf8
      case "\t": bytes += "\\t".utf8
      case _ where EscapedText.isInvisible(scalar):
        for unit in UTF16.encode(scalar) ?? .init() {
          bytes += "\\u".utf8
          bytes += EscapedText.hexadecimal(UInt32(unit), width: 4).utf8
        }
      case _ where scalar.isASCII: bytes.append(UInt8(scalar.value))
      default: bytes += UTF8.encode(scalar) ?? .init()
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
