import Dispatch

/// Runs the same work for several things at a time.
package enum SideBySide {
  /// The results in the order of the indices; at most `width` of them are made at once, begun in that order.
  package static func run<Value: Sendable>(
    _ indices: Range<Int>, atMost width: Int, _ work: @escaping @Sendable (Int) -> Value
  ) -> [Value] {
    let next = Locked(indices.lowerBound)
    let results = Locked<[Int: Value]>([:])
    let group = DispatchGroup()
    for worker in 0..<max(1, min(width, indices.count)) {
      // A queue of its own for each: the workers mostly wait, and a shared pool counts processors.
      DispatchQueue(label: "caskade.worker-\(worker)").async(group: group) {
        while let index = take(next, below: indices.upperBound) {
          let value = work(index)
          results.withLock { $0[index] = value }
        }
      }
    }
    group.wait()
    return results.withLock { results in indices.compactMap { results[$0] } }
  }

  private static func take(_ next: Locked<Int>, below end: Int) -> Int? {
    next.withLock { next in
      guard next < end else { return nil }
      next += 1
      return next - 1
    }
  }
}
