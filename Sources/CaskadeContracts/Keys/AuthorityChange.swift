/// One difference in authority between two versions of a contract, or of a policy.
package struct AuthorityChange: Hashable, Sendable {
  package enum Effect: String, Hashable, Sendable, CaseIterable {
    /// More may be done, or less is asked for.
    case grew
    case shrank
    case neutral
  }

  /// The file's key that it is about: `paths.allow`.
  package let key: String
  package let effect: Effect
  /// As it was written; not safe to print.
  let words: String
}
