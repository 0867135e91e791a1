/// One lexical unit of a source text; comments are none.
struct SourceToken: Sendable {
  enum Kind: Sendable { case word, number, string, mark }

  let kind: Kind
  let symbol: WordHash
  /// Bytes of the text, quotes included.
  let start: Int32
  let end: Int32
  /// From 1.
  let line: Int32
  /// Bytes before it on its line.
  let column: Int32
}
