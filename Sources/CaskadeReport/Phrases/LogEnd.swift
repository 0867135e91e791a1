import CaskadeCore

/// The last lines of what a command printed. A log may be long, and only its end is looked at.
struct LogEnd {
  /// Not escaped.
  let lines: [String]
  /// Something was printed before them.
  let isPart: Bool

  init(_ log: ValidationRecord.Log, lines count: Int) {
    let bytes = log.tail.utf8
    var lines: [String] = []
    var end = bytes.endIndex
    var isWhole = false
    while lines.count < count, !isWhole {
      let lineFeed = bytes[..<end].lastIndex(of: UInt8(ascii: "\n"))
      let start = lineFeed.map { bytes.index(after: $0) } ?? bytes.startIndex
      lines.append(String(log.tail[start..<end]))
      if let lineFeed { end = lineFeed } else { isWhole = true }
    }
    self.lines = lines.reversed()
    isPart = !isWhole || log.omittedBytes > 0
  }
}
