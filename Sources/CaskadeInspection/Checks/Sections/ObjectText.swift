import CaskadeSyntax

/// A JSON text, comments and commas at the end of a list allowed, with the place of every member of its objects.
///
/// Sources: RFC 8259; the "JSON with comments" of `tsconfig.json` and `deno.json`.
struct ObjectText {
  struct Member {
    /// Without escapes: `"scr\u0069pts"` is `scripts`.
    let key: String
    /// From the key's quote to the end of the value.
    let range: Range<Int>
    let value: Value
  }

  struct Value {
    let range: Range<Int>
    /// Of an object; nil for any other value.
    let members: [Member]?
  }

  let bytes: [UInt8]
  let root: Value

  /// Nil for what can't be read.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    var reader = Reader(bytes: bytes, place: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    reader.skipSpace()
    guard let root = reader.value(depth: 0) else { return nil }
    reader.skipSpace()
    guard reader.place == bytes.count else { return nil }
    self.root = root
  }

  private struct Reader {
    let bytes: [UInt8]
    var place: Int

    var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

    mutating func skipSpace() {
      while let byte {
        let next = place + 1 < bytes.count ? bytes[place + 1] : 0
        if byte == 32 || byte == 9 || byte == 10 || byte == 13 {
          place += 1
        } else if byte == UInt8(ascii: "/"), next == byte {
          place = bytes[place...].firstIndex(of: 10) ?? bytes.count
        } else if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
          place += 2
          while place < bytes.count, !(bytes[place - 1] == UInt8(ascii: "*") && bytes[place] == UInt8(ascii: "/")) {
            place += 1
          }
          place = min(place + 1, bytes.count)
        } else {
          return
        }
      }
    }

    mutating func value(depth: Int) -> Value? {
      guard let first = byte, depth <= 64 else { return nil }
      let start = place
      switch first {
      case UInt8(ascii: "{"):
        guard let members = members(depth: depth + 1) else { return nil }
        return Value(range: start..<place, members: members)
      case UInt8(ascii: "["):
        place += 1
        skipSpace()
        while byte != UInt8(ascii: "]") {
          guard value(depth: depth + 1) != nil else { return nil }
          guard separate(before: UInt8(ascii: "]")) else { return nil }
        }
        place += 1
      case UInt8(ascii: "\""):
        guard string() != nil else { return nil }
      default:
        while let byte, !" \t\r\n,]}/:\"{[".utf8.contains(byte) { place += 1 }
        guard place > start else { return nil }
      }
      return Value(range: start..<place, members: nil)
    }

    private mutating func members(depth: Int) -> [Member]? {
      place += 1
      skipSpace()
      var members: [Member] = []
      while byte != UInt8(ascii: "}") {
        let start = place
        guard byte == UInt8(ascii: "\""), let key = string() else { return nil }
        skipSpace()
        guard byte == UInt8(ascii: ":") else { return nil }
        place += 1
        skipSpace()
        guard let value = value(depth: depth) else { return nil }
        members.append(Member(key: key, range: start..<place, value: value))
        guard separate(before: UInt8(ascii: "}")) else { return nil }
      }
      place += 1
      return members
    }

    private mutating func separate(before close: UInt8) -> Bool {
      skipSpace()
      if byte == UInt8(ascii: ",") {
        place += 1
        skipSpace()
        return byte != nil
      }
      return byte == close
    }

    private mutating func string() -> String? {
      let start = place
      place += 1
      while let byte, byte != UInt8(ascii: "\"") {
        guard byte >= 32 else { return nil }
        place += byte == UInt8(ascii: "\\") ? 2 : 1
      }
      guard byte != nil else { return nil }
      place += 1
      return EscapedKey.decoded(Array(bytes[(start + 1)..<(place - 1)]))
    }
  }
}
