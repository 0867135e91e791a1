import CaskadeSyntax

/// A file's name, taken apart once, and what it may be by the words in it.
struct FileName {
  /// What a word in the name hints at; without the hint the name is nothing of that.
  struct Hints: OptionSet {
    let rawValue: UInt8
    static let test = Hints(rawValue: 1)
    static let golden = Hints(rawValue: 2)
  }

  let text: String
  let lowered: String
  /// Between the dots, as they are written.
  let parts: [String]
  /// In lower case; empty for a name without a dot.
  let ending: String
  let hints: Hints

  init(_ name: ArraySlice<UInt8>) {
    text = String(decoding: name, as: UTF8.self)
    lowered = text.lowercased()
    parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map {
      String(Substring($0))
    }
    ending = parts.count > 1 ? parts[parts.count - 1].lowercased() : ""
    var hints = Hints()
    name.withUnsafeBufferPointer { bytes in
      Self.search.scan(bytes) { word, _ in hints.formUnion(Self.words[word].1) }
    }
    self.hints = hints
  }

  /// Each name of a test holds one of the first; each of recorded output one of the others.
  private static let words: [([UInt8], Hints)] =
    [
      "test", "spec", "suite", ".cy.", "e2e", "cest", "cept", "it.", "itcase", ".bats", ".feature", ".robot", ".phpt",
      ".slt",
    ]
    .map { (Array($0.utf8), .test) }
    + [".snap", ".golden", ".ambr", ".approved", ".verified", ".expected"].map { (Array($0.utf8), .golden) }
  private static let search = LiteralSearch(words.map(\.0))
}
