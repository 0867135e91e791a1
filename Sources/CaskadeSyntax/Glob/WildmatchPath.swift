/// The bytes of a path as `Wildmatch` reads them.
struct WildmatchPath: Hashable, Sendable {
  let bytes: [UInt8]
  /// For each byte of a folded path, whether it goes on with the character before: the rest of a UTF-8
  /// sequence, or an accent. Empty where that is so for none, or doesn't matter.
  let isInCharacter: [Bool]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    isInCharacter = []
  }

  init(folding path: [UInt8]) {
    bytes = CaseFolding.fold(path)
    isInCharacter = bytes.allSatisfy { $0 < 0x80 } ? [] : Self.inCharacter(bytes)
  }

  private static func inCharacter(_ bytes: [UInt8]) -> [Bool] {
    var result: [Bool] = []
    var units = UTF8Units(bytes)
    var start = 0
    while let unit = units.next() {
      var isAccent = false
      if case .scalar(let scalar) = unit { isAccent = scalar.properties.canonicalCombiningClass != .notReordered }
      let followsSlash = start == 0 || bytes[start - 1] == UInt8(ascii: "/")
      result.append(isAccent && !followsSlash)
      result += repeatElement(true, count: units.offset - start - 1)
      start = units.offset
    }
    return result
  }
}
