package import CaskadeContracts
import CaskadeSyntax
import CaskadeSystem

/// What a repository says that a draft can use: who works, on which branch, and what stands beside the new contract.
package struct RepositoryFacts {
  package let owner: String?
  /// The branch that is checked out; nil for a detached head and before the first commit.
  package let branch: String?
  /// The contracts as they lie in the working tree, drafts among them.
  package let contracts: [Contract]

  package init(_ session: Session) throws(CommandError) {
    owner = try asking(session.repository.setting("user.email"))
    branch = try? session.repository.revisions.head().branch
    contracts = Self.contracts(session)
  }

  /// One that can't be read governs nothing yet.
  private static func contracts(_ session: Session) -> [Contract] {
    let folder = session.repository.location.workTree.appending(ContractFolder.folder)
    let names = ((try? FileSystem.entries(of: folder)) ?? []).sorted { $0.text < $1.text }
    return names.compactMap { name -> Contract? in
      guard ContractFolder.holdsContract(ContractFolder.path(of: name.bytes)),
        let bytes = try? FileReader.read(folder.appending(name.text), limit: SourceText.mostBytes)
      else { return nil }
      return ContractReader.read(SourceText(name: name.text, bytes: bytes)).contract
    }
  }
}
