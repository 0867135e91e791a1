import CaskadeCore
import CaskadeSyntax

/// A hint around the path that it is about.
enum HintParts {
  /// What stands before and behind the path, where that is the last word of a command in it: `(rm -- PATH)`.
  static func of(_ hint: String, around path: RepositoryPath) -> (before: Substring, after: Substring)? {
    let word = Array("-- \(ShellWord.quoted(path))".utf8)
    let text = hint.utf8
    var start = text.startIndex
    while let next = text[start...].firstIndex(of: word[0]) {
      if text[next...].starts(with: word) {
        let (from, to) = (text.index(next, offsetBy: 3), text.index(next, offsetBy: word.count))
        if to == text.endIndex || text[to] == UInt8(ascii: ")") { return (hint[..<from], hint[to...]) }
      }
      start = text.index(after: next)
    }
    return nil
  }
}
