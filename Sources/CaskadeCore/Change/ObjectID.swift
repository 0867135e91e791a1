/// A full object id: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits.
package struct ObjectID: Hashable, Sendable, Comparable {
  package let text: String

  /// Nil unless the text is exactly a full id.
  package init?(_ text: String) {
    let digits = text.utf8
    guard digits.count == 40 || digits.count == 64,
      digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    self.text = text
  }

  /// Seven digits, for people; nothing is ever looked up by them.
  package var short: String { String(text.prefix(7)) }

  /// The id that stands for "no object" in git's records.
  package var isZero: Bool { text.utf8.allSatisfy { $0 == 0x30 } }

  package static func < (one: ObjectID, other: ObjectID) -> Bool { one.text < other.text }
}
