/// Cuts a stream into lines as it comes, in bounded memory: a longer line is handed on in pieces.
struct LineSplitter {
  private var rest: [UInt8] = []

  private static let longest = 8 << 10

  mutating func add(_ chunk: ArraySlice<UInt8>, line: ([UInt8]) -> Void) {
    var begin = chunk.startIndex
    while let end = chunk[begin...].firstIndex(of: 0x0A) {
      line(rest + chunk[begin..<end])
      rest = []
      begin = end + 1
    }
    rest += chunk[begin...]
    while rest.count > Self.longest {
      line(Array(rest.prefix(Self.longest)))
      rest.removeFirst(Self.longest)
    }
  }

  /// Hands on a last line without a line break.
  mutating func finish(line: ([UInt8]) -> Void) {
    if !rest.isEmpty { line(rest) }
    rest = []
  }
}
