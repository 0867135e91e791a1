/// What a check says of a branch, all gates taken together.
package enum Verdict: String, Hashable, Sendable, CaseIterable {
  case kept, broken, unproven
  /// Nothing was before the check that a contract judges; `Occasion.Kind` says what was.
  case nothing = "none"

  /// Broken if a required gate fails, else unproven if a required gate is unproven or none passes, else kept.
  package init(_ gates: [Gate]) {
    let states = gates.filter(\.required).map(\.state)
    if states.contains(.fail) {
      self = .broken
    } else if states.contains(.unproven) || !states.contains(.pass) {
      self = .unproven
    } else {
      self = .kept
    }
  }
}
