package import CaskadeSyntax

/// The merge of the base's tip and the head, where the commands were to run on what will land.
///
/// Nil in evidence whose commands ran on the head as it is, or of a caskade that didn't know this.
package struct MergedRecord: Hashable, Sendable {
  package enum State: String, Hashable, Sendable, CaseIterable {
    /// The commands ran on the merged tree.
    case clean
    /// They ran nowhere.
    case conflict
    /// Git couldn't tell: they ran on the head's own tree.
    case unavailable
  }

  package let state: State
  package let baseTip: ObjectID
  /// Nil where there is none.
  package let tree: ObjectID?
  /// Sorted.
  package let conflicts: [RepositoryPath]
  /// One line that says why git couldn't tell; nil where it could.
  package let reason: String?

  package init(
    _ state: State, baseTip: ObjectID, tree: ObjectID? = nil, conflicts: [RepositoryPath] = [], reason: String? = nil
  ) {
    self.state = state
    self.baseTip = baseTip
    self.tree = tree
    self.conflicts = conflicts
    self.reason = reason
  }

  static let keys = ObjectForm<MergedRecord>(
    "the merge of the base's tip and the head; absent: the commands ran on the head as it is",
    FormKey("state", .word(else: .unavailable), "whether the commands ran on it", \.state),
    FormKey("base_tip", .objectID, "what the head was merged into", \.baseTip),
    FormKey(ifAny: "tree", .objectID, "on which the commands ran", \.tree),
    FormKey("conflicts", .list(RepositoryPath.keys), "files that git can't merge, sorted", \.conflicts),
    FormKey(ifAny: "reason", .text, "why git couldn't merge them", \.reason)
  ) { MergedRecord($0, baseTip: $1, tree: $2, conflicts: $3, reason: $4) }
}
