import CaskadeSyntax

/// Tests for Bats whose assertions are turned round: a line that has to succeed, and then must not have.
///
/// Source: the manual of Bats, "Writing tests".
enum TurnedShell {
  static func turned(_ bytes: [UInt8]) -> [UInt8]? {
    var lines: [[UInt8]] = []
    var isInTest = false
    var isTurned = false
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.starts(with: "@test ".utf8) { isInTest = true }
      if line.first == UInt8(ascii: "}") { isInTest = false }
      guard isInTest, asserts(line) else {
        lines.append(Array(line))
        continue
      }
      isTurned = true
      lines.append(line + Array(" && false".utf8))
    }
    return isTurned ? Array(lines.joined(separator: [UInt8(ascii: "\n")])) : nil
  }

  private static let beginnings = ["[ ", "[[ ", "test ", "assert", "refute"].map { Array($0.utf8) }
  /// Outside of quotes, what would stand between the line and its end.
  private static let obstacles = ByteSet("#|&;<>`\\\r")

  private static func asserts(_ line: ArraySlice<UInt8>) -> Bool {
    let code = line.drop { $0 == 0x20 || $0 == 0x09 }
    guard beginnings.contains(where: code.starts) else { return false }
    var quote: UInt8?
    var isEscaped = false
    for byte in code {
      if isEscaped {
        isEscaped = false
      } else if let open = quote {
        if byte == open { quote = nil }
        isEscaped = open == UInt8(ascii: "\"") && byte == UInt8(ascii: "\\")
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if obstacles.contains(byte) {
        return false
      }
    }
    return quote == nil && !isEscaped
  }
}
