/// What may happen to one path. A rename is a `delete` and a `create`.
package enum Operation: String, Hashable, Sendable, CaseIterable {
  case create, modify, delete
  /// A submodule's recorded commit comes, goes or moves; no plain pattern allows it.
  case submodule

  /// What a pattern without `may:` allows.
  package static let plain: Operations = [.create, .modify, .delete]

  /// The verb of a sentence about the past, as in "deleted".
  package var past: String {
    switch self {
    case .create: "created"
    case .modify: "modified"
    case .delete: "deleted"
    case .submodule: "changed as a submodule"
    }
  }
}
