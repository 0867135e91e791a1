import CaskadeSyntax

/// A value that follows its name behind blanks, where a word before says that it does: `ENV NAME value` in a
/// Dockerfile, `setenv NAME value`, `--password value`, and `login NAME password value` in a netrc file.
enum SecretDirective {
  private typealias Text = UnsafeBufferPointer<UInt8>
  private static let lookBack = 300
  private static let valueLimit = 512

  /// The words of a command line, of Docker, csh, fish, Apache, Windows, that set a variable.
  private static let setters: Set<String> = ["env", "setenv", "setx", "set", "-x", "-gx", "-ux", "-xg"]
  /// What stands two words before a netrc file's `password` (curl's and ftp's netrc(5)).
  private static let netrc: Set<String> = ["login", "machine", "account", "user"]

  static func value(_ text: UnsafeBufferPointer<UInt8>, after name: Range<Int>) -> Range<Int>? {
    var place = name.upperBound
    while place < text.count, place - name.upperBound < 40, ByteSet.blanks.contains(text[place]) { place += 1 }
    guard place > name.upperBound, place < text.count, !ByteSet.quotes.contains(text[place]) else { return nil }
    let first = place
    while place < text.count, place - first < valueLimit, !ByteSet(" \t\r\n\"'`").contains(text[place]) { place += 1 }
    guard place > first, isDirective(text, name) else { return nil }
    return first..<place
  }

  private static func isDirective(_ text: Text, _ name: Range<Int>) -> Bool {
    let begin = name.lowerBound
    if begin > 1, text[begin - 1] == UInt8(ascii: "-"), text[begin - 2] == UInt8(ascii: "-") { return true }
    guard begin > 0, ByteSet(" \t\r\n").contains(text[begin - 1]) else { return false }
    if isWord(text, name, "password") || isWord(text, name, "passwd") {
      let last = word(text, before: begin)
      if lowered(text, last) != "anonymous", netrc.contains(lowered(text, word(text, before: last.lowerBound))) {
        return true
      }
    }
    guard !ByteSet.breaks.contains(text[begin - 1]) else { return false }
    return setters.contains(lowered(text, word(text, before: begin)))
  }

  private static func isWord(_ text: Text, _ range: Range<Int>, _ word: String) -> Bool { lowered(text, range) == word }

  private static func word(_ text: Text, before place: Int) -> Range<Int> {
    var end = place
    while end > 0, place - end < lookBack, ByteSet(" \t\r\n").contains(text[end - 1]) { end -= 1 }
    var begin = end
    while begin > 0, end - begin < lookBack, !ByteSet(" \t\r\n").contains(text[begin - 1]) { begin -= 1 }
    return begin..<end
  }

  private static func lowered(_ text: Text, _ range: Range<Int>) -> String {
    guard range.count <= 10 else { return "" }
    return String(decoding: text[range].map { ByteSet.upper.contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
