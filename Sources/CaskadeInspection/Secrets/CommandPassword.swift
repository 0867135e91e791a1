import CaskadeSyntax

/// A password as an option of a command whose option isn't named for one: `mysql -pPASSWORD`, `sshpass -p PASSWORD`.
struct CommandPassword: Sendable {
  /// Found in any case, and compared exactly.
  let command: String
  private let option: String
  /// The value is part of the option's word; else it is the next one.
  private let isGlued: Bool
  private static let limit = 1024

  static let all = [
    CommandPassword(command: "mysql", option: "-p", isGlued: true),
    CommandPassword(command: "mariadb", option: "-p", isGlued: true),
    CommandPassword(command: "sshpass", option: "-p", isGlued: true),
    CommandPassword(command: "sshpass", option: "-p", isGlued: false),
    CommandPassword(command: "redis-cli", option: "-a", isGlued: false),
    CommandPassword(command: "docker login", option: "-p", isGlued: false),
    CommandPassword(command: "podman login", option: "-p", isGlued: false),
    CommandPassword(command: "mongosh", option: "-p", isGlued: false),
    CommandPassword(command: "ldapsearch", option: "-w", isGlued: false),
  ]

  /// `place` is that of the command. The command ends with its line.
  func find(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> (value: Range<Int>?, end: Int) {
    var cursor = place + command.utf8.count
    guard place == 0 || !ByteSet.word.contains(text[place - 1]), text[place..<cursor].elementsEqual(command.utf8) else {
      return (nil, cursor)
    }
    let end = min(text.count, place + Self.limit)
    while cursor < end, !ByteSet("\n;|&").contains(text[cursor]) {
      defer { cursor += 1 }
      guard ByteSet.blanks.contains(text[cursor]), cursor + 3 < end,
        text[(cursor + 1)..<(cursor + 3)].elementsEqual(option.utf8)
      else { continue }
      var first = cursor + 3
      if isGlued == ByteSet.blanks.contains(text[first]) { continue }
      while first < end, ByteSet.blanks.contains(text[first]) { first += 1 }
      if first < end, ByteSet("\"'").contains(text[first]) { first += 1 }
      var last = first
      while last < end, !ByteSet(" \t\r\n\"'`;|").contains(text[last]) { last += 1 }
      if isWritten(ArraySlice(text[first..<last])) { return (first..<last, last) }
    }
    return (nil, cursor)
  }

  private func isWritten(_ bytes: ArraySlice<UInt8>) -> Bool {
    let value = SecretValue(bytes)
    guard bytes.count >= 6, value.variety > 3, !value.isReference, !value.isPlaceholder else { return false }
    guard !bytes.contains(where: ByteSet("$<>(){}%").contains) else { return false }
    return value.digits > 0 && value.letters > 0 && !value.readsAsWords || bytes.count >= 16 && !value.readsAsWords
  }
}
