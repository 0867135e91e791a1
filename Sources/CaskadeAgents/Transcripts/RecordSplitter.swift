import CaskadeSyntax

/// Takes a text apart into lines as it comes, in bounded memory.
struct RecordSplitter {
  enum Piece {
    /// Without its line break; numbered from 1.
    case line([UInt8], Int)
    /// One that is longer than is kept.
    case tooLong(Int)
  }

  private let mostBytes: Int
  private var pending: [UInt8] = []
  private var isSkipping = false
  private(set) var line = 1

  init(mostBytes: Int) { self.mostBytes = mostBytes }

  mutating func take(_ chunk: UnsafeRawBufferPointer, _ use: (Piece) -> Void) {
    var start = 0
    while start < chunk.count {
      guard let end = Self.lineBreak(chunk, from: start) else {
        keep(chunk, start, chunk.count)
        return
      }
      if pending.isEmpty, !isSkipping, end - start <= mostBytes {
        use(.line(Array(chunk[start..<end]), line))
      } else {
        keep(chunk, start, end)
        flush(use)
      }
      line += 1
      start = end + 1
    }
  }

  /// What stands behind the last line break.
  mutating func finish(_ use: (Piece) -> Void) {
    if !pending.isEmpty || isSkipping { flush(use) }
  }

  private mutating func keep(_ chunk: UnsafeRawBufferPointer, _ start: Int, _ end: Int) {
    guard !isSkipping else { return }
    guard pending.count + end - start <= mostBytes else {
      pending = []
      isSkipping = true
      return
    }
    pending.append(contentsOf: chunk[start..<end])
  }

  private mutating func flush(_ use: (Piece) -> Void) {
    use(isSkipping ? .tooLong(line) : .line(pending, line))
    pending = []
    isSkipping = false
  }

  private static func lineBreak(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    let breaks = SIMD32<UInt8>(repeating: 0x0A)
    var place = start
    while place + 32 <= bytes.count {
      if any(bytes.loadUnaligned(fromByteOffset: place, as: SIMD32<UInt8>.self) .== breaks) { break }
      place += 32
    }
    while place < bytes.count {
      if bytes[place] == 0x0A { return place }
      place += 1
      // The block with the break in it was left; behind it another may follow.
    }
    return nil
  }
}
