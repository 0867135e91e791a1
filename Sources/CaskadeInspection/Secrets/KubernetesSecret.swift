import CaskadeSyntax

/// The values under `data` of a Kubernetes object whose kind is `Secret`, which are base 64 and not encrypted, and the
/// random ones under `stringData`.
///
/// Source: Kubernetes API reference, Secret v1.
enum KubernetesSecret {
  private static let limit = 65_536

  static let anchors = ["data:", "\"data\"", "stringData:", "\"stringData\""]

  /// What was looked at last.
  struct Document {
    fileprivate var range = 0..<0
    fileprivate var isSecret = false
  }

  /// `place` is that of an anchor of that length; the object ends at a line of three dashes. `end` is where there is
  /// something new to find.
  static func find(
    _ text: UnsafeBufferPointer<UInt8>, at place: Int, _ length: Int, in known: inout Document
  ) -> (values: [Range<Int>], end: Int) {
    guard place == 0 || !(ByteSet.base64URL.contains(text[place - 1])) else { return ([], place) }
    if !known.range.contains(place) {
      known.range = Self.document(text, around: place)
      known.isSecret = isSecret(text, known.range)
    }
    let document = known.range
    guard known.isSecret else { return ([], document.upperBound) }
    let isJSON = text[place] == UInt8(ascii: "\"")
    let isPlain = length > anchors[1].utf8.count
    // A colon of the anchor's own is behind it.
    var cursor = place + length
    if isJSON {
      while cursor < document.upperBound, text[cursor] != UInt8(ascii: "{") { cursor += 1 }
    }
    var found: [Range<Int>] = []
    while cursor < document.upperBound {
      if isJSON, text[cursor] == UInt8(ascii: "}") { break }
      if text[cursor] == UInt8(ascii: ":"), let value = value(text, after: cursor, document.upperBound) {
        if isPlain ? isRandom(text, value) : isWritten(text, value) { found.append(value) }
        cursor = value.upperBound
      }
      if let section = topLevelKey(text, cursor, document.upperBound), section { break }
      cursor += 1
    }
    return (found, cursor)
  }

  private static func isRandom(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    let value = SecretValue(ArraySlice(text[range]))
    return !value.isPlaceholder && !value.isReference && SecretAssignment.isRandom(value, length: 10)
  }

  /// Not a sample, as it stands or decoded.
  private static func isWritten(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    let value = SecretValue(ArraySlice(text[range]))
    guard !value.isPlaceholder, value.variety >= 4 else { return false }
    guard let inner = Base64.decode(token: ArraySlice(text[range])), inner.allSatisfy({ 0x20...0x7E ~= $0 }) else {
      return true
    }
    let decoded = SecretValue(inner[...])
    return !decoded.isPlaceholder && !decoded.isReference
  }

  private static func document(_ text: UnsafeBufferPointer<UInt8>, around place: Int) -> Range<Int> {
    func isMark(_ at: Int) -> Bool {
      at + 2 < text.count && text[at] == 0x2D && text[at + 1] == 0x2D && text[at + 2] == 0x2D
        && (at == 0 || text[at - 1] == 0x0A)
    }
    var begin = place
    while begin > 0, place - begin < limit, !isMark(begin) { begin -= 1 }
    var end = place
    while end < text.count, end - place < limit, !isMark(end) { end += 1 }
    return begin..<end
  }

  private static func isSecret(_ text: UnsafeBufferPointer<UInt8>, _ document: Range<Int>) -> Bool {
    let key = Array("kind".utf8)
    let kind = Array("secret".utf8)
    var place = document.lowerBound
    while place + key.count + kind.count <= document.upperBound {
      defer { place += 1 }
      guard text[place] == key[0], text[place..<(place + key.count)].elementsEqual(key) else { continue }
      var value = place + key.count
      while value < document.upperBound, ByteSet(" \t\"':").contains(text[value]) { value += 1 }
      guard value + kind.count <= document.upperBound, text[(place + key.count)..<value].contains(UInt8(ascii: ":"))
      else {
        continue
      }
      guard zip(text[value..<(value + kind.count)], kind).allSatisfy({ $0 | 0x20 == $1 }) else { continue }
      let end = value + kind.count
      if end == text.count || !ByteSet.alphanumeric.contains(text[end]) || text[value - 1] == UInt8(ascii: "'") {
        return true
      }
    }
    return false
  }

  /// Whether a key at the left margin begins here, which ends `data:`.
  private static func topLevelKey(_ text: UnsafeBufferPointer<UInt8>, _ place: Int, _ end: Int) -> Bool? {
    guard text.count > place + 1, place < end, text[place] == 0x0A else { return nil }
    return ByteSet.letters.contains(text[place + 1])
  }

  private static func value(_ text: UnsafeBufferPointer<UInt8>, after colon: Int, _ end: Int) -> Range<Int>? {
    var place = colon + 1
    while place < end, ByteSet(" \t|>-+\"'").contains(text[place]) { place += 1 }
    if place < end, ByteSet.breaks.contains(text[place]), text[colon..<place].contains(where: ByteSet("|>").contains) {
      while place < end, ByteSet(" \t\r\n\"'").contains(text[place]) { place += 1 }
    }
    let first = place
    while place < end, ByteSet.base64.contains(text[place]) { place += 1 }
    guard place - first >= 10, place == end || ByteSet(" \t\r\n\"'k,}").contains(text[place]) else { return nil }
    return first..<place
  }
}
