package import CaskadeSyntax

/// Where contracts live in a repository.
package enum ContractFolder {
  package static let folder = RepositoryPath("Contracts")
  package static let closed = RepositoryPath("Contracts/closed")
  package static let signers = RepositoryPath("Contracts/allowed_signers")
  package static let policy = RepositoryPath("Contracts/policy.yaml")

  /// True for `Contracts/NAME.yaml` and `.yml`, but for the policy: neither closed ones nor anything deeper.
  package static func holdsContract(_ path: RepositoryPath) -> Bool {
    guard path.parent == folder, path != policy else { return false }
    return path.bytes.suffix(5).elementsEqual(".yaml".utf8) || path.bytes.suffix(4).elementsEqual(".yml".utf8)
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
