import CaskadeSyntax

/// Where contracts live in a repository.
enum ContractFolder {
  static let folder = RepositoryPath("Contracts")
  static let closed = RepositoryPath("Contracts/closed")
  static let signers = RepositoryPath("Contracts/allowed_signers")
  static let policy = RepositoryPath("Contracts/policy.yaml")

  /// True for `Contracts/NAME.yaml` and `.yml`, but for the policy: neither closed ones nor anything deeper.
  static func holdsContract(_ path: RepositoryPath) -> Bool {
    guard path.parent == folder, path != policy else { return false }
    return path.bytes.suffix(5).elementsEqual(".yaml".utf8) || path.bytes.suffix(4).elementsEqual(".yml".utf8)
  }

  /// True for a contract's name, `login`; false for the path of a file.
  static func isName(_ word: String) -> Bool {
    !word.contains("/") && !word.hasSuffix(".yaml") && !word.hasSuffix(".yml")
  }

  /// `Contracts/login.yaml` for the name `login`.
  static func path(named name: String) -> RepositoryPath {
    RepositoryPath("Contracts/\(name).yaml")
  }

  /// `login` for `Contracts/login.yaml`.
  static func name(of path: RepositoryPath) -> String {
    var name = EscapedText.line(path.name)
    for ending in [".yaml", ".yml"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
    return name
  }
}
