package import CaskadeContracts
package import CaskadeSyntax

/// The check files that the branch changed, deleted, moved or added, and what stood in their place when the commands ran
/// once more.
///
/// Nil in evidence where the branch touched none, or in that of a caskade that didn't know this.
package struct BaseChecks: Hashable, Sendable {
  /// A check file that stayed as the branch has it, because the contract says so.
  package struct Own: Hashable, Sendable {
    package let path: RepositoryPath
    /// The line of `checks_may_change` that names it.
    package let contractLine: Int

    package init(_ path: RepositoryPath, contractLine: Int) {
      self.path = path
      self.contractLine = contractLine
    }
  }

  /// What the policy asks for in the band of the change.
  package let demand: Policy.BaseChecks
  /// Put back as the base has them; sorted, as all of these.
  package let restored: [RepositoryPath]
  /// Added by the branch, and left out.
  package let leftOut: [RepositoryPath]
  /// The head's, but for the sections of runners and tools, which are the base's.
  package let rewritten: [RepositoryPath]
  package let own: [Own]
  /// Of those that were put back, the scripts that no command names, only other scripts: the commands ran with the
  /// branch's versions of them too. Empty where nothing else was put back.
  package let scripts: [RepositoryPath]
  /// One line that says why nothing could be put back; nil where it could.
  package let fault: String?

  package init(
    demand: Policy.BaseChecks, restored: [RepositoryPath] = [], leftOut: [RepositoryPath] = [],
    rewritten: [RepositoryPath] = [], own: [Own] = [], scripts: [RepositoryPath] = [], fault: String? = nil
  ) {
    self.demand = demand
    self.restored = restored
    self.leftOut = leftOut
    self.rewritten = rewritten
    self.own = own
    self.scripts = scripts
    self.fault = fault
  }

  /// Whether the tree with the base's checks is another than the judged one.
  package var changesTree: Bool { !(restored.isEmpty && leftOut.isEmpty && rewritten.isEmpty) }
}
