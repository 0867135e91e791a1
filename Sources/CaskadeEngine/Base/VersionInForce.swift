import CaskadeContracts
import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// Settles which version of a contract judges, and by whose approval.
struct VersionInForce {
  let session: Session
  let root: Revision
  let rootShelf: ContractTree
  let head: ContractTree
  let branch: String?
  let policy: Policy
  let now: Int

  /// The contract with its approvals.
  ///
  /// An amendment on the branch takes the place of the base's version only when its approvals are enough for the band
  /// that the run has under it.
  func settled(
    _ found: GoverningContract, changes: ChangeSet, areas: AreaFinder
  ) throws(CommandError) -> GoverningContract {
    guard let path = found.standing.path, found.standing.source != .file else { return found }
    let desk = try ApprovalReader(self)
    switch found.standing.source {
    case .file: return found
    case .branch:
      let roll = try desk.roll(of: path, bytes: found.source.bytes, in: head, isAmendment: true)
      return with(found, found.standing.with(approvals: roll, isClosed: rootShelf.holdsClosed(path)))
    case .base:
      let roll = try desk.roll(of: path, bytes: found.source.bytes, in: rootShelf, isAmendment: false)
      let standing = found.standing.with(approvals: roll)
      guard let amended = found.amended else { return with(found, standing) }
      guard let contract = amended.contract else { return with(found, standing.with(amendment: .unreadable)) }
      let pending = try desk.roll(of: path, bytes: amended.source.bytes, in: head, isAmendment: true)
      let difference = AuthorityDifference(from: found.contract, to: contract, policy: policy)
      let run = JudgedRun(contract: contract, standing: standing, changes: changes, areas: areas)
      guard pending.tally(for: run.band.band, policy: policy, atLeast: 1).isMet else {
        return with(found, standing.with(pending: pending, difference: difference))
      }
      return GoverningContract(
        contract: contract,
        standing: standing.with(
          source: .branch, amendment: .approved, approvals: pending, earlier: roll, difference: difference),
        blob: amended.blob, source: amended.source)
    }
  }

  private func with(_ found: GoverningContract, _ standing: ContractStanding) -> GoverningContract {
    GoverningContract(
      contract: found.contract, standing: standing, blob: found.blob, source: found.source, amended: found.amended)
  }
}
