/// Reads the elements of one XML document and their attributes, one after the other (Extensible Markup Language 1.0,
/// fifth edition).
///
/// Strict, and without whatever could grow or reach out: no document type, no entities but `&lt;`, `&gt;`, `&amp;`,
/// `&quot;`, `&apos;` and numbers of characters, at most `depthLimit` elements inside one another. Character data is
/// checked and passed over. Bytes that XML forbids, such as control characters, are let pass: programs that write test
/// reports copy what was printed. Every byte string gives elements or a problem, in time that grows with its length.
package struct XMLReader {
  package enum Event: Hashable, Sendable {
    /// An element begins: `name` and `attribute(_:)` are its.
    case begin
    /// The element that began last, of those that are open, ends: `name` is its.
    case end
  }

  package static let depthLimit = 100
  package static let mostAttributes = 100
  package static let longestName = 1_000

  let bytes: [UInt8]
  var index = 0
  /// The names of the elements that are open, outermost first.
  private var open: [Range<Int>] = []
  private var hasRoot = false
  private var endsAtOnce = false
  private var nameRange = 0..<0
  var attributes: [(name: Range<Int>, value: Range<Int>)] = []

  package init(_ bytes: [UInt8]) throws(XMLProblem) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    // A byte order mark of UTF-16, or the zeros of ASCII in UTF-16 and UTF-32.
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) || bytes.prefix(4).contains(0) {
      throw XMLProblem(kind: .encoding, offset: 0)
    }
  }

  /// How many elements are open, the one that began last included.
  package var depth: Int { open.count }

  /// The name of the element that begins or ends, with its prefix.
  package var name: ArraySlice<UInt8> { bytes[nameRange] }

  package func isNamed(_ text: StaticString) -> Bool { equals(nameRange, text) }

  /// Nil once the root element has ended and nothing else follows.
  package mutating func next() throws(XMLProblem) -> Event? {
    if endsAtOnce {
      endsAtOnce = false
      open.removeLast()
      return .end
    }
    attributes.removeAll(keepingCapacity: true)
    while index < bytes.count {
      if bytes[index] != UInt8(ascii: "<") {
        try passText()
        continue
      }
      guard index + 1 < bytes.count else { throw problem(.incomplete) }
      switch bytes[index + 1] {
      case UInt8(ascii: "/"): return try endTag()
      case UInt8(ascii: "?"): try pass(until: "?>", from: index + 2)
      case UInt8(ascii: "!"): try passDeclaration()
      default: return try startTag()
      }
    }
    guard hasRoot else { throw problem(.noElement) }
    guard open.isEmpty else { throw problem(.incomplete) }
    return nil
  }

  // MARK: Tags

  private mutating func startTag() throws(XMLProblem) -> Event {
    let start = index
    if open.isEmpty, hasRoot { throw problem(.secondRoot) }
    index += 1
    nameRange = try readName()
    while true {
      let hadSpace = passSpace()
      guard index < bytes.count else { throw problem(.incomplete) }
      switch bytes[index] {
      case UInt8(ascii: ">"):
        index += 1
        return try begin(at: start)
      case UInt8(ascii: "/"):
        guard index + 1 < bytes.count else { throw XMLProblem(kind: .incomplete, offset: bytes.count) }
        guard bytes[index + 1] == UInt8(ascii: ">") else { throw problem(.malformedTag) }
        index += 2
        endsAtOnce = true
        return try begin(at: start)
      default:
        guard hadSpace else { throw problem(.malformedTag) }
        try readAttribute()
      }
    }
  }

  private mutating func begin(at start: Int) throws(XMLProblem) -> Event {
    guard open.count < Self.depthLimit else { throw XMLProblem(kind: .tooDeep, offset: start) }
    open.append(nameRange)
    hasRoot = true
    return .begin
  }

  private mutating func endTag() throws(XMLProblem) -> Event {
    let start = index
    index += 2
    nameRange = try readName()
    passSpace()
    guard index < bytes.count else { throw problem(.incomplete) }
    guard bytes[index] == UInt8(ascii: ">") else { throw problem(.malformedTag) }
    index += 1
    guard let opened = open.popLast(), bytes[opened] == bytes[nameRange] else {
      throw XMLProblem(kind: .wrongEndTag, offset: start)
    }
    return .end
  }

  private mutating func readAttribute() throws(XMLProblem) {
    let start = index
    let name = try readName()
    passSpace()
    guard index < bytes.count else { throw problem(.incomplete) }
    guard bytes[index] == UInt8(ascii: "=") else { throw problem(.malformedTag) }
    index += 1
    passSpace()
    guard index < bytes.count else { throw problem(.incomplete) }
    let quote = bytes[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw problem(.malformedTag) }
    index += 1
    let begin = index
    while index < bytes.count, bytes[index] != quote {
      if bytes[index] == UInt8(ascii: "<") { throw problem(.malformedTag) }
      if bytes[index] == UInt8(ascii: "&") {
        index = try XMLEntity(bytes, at: index).end
      } else {
        index += 1
      }
    }
    guard index < bytes.count else { throw problem(.incomplete) }
    let value = begin..<index
    index += 1
    if attributes.contains(where: { bytes[$0.name] == bytes[name] }) {
      throw XMLProblem(kind: .attributeTwice, offset: start)
    }
    guard attributes.count < Self.mostAttributes else { throw XMLProblem(kind: .tooManyAttributes, offset: start) }
    attributes.append((name, value))
  }

  /// What may not stand in a name is what ends it.
  private mutating func readName() throws(XMLProblem) -> Range<Int> {
    let start = index
    while index < bytes.count, !Self.endsName.contains(bytes[index]) { index += 1 }
    guard index < bytes.count else { throw problem(.incomplete) }
    guard index > start, !Self.beginsNoName.contains(bytes[start]) else {
      throw XMLProblem(kind: .malformedTag, offset: start)
    }
    guard index - start <= Self.longestName else { throw XMLProblem(kind: .longName, offset: start) }
    return start..<index
  }

  private static let endsName = ByteSet { $0 <= 0x20 || "=/><\"'&?!;,()[]{}|\\^`~@#$%*+".utf8.contains($0) }
  private static let beginsNoName = ByteSet("0"..."9", also: "-.")

  // MARK: What isn't an element

  private mutating func passText() throws(XMLProblem) {
    let isInside = !open.isEmpty
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "<") { return }
      if !isInside, byte > 0x20 { throw problem(.textOutsideRoot) }
      if byte == UInt8(ascii: "&") {
        index = try XMLEntity(bytes, at: index).end
      } else {
        index += 1
      }
    }
  }

  private mutating func passDeclaration() throws(XMLProblem) {
    if has("<!--") {
      try pass(until: "-->", from: index + 4)
    } else if has("<![CDATA[") {
      guard !open.isEmpty else { throw problem(.textOutsideRoot) }
      try pass(until: "]]>", from: index + 9)
    } else if has("<!DOCTYPE") || has("<!doctype") {
      throw problem(.documentType)
    } else {
      throw problem(index + 9 > bytes.count ? .incomplete : .malformedTag)
    }
  }

  private mutating func pass(until mark: StaticString, from start: Int) throws(XMLProblem) {
    var place = start
    let first = mark.utf8Start.pointee
    while place < bytes.count {
      if bytes[place] == first, equals(place..<(place + mark.utf8CodeUnitCount), mark) {
        index = place + mark.utf8CodeUnitCount
        return
      }
      place += 1
    }
    throw XMLProblem(kind: .incomplete, offset: bytes.count)
  }

  @discardableResult
  private mutating func passSpace() -> Bool {
    let start = index
    while index < bytes.count, bytes[index] == 0x20 || (0x09...0x0D).contains(bytes[index]) { index += 1 }
    return index > start
  }

  private func has(_ text: StaticString) -> Bool { equals(index..<(index + text.utf8CodeUnitCount), text) }

  func equals(_ range: Range<Int>, _ text: StaticString) -> Bool {
    guard range.count == text.utf8CodeUnitCount, range.upperBound <= bytes.count else { return false }
    return text.withUTF8Buffer { buffer in
      for place in 0..<buffer.count where bytes[range.lowerBound + place] != buffer[place] { return false }
      return true
    }
  }

  private func problem(_ kind: XMLProblem.Kind) -> XMLProblem { XMLProblem(kind: kind, offset: index) }
}
