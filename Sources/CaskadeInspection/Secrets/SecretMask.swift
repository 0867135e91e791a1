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
      for (kind, range) in scanner.ranges(bytes, SecretFile(path)).joined() {
        masked += bytes[place..<range.lowerBound]
        masked += Array("<masked: \(kind.id)>".utf8)
        place = range.upperBound
      }
      masked += bytes[place...]
    }
    return masked
  }
}
