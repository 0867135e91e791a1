package import CaskadeSyntax

extension SecretScanner {
  /// A secret of a file with the bytes that it consists of, for comparing with another version of the file. The value
  /// must never be shown or kept.
  package struct Found: Hashable, Sendable {
    package let hit: SecretHit
    package let value: [UInt8]
  }

  /// The same as `scan(blob:path:)`, with the values.
  package func find(in blob: [UInt8], path: RepositoryPath) -> [Found] {
    let hits = scan(blob: blob, path: path)
    guard !hits.isEmpty else { return [] }
    let text = UTF16Text.decoded(blob) ?? blob
    let values = text.withUnsafeBufferPointer { text in
      spans(text, SecretLanguage(path)).map { Array(text[$0.range]) }
    }
    return zip(hits, values).map { Found(hit: $0, value: $1) }
  }
}
