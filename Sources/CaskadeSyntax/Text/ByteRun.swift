extension RandomAccessCollection<UInt8> where Index == Int {
  /// The first place where these bytes stand one after the other; nil where they don't, and for no bytes at all.
  ///
  /// The standard library's `firstRange(of:)` isn't specialized for bytes: on a file it takes a hundred times as long.
  package func firstRange(ofBytes part: [UInt8]) -> Range<Int>? {
    guard let first = part.first, count >= part.count else { return nil }
    let begin = startIndex
    let found = withContiguousStorageIfAvailable { bytes -> Int? in
      part.withUnsafeBufferPointer { part in
        var place = 0
        let last = bytes.count - part.count
        while place <= last {
          if bytes[place] == first {
            var length = 1
            while length < part.count, bytes[place + length] == part[length] { length += 1 }
            if length == part.count { return place }
          }
          place += 1
        }
        return nil
      }
    }
    if let found { return found.map { begin + $0..<begin + $0 + part.count } }
    return Array(self).firstRange(ofBytes: part).map { $0.lowerBound + begin..<$0.upperBound + begin }
  }
}
