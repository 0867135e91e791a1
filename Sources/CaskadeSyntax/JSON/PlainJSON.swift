/// Walks through one JSON text as `JSONWriter(.compact, order: .sorted)` writes it, key by key and without making values
/// of what nobody asks for: texts of one form, in any amount.
///
/// Only the plainest texts are walked: no white space, strings of printable ASCII without escapes, whole numbers of at most
/// eighteen digits, keys in the writer's order, which none can have twice, few levels. Such a text is what the writer makes
/// of the value that `JSONReader` reads from it, byte for byte. At any other byte the walk ends and says so, and the caller
/// reads the text in full: nothing is taken for anything that the strict reader wouldn't take it for.
package struct PlainJSON {
  /// An object whose brace was passed.
  package struct Object {
    fileprivate var isFirst = true
    fileprivate var last: Range<Int>?
  }

  /// A list whose bracket was passed.
  package struct List {
    fileprivate var isFirst = true
  }

  package let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0
  /// False from the first byte on that isn't as expected.
  package private(set) var isPlain = true
  /// Where the member that was found last begins, the comma before its key included.
  package private(set) var memberStart = 0

  private static let mostLevels = 16

  /// - Parameter bytes: which outlive the walk.
  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// Where the walk has come to.
  package var offset: Int { place }

  /// All was walked through, and all of it was plain.
  package var isDone: Bool { isPlain && place == bytes.count }

  /// Ends the walk: what stood there is plain, and isn't what was looked for.
  package mutating func refuse() { isPlain = false }

  // MARK: Objects and lists

  package mutating func object() -> Object {
    take(UInt8(ascii: "{"))
    return Object()
  }

  /// Goes to the value of a key, past those that sort before it. False where there is none; the walk is then before what
  /// follows it. What is asked for one after another has to be in the order of the writer.
  package mutating func find(_ key: StaticString, in object: inout Object) -> Bool {
    // Most often it is the very next one: it sorts behind those that were asked for and found, or passed, before it.
    if let name = next(key, in: object) {
      pass(name, in: &object)
      return true
    }
    while let name = nextKey(in: object) {
      let order = order(of: name, key)
      if order > 0 { return false }
      pass(name, in: &object)
      if order == 0 { return isPlain }
      skip(1)
    }
    return false
  }

  /// Goes behind the brace, past what nobody asked for.
  package mutating func end(_ object: inout Object) {
    if isPlain, byte == UInt8(ascii: "}") {
      place += 1
      return
    }
    while let name = nextKey(in: object) {
      pass(name, in: &object)
      skip(1)
    }
    take(UInt8(ascii: "}"))
  }

  package mutating func list() -> List {
    take(UInt8(ascii: "["))
    return List()
  }

  /// Goes to the next element; false behind the bracket.
  package mutating func next(_ list: inout List) -> Bool {
    guard isPlain else { return false }
    if byte == UInt8(ascii: "]") {
      place += 1
      return false
    }
    if !list.isFirst { take(UInt8(ascii: ",")) }
    list.isFirst = false
    return isPlain
  }

  // MARK: Values

  package mutating func string() -> String? {
    text().map { String(decoding: UnsafeBufferPointer(rebasing: bytes[$0]), as: UTF8.self) }
  }

  /// A string's place in the text, without its quotes.
  package mutating func text() -> Range<Int>? {
    guard let range = closing(place) else {
      isPlain = false
      return nil
    }
    place = range.upperBound + 1
    return range
  }

  /// A number that isn't negative.
  package mutating func count() -> Int? {
    guard let number = integer(), number >= 0 else {
      isPlain = false
      return nil
    }
    return number
  }

  package mutating func bool() -> Bool? {
    if takes("true") { return true }
    if takes("false") { return false }
    isPlain = false
    return nil
  }

  /// Whether `null` stands there, which is passed then.
  package mutating func isNull() -> Bool { byte == UInt8(ascii: "n") && takes("null") }

  /// An object that need not be plain, for `JSONReader`: it ends where its braces do, if it is JSON at all.
  package mutating func opaque() -> Range<Int>? {
    let start = place
    var levels = 0
    while isPlain, place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): levels += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): levels -= 1
      case UInt8(ascii: "\""):
        place += 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
          place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
      case _: break
      }
      place += 1
      if levels == 0, bytes[start] == UInt8(ascii: "{"), place <= bytes.count { return start..<place }
      if levels <= 0 || levels > Self.mostLevels { break }
    }
    isPlain = false
    return nil
  }

  /// Whether a list or an object stands there that is this one byte for byte, which is passed then: what was walked through
  /// to its end once is so again.
  ///
  /// - Parameter known: a whole list or object, from its bracket to its bracket.
  package mutating func takes(_ known: [UInt8]) -> Bool {
    guard isPlain, !known.isEmpty, place + known.count <= bytes.count else { return false }
    let isSame = known.withUnsafeBytes { known in
      var offset = 0
      let there = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[place..<(place + known.count)])
      while offset + 8 <= known.count {
        if known.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          != there.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        {
          return false
        }
        offset += 8
      }
      while offset < known.count {
        if known[offset] != there[offset] { return false }
        offset += 1
      }
      return true
    }
    if isSame { place += known.count }
    return isSame
  }

  /// What was walked through from a place on.
  package func walked(from start: Int) -> [UInt8] { Array(bytes[start..<place]) }

  // MARK: Bytes

  private var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func take(_ wanted: UInt8) {
    if isPlain, byte == wanted { place += 1 } else { isPlain = false }
  }

  private mutating func takes(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard isPlain, place + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[place + offset] != word.utf8Start[offset] { return false }
    place += count
    return true
  }

  private mutating func integer() -> Int? {
    let start = place
    if byte == UInt8(ascii: "-") { place += 1 }
    let first = place
    var number = 0
    while place < bytes.count, place - first < 19, (0x30...0x39).contains(bytes[place]) {
      number = number * 10 + Int(bytes[place] - 0x30)
      place += 1
    }
    let count = place - first
    // What would go on, as `1.5` does, is no end of a value.
    guard (1...18).contains(count), bytes[first] != 0x30 || place - start == 1 else {
      isPlain = false
      return nil
    }
    return first > start ? -number : number
  }

  /// A string that opens at a place: what is between its quotes.
  private func closing(_ start: Int) -> Range<Int>? {
    guard isPlain, start < bytes.count, bytes[start] == UInt8(ascii: "\""), let base = bytes.baseAddress else {
      return nil
    }
    var end = start + 1
    let raw = UnsafeRawPointer(base)
    while end + 8 <= bytes.count {
      let eight = EightBytes(raw.loadUnaligned(fromByteOffset: end, as: UInt64.self))
      if let offset = eight.firstThatEndsText {
        end += offset
        return bytes[end] == UInt8(ascii: "\"") ? start + 1..<end : nil
      }
      end += 8
    }
    while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: "\""): return start + 1..<end
      case UInt8(ascii: "\\"), 0..<0x20, 0x7F...0xFF: return nil
      case _: end += 1
      }
    }
    return nil
  }

  // MARK: Keys

  /// The key's place where it is the one that comes next.
  private func next(_ key: StaticString, in object: Object) -> Range<Int>? {
    let count = key.utf8CodeUnitCount
    let start = place + (object.isFirst ? 1 : 2)
    guard isPlain, start + count + 1 < bytes.count, object.isFirst || bytes[place] == UInt8(ascii: ","),
      bytes[start - 1] == UInt8(ascii: "\"")
    else { return nil }
    let text = key.utf8Start
    var offset = 0
    while offset < count {
      if bytes[start + offset] != text[offset] { return nil }
      offset += 1
    }
    guard bytes[start + count] == UInt8(ascii: "\""), bytes[start + count + 1] == UInt8(ascii: ":") else { return nil }
    return start..<(start + count)
  }

  /// The key that comes next, behind its comma; nil before the brace.
  private mutating func nextKey(in object: Object) -> Range<Int>? {
    guard isPlain, byte != UInt8(ascii: "}") else { return nil }
    if !object.isFirst, byte != UInt8(ascii: ",") {
      isPlain = false
      return nil
    }
    guard let name = closing(object.isFirst ? place : place + 1), name.upperBound + 1 < bytes.count,
      bytes[name.upperBound + 1] == UInt8(ascii: ":"), isBehind(object.last, name)
    else {
      isPlain = false
      return nil
    }
    return name
  }

  private mutating func pass(_ name: Range<Int>, in object: inout Object) {
    memberStart = object.isFirst ? name.lowerBound - 1 : name.lowerBound - 2
    place = name.upperBound + 2
    object.isFirst = false
    object.last = name
  }

  private static let first: StaticString = "schema"

  /// Whether a key sorts behind the one before it; `schema` is the first of all.
  private func isBehind(_ last: Range<Int>?, _ name: Range<Int>) -> Bool {
    guard let last else { return true }
    if order(of: name, literally: Self.first) == 0 { return false }
    if order(of: last, literally: Self.first) == 0 { return true }
    let shared = min(last.count, name.count)
    for offset in 0..<shared {
      let (one, other) = (bytes[last.lowerBound + offset], bytes[name.lowerBound + offset])
      if one != other { return one < other }
    }
    return last.count < name.count
  }

  /// As the writer sorts: `schema` before all others.
  private func order(of name: Range<Int>, _ key: StaticString) -> Int {
    let order = order(of: name, literally: key)
    if order == 0 { return 0 }
    if self.order(of: name, literally: Self.first) == 0 { return -1 }
    let first = Self.first
    let isFirst =
      key.utf8CodeUnitCount == first.utf8CodeUnitCount
      && (0..<first.utf8CodeUnitCount).allSatisfy { key.utf8Start[$0] == first.utf8Start[$0] }
    return isFirst ? 1 : order
  }

  private func order(of name: Range<Int>, literally key: StaticString) -> Int {
    let count = key.utf8CodeUnitCount
    for offset in 0..<min(name.count, count) {
      let (one, other) = (bytes[name.lowerBound + offset], key.utf8Start[offset])
      if one != other { return one < other ? -1 : 1 }
    }
    return name.count - count
  }

  // MARK: What nobody asks for

  private mutating func skip(_ level: Int) {
    guard isPlain, level <= Self.mostLevels, let byte else {
      isPlain = false
      return
    }
    switch byte {
    case UInt8(ascii: "{"):
      var object = object()
      while let name = nextKey(in: object) {
        pass(name, in: &object)
        skip(level + 1)
      }
      take(UInt8(ascii: "}"))
    case UInt8(ascii: "["):
      var list = list()
      while next(&list) { skip(level + 1) }
    case UInt8(ascii: "\""): _ = text()
    case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = bool()
    case UInt8(ascii: "n"): if !isNull() { isPlain = false }
    case _: _ = integer()
    }
  }
}
