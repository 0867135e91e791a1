package import CaskadeSyntax

/// Where contracts live in a repository.
package enum ContractFolder {
  package static let folder = RepositoryPath("Contracts")
  package static let closed = RepositoryPath("Contracts/closed")
  package static let signers = RepositoryPath("Contracts/allowed_signers")
  package static let policy = RepositoryPath("Contracts/policy.yaml")

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
    RepositoryPath("Contracts/\(name).yaml")
  }

  /// `login` for `Contracts/login.yaml`.
  package static func name(of path: RepositoryPath) -> String {
    var name = EscapedText.line(path.name)
    for ending in [".yaml", ".yml"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
    return name
  }
}
