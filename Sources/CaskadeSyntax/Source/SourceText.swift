/// A text file as bytes, with the places in it that messages name.
///
/// Lines end at LF, CR or CRLF. Offsets count bytes from 0; a `SourceRange` is half open.
/// The name is what messages print before the line, a path as the person knows it or `<stdin>`.
package struct SourceText: Hashable, Sendable {
  /// What is read of a file that a person wrote. Above every reader's own limit, so that it is the reader that says what
  /// is too long.
  package static let mostBytes = 4 << 20

  package let name: String
  package let bytes: [UInt8]
  /// The byte offset at which each line starts; never empty.
  private let lineStarts: [Int]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
      if byte == 0x0A || byte == 0x0D { starts.append(index) }
    }
    lineStarts = starts
  }

  package init(name: String, _ text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  package var lineCount: Int { lineStarts.count }

  /// The line, counted from 1, that holds the offset. An offset past the end is on the last line.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The byte range of a line (counted from 1) without its line break.
  package func range(ofLine line: Int) -> SourceRange {
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return SourceRange(start, end)
  }

  /// The place of an offset: line and column from 1, the column in characters as editors count them
  /// (a tab and a wide character are each one column).
  package func place(at offset: Int) -> SourcePlace {
    let line = line(at: offset)
    let start = lineStarts[line - 1]
    let end = min(max(offset, start), bytes.count)
    let column = String(decoding: bytes[start..<end], as: UTF8.self).count + 1
    return SourcePlace(line: line, column: column)
  }
}

/// A half-open range of byte offsets in a `SourceText`.
package struct SourceRange: Hashable, Sendable {
  package let start: Int
  package let end: Int

  package init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = max(start, end)
  }
}

/// A line and a column, both counted from 1.
package struct SourcePlace: Hashable, Sendable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
