import CaskadeSyntax

/// Tells which parts of a file's versions have to be looked at when those before them were: the lines that none of them
/// had, with some around them.
package struct NewLines: Sendable {
  private var known = LinePrints()
  /// Those of the version before, in their order: most lines of the next follow one another likewise, and are known
  /// without a look into the set, which is larger than what a processor holds near it.
  private var last: [UInt64] = []

  /// What a value is may be said some lines above it, or below: a command that goes on over several, a name before its
  /// value.
  private static let context = 20
  /// How many lines of the version before may be left out at a time.
  private static let gap = 8

  package init() {}

  /// The parts of the next version, each of whole lines, in their order.
  mutating func parts(of text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    let isFirst = known.isEmpty
    var starts: [Int] = []
    var parts: [Range<Int>] = []
    var prints: [UInt64] = []
    prints.reserveCapacity(last.count + Self.gap)
    var cursor = 0
    var place = 0
    while place < text.count {
      starts.append(place)
      let end = text.place(of: 0x0A, from: place) ?? text.count
      let print = known.print(of: UnsafeBufferPointer(rebasing: text[place..<end]))
      prints.append(print)
      if !follows(print, &cursor), known.insert(print), !isFirst {
        let first = max(0, starts.count - 1 - Self.context)
        let next = starts.count + Self.context
        // As numbers of lines until all of them are known.
        if let last = parts.last, first <= last.upperBound {
          parts[parts.count - 1] = last.lowerBound..<next
        } else {
          parts.append(first..<next)
        }
      }
      place = end + 1
    }
    last = prints
    guard !isFirst else { return text.isEmpty ? [] : [0..<text.count] }
    return parts.map { part in
      starts[part.lowerBound]..<(part.upperBound < starts.count ? starts[part.upperBound] : text.count)
    }
  }

  /// Whether the version before has the line next, or a few lines on.
  private func follows(_ print: UInt64, _ cursor: inout Int) -> Bool {
    for place in cursor..<min(cursor + Self.gap, last.count) where last[place] == print {
      cursor = place + 1
      return true
    }
    return false
  }
}

extension SecretScanner {
  /// The secrets in what a version of a file has and those before it hadn't; of a file whose values need context, in all of
  /// it.
  package func spans(in text: SecretText, besides lines: inout NewLines) -> [SecretSpan] {
    guard !text.file.needsContext else { return spans(in: text) }
    return text.bytes.withUnsafeBufferPointer { all in
      var counter = LineCounter(all)
      return lines.parts(of: all).flatMap { part in
        spans(UnsafeBufferPointer(rebasing: all[part]), text.file).map { span in
          let range = (part.lowerBound + span.range.lowerBound)..<(part.lowerBound + span.range.upperBound)
          return SecretSpan(kind: span.kind, line: counter.line(at: range.lowerBound), range: range)
        }
      }
    }
  }
}
