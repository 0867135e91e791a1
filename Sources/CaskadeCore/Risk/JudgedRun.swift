package import CaskadeContracts
package import CaskadeInspection
import CaskadeSyntax

/// What a run changed, and the band that this gives it. Worked out once, before anything is judged by it.
package struct JudgedRun: Hashable, Sendable {
  /// All changes but those of the governing contract and its approvals, as long as these are files that were created,
  /// amended, or moved among the closed ones: gate `approval` judges them, no other.
  package let changes: [Change]
  package let band: RunBand

  /// - Parameter areas: of the policy, and of the lines that the changes add.
  package init(contract: Contract, standing: ContractStanding, changes: ChangeSet, areas: AreaFinder) {
    let isOwn = standing.ownPaths
    let closes = standing.amendment == .closed ? standing.path : nil
    let own = changes.changes.filter { !Self.isPaper($0, isOwn) && !($0.path == closes && $0.operation == .delete) }
    self.changes = own
    band = RunBand(contract: contract, changes: own, areas: areas)
  }

  /// Added and deleted lines, binary files apart.
  package var lines: Int { changes.reduce(0) { $0 + $1.added + $1.deleted } }

  private static func isPaper(_ change: Change, _ isOwn: (RepositoryPath) -> Bool) -> Bool {
    switch change.operation {
    case .create, .modify: isOwn(change.path) && change.newMode.kind == FileMode.regular.kind
    case .delete, .submodule: false
    }
  }
}
