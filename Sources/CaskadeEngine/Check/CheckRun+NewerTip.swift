import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

extension CheckRun {
  /// The newer tip, where the contract that governs there, its approvals, the policy or the signers are other ones.
  ///
  /// - Parameter word: the contract as the caller named it.
  func newerTip(
    _ comparison: BaseAndHead, _ governing: GoverningContract, _ word: String?
  ) throws(CommandError) -> NewerTip? {
    guard let newer = comparison.newer else { return nil }
    let there = try ContractTree(of: newer.commit, session.repository.objects)
    let here = comparison.rootShelf
    var differing: [NewerTip.Part] = []
    if let path = governing.standing.path, governing.standing.source != .file {
      if try isOther(path, there, comparison, word) { differing.append(.contract) }
      let approvals = [here, there].map { $0.approvals(of: path).map(\.id) }
      if approvals[0] != approvals[1] { differing.append(.approvals) }
    }
    if here.blob(at: ContractFolder.policy) != there.blob(at: ContractFolder.policy) { differing.append(.policy) }
    if here.blob(at: ContractFolder.signers) != there.blob(at: ContractFolder.signers) { differing.append(.signers) }
    guard !differing.isEmpty else { return nil }
    return NewerTip(
      name: newer.name, commit: newer.commit, differing: differing,
      option: options.contractFrom == nil ? "--base" : "--contract-from")
  }

  /// Amended, removed or closed there; or another contract governs the branch, or none for sure.
  private func isOther(
    _ path: RepositoryPath, _ there: ContractTree, _ comparison: BaseAndHead, _ word: String?
  ) throws(CommandError) -> Bool {
    let here = comparison.rootShelf
    guard here.blob(at: path) == there.blob(at: path), here.holdsClosed(path) == there.holdsClosed(path) else {
      return true
    }
    do throws(CommandError) {
      return try finder(comparison, root: there).find(word).standing.path != path
    } catch {
      if error.interrupted { throw error }
      return true
    }
  }
}
