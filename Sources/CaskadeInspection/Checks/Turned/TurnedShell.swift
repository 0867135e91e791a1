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
  /// What would stand between the line and its end.
  private static let obstacles = ["#", "||", "&&", ";", "<<", "|", "\\"].map { Array($0.utf8) }

  private static func asserts(_ line: ArraySlice<UInt8>) -> Bool {
    let code = line.drop { $0 == 0x20 || $0 == 0x09 }
    guard beginnings.contains(where: code.starts), code.last != UInt8(ascii: "\r") else { return false }
    guard !obstacles.contains(where: { code.firstRange(ofBytes: $0) != nil }) else { return false }
    return "\"'`".utf8.allSatisfy { quote in code.count { $0 == quote }.isMultiple(of: 2) }
  }
}
