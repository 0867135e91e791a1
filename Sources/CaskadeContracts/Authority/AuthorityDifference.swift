import CaskadeSyntax

/// What an amendment changes in the authority that a contract grants: paths, tools, checks, limits, conditions, time; or
/// what a change of policy loosens.
///
/// It grew when anything that was asked for before isn't any more, or anything may be done that might not before. Where
/// that can't be told from the two texts, as with a reworded command, it counts as grown. An entry that another one of
/// the same list covers neither adds nor takes anything; but only its very name opens a protected file.
package struct AuthorityDifference: Hashable, Sendable {
  /// In the order of the format; what grants nothing comes last.
  package let changes: [AuthorityChange]

  package var grew: Bool { changes.contains { $0.effect == .grew } }

  /// - Parameter policy: the one in force where the contracts count.
  package init(from old: Contract, to new: Contract, policy: Policy) {
    self.init(ContractKeys.table.comparison.changes(old, new, ComparisonContext(policy: policy)))
  }

  /// What the later policy grants that the earlier doesn't, whatever a contract says.
  package init(from old: Policy, to new: Policy) {
    let (before, after) = (old.spellingOut(new), new.spellingOut(old))
    self.init(PolicyKeys.table.comparison.changes(before, after, ComparisonContext(policy: old)))
  }

  private init(_ changes: [AuthorityChange]) {
    self.changes = changes.filter { $0.effect != .neutral } + changes.filter { $0.effect == .neutral }
  }
}
