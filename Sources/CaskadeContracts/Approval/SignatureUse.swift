/// What a signature is made for: the namespace that it is made in (ssh-keygen(1), `-Y sign`). One made for anything else
/// is none of it.
package enum SignatureUse: String, Hashable, Sendable, CaseIterable {
  case approval = "goal-contract@caskade"
  /// A runner's word for what it ran.
  case evidence = "evidence@caskade"

  package var namespace: String { rawValue }
}
