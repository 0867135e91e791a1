import CaskadeSyntax

/// The band of a contract by itself: the higher of what it declares and what it grants.
package struct ContractBand: Hashable, Sendable {
  package let band: Band
  /// Why it is not lower, for people.
  package let reason: String

  package init(_ contract: Contract, policy: Policy) {
    self.init(contract, index: PolicyIndex(policy))
  }

  /// - Parameter index: of the policy in force.
  package init(_ contract: Contract, index: PolicyIndex) {
    var band = contract.band?.value ?? .low
    var reason = contract.band == nil ? "nothing raises it" : "the contract declares it"
    func raise(_ other: Band, _ why: @autoclosure () -> String) {
      if other > band {
        band = other
        reason = why()
      }
    }
    for entry in contract.paths.allow {
      guard let named = entry.pattern.namedPath else { continue }
      let path = FoldedPath(named)
      if index.protectedRule(covering: path) != nil {
        raise(.high, "the contract opens the protected file '\(named.display)'")
      }
      for area in index.areas(covering: path) {
        raise(area.band, "the contract grants '\(named.display)', area \(area.title)")
      }
    }
    self.band = band
    self.reason = reason
  }
}
