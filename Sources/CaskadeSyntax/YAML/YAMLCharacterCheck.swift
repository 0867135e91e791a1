/// Looks at every byte of a text once, before its structure is read: encoding, control and hidden characters.
struct YAMLCharacterCheck {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reports everything that no YAML text of ours may hold; false if the text isn't UTF-8 at all, and so can't be read.
  func run(into problems: inout YAMLProblemList) -> Bool {
    if let name = otherEncoding {
      problems.add(.otherEncoding(name), at: SourceRange(0, min(2, bytes.count)))
      return false
    }
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte >= 0x20, byte < 0x7F || byte == .tab || byte == .lineFeed {
        index += 1
      } else if byte == .carriageReturn {
        if index + 1 >= bytes.count || bytes[index + 1] != .lineFeed {
          problems.add(.loneCarriageReturn, at: SourceRange(index, index + 1))
        }
        index += 1
      } else {
        index = checkCharacter(at: index, into: &problems)
      }
    }
    return true
  }

  /// Looks at a character that isn't printable ASCII, or at a run of bytes that are none; gives the place after it.
  private func checkCharacter(at start: Int, into problems: inout YAMLProblemList) -> Int {
    var units = UTF8Units(bytes, from: start)
    if case .scalar(let scalar) = units.next() {
      if let kind = HiddenCharacter(scalar) {
        problems.add(.hiddenCharacter(kind, scalar), at: SourceRange(start, units.offset))
      }
      return units.offset
    }
    var end = units.offset
    while case .byte = units.next() { end = units.offset }
    problems.add(.invalidUTF8(Array(bytes[start..<end].prefix(4))), at: SourceRange(start, end))
    return end
  }

  /// The encoding that the first bytes show, if it isn't UTF-8 (5.2): a byte-order mark, or an ASCII character with zeros.
  private var otherEncoding: String? {
    let first = bytes.prefix(4)
    if first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    if first.starts(with: [0x00, 0x00, 0xFE, 0xFF]) { return "UTF-32" }
    guard bytes.count >= 2 else { return nil }
    return (bytes[0] == 0) != (bytes[1] == 0) ? "UTF-16" : nil
  }
}
