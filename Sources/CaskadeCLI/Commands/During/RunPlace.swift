import CaskadeContracts
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem

/// Where a run of its own works: a worktree beside the repository.
struct RunPlace {
  private let host: Host
  private let contract: String

  init(_ host: Host, _ contract: String) {
    self.host = host
    self.contract = contract
  }

  /// `../REPOSITORY-CONTRACT`, on the first branch that the contract names.
  func worktree() throws(CommandError) -> ByteString {
    try Session.run(host) { (session) throws(CommandError) in
      let base = try BaseAndHead.base(nil, session)
      let name = ContractFolder.isName(contract) ? contract : ContractFolder.name(of: RepositoryPath(contract))
      let shelf = try ContractTree(of: base.commit, session.repository.objects)
      let source = try shelf.source(of: ContractFolder.path(named: name))
      let pattern = source.flatMap { ContractReader.read($0).contract?.branch.first?.pattern.text }
      let branch = (pattern ?? name).split(separator: "*", omittingEmptySubsequences: false).joined(separator: name)
      let root = session.repository.location.workTree
      let folder = ByteString("\(root.text)-\(name)")
      guard !FileSystem.exists(folder) else {
        throw CommandError(
          "'\(folder.text)' is there already", hint: "run there: caskade -C \(folder.text) run \(contract) -- ...")
      }
      do throws(CommandError) {
        try asking(session.repository.addWorktree(at: folder, branch: branch, from: base.commit))
      } catch {
        throw CommandError(
          error.message, hint: "where the branch is checked out, leave out '--worktree', or switch that tree to another"
        )
      }
      host.note("caskade: working in \(folder.text), on branch \(branch)")
      return folder
    }
  }
}
