import CaskadeContracts
package import CaskadeInspection
package import CaskadeSyntax

/// What a path below `Contracts/` at the root is for caskade.
package enum ContractFile: Hashable, Sendable, CaseIterable {
  case contract, closed, approval, template, policy, signers

  /// Nil for all that is none of them, however near it lies: a file deeper down, a schema, a contract of a name that
  /// policy and signers have taken.
  package init?(_ path: RepositoryPath) {
    let isText = ["yaml", "yml"].contains { path.bytes.suffix($0.utf8.count + 1).elementsEqual(".\($0)".utf8) }
    switch path.parent {
    case ContractFolder.folder:
      if path == ContractFolder.policy {
        self = .policy
      } else if path == ContractFolder.signers {
        self = .signers
      } else if ContractFolder.holdsContract(path) {
        self = .contract
      } else {
        return nil
      }
    case ContractFolder.closed where isText: self = .closed
    case ContractFolder.templates where isText: self = .template
    default:
      guard path.parent?.parent == ContractFolder.approvals, path.bytes.suffix(9).elementsEqual(".approval".utf8) else {
        return nil
      }
      self = .approval
    }
  }

  /// Grants something once it is on the base.
  var grants: Bool { self == .contract || self == .approval }

  /// Says what everybody's rules are, not what one piece of work may do.
  package var isRule: Bool { self == .policy || self == .signers }

}

extension ContractFile {
  /// Nil where the change is work: another path, or a link, a submodule or a program in the place of a text.
  package init?(_ change: Change) {
    guard [change.oldMode, change.newMode].allSatisfy({ $0 == .regular || $0 == .absent }) else { return nil }
    self.init(change.path)
  }
}
