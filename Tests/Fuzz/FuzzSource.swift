import CaskadeSyntax

@testable import CaskadeInspection

/// Reads any bytes as the source text of every language, and looks for secrets in them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSource(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  for language in TestLanguage.allCases {
    var end: Int32 = 0
    for token in SourceLexer.tokens(of: bytes, language.lexicon) {
      precondition(end <= token.start && token.start < token.end, "tokens in the order of the text")
      precondition(token.line > 0 && token.column >= 0, "a place in the text")
      end = token.end
    }
    precondition(end <= bytes.count, "tokens inside the text")
    _ = TestOutline(bytes, language)
  }
  for hit in scanner.scan(blob: bytes, path: path) {
    precondition(hit.line > 0 && hit.range.lowerBound >= 0, "a place in the text")
  }
  return 0
}

private let scanner = SecretScanner()
private let path = RepositoryPath("Sources/App.swift")
