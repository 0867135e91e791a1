/// How much harm a run could do. The highest of declared, granted and touched counts.
package enum Band: String, Hashable, Sendable, Comparable, CaseIterable {
  case low, medium, high

  private var rank: Int {
    switch self {
    case .low: 0
    case .medium: 1
    case .high: 2
    }
  }

  package static func < (one: Band, other: Band) -> Bool { one.rank < other.rank }
}
