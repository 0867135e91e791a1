package import CaskadeContracts
package import CaskadeInspection
import CaskadeSyntax

/// The changes that are the run's own, and the band of a run that makes them.
package struct JudgedChanges: Hashable, Sendable {
  /// All but the governing contract and its approvals, as long as they are files that were created or amended: gate
  /// `approval` judges those.
  package let changes: [Change]
  package let band: RunBand

  package init(_ changes: [Change], contract: Contract, standing: ContractStanding, areas: AreaFinder) {
    let isOwn = standing.ownPaths
    self.changes = changes.filter { !Self.isPaper($0, isOwn) }
    band = RunBand(contract: contract, changes: self.changes, areas: areas)
  }

  private static func isPaper(_ change: Change, _ isOwn: (RepositoryPath) -> Bool) -> Bool {
    switch change.operation {
    case .create, .modify: isOwn(change.path) && change.newMode.kind == FileMode.regular.kind
    case .delete, .submodule: false
    }
  }
}
