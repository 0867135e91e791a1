import CaskadeSyntax

/// One line of output as a person would read it: without control sequences, without blanks at both ends.
struct OutputLine {
  /// With its indentation.
  let whole: [UInt8]
  let bytes: ArraySlice<UInt8>

  /// Longer lines are no runner's closing lines.
  static let longest = 400

  /// - Parameter bytes: without control sequences and line break.
  init(_ bytes: [UInt8]) {
    whole = bytes
    var text = bytes[...]
    while let first = text.first, first == 0x20 || first == 0x09 { text.removeFirst() }
    while let last = text.last, last <= 0x20 { text.removeLast() }
    self.bytes = text
  }

  var isEmpty: Bool { bytes.isEmpty }
  var text: String { String(decoding: bytes, as: UTF8.self) }
  var isIndented: Bool { (whole.first ?? 0x21) <= 0x20 }
  var scanner: LineScanner { LineScanner(bytes) }

  func starts(with text: StaticString) -> Bool { scanner.starts(with: text) }

  func ends(with text: StaticString) -> Bool {
    guard bytes.count >= text.utf8CodeUnitCount else { return false }
    return LineScanner(bytes.suffix(text.utf8CodeUnitCount)).starts(with: text)
  }

  static func == (line: OutputLine, text: StaticString) -> Bool {
    line.bytes.count == text.utf8CodeUnitCount && line.starts(with: text)
  }
}
