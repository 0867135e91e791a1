package import CaskadeContracts

/// What an export is made from: a contract, the standing rules beside it, and where things lie on this machine.
package struct ExportRequest: Sendable {
  /// The generation of OpenCode whose settings are written; the second reads the first one's.
  package enum Dialect: String, Hashable, Sendable, CaseIterable {
    case v1, v2

    /// For help.
    package static let note = "of OpenCode: v1 (default; version 2 reads it too) or v2"
  }

  package let contract: Contract
  /// As `guard` takes it.
  package let name: String
  package let policy: Policy
  /// The working tree's root, absolute.
  package let root: String
  /// Where the export's files lie, absolute.
  package let folder: String
  /// The program that the hook starts.
  package let program: String
  /// The policy wants a sandbox for the contract's band.
  package var isSandboxed = false
  package var dialect = Dialect.v1

  package init(contract: Contract, name: String, policy: Policy, root: String, folder: String, program: String) {
    self.contract = contract
    self.name = name
    self.policy = policy
    self.root = root
    self.folder = folder
    self.program = program
  }

  /// The words by which an agent's hook asks.
  func hookWords(_ agent: Agent) -> [String] { ["guard", agent.rawValue, "--contract", name] }

  /// The same as a line for a shell.
  func hookLine(_ agent: Agent) -> String {
    ([program] + hookWords(agent)).map(ShellText.quoted).joined(separator: " ")
  }

  /// Where a file of the export lies.
  func place(of file: String) -> String { "\(folder)/\(file)" }

  /// The same as a word for a shell.
  func word(_ file: String) -> String { ShellText.quoted(place(of: file)) }
}
