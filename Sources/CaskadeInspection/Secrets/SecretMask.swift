package import CaskadeSyntax

/// Writes `<masked: KIND>` over the secrets of a text that is going to be shown.
package struct SecretMask: Sendable {
  private let scanner: SecretScanner

  package init(_ scanner: SecretScanner) {
    self.scanner = scanner
  }

  /// The text with the whole of every secret replaced, a private key of many lines by one mark.
  package func masking(_ text: [UInt8], path: RepositoryPath) -> [UInt8] {
    var masked: [UInt8] = []
    masked.reserveCapacity(text.count)
    var place = 0
    text.withUnsafeBufferPointer { bytes in
      for span in scanner.spans(bytes, SecretLanguage(path)) {
        masked += bytes[place..<span.range.lowerBound]
        masked += Array("<masked: \(span.kind.id)>".utf8)
        place = span.range.upperBound
      }
      masked += bytes[place...]
    }
    return masked
  }
}
