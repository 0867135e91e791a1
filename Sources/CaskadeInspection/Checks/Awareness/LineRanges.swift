/// Lines of a file that were given in their order, as the stretches that they make.
struct LineRanges: Sendable {
  private var ranges: [ClosedRange<Int>] = []

  /// - Parameter line: not before any that was given.
  mutating func add(_ line: Int) {
    if let last = ranges.last, line <= last.upperBound + 1 {
      ranges[ranges.count - 1] = last.lowerBound...max(line, last.upperBound)
    } else {
      ranges.append(line...line)
    }
  }

  func contains(_ line: Int) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < line { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(line)
  }
}
