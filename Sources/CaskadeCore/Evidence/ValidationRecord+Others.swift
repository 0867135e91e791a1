extension ValidationRecord {
  /// A run of the same command beside the one that is judged.
  struct Other: Sendable {
    /// Its key in evidence.
    let key: String
    let place: any WritableKeyPath<ValidationRecord, Run?> & Sendable
  }

  /// All of them, in the order of evidence.
  static let others = [
    Other(key: "on_base", place: \.onBase), Other(key: "base_checks", place: \.baseChecks),
    Other(key: "own_scripts", place: \.ownScripts), Other(key: "plain_base", place: \.onPlainBase),
    Other(key: "turned", place: \.turned), Other(key: "turned_on_base", place: \.turnedOnBase),
    Other(key: "as_shipped", place: \.asShipped),
  ]

  /// Those that there were, each with its key.
  package var otherRuns: [(key: String, run: Run)] {
    Self.others.compactMap { other in self[keyPath: other.place].map { (other.key, $0) } }
  }

  package func otherRun(_ key: String) -> Run? { otherRuns.first { $0.key == key }?.run }
}
