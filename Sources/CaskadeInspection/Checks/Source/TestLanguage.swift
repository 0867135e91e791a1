/// A language whose tests are read; the frameworks of each stand in `TestIdioms`.
enum TestLanguage: Hashable, Sendable, CaseIterable {
  case swift, python, javascript, go, rust, jvm

  /// By the ending of a file's name; nil for every other language.
  init?(fileName name: some Collection<UInt8>) {
    let parts = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count > 1, let ending = parts.last else { return nil }
    switch String(decoding: ending, as: UTF8.self) {
    case "swift": self = .swift
    case "py", "pyi": self = .python
    case "js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts": self = .javascript
    case "go": self = .go
    case "rs": self = .rust
    case "java", "kt", "kts", "groovy": self = .jvm
    default: return nil
    }
  }

  var lexicon: Lexicon {
    switch self {
    case .swift: Lexicon(nestedComments: true, triple: "\"", backtick: .name, hashes: true, interpolates: true)
    case .python: Lexicon(comment: .hash, triple: "\"'", single: .string)
    case .javascript: Lexicon(single: .string, backtick: .template, regularExpressions: true)
    case .go: Lexicon(single: .string, backtick: .raw)
    case .rust: Lexicon(nestedComments: true, single: .lifetime, hashes: true, multiline: true)
    case .jvm: Lexicon(nestedComments: false, triple: "\"", single: .string, backtick: .name)
    }
  }
}

/// What a lexer has to know of a language: its comments and its quotes.
struct Lexicon: Sendable {
  enum Comment: Sendable { case slashes, hash }
  enum SingleQuote: Sendable { case mark, string, lifetime }
  enum Backtick: Sendable { case mark, name, raw, template }

  var comment = Comment.slashes
  var nestedComments = false
  /// The quotes that, three in a row, open a text over several lines.
  var triple = ""
  var single = SingleQuote.mark
  var backtick = Backtick.mark
  /// `#"raw"#`, after any word as in Rust's `r#"raw"#`.
  var hashes = false
  /// `"\(expression)"`
  var interpolates = false
  /// A plain quoted text may hold line breaks.
  var multiline = false
  /// `/pattern/` where an expression begins.
  var regularExpressions = false
}
