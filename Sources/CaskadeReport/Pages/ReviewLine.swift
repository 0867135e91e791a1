/// One line of a review, with how much it should worry.
struct ReviewLine: Hashable, Sendable {
  /// What can go wrong where nobody looks, the least first.
  enum Weight: Int, Hashable, Sendable, Comparable {
    case plain, good, note, doubt, risk, grave

    static func < (one: Weight, other: Weight) -> Bool { one.rawValue < other.rawValue }
  }

  /// Not escaped yet.
  let text: String
  let weight: Weight
  /// Lines that belong to it.
  var inside: [String] = []

  init(_ text: String, _ weight: Weight = .plain, inside: [String] = []) {
    self.text = text
    self.weight = weight
    self.inside = inside
  }
}

/// One question of a reviewer, with its answers.
struct ReviewSection: Hashable, Sendable {
  /// As JSON names it.
  let key: String
  let title: String
  let lines: [ReviewLine]
}
