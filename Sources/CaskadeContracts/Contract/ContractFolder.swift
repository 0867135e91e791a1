package import CaskadeSyntax

/// Where contracts live in a repository.
package enum ContractFolder {
  package static let folder = RepositoryPath("Contracts")
  package static let closed = path(of: Array("closed".utf8))
  package static let approvals = path(of: Array("approvals".utf8))
  package static let templates = path(of: Array("templates".utf8))
  package static let signers = path(of: Array("allowed_signers".utf8))
  package static let policy = path(named: "policy")

  /// What lies directly in the folder under this name.
  package static func path(of name: some Collection<UInt8>) -> RepositoryPath {
    RepositoryPath(bytes: folder.bytes + [UInt8(ascii: "/")] + name)
  }

  /// `Contracts/closed/login.yaml` for the name `login`.
  package static func closedPath(named name: String) -> RepositoryPath {
    RepositoryPath(bytes: closed.bytes + Array("/\(name).yaml".utf8))
  }

  /// True for `Contracts/NAME.yaml` and `.yml`, but for a name that is taken: neither closed ones nor anything deeper.
  package static func holdsContract(_ path: RepositoryPath) -> Bool {
    path.parent == folder && isText(path) && !isTaken(name(of: path))
  }

  /// The approvals of policy and signers lie where those of a contract of such a name would.
  package static func isTaken(_ name: String) -> Bool { ["policy", "allowed_signers"].contains(name) }

  /// True for a contract in name only: `Contracts/policy.yml`, `Contracts/allowed_signers.yaml`.
  package static func isMisnamed(_ path: RepositoryPath) -> Bool {
    path.parent == folder && path != policy && isText(path) && isTaken(name(of: path))
  }

  /// Where the contract lies once it is closed.
  package static func closedPath(of contract: RepositoryPath) -> RepositoryPath {
    RepositoryPath(bytes: closed.bytes + [UInt8(ascii: "/")] + contract.name)
  }

  private static func isText(_ path: RepositoryPath) -> Bool {
    path.bytes.suffix(5).elementsEqual(".yaml".utf8) || path.bytes.suffix(4).elementsEqual(".yml".utf8)
  }

  /// True for a contract's name, `login`; false for the path of a file.
  package static func isName(_ word: String) -> Bool {
    !word.contains("/") && !word.hasSuffix(".yaml") && !word.hasSuffix(".yml")
  }

  /// `Contracts/login.yaml` for the name `login`.
  package static func path(named name: String) -> RepositoryPath {
    path(of: Array("\(name).yaml".utf8))
  }

  /// `login` for `Contracts/login.yaml`.
  package static func name(of path: RepositoryPath) -> String {
    var name = EscapedText.line(path.name)
    for ending in [".yaml", ".yml"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
    return name
  }
}
