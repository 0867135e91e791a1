/// What a stream brought: its beginning, its end, and how much between them was not kept.
package struct CapturedOutput: Hashable, Sendable {
  package let head: [UInt8]
  /// Follows `head` at once when nothing was omitted.
  package let tail: [UInt8]
  /// Bytes between head and tail that were read and not kept.
  package let omitted: Int

  package init(head: [UInt8] = [], tail: [UInt8] = [], omitted: Int = 0) {
    self.head = head
    self.tail = tail
    self.omitted = omitted
  }

  /// The whole stream, or nil when a part of it was omitted.
  package var bytes: [UInt8]? {
    omitted == 0 ? (tail.isEmpty ? head : head + tail) : nil
  }

  /// Bytes that the stream brought altogether.
  package var total: Int { head.count + omitted + tail.count }
}

/// Keeps the first and the last bytes of a stream in bounded memory.
struct OutputCollector {
  private let limit: ProcessRequest.OutputLimit
  private var head: [UInt8] = []
  /// At most twice its limit: it is cut when it gets longer, so that a byte is moved once on average.
  private var tail: [UInt8] = []
  private var cut = 0

  init(limit: ProcessRequest.OutputLimit) {
    self.limit = limit
  }

  mutating func append(_ chunk: ArraySlice<UInt8>) {
    let first = chunk.prefix(limit.head - head.count)
    head += first
    let rest = chunk.dropFirst(first.count)
    let kept = rest.suffix(limit.tail)
    cut += rest.count - kept.count
    tail += kept
    if tail.count / 2 > limit.tail { trim() }
  }

  private mutating func trim() {
    let excess = tail.count - limit.tail
    guard excess > 0 else { return }
    tail.removeFirst(excess)
    cut += excess
  }

  var output: CapturedOutput {
    var trimmed = self
    trimmed.trim()
    return CapturedOutput(head: trimmed.head, tail: trimmed.tail, omitted: trimmed.cut)
  }
}
