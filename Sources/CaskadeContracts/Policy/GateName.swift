/// The questions that a check answers, in the order in which it answers them.
package enum GateName: String, Hashable, Sendable, CaseIterable {
  case approval, scope, protected, budget, secrets, integrity, validation, stop, tools
}
