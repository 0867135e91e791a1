/// The number grammar of RFC 8259, section 6.
enum JSONNumber {
  /// The offset after the longest number that starts at the index; nil if none does.
  static func end(_ bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    func isDigit(_ index: Int) -> Bool { index < bytes.count && (0x30...0x39).contains(bytes[index]) }
    func skipDigits() { while isDigit(index) { index += 1 } }
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
    guard isDigit(index) else { return nil }
    if bytes[index] == UInt8(ascii: "0") { index += 1 } else { skipDigits() }
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      guard isDigit(index) else { return nil }
      skipDigits()
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[index]) { index += 1 }
      guard isDigit(index) else { return nil }
      skipDigits()
    }
    return index
  }
}
