package import CaskadeSyntax

/// A whole file as text: UTF-16 is read as such, other NUL bytes are bytes.
package struct SecretText: Sendable {
  package let bytes: [UInt8]
  package let file: SecretFile

  package init(_ blob: [UInt8], path: RepositoryPath) {
    bytes = UTF16Text.decoded(blob) ?? blob
    file = SecretFile(path)
  }

  /// For comparing with another version of the file. It must never be shown or kept.
  package func value(of span: SecretSpan) -> [UInt8] { Array(bytes[span.range]) }
}

extension SecretScanner {
  package func spans(in text: SecretText) -> [SecretSpan] {
    text.bytes.withUnsafeBufferPointer { spans($0, text.file) }
  }

  /// The secrets of a whole file, in the order of their places.
  package func scan(blob: [UInt8], path: RepositoryPath) -> [SecretSpan] {
    spans(in: SecretText(blob, path: path))
  }
}
