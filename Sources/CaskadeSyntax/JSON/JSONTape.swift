/// One JSON value, taken apart in a single pass: where each part begins and ends, and nothing decoded.
///
/// It is for what others wrote, in any amount. It is more lenient than `JSONReader`: a string is not looked into before
/// somebody asks for it, of two keys of one name the last one holds (as in most readers), and what stands before a fault
/// or before the end of a text that was cut off is kept.
package struct JSONTape: Sendable {
  package enum Ending: Hashable, Sendable {
    case whole
    /// The bytes end before the value does.
    case cut
    /// What follows is no JSON.
    case malformed
  }

  struct Node {
    enum Kind: UInt8 { case object, array, string, escapedString, number, word }

    let kind: Kind
    let start: Int32
    /// Behind its last byte.
    var end: Int32
    /// The node behind it and all that is in it.
    var next: Int32
  }

  let bytes: [UInt8]
  private(set) var nodes: [Node] = []
  package private(set) var ending = Ending.whole
  /// Where the value ends: more may stand behind it.
  package private(set) var end = 0

  /// More bytes than this are cut off.
  package static let mostBytes = 1 << 30
  private static let depthLimit = 1_000

  /// - Parameter start: where the value is expected.
  package init(_ bytes: [UInt8], from start: Int = 0) {
    self.bytes = bytes
    nodes.reserveCapacity(64)
    bytes.withUnsafeBytes { build($0, from: start) }
  }

  /// Nil where no value begins at all.
  package var root: JSONNode? { nodes.isEmpty ? nil : JSONNode(tape: self, index: 0) }

  /// The value, if the text is that and nothing else.
  package var whole: JSONNode? {
    let isWhole = ending == .whole && bytes[end...].allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    return isWhole ? root : nil
  }

  private enum Expected { case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd }

  private mutating func build(_ text: UnsafeRawBufferPointer, from start: Int) {
    let count = min(text.count, Self.mostBytes)
    var place = start
    var expected = Expected.value
    var open: [Int] = []
    while place < count {
      let byte = text[place]
      if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
        place += 1
        continue
      }
      switch (expected, byte) {
      case (.key, UInt8(ascii: "\"")), (.keyOrEnd, UInt8(ascii: "\"")):
        guard let (close, isEscaped) = Self.closing(text, from: place + 1, count) else {
          return finish(.cut, open, count)
        }
        add(isEscaped ? .escapedString : .string, place, close + 1)
        place = close + 1
        expected = .colon
        continue
      case (.colon, UInt8(ascii: ":")):
        place += 1
        expected = .value
        continue
      case (.commaOrEnd, UInt8(ascii: ",")):
        place += 1
        guard let container = open.last else { return finish(.malformed, open, place) }
        expected = nodes[container].kind == .object ? .key : .value
        continue
      case (.commaOrEnd, UInt8(ascii: "}")), (.keyOrEnd, UInt8(ascii: "}")), (.commaOrEnd, UInt8(ascii: "]")),
        (.valueOrEnd, UInt8(ascii: "]")):
        guard let container = open.last, (nodes[container].kind == .object) == (byte == UInt8(ascii: "}")) else {
          return finish(.malformed, open, place)
        }
        open.removeLast()
        place += 1
        close(container, at: place)
      case (.value, UInt8(ascii: "{")), (.valueOrEnd, UInt8(ascii: "{")), (.value, UInt8(ascii: "[")),
        (.valueOrEnd, UInt8(ascii: "[")):
        guard open.count < Self.depthLimit else { return finish(.malformed, open, place) }
        open.append(nodes.count)
        let isObject = byte == UInt8(ascii: "{")
        add(isObject ? .object : .array, place, place + 1)
        place += 1
        expected = isObject ? .keyOrEnd : .valueOrEnd
        continue
      case (.value, UInt8(ascii: "\"")), (.valueOrEnd, UInt8(ascii: "\"")):
        guard let (close, isEscaped) = Self.closing(text, from: place + 1, count) else {
          return finish(.cut, open, count)
        }
        add(isEscaped ? .escapedString : .string, place, close + 1)
        place = close + 1
      case (.value, _), (.valueOrEnd, _):
        var after = place
        while after < count, Self.bare.contains(text[after]) { after += 1 }
        guard after > place else { return finish(.malformed, open, place) }
        // A word or a number that ends with the text may go on, unless it stands by itself.
        if after == count, !open.isEmpty { return finish(.cut, open, count) }
        guard let kind = Self.kind(text[place..<after]) else { return finish(.malformed, open, place) }
        add(kind, place, after)
        place = after
      case (.key, _), (.keyOrEnd, _), (.colon, _), (.commaOrEnd, _): return finish(.malformed, open, place)
      }
      if open.isEmpty {
        end = place
        return
      }
      expected = .commaOrEnd
    }
    finish(nodes.isEmpty ? .malformed : .cut, open, count)
  }

  private mutating func add(_ kind: Node.Kind, _ start: Int, _ end: Int) {
    nodes.append(Node(kind: kind, start: Int32(start), end: Int32(end), next: Int32(nodes.count + 1)))
  }

  private mutating func close(_ container: Int, at place: Int) {
    nodes[container].end = Int32(place)
    nodes[container].next = Int32(nodes.count)
  }

  /// Closes what is open; a key without a value is dropped.
  private mutating func finish(_ ending: Ending, _ open: [Int], _ place: Int) {
    if let inner = open.last, nodes[inner].kind == .object {
      var child = inner + 1
      var isKey = true
      var last = child
      while child < nodes.count {
        last = child
        child = Int(nodes[child].next)
        isKey.toggle()
      }
      if !isKey { nodes.removeLast(nodes.count - last) }
    }
    for container in open.reversed() { close(container, at: place) }
    self.ending = ending
    end = place
  }

  /// The quote that ends a string, and whether there is a backslash before it.
  private static func closing(
    _ text: UnsafeRawBufferPointer, from start: Int, _ count: Int
  ) -> (place: Int, isEscaped: Bool)? {
    var place = start
    var isEscaped = false
    let quotes = SIMD16<UInt8>(repeating: UInt8(ascii: "\""))
    let backslashes = SIMD16<UInt8>(repeating: UInt8(ascii: "\\"))
    while place < count {
      if place + 16 <= count {
        let block = text.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self)
        if !any((block .== quotes) .| (block .== backslashes)) {
          place += 16
          continue
        }
      }
      let stop = min(place + 16, count)
      while place < stop {
        let byte = text[place]
        if byte == UInt8(ascii: "\"") { return (place, isEscaped) }
        if byte == UInt8(ascii: "\\") {
          isEscaped = true
          place += 1
        }
        place += 1
      }
    }
    return nil
  }

  private static let bare = ByteSet { byte in
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "E")
  }

  private static func kind(_ word: Slice<UnsafeRawBufferPointer>) -> Node.Kind? {
    if word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8) || word.elementsEqual("null".utf8) {
      return .word
    }
    guard let first = word.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first) else { return nil }
    return .number
  }
}
