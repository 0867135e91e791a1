/// A reference such as `&lt;` or `&#10;`.
struct XMLEntity {
  let text: String
  /// The place behind its `;`.
  let end: Int

  /// The longest is `&#x10FFFF;`, but zeros may stand before a number.
  private static let longest = 16

  /// - Parameter start: of its `&`.
  init(_ bytes: [UInt8], at start: Int) throws(XMLProblem) {
    let limit = min(bytes.count, start + Self.longest)
    guard let semicolon = bytes[start..<limit].firstIndex(of: UInt8(ascii: ";")) else {
      throw XMLProblem(kind: limit == bytes.count ? .incomplete : .unknownEntity, offset: start)
    }
    let name = String(decoding: bytes[(start + 1)..<semicolon], as: UTF8.self)
    guard let text = Self.named[name] ?? Self.character(name) else {
      throw XMLProblem(kind: .unknownEntity, offset: start)
    }
    self.text = text
    end = semicolon + 1
  }

  private static let named = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]

  /// A character that XML forbids is let pass, as it is in text.
  private static func character(_ name: String) -> String? {
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
    let number = isHexadecimal ? digits.dropFirst() : digits
    guard number.utf8.allSatisfy({ isHexadecimal ? ByteSet.hex.contains($0) : ByteSet.digits.contains($0) }),
      let value = UInt32(number, radix: isHexadecimal ? 16 : 10), let scalar = Unicode.Scalar(value)
    else { return nil }
    return String(Character(scalar))
  }
}
