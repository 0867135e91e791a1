/// The lines of one text that another hasn't, and the other way round.
///
/// Patience diff: what both sides begin and end with is alike; lines that stand once on either side, in the same order,
/// divide what is left between, to a bounded depth. The cost grows as the number of lines does, but for one sort.
package struct LineDifference: Sendable {
  /// Lines of the new text, from 0, ascending.
  package private(set) var added: [Int] = []
  package private(set) var deleted = 0

  private static let deepest = 8

  package init(old: EditorText, new: EditorText) {
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    func number(_ text: EditorText) -> [Int] {
      text.lines.map { range in
        let line = text.bytes[range]
        if let known = numbers[line] { return known }
        numbers[line] = numbers.count
        return numbers.count - 1
      }
    }
    let before = number(old)
    let after = number(new)
    compare(before, 0..<before.count, after, 0..<after.count, depth: 0)
    added.sort()
  }

  private mutating func compare(
    _ before: [Int], _ oldRange: Range<Int>, _ after: [Int], _ newRange: Range<Int>, depth: Int
  ) {
    var (old, new) = (oldRange, newRange)
    while let one = old.first, let other = new.first, before[one] == after[other] {
      old = (one + 1)..<old.upperBound
      new = (other + 1)..<new.upperBound
    }
    while let one = old.last, let other = new.last, before[one] == after[other] {
      old = old.lowerBound..<one
      new = new.lowerBound..<other
    }
    let anchors = depth < Self.deepest && !old.isEmpty && !new.isEmpty ? Self.anchors(before, old, after, new) : []
    guard !anchors.isEmpty else {
      deleted += old.count
      added += new
      return
    }
    var (oldPlace, newPlace) = (old.lowerBound, new.lowerBound)
    for (one, other) in anchors {
      compare(before, oldPlace..<one, after, newPlace..<other, depth: depth + 1)
      (oldPlace, newPlace) = (one + 1, other + 1)
    }
    compare(before, oldPlace..<old.upperBound, after, newPlace..<new.upperBound, depth: depth + 1)
  }

  /// The longest row of lines that stand once on either side, in the order of both.
  private static func anchors(
    _ before: [Int], _ old: Range<Int>, _ after: [Int], _ new: Range<Int>
  ) -> [(old: Int, new: Int)] {
    var places: [Int: (old: Int, oldCount: Int, new: Int, newCount: Int)] = [:]
    for place in old {
      let known = places[before[place]]
      places[before[place]] = (place, (known?.oldCount ?? 0) + 1, 0, 0)
    }
    for place in new {
      guard let known = places[after[place]] else { continue }
      places[after[place]] = (known.old, known.oldCount, place, known.newCount + 1)
    }
    let pairs = places.values.filter { $0.oldCount == 1 && $0.newCount == 1 }.map { (old: $0.old, new: $0.new) }
      .sorted { $0.old < $1.old }
    // The longest ascending row (patience sorting): the top of each pile, and what lay before it on the pile to the left.
    var tops: [Int] = []
    var previous = [Int](repeating: -1, count: pairs.count)
    for (index, pair) in pairs.enumerated() {
      var (low, high) = (0, tops.count)
      while low < high {
        let middle = (low + high) / 2
        if pairs[tops[middle]].new < pair.new { low = middle + 1 } else { high = middle }
      }
      previous[index] = low > 0 ? tops[low - 1] : -1
      if low == tops.count { tops.append(index) } else { tops[low] = index }
    }
    var row: [(old: Int, new: Int)] = []
    var index = tops.last ?? -1
    while index >= 0 {
      row.append(pairs[index])
      index = previous[index]
    }
    return row.reversed()
  }
}
