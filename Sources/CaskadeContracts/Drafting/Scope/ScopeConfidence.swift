/// How much a proposal is worth, in a word.
package enum ScopeConfidence: String, Sendable, CaseIterable {
  case likely, possible, weak

  /// - Parameter certainty: how much the ten likeliest files have of all odds.
  init(certainty: Double) {
    self = certainty >= 0.7 ? .likely : certainty >= 0.5 ? .possible : .weak
  }
}
