import CaskadeContracts
import CaskadeSyntax

/// An added line, and what a phrase in it means: the same words are a statement, a comment, or what a rule forbids.
struct AreaLine {
  /// What the path says of all its lines.
  struct File {
    let isProse: Bool
    fileprivate let isSQL: Bool
    fileprivate let isTest: Bool
    fileprivate let isRule: Bool
    /// What begins a comment; `/*` and a leading `*` do everywhere but in these.
    fileprivate let comments: [[UInt8]]

    init(_ path: RepositoryPath) {
      let folded = FoldedPath(path)
      isProse = ProseFile.isProse(path)
      isTest = AreaLookAlike.isTest(folded)
      isRule = AreaLookAlike.isRule(folded)
      let name = path.name
      let dot = name.lastIndex(of: UInt8(ascii: ".")) ?? name.startIndex
      let ending = String(decoding: name[dot...].dropFirst(), as: UTF8.self).lowercased()
      isSQL = ["sql", "psql", "pgsql", "ddl", "mysql", "hql", "cql", "plsql"].contains(ending)
      let marks: [String] =
        switch ending {
        case "sql", "psql", "pgsql", "ddl", "hql", "cql", "lua", "hs", "elm", "adb": ["--", "/*"]
        case "py", "rb", "sh", "bash", "zsh", "yml", "yaml", "toml", "pl", "r", "ex", "exs", "ps1", "cfg", "conf", "mk":
          ["#"]
        case "tf", "hcl", "php", "nix", "tfvars", "graphql": ["#", "//", "/*", "*"]
        case "html", "xml", "vue", "svelte": ["<!--", "//"]
        case "lisp", "clj", "el", "ini": [";"]
        case "go", "rs", "swift", "java", "kt", "kts", "c", "h", "cc", "cpp", "hpp", "m", "mm", "cs", "js", "jsx", "ts",
          "tsx", "mjs", "cjs", "mts", "cts", "scala", "dart", "groovy", "gradle", "zig", "proto":
          ["//", "/*", "*"]
        default: ["#"]
        }
      comments = marks.map { Array($0.utf8) }
    }
  }

  private let text: ArraySlice<UInt8>
  private let file: File

  /// - Parameter text: without its indentation.
  init(_ text: ArraySlice<UInt8>, of file: File) {
    self.text = text
    self.file = file
  }

  /// - Parameter start: of the phrase, in the text.
  func means(_ phrase: AreaPhrase, at start: Int) -> Bool {
    if isComment(before: start) { return false }
    switch phrase.kind {
    case .command: return true
    case .code: return !file.isTest
    case .setting: return !file.isTest && !file.isRule && !isForbidden
    case .statement: return !file.isTest && isStatement(phrase, at: start)
    }
  }

  private func isComment(before start: Int) -> Bool {
    file.comments.contains { mark in
      if text.starts(with: mark) { return text.startIndex + mark.count <= start }
      // Behind code: after a blank, and outside of a text.
      guard mark != [UInt8(ascii: "*")] else { return false }
      var quotes = 0
      var index = text.startIndex
      while index < start {
        switch text[index] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): quotes += 1
        case 32 where quotes.isMultiple(of: 2) && text[(index + 1)...].starts(with: mark) && index + mark.count < start:
          return true
        default: break
        }
        index += 1
      }
      return false
    }
  }

  private static let forbidding = [
    "==", "!=", "=~", "!~", "forbid", "disallow", "deny", "prohibit", "not allowed", "must not", "should not",
    "unsafe_", "contains(", "assert", "raise ", "throw ", "error(", "message:", "description:", "title:",
  ].map { Array($0.utf8) }

  private var isForbidden: Bool {
    let folded = text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    return Self.forbidding.contains { folded.firstRange(ofBytes: $0) != nil }
  }

  private func isStatement(_ phrase: AreaPhrase, at start: Int) -> Bool {
    let end = start + phrase.text.utf8.count
    let words = text[start..<min(end, text.endIndex)]
    // What one word or two of English could say has to be followed by a name.
    if ["TRUNCATE", "DELETE FROM"].contains(phrase.text) {
      guard isName(from: end), file.isSQL || isCapital(words) && begins(start) else { return false }
      return phrase.text == "TRUNCATE" || !restHolds("where")
    }
    return file.isSQL || isCapital(words) || begins(start)
  }

  private func isCapital(_ words: ArraySlice<UInt8>) -> Bool { !words.contains { (0x61...0x7A).contains($0) } }

  /// Where the line begins, a text in it, or a statement.
  private func begins(_ start: Int) -> Bool {
    guard let last = text[..<start].last(where: { $0 != 32 }) else { return true }
    return "\"'`;(".utf8.contains(last)
  }

  private func isName(from end: Int) -> Bool {
    guard end < text.endIndex, text[end] == 32 else { return false }
    guard let first = text[end...].dropFirst().first else { return false }
    return first >= 0x80 || (0x41...0x5A).contains(first & 0xDF) || "_\"`[".utf8.contains(first)
  }

  private func restHolds(_ word: String) -> Bool {
    let folded = text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    return folded.firstRange(ofBytes: Array(word.utf8)) != nil
  }
}
