/// One secret in a text. It never carries the value.
package struct SecretHit: Hashable, Sendable {
  package let kind: SecretKind
  /// From 1, within the scanned text.
  package let line: Int
  /// The bytes of the value within that line; a value that goes on is cut at the end of its first line.
  package let range: Range<Int>

  package init(kind: SecretKind, line: Int, range: Range<Int>) {
    self.kind = kind
    self.line = line
    self.range = range
  }
}

/// A hit before it is given a line: the bytes of the value in the whole text.
struct SecretSpan: Hashable, Sendable {
  let kind: SecretKind
  let range: Range<Int>
}

extension [SecretSpan] {
  /// Ordered by place, without the spans that overlap an earlier entry of the array.
  func withoutOverlaps() -> [SecretSpan] {
    var kept: [SecretSpan] = []
    let ordered = enumerated().sorted { one, other in
      one.element.range.lowerBound == other.element.range.lowerBound
        ? one.offset < other.offset : one.element.range.lowerBound < other.element.range.lowerBound
    }
    for (_, span) in ordered {
      if let last = kept.last, span.range.lowerBound < last.range.upperBound {
        if span.range.upperBound > last.range.upperBound {
          let joined = last.range.lowerBound..<span.range.upperBound
          kept[kept.count - 1] = SecretSpan(kind: last.kind, range: joined)
        }
      } else {
        kept.append(span)
      }
    }
    return kept
  }
}
