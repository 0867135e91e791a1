import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// Looks on the base for contracts that let somebody loosen what guards the work of the one that is judged.
struct JointReader {
  private let comparison: BaseAndHead
  private let session: Session
  private let now: Int

  /// - Parameter now: seconds since 1970.
  init(_ comparison: BaseAndHead, _ session: Session, now: Int) {
    self.comparison = comparison
    self.session = session
    self.now = now
  }

  /// The base's files are listed only where there is a contract that may loosen something.
  func works(beside governing: GoverningContract) throws(CommandError) -> [JointWork] {
    let own = governing.standing.path
    let open = try TurnReader(session, root: comparison.root, shelf: comparison.rootShelf, now: now).inForce()
      .filter { $0.path != own }
    let done = try doneSince().filter { $0.path != own }
    let others = (open + done).filter { !$0.contract.paths.checksMayChange.isEmpty }
    guard !others.isEmpty else { return [] }
    let checks = try comparison.rootShelf.files().filter { CheckFileKind($0) != nil }
    let place = own ?? RepositoryPath(governing.standing.name)
    let judged = ContractFacts(path: place, contract: governing.contract)
    let finished = Set(done.map(\.path))
    return others.flatMap { other in
      JointEffect.all([judged, ContractFacts(path: other.path, contract: other.contract)], checks: checks)
        .filter { $0.guarded == judged.name }
        .map {
          JointWork(
            name: $0.loosens, isDone: finished.contains(other.path), example: $0.example, checks: $0.checks)
        }
    }
  }

  /// The contracts that were open where the branch began and are closed as done on the base.
  private func doneSince() throws(CommandError) -> [(path: RepositoryPath, contract: Contract)] {
    var found: [(path: RepositoryPath, contract: Contract)] = []
    for path in comparison.forkShelf.contracts where comparison.rootShelf.blob(at: path) == nil {
      guard let source = try comparison.rootShelf.source(of: ContractFolder.closedPath(of: path)),
        ContractClosing(closed: source.bytes) == .done, let contract = ContractReader.read(source).contract
      else { continue }
      found.append((path, contract))
    }
    return found
  }
}
