/// One secret in a text. It never carries the value.
package struct SecretSpan: Hashable, Sendable {
  package let kind: SecretKind
  /// From 1; a line ends where an editor ends it: at a line feed, a carriage return, or both.
  package let line: Int
  /// The bytes of the value in the text that was scanned.
  package let range: Range<Int>

  package init(kind: SecretKind, line: Int, range: Range<Int>) {
    self.kind = kind
    self.line = line
    self.range = range
  }
}

/// The values that the rules found in one text.
struct SecretRanges {
  typealias One = (kind: SecretKind, range: Range<Int>)

  private var found: [One] = []

  var isEmpty: Bool { found.isEmpty }

  mutating func add(_ kind: SecretKind, _ range: Range<Int>) {
    found.append((kind, range))
  }

  mutating func add(_ others: SecretRanges) {
    found += others.found
  }

  /// Ordered by place. Values that overlap are one, of the kind that begins first, and of those the one added first.
  func joined() -> [One] {
    let ordered = found.enumerated().sorted { one, other in
      (one.element.range.lowerBound, one.offset) < (other.element.range.lowerBound, other.offset)
    }
    var kept: [One] = []
    for (_, one) in ordered {
      if let last = kept.last, one.range.lowerBound < last.range.upperBound {
        let end = max(last.range.upperBound, one.range.upperBound)
        kept[kept.count - 1].range = last.range.lowerBound..<end
      } else {
        kept.append(one)
      }
    }
    return kept
  }

  /// The same with their lines. A value that stands twice in one line is one secret.
  func spans(in text: UnsafeBufferPointer<UInt8>) -> [SecretSpan] {
    var spans: [SecretSpan] = []
    var lines = LineCounter(text)
    var told: Set<[UInt8]> = []
    for (kind, range) in joined() {
      let line = lines.line(at: range.lowerBound)
      if spans.last?.line != line { told = [] }
      if told.insert(Array(text[range])).inserted { spans.append(SecretSpan(kind: kind, line: line, range: range)) }
    }
    return spans
  }
}

/// Counts lines as an editor does, going forward only.
struct LineCounter {
  private let text: UnsafeBufferPointer<UInt8>
  private var place = 0
  private var line = 1

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  /// - Parameter place: not before the last one.
  mutating func line(at place: Int) -> Int {
    while self.place < place {
      let byte = text[self.place]
      self.place += 1
      if byte == 0x0A || byte == 0x0D && !(self.place < text.count && text[self.place] == 0x0A) { line += 1 }
    }
    return line
  }
}
